"""Who hears of what in the bell and by mail. Heard inside the telling transaction."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.models import Entry
from notices.door import notify
from people.models import User
from signing import events
from signing.models import Route
from signing.states import StepState

TO_DO = {
    "sign": _("Please sign: %(what)s"),
    "number": _("Please number and seal: %(what)s"),
    "seal": _("Please seal: %(what)s"),
}


@hear(events.ROUTE_STARTED)
@hear(events.STEP_SIGNED)
def the_next_one_is_asked(entry: Entry, route: Any) -> None:
    """Whoever has to act now is told, unless they are at it."""
    step = route.steps.filter(state=StepState.ASKED).select_related("who").first()
    if step is not None and step.who_id != entry.who_id:
        _tell(step.who, route, f"step.{step.pk}", TO_DO[step.kind], mail=True)


@hear(events.ROUTE_RETURNED)
def the_starter_gets_it_back(entry: Entry, route: Any) -> None:
    """Whoever sent the paper learns that it came back, and why."""
    sentence = _("%(who)s returned “%(what)s”: %(reason)s")
    _tell(route.started_by, route, "returned", sentence, mail=True, **_words(entry))


@hear(events.ROUTE_RECALLED)
def the_signers_need_not_act(entry: Entry, route: Any) -> None:
    """Whoever was asked learns that the paper was taken back."""
    for step in route.steps.filter(state=StepState.ASKED).select_related("who"):
        sentence = _("%(who)s recalled “%(what)s”: %(reason)s")
        _tell(step.who, route, "recalled", sentence, **_words(entry))


@hear(events.ROUTE_COMPLETED)
def everybody_learns_the_end(entry: Entry, route: Any) -> None:
    """The starter and the signers learn that the paper is issued."""
    people = {route.started_by, *(step.who for step in route.steps.select_related("who"))}
    for person in people - {entry.who}:
        _tell(person, route, "completed", _("Signed and issued: %(what)s"))


def _words(entry: Entry) -> dict[str, Any]:
    return {"who": entry.who_name, "reason": entry.data.get("reason", "")}


class _Said:
    """A lazy sentence with its words, said in the reader's language."""

    def __init__(self, sentence: Any, words: dict[str, str]) -> None:
        self.sentence, self.words = sentence, words

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def _tell(
    person: User, route: Route, key: str, sentence: Any, *, mail: bool = False, **words: Any
) -> None:
    said = _Said(sentence, {"what": str(route), **words})
    address = route.get_absolute_url()
    notify(person, key=f"route.{route.pk}.{key}", sentence=said, url=address, mail=mail)
