"""What is told of rounds; the parts are the words of ``templates/opinions/parts``. What somebody answered is never told."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

E = Event
EVERYTHING = ("status", "progress", "papers", "result", "history", "my_part")
LIFE = ("status", "history", "my_part")

ROUND_DRAFTED = E("opinions.drafted", _("%(who)s drafted “%(what)s”"), LIFE)
ROUND_CHANGED = E("opinions.changed", _("%(who)s changed the draft"), EVERYTHING)
ROUND_SUBMITTED = E("opinions.submitted", _("%(who)s submitted it to %(leader)s"), EVERYTHING)
ROUND_TAKEN_BACK = E("opinions.taken_back", _("%(who)s took it back to change it"), EVERYTHING)
ROUND_RETURNED = E("opinions.returned", _("%(who)s returned it: %(reason)s"), EVERYTHING)
ROUND_APPROVED = E("opinions.approved", _("%(who)s approved it"), EVERYTHING)
ROUND_SENT = E(
    "opinions.sent",
    _("%(who)s sent it to %(members)s members and %(units)s units, deadline %(due)s"),
    EVERYTHING,
)
DEADLINE_MOVED = E(
    "opinions.deadline_moved",
    _("%(who)s moved the deadline from %(old)s to %(due)s: %(reason)s"),
    EVERYTHING,
)
# an answer changes what is shown of all; what is one's own, the page that sent it fetches itself
ANSWERED = ("progress", "history")
SHEET_SENT = E("opinions.sheet_sent", _("%(what)s answered"), ANSWERED)
SHEET_ENTERED = E(
    "opinions.sheet_entered", _("%(who)s entered the paper sheet of %(what)s"), ANSWERED
)
SHEET_REPLACED = E("opinions.sheet_replaced", _("%(what)s replaced the answer"), ANSWERED)
SHEET_SIGNED = E("opinions.sheet_signed", _("%(what)s signed the answer"), ANSWERED)
ALL_ANSWERED = E("opinions.all_answered", _("Everybody has answered"), ("history", "my_part"))
PAPER_ADDED = E(
    "opinions.paper_added",
    _("%(who)s added the paper “%(paper)s” while answers come in"),
    ("papers", "history"),
)
ASKED_REMOVED = E(
    "opinions.asked_removed",
    _("%(who)s took %(what)s off the list: %(reason)s"),
    ("progress", "history", "my_part", "result"),
)
REMINDED = E("opinions.reminded", _("Reminded: %(names)s"), ("progress", "history"))
ROUND_CLOSED = E("opinions.closed", _("%(who)s closed the round: %(reason)s"), EVERYTHING)
CLOSED_BY_CLOCK = E(
    "opinions.closed_by_clock",
    _("The deadline passed; the round is closed. Not answered: %(missing)s"),
    EVERYTHING,
)
ROUND_COUNTED = E("opinions.counted", _("%(who)s counted the answers"), EVERYTHING)
ROUND_ANNOUNCED = E("opinions.announced", _("%(who)s announced the result"), EVERYTHING)
ON_AGENDA = E("opinions.on_agenda", _("The result was put on the agenda of “%(meeting)s”"), LIFE)
OFF_AGENDA = E(
    "opinions.off_agenda", _("The result is no longer on the agenda of “%(meeting)s”"), LIFE
)
ROUND_REPORTED = E("opinions.reported", _("The result was reported to “%(meeting)s”"), EVERYTHING)
ROUND_CANCELLED = E("opinions.cancelled", _("%(who)s cancelled the round: %(reason)s"), EVERYTHING)
ROW_WRITTEN = E(
    "opinions.row_written", _("%(who)s dealt with an opinion of %(source)s"), ("result",)
)
DECISION_DRAFTED = E("opinions.decision_drafted", _("%(who)s drafted “%(what)s”"), ("papers",))
PAPER_READY = E("opinions.paper_ready", _("%(who)s sent “%(what)s” to be signed"), ("papers",))
