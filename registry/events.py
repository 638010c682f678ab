"""What is told of the registry. The names never change."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

# drafts
DRAFT_STARTED = Event("registry.draft_started", _("%(who)s began the draft “%(what)s”"))
DRAFT_HEAD_CHANGED = Event("registry.draft_head_changed", _("%(who)s changed the head of “%(what)s”"))  # fmt: skip
TEXT_WRITTEN = Event("registry.text_written", _("%(who)s wrote in the draft"))
EDITION_KEPT = Event("registry.edition_kept", _("%(who)s kept edition %(number)s of “%(what)s”: %(why)s"))  # fmt: skip
FILE_PUT = Event("registry.file_put", _("%(who)s put the file %(name)s into “%(what)s”"))
PEOPLE_ASKED = Event("registry.people_asked", _("%(who)s asked %(names)s about “%(what)s”"))
PERSON_ANSWERED = Event("registry.person_answered", _("%(who)s answered about “%(draft)s”: %(verdict)s"))  # fmt: skip
REMARKED = Event("registry.remarked", _("%(who)s remarked on “%(draft)s”"))
REMARK_SETTLED = Event("registry.remark_settled", _("%(who)s settled a remark on “%(draft)s”"))
DRAFT_SENT = Event("registry.draft_sent", _("%(who)s sent “%(what)s” to be signed"))
DRAFT_CAME_BACK = Event("registry.draft_came_back", _("%(who)s gave “%(what)s” back: %(reason)s"))
DRAFT_SIGNED = Event("registry.draft_signed", _("“%(what)s” is signed: %(notation)s"))
DRAFT_DROPPED = Event("registry.draft_dropped", _("%(who)s dropped “%(what)s”: %(reason)s"))
DRAFT_TAKEN_UP = Event("registry.draft_taken_up", _("%(who)s took “%(what)s” up again"))
SIGNER_CHANGED = Event("registry.signer_changed", _("%(who)s let %(signer)s sign “%(what)s” instead of %(before)s"))  # fmt: skip
PAPER_READY = Event("registry.paper_ready", _("%(who)s sent “%(what)s” to be signed"))
# the outgoing register
REGISTERED = Event("registry.registered", _("%(who)s registered %(what)s"))
ENTRY_CHANGED = Event("registry.entry_changed", _("%(who)s completed the entry %(what)s"))
ISSUED = Event("registry.issued", _("%(who)s issued %(what)s to %(count)s recipients"))
SENT = Event("registry.sent", _("%(issue)s was sent to %(what)s"))
ACKNOWLEDGED = Event("registry.acknowledged", _("%(what)s acknowledged %(issue)s"))
SENDING_AGAIN = Event("registry.sending_again", _("%(who)s sends %(issue)s to %(what)s again"))
SENDING_FAILED = Event("registry.sending_failed", _("%(issue)s was not delivered to %(what)s: %(reason)s"))  # fmt: skip
ACTED_UPON = Event("registry.acted_upon", _("%(what)s: %(effect)s by %(later)s"))
ENTRY_CANCELLED = Event("registry.entry_cancelled", _("%(who)s cancelled %(what)s: %(reason)s"))
# copies
COPY_MADE = Event("registry.copy_made", _("%(who)s made a copy: %(what)s"))
COPY_SIGNED = Event("registry.copy_signed", _("“%(what)s” is signed and sealed: %(notation)s"))
COPY_RETURNED = Event("registry.copy_returned", _("%(who)s returned “%(what)s”: %(reason)s"))
# catalogues
KIND_SET = Event("registry.kind_set", _("%(who)s arranged how “%(what)s” is numbered"))
SERIES_ADDED = Event("registry.series_added", _("%(who)s opened the series “%(what)s”"))
SERIES_CLOSED = Event("registry.series_closed", _("%(who)s closed the series “%(what)s”"))
GROUP_SET = Event("registry.group_set", _("%(who)s wrote down the group of recipients “%(what)s”: %(count)s units"))  # fmt: skip
GROUP_DROPPED = Event("registry.group_dropped", _("%(who)s dropped the group of recipients “%(what)s”"))  # fmt: skip
