"""Who hears of what in the bell and by mail: one table. Heard inside the telling transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.book import hear
from journal.events import Event
from journal.models import Entry
from notices.door import DAY_REMOVED, DAY_SET, notify
from opinions import events
from opinions.access import SPEAKS
from opinions.actions.ground import office_people, people_of
from opinions.actions.reminding import calendar_changed
from opinions.models import Asked, Round
from opinions.queries.progress import progress
from opinions.sentences import Said
from opinions.states import AskedKind
from people.models import Post, User
from realtime.nudge import stale


@dataclass(frozen=True)
class Bell:
    """A sentence for the people of some roles; ``mail`` sends it as a letter too."""

    sentence: str | Promise
    to: tuple[str, ...]
    mail: bool = False


BELLS: dict[Event, Bell] = {
    events.ROUND_SUBMITTED: Bell(
        _("%(who)s asks you to approve the opinion round “%(what)s”"), ("leader",), mail=True
    ),
    events.ROUND_RETURNED: Bell(
        _("%(who)s returned “%(what)s”: %(reason)s"), ("office",), mail=True
    ),
    events.ROUND_APPROVED: Bell(_("%(who)s approved “%(what)s”: it can be sent"), ("office",)),
    events.ROUND_SENT: Bell(
        _("Please give your opinion on “%(what)s” by %(due)s"), ("asked",), mail=True
    ),
    events.DEADLINE_MOVED: Bell(
        _("The deadline of “%(what)s” is now %(due)s: %(reason)s"), ("asked", "office"), mail=True
    ),
    events.PAPER_ADDED: Bell(
        _("A paper was added to “%(what)s”: %(paper)s"), ("asked",), mail=True
    ),
    events.ALL_ANSWERED: Bell(
        _("Everybody has answered “%(what)s”: it can be closed"), ("office",)
    ),
    events.ROUND_CLOSED: Bell(_("“%(what)s” is closed: %(reason)s"), ("leader", "office")),
    events.CLOSED_BY_CLOCK: Bell(
        _("“%(what)s” has ended and can be counted. Not answered: %(missing)s"),
        ("office", "leader"),
        mail=True,
    ),
    events.ROUND_COUNTED: Bell(
        _("“%(what)s” is counted; the result can be announced"), ("leader", "drafting")
    ),
    events.ROUND_ANNOUNCED: Bell(
        _("The result of “%(what)s” is announced"), ("asked", "office", "drafting"), mail=True
    ),
    events.ROUND_CANCELLED: Bell(
        _("“%(what)s” is cancelled: %(reason)s"), ("asked", "leader", "office"), mail=True
    ),
}
ENTERED = _("%(who)s entered your paper sheet on “%(what)s”; look at it, you may replace it")
MISSED = _("You gave no opinion on “%(what)s”; it ended at the deadline")


def ring(entry: Entry, round_: Round) -> None:
    """Tell the people of the event's roles, except who acted; let everybody's desk refresh."""
    bell = BELLS[Event.known[entry.event]]
    words = {**entry.data, "who": entry.who_name, "what": round_.title}
    people = {person.pk: person for role in bell.to for person in CIRCLE[role](round_)}
    for person in people.values():
        if person.pk != entry.who_id:
            _tell(person, round_, str(entry.seq), bell.sentence, words, mail=bell.mail)
        transaction.on_commit(partial(stale, person.topic, ["my_opinions"]), robust=True)


def say_missed(_entry: Entry, round_: Round) -> None:
    """Who did not answer learns that the round ended without them."""
    found = progress(round_)
    for one in found.members:
        if one.sheet is None and one.line.user and one.line.user.is_active:
            _tell(one.line.user, round_, "missed", MISSED, {"what": round_.title})


def say_entered(entry: Entry, line: Asked) -> None:
    """Whose paper sheet was entered learns of it, and may look and replace it."""
    words = {"who": entry.who_name, "what": line.round.title}
    for person in people_of(line):
        _tell(person, line.round, f"{entry.seq}", ENTERED, words, mail=True)


def refresh_own_desk(entry: Entry, _what: Any) -> None:
    """Who acted sees on every page of theirs that this no longer waits."""
    if entry.who is not None:
        topic = entry.who.topic
        transaction.on_commit(partial(stale, topic, ["my_opinions"]), robust=True)


def _asked(round_: Round) -> list[User]:
    """Return everybody who can answer, in two queries; nobody before the round was sent."""
    if round_.sent_at is None:
        return []
    lines = list(round_.asked.filter(removed_at=None).select_related("user"))
    units = [line.unit_id for line in lines if line.kind == AskedKind.UNIT]
    members = [line.user for line in lines if line.user]
    return [*members, *_speakers(*units)]


def _speakers(*units: int | None) -> list[User]:
    posts = Post.objects.filter(SPEAKS, unit__in=[u for u in units if u], user__is_active=True)
    return [post.user for post in posts.select_related("user")]


CIRCLE: dict[str, Callable[[Round], list[User]]] = {
    "asked": _asked,
    "office": office_people,
    "leader": lambda round_: [round_.leader],
    "drafting": lambda round_: _speakers(round_.drafting_unit_id),
}


def _tell(
    person: User, round_: Round, key: str, sentence: Any, words: dict[str, Any], *, mail: bool = False
) -> None:  # fmt: skip
    notify(
        person, key=f"{round_.book}.{key}", sentence=Said(lambda: str(sentence) % words),
        url=round_.get_absolute_url(), mail=mail,
    )  # fmt: skip


def _look_again(_entry: Entry, _what: Any) -> None:
    """A day of the calendar changed: reminders move with it."""
    calendar_changed()


def listen() -> None:
    """Open the ears."""
    for event in BELLS:
        hear(event)(ring)
    hear(events.CLOSED_BY_CLOCK)(say_missed)
    for event in (*BELLS, events.SHEET_SENT):
        hear(event)(refresh_own_desk)
    hear(events.SHEET_ENTERED)(say_entered)
    for event in (DAY_SET, DAY_REMOVED):
        hear(event)(_look_again)
