"""My work today: what the person must do, in the order in which it should be done. Each task stands once."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from core.calendar import city_calendar
from people.models import User
from tasks.access import given_by, reach
from tasks.models import (
    IS_OPEN,
    Contribution,
    Explanation,
    Extension,
    Question,
    Report,
    Task,
    Transfer,
)
from tasks.queries.lines import WORKING, Line, lines_of
from tasks.states import (
    DueState,
    ExplanationState,
    QuestionState,
    RequestState,
    TaskState,
    Verdict,
)

LOOKED_AT = 200  # tasks of each kind; what is more is behind “all of them”
AT_ONCE = 5  # lines of a section; the rest is behind one press

OVERDUE, TODAY, ACCEPT, RETURNED, ASKED, DECIDE, EXPLAIN, SUPPORT, NEARLY = (
    "overdue",
    "due_today",
    "to_accept",
    "returned",
    "asked",
    "decide",
    "explain",
    "support",
    "nearly_due",
)
# kind → the address of all of them
ADDRESSES = {
    OVERDUE: {"role": "lead", "stand": "overdue"},
    TODAY: {"role": "lead", "stand": "nearly_due"},
    ACCEPT: {"role": "lead", "state": "assigned"},
    RETURNED: {"role": "lead", "returned": "1"},
    ASKED: {"role": "gave", "asked": "1"},
    DECIDE: {"role": "gave", "decide": "1"},
    EXPLAIN: {"explain": "1"},
    SUPPORT: {"role": "support", "state": "open"},
    NEARLY: {"role": "lead", "stand": "nearly_due"},
}


@dataclass
class Section:
    """Tasks that want the same of the person; `address` shows all of them."""

    kind: str
    lines: list[Line] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The filter of the list that shows all of them."""
        return urlencode(ADDRESSES[self.kind])

    @property
    def first(self) -> list[Line]:
        """Those that are shown at once."""
        return self.lines[:AT_ONCE]

    @property
    def rest(self) -> list[Line]:
        """Those behind the press."""
        return self.lines[AT_ONCE:]


@dataclass(frozen=True)
class Day:
    """The person's day: the sections that are not empty, and what there is besides."""

    sections: list[Section]
    later: int
    waiting: int

    @property
    def total(self) -> int:
        """How many tasks want something today."""
        return sum(len(section.lines) for section in self.sections)


def my_day(user: User) -> Day:
    """Gather the day (three queries beside the calendar and the posts)."""
    sections, calendar = {kind: Section(kind) for kind in ADDRESSES}, city_calendar()
    later = waiting = 0
    for line in lines_of(_mine(user), calendar):
        kind = _place(line)
        later, waiting = later + (kind == "later"), waiting + (kind == "waiting")
        if kind in sections:
            sections[kind].lines.append(line)
    for line in lines_of(_asked_of_giver(user), calendar):
        sections[_place_given(line)].lines.append(line)
    sections[SUPPORT].lines += lines_of(_contributions(user), calendar)
    return Day([one for one in sections.values() if one.lines], later, waiting)


def _mine(user: User) -> QuerySet[Task]:
    """What the person does: named in person, or speaking for the unit while nobody is named."""
    own = reach(user)
    mine = Q(lead_person__in=own.people) | Q(lead_person=None, lead_unit__in=own.speaks)
    last = Report.objects.filter(task=OuterRef("pk")).order_by("-pk").values("verdict")[:1]
    demanded = Explanation.objects.filter(task=OuterRef("pk"), state=ExplanationState.DEMANDED)
    rows = Task.objects.filter(mine, IS_OPEN, state__in=(*WORKING, TaskState.REPORTED))
    rows = rows.annotate(last_verdict=Subquery(last), wants_words=Exists(demanded))
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:LOOKED_AT]


def _place(line: Line) -> str:
    """The first section that wants the task."""
    task: Any = line.task
    if task.state == TaskState.REPORTED:
        return EXPLAIN if task.wants_words else "waiting"
    if line.due in (DueState.OVERDUE, DueState.DUE_TODAY):
        return line.due
    if task.state == TaskState.ASSIGNED:
        return ACCEPT
    if task.last_verdict == Verdict.RETURNED:
        return RETURNED
    if task.wants_words:
        return EXPLAIN
    return NEARLY if line.due == DueState.NEARLY_DUE else "later"


def _asked_of_giver(user: User) -> QuerySet[Task]:
    """What the person gave and must answer: results, requests, questions, explanations."""
    of = OuterRef("pk")
    waits = {
        "more_time": Extension.objects.filter(task=of, state=RequestState.WAITING),
        "other_lead": Transfer.objects.filter(task=of, state=RequestState.WAITING),
        "question": Question.objects.filter(task=of, state=QuestionState.OPEN),
        "explained": Explanation.objects.filter(task=of, state=ExplanationState.ANSWERED),
    }
    rows = Task.objects.filter(given_by(user), IS_OPEN)
    rows = rows.annotate(**{name: Exists(what) for name, what in waits.items()})
    waiting = Extension.objects.filter(task=of, state=RequestState.WAITING)
    until = waiting.values("want_on")[:1]
    rows = rows.annotate(more_time_until=Subquery(until))
    wanted = Q(state__in=(TaskState.REPORTED, TaskState.DECLINED))
    for name in waits:
        wanted |= Q(**{name: True})
    return rows.filter(wanted).order_by(F("due_on").asc(nulls_last=True), "pk")[:LOOKED_AT]


def _place_given(line: Line) -> str:
    task: Any = line.task
    decides = task.state in (TaskState.REPORTED, TaskState.DECLINED)
    if decides or task.more_time or task.other_lead:
        return DECIDE
    return ASKED if task.question else EXPLAIN


def _contributions(user: User) -> QuerySet[Task]:
    """Where the person, or a unit they speak for, was asked for a contribution and has not given it."""
    own = reach(user)
    owed = Contribution.objects.filter(
        Q(unit__in=own.speaks) | Q(person__in=own.people), asked_at__isnull=False, given=None
    )
    rows = Task.objects.filter(IS_OPEN, state__in=WORKING, pk__in=owed.values("task"))
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:LOOKED_AT]
