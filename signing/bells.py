"""Who hears of what in the bell and by mail. Heard inside the telling transaction."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.models import Entry
from notices.door import notify
from people import events as of_people
from people.models import User
from people.standing import away
from signing import actions, events
from signing.models import Route
from signing.states import StepState

TO_DO = {
    "review": _("Your opinion is asked on: %(what)s"),
    "initial": _("Please initial: %(what)s"),
    "sign": _("Please sign: %(what)s"),
    "number": _("Please number and seal: %(what)s"),
    "seal": _("Please seal: %(what)s"),
}
STANDING = _("You stand in for %(absent)s, who is asked on: %(what)s")


@hear(events.ROUTE_STARTED)
@hear(events.STEP_SIGNED)
@hear(events.OPINION_GIVEN)
@hear(events.SENT_BACK)
@hear(events.STEP_SKIPPED)
@hear(events.STEP_ADDED)
@hear(events.STEP_HANDED_ON)
def the_next_ones_are_asked(entry: Entry, route: Any) -> None:
    """Whoever has to act now is told once an asking, unless they are at it; so is who stands in for them."""
    steps = list(route.steps.filter(state=StepState.ASKED).select_related("who"))
    absent = away([step.who_id for step in steps])
    for step in steps:
        key = f"step.{step.pk}.{step.who_id}.{step.asked_at:%y%m%d%H%M%S%f}"
        if step.who_id != entry.who_id:
            _tell(step.who, route, key, TO_DO[step.kind], mail=True)
        if absence := absent.get(step.who_id):
            standing = f"{key}.standing"
            _tell(absence.stand_in, route, standing, STANDING, mail=True, absent=str(step.who))


@hear(of_people.ABSENCE_ANNOUNCED)
def who_stands_in_is_let_in(_entry: Entry, absence: Any) -> None:
    """Whoever stands in from today on may read what waits for the absent person, and hears of it."""
    for step in actions.let_stand_in_read(absence):
        key = f"step.{step.pk}.absence.{absence.pk}"
        _tell(absence.stand_in, step.route, key, STANDING, absent=str(absence.person))


@hear(events.SENT_BACK)
def the_starter_hears_of_going_back(entry: Entry, route: Any) -> None:
    """Whoever sent the paper learns that it went a step back, and why."""
    if route.started_by_id != entry.who_id:
        sentence = _("%(who)s sent “%(what)s” back to %(whom)s: %(reason)s")
        words = {**_words(entry), "whom": entry.data["whom"]}
        _tell(route.started_by, route, f"back.{entry.seq}", sentence, **words)


@hear(events.REMARK_MADE)
def comments_are_heard_of(entry: Entry, route: Any) -> None:
    """Whoever sent the paper hears of comments, and who commented before hears of answers."""
    people = {remark.by for remark in route.remarks.select_related("by")} | {route.started_by}
    words = {"who": entry.who_name, "text": entry.data["text"][:200]}
    sentence = _("%(who)s commented on “%(what)s”: %(text)s")
    for person in people - {entry.who}:
        _tell(person, route, f"remark.{entry.seq}", sentence, **words)


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
