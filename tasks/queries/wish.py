"""What a person wants to see of the tasks: read from an address, written as an address, asked of the database.

Whatever stands in the address does no harm: a word nobody knows is as if it were not there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from core.calendar import city_calendar
from core.clock import now, today
from people.models import Unit, User
from tasks import periods
from tasks.access import given_by, led_by, supported_by, visible, watched_by
from tasks.models import IS_OPEN, Task
from tasks.periods import Period
from tasks.queries.outlook import likely_late
from tasks.queries.standing import CLASSES, Standing, counted, given_in, stuck
from tasks.states import (
    OPEN,
    ExplanationState,
    Priority,
    QuestionState,
    RequestState,
    SourceKind,
    TaskState,
    Verdict,
)

LONGEST_WORDS, LONGEST_KEY = 200, 10
NOBODY_UNIT = 0  # “unit=0”: led by a person alone
ANY_STATE = ("open", *TaskState.values)
ROLES: dict[str, Callable[[User], Q]] = {
    "lead": led_by,
    "gave": given_by,
    "support": supported_by,
    "watch": watched_by,
}
MERITS = ("given", "done", "failed", "late", "excused")
SORTS: dict[str, tuple[object, ...]] = {
    "due": (F("due_on").asc(nulls_last=True), "pk"),
    "due_last": (F("due_on").desc(nulls_last=True), "-pk"),
    "newest": ("-created_at", "-pk"),
    "still": ("stepped_at", "pk"),
    "unit": ("lead_unit__position", "lead_unit__name", "lead_person__full_name", "due_on", "pk"),
    "progress": ("percent", "due_on", "pk"),
    "ended": (F("ended_at").desc(nulls_last=True), "-pk"),
}
FLAGS = {
    "moved": Q(due_changes__isnull=False),
    "returned": Q(state=TaskState.ACCEPTED, reports__verdict=Verdict.RETURNED),
    "asked": Q(questions__state=QuestionState.OPEN, state__in=OPEN),
    "decide": Q(state__in=OPEN)
    & (
        Q(state__in=(TaskState.REPORTED, TaskState.DECLINED))
        | Q(extensions__state=RequestState.WAITING)
        | Q(transfers__state=RequestState.WAITING)
    ),
    "explain": Q(explanations__state__in=(ExplanationState.DEMANDED, ExplanationState.ANSWERED)),
}  # the address's word → what it asks; joined through a key, so that nothing is counted twice


BOXES = ("stuck", "likely", *FLAGS)


@dataclass(frozen=True)
class Wish:
    """A filter. Every field has a word in the address; empty means “any”."""

    q: str = ""
    unit: int | None = None
    below: bool = False
    person: int | None = None
    giver: int | None = None
    state: str = ""
    stand: str = ""
    period: Period | None = None
    given: Period | None = None
    due_from: date | None = None
    due_to: date | None = None
    priority: str = ""
    source: str = ""
    role: str = ""
    merit: str = ""
    stuck: bool = False
    moved: bool = False
    returned: bool = False
    asked: bool = False
    decide: bool = False
    explain: bool = False
    likely: bool = False
    sort: str = "due"

    @property
    def any(self) -> bool:
        """Whether anything is filtered (the order is no filter)."""
        return replace(self, sort="due") != Wish()

    def words(self) -> dict[str, str]:
        """The filter as words of an address, without what is empty."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        if self.sort == "due":
            found["sort"] = ""
        return {name: text for name, value in found.items() if (text := _text(value))}

    @property
    def address(self) -> str:
        """The filter as the query of an address."""
        return urlencode(self.words())

    def on(self, rows: QuerySet[Task], user: User) -> QuerySet[Task]:
        """Keep the rows that match, each once, in no order."""
        return rows.filter(self.condition(user))

    def condition(self, user: User) -> Q:
        """What the filter asks, as one condition."""
        asked = Q(*self._conditions(user))
        return asked & Q(search_text__words=self.q) if self.q else asked

    def rows(self, user: User) -> QuerySet[Task]:
        """What the person may see of it."""
        rows = visible(user, Q(*self._conditions(user))).order_by()
        return found(rows, self.q)  # once, not in every branch

    def sorted(self, rows: QuerySet[Task]) -> QuerySet[Task]:
        """Put the rows in the order that is wanted."""
        return rows.order_by(*SORTS[self.sort])  # type: ignore[arg-type]

    def _conditions(self, user: User) -> list[Q]:
        asked = [
            self._units(),
            Q(lead_person=self.person) if self.person else None,
            Q(giver=self.giver) if self.giver else None,
            _state(self.state),
            counted(self.period) if self.period else None,
            self._standing(),
            given_in(self.given) if self.given else None,
            Q(due_on__gte=self.due_from) if self.due_from else None,
            Q(due_on__lte=self.due_to) if self.due_to else None,
            Q(priority=self.priority) if self.priority else None,
            Q(source_kind="" if self.source == "none" else self.source) if self.source else None,
            ROLES[self.role](user) if self.role else None,
            self._merit(),
            stuck(city_calendar(), today()) if self.stuck else None,
        ]
        if self.likely:
            asked.append(Q(pk__in=likely_late(Task.objects.order_by()).values("pk")))
        asked += [_flag(name) for name in FLAGS if getattr(self, name)]
        return [one for one in asked if one is not None]

    def _units(self) -> Q | None:
        if self.unit is None:
            return None
        if self.unit == NOBODY_UNIT:
            return Q(lead_unit=None)
        return Q(lead_unit__in=subtree(self.unit) if self.below else [self.unit])

    def _merit(self) -> Q | None:
        from tasks.queries.merit import merit_q  # which builds filters of its own

        return merit_q(self.merit, self.period) if self.merit and self.period else None

    def _standing(self) -> Q | None:
        if not self.stand:
            return None
        return (Standing.of(self.period) if self.period else Standing.at(now())).q(self.stand)


