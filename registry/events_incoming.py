"""What is told of incoming documents and of the exchange. The names never change."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event
from registry.incoming_states import Genuine

E = Event
RECEIVED = E("registry.incoming_received", _("%(who)s received “%(what)s” of %(issuer)s"))
CHECKED = E("registry.incoming_checked", _("Checked: %(found)s"), names={"found": Genuine})
REGISTERED = E("registry.incoming_registered", _("%(who)s registered it under number %(number)s"))
CHANGED = E("registry.incoming_changed", _("%(who)s corrected the entry"))
SENT_BACK = E("registry.incoming_sent_back", _("%(who)s sent it back: %(reason)s"))
TAKEN_AGAIN = E("registry.incoming_taken_again", _("%(who)s took it in again: %(reason)s"))
SUBMITTED = E("registry.incoming_submitted", _("%(who)s submitted it to %(leader)s"))
TAKEN_BACK = E("registry.incoming_taken_back", _("%(who)s took the submission back: %(reason)s"))
DIRECTED = E("registry.incoming_directed", _("%(who)s directed: %(lead)s leads; %(text)s"))
PROGRESS = E("registry.incoming_progress", _("The work on “%(what)s” began"))
DONE = E("registry.incoming_done", _("“%(what)s” is dealt with: %(outcome)s"))
REPLIED = E("registry.incoming_replied", _("Answered by %(reply)s"))
REOPENED = E("registry.incoming_reopened", _("%(who)s took it up again: %(reason)s"))
# the exchange
MESSAGE_MADE = E("registry.message_made", _("A message for %(other)s was made: %(what)s"))
MESSAGE_TAKEN = E("registry.message_taken", _("A message of %(other)s came: %(what)s"))
MESSAGE_UNFIT = E("registry.message_unfit", _("A message was refused: %(problem)s"))
MESSAGE_FAILED = E("registry.message_failed", _("A message for %(other)s could not be sent: %(problem)s"))  # fmt: skip
MESSAGE_AGAIN = E("registry.message_again", _("%(who)s lets the message for %(other)s go again: %(what)s"))  # fmt: skip
ORGAN_SET = E("registry.organ_set", _("%(who)s wrote down the exchange code %(code)s of %(what)s"))
RECALLED = E("registry.incoming_recalled", _("The sender recalls “%(what)s”: %(reason)s"))
