"""What is told of giving: texts that were read, what was decided about a proposal, templates, tasks that come back."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

PARTS = ("proposals",)
TEXT_READ = Event("tasks.text_read", _("%(who)s had “%(what)s” read: %(found)s proposals"), PARTS)
PROPOSAL_CONFIRMED = Event(
    "tasks.proposal_confirmed", _("%(who)s confirmed “%(what)s” for %(lead)s"), PARTS
)
PROPOSAL_CHANGED = Event("tasks.proposal_changed", _("%(who)s corrected “%(what)s”"), PARTS)
PROPOSAL_DISMISSED = Event("tasks.proposal_dismissed", _("%(who)s dismissed “%(what)s”"), PARTS)
PROPOSAL_RESTORED = Event("tasks.proposal_restored", _("%(who)s brought “%(what)s” back"), PARTS)

TEMPLATE_KEPT = Event("tasks.template_kept", _("%(who)s kept the template “%(what)s”"))
TEMPLATE_CLOSED = Event("tasks.template_closed", _("%(who)s put the template “%(what)s” away"))

RECURRENCE_KEPT = Event("tasks.recurrence_kept", _("%(who)s set when “%(what)s” comes back"))
RECURRENCE_SKIPPED = Event("tasks.recurrence_skipped", _("%(who)s left out “%(what)s” of %(day)s"))
RECURRENCE_TAKEN_UP = Event(
    "tasks.recurrence_taken_up", _("%(who)s took “%(what)s” of %(day)s up again")
)
RECURRENCE_PAUSED = Event("tasks.recurrence_paused", _("%(who)s paused “%(what)s”"))
RECURRENCE_RESUMED = Event("tasks.recurrence_resumed", _("%(who)s resumed “%(what)s”"))
RECURRENCE_ENDED = Event("tasks.recurrence_ended", _("%(who)s ended “%(what)s”"))
RECURRENCE_STUCK = Event(
    "tasks.recurrence_stuck", _("“%(what)s” was paused by the clock: %(reason)s")
)
