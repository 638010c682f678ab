"""Who hears of requests, explanations, contributions and parts of a task: the second half of the table of bells."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.events import Event
from tasks import events

NAMED = "named"  # the people whose keys the entry has under “to”


@dataclass(frozen=True)
class Bell:
    """A sentence for the people of some roles; `mail` sends it as a letter too."""

    sentence: str | Promise
    to: tuple[str, ...]
    mail: bool = False


WORK: dict[Event, Bell] = {
    events.EXTENSION_ASKED: Bell(
        _("%(who)s asks for more time for “%(what)s”, until %(due)s: %(reason)s"),
        ("giver",),
        mail=True,
    ),
    events.EXTENSION_GRANTED: Bell(
        _("%(who)s extended “%(what)s” from %(old)s to %(due)s"),
        ("lead", "head", "supporter"),
        mail=True,
    ),
    events.EXTENSION_REFUSED: Bell(
        _("%(who)s did not extend “%(what)s”, it stays due on %(old)s: %(reason)s"),
        ("lead", "head"),
        mail=True,
    ),
    events.EXTENSION_WITHDRAWN: Bell(
        _("%(who)s withdrew the request for more time for “%(what)s”"), ("giver",)
    ),
    events.TRANSFER_ASKED: Bell(
        _("%(who)s proposes to transfer “%(what)s” to %(lead)s: %(reason)s"), ("giver",), mail=True
    ),
    events.TRANSFERRED: Bell(
        _("“%(what)s” was transferred from %(old)s to %(lead)s: %(reason)s"),
        ("lead", "head", "clerk", "supporter", "giver", NAMED),
        mail=True,
    ),
    events.TRANSFER_REFUSED: Bell(
        _("%(who)s leaves “%(what)s” with you: %(reason)s"), ("lead", "head"), mail=True
    ),
    events.QUESTION_ASKED: Bell(
        _("%(who)s asks about “%(what)s”: %(text)s"), ("giver",), mail=True
    ),
    events.QUESTION_ANSWERED: Bell(
        _("%(who)s answered about “%(what)s”: %(text)s"), ("lead", NAMED), mail=True
    ),
    events.EXPLANATION_DEMANDED: Bell(
        _("%(who)s demands an explanation of “%(what)s” by %(due)s: %(text)s"),
        ("lead", "head"),
        mail=True,
    ),
    events.EXPLANATION_GIVEN: Bell(
        _("%(who)s explained “%(what)s”: %(text)s"), ("giver", NAMED), mail=True
    ),
    events.EXPLANATION_ACCEPTED: Bell(
        _("%(who)s accepted the explanation of “%(what)s”"), ("lead", "head")
    ),
    events.EXPLANATION_REJECTED: Bell(
        _("%(who)s did not accept the explanation of “%(what)s”: %(reason)s"),
        ("lead", "head"),
        mail=True,
    ),
    events.CAUSE_CONFIRMED: Bell(
        _("%(who)s confirmed an objective cause of the delay of “%(what)s”"), ("lead", "head")
    ),
    events.CONTRIBUTION_ASKED: Bell(
        _("%(who)s asks for your contribution to “%(what)s” by %(due)s: %(text)s"),
        (NAMED,),
        mail=True,
    ),
    events.CONTRIBUTED: Bell(_("%(who)s contributed to “%(what)s” for %(names)s"), ("lead",)),
    events.NUDGED: Bell(
        _("%(who)s still waits for your contribution to “%(what)s”"), (NAMED,), mail=True
    ),
    events.MENTIONED: Bell(_("%(who)s named you in “%(what)s”: %(text)s"), (NAMED,), mail=True),
    events.EVALUATED: Bell(
        _("%(who)s evaluated the result of “%(what)s”: %(grade)s"), ("lead", "head")
    ),
    events.REOPENED: Bell(
        _("%(who)s reopened “%(what)s”: %(reason)s"), ("lead", "head", "supporter"), mail=True
    ),
    events.PARTS_LATER: Bell(
        _("“%(what)s” is due earlier now; these parts are due later: %(names)s"), ("lead", "head")
    ),
}