def wish_from(given: Mapping[str, str]) -> Wish:
    """Read a filter from the words of an address."""
    return Wish(
        q=given.get("q", "").strip()[:LONGEST_WORDS],
        unit=_key(given.get("unit", "")),
        below=_yes(given, "below"),
        person=_key(given.get("person", "")) or None,
        giver=_key(given.get("giver", "")) or None,
        state=_one_of(given.get("state", ""), ANY_STATE),
        stand=_one_of(given.get("stand", ""), CLASSES),
        period=periods.read(given.get("period", "")),
        given=periods.read(given.get("given", "")),
        due_from=_day(given.get("due_from", "")),
        due_to=_day(given.get("due_to", "")),
        priority=_one_of(given.get("priority", ""), Priority.values),
        source=_one_of(given.get("source", ""), ("none", *filter(None, SourceKind.values))),
        role=_one_of(given.get("role", ""), ROLES),
        merit=_one_of(given.get("merit", ""), MERITS),
        sort=_one_of(given.get("sort", ""), SORTS) or "due",
        **{name: _yes(given, name) for name in BOXES},
    )


def found(rows: QuerySet[Task], words: str) -> QuerySet[Task]:
    """Keep the tasks that hold every word, marks or not, the last word also as a beginning."""
    return rows.filter(search_text__words=words) if words.strip() else rows


def subtree(unit: int) -> set[int]:
    """The unit and all below it (one query)."""
    parents = dict(Unit.objects.order_by().values_list("pk", "parent"))
    inside, fresh = {unit}, {unit}
    while fresh:
        fresh = {pk for pk, parent in parents.items() if parent in fresh} - inside
        inside |= fresh
    return inside


def _state(word: str) -> Q | None:
    if word == "open":
        return IS_OPEN
    return Q(state=word) if word else None


def _flag(name: str) -> Q:
    return Q(pk__in=Task.objects.order_by().filter(FLAGS[name]).values("pk"))


def _text(value: object) -> str:
    if isinstance(value, Period):
        return value.word
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_KEY else None


def _yes(given: Mapping[str, str], name: str) -> bool:
    return given.get(name, "") in ("1", "on")


def _one_of(text: str, known: object) -> str:
    return text if text and text in known else ""  # type: ignore[operator]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
