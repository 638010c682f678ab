"""Boards: my work, what I support, what I gave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from core.calendar import city_calendar
from core.clock import now
from core.workdays import WorkCalendar
from people.models import Unit, User
from tasks.access import given_by, led_by, supported_by, visible
from tasks.deadlines import bounds
from tasks.models import IS_OPEN, Task
from tasks.queries.lines import CLOSED, SHOWN, WORKING, Line, lines_of
from tasks.states import DueState, TaskState

MOST_COUNTED = 10_000  # ended tasks are counted no further


@dataclass
class Column:
    """Lines that share a word; `kind` names the column for the template."""

    kind: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """Columns in the order of their urgency, without the empty ones."""

    columns: list[Column]
    total: int

    @property
    def more(self) -> int:
        """How many tasks there are beyond the lines shown."""
        return self.total - sum(len(column.lines) for column in self.columns)


@dataclass(frozen=True)
class Filter:
    """What the person narrowed a board to."""

    words: str = ""
    unit: int | None = None
    closed: bool = False

    def on(self, rows: QuerySet[Task]) -> QuerySet[Task]:
        """Keep the rows that match."""
        rows = rows.filter(lead_unit=self.unit) if self.unit else rows
        return found(rows, self.words)


def found(rows: QuerySet[Task], words: str) -> QuerySet[Task]:
    """Keep the tasks that hold every word, marks or not, the last word also as a beginning."""
    return rows.filter(search_text__words=words) if words.strip() else rows


def find(user: User, words: str) -> QuerySet[Task]:
    """Return the person's tasks that match the words, newest first (for the search of the house)."""
    return found(visible(user), words).order_by("-pk")


def my_work(user: User, want: Filter) -> Board:
    """What the person leads: waiting to be accepted and in work by due word, then what waits for the giver."""
    rows = Task.objects.filter(led_by(user))
    if want.closed:
        return _closed(want.on(rows))
    return _board(
        user,
        want.on(rows.filter(IS_OPEN, state__in=(*WORKING, TaskState.REPORTED))),
        WORK_ORDER,
        _work_column,
    )


def supported(user: User, want: Filter) -> Board:
    """What the person's units support."""
    rows = Task.objects.filter(supported_by(user)).exclude(led_by(user))
    if want.closed:
        return _closed(want.on(rows))
    return _board(user, want.on(rows.filter(IS_OPEN)), GIVEN_ORDER, _given_column)


def given(user: User, want: Filter) -> Board:
    """What the person gave: what waits for a decision first, then overdue, then the rest by its word."""
    rows = Task.objects.filter(given_by(user))
    if want.closed:
        return _closed(want.on(rows))
    number = counts(user)["given"] if want == Filter() else None
    return _board(user, want.on(rows.filter(IS_OPEN)), GIVEN_ORDER, _given_column, number)


def units_of_board(user: User) -> list[Unit]:
    """The lead units of the person's open tasks, for the filter."""
    units = visible(user, IS_OPEN).values("lead_unit")
    return list(Unit.objects.filter(pk__in=units))


def due_work(user: User, limit: int = 5) -> list[Line]:
    """The person's most pressing open tasks (for the desk)."""
    rows = Task.objects.filter(led_by(user), IS_OPEN, state__in=WORKING)
    return lines_of(rows.order_by("due_on", "pk").filter(due_on__isnull=False)[:limit])


def deadlines(user: User, since: date, until: date) -> list[Line]:
    """The person's open tasks that are due within the days, both included (for calendars)."""
    rows = Task.objects.filter(
        led_by(user), IS_OPEN, state__in=WORKING, due_on__range=(since, until)
    )
    return lines_of(rows.order_by("due_on", "pk")[:SHOWN])


def counts(user: User) -> dict[str, int]:
    """How many tasks wait: to do, overdue, for the person's decision; kept on the user object for the request."""
    if not hasattr(user, "known_counts"):
        user.known_counts = _counts(user)  # type: ignore[attr-defined]
    return user.known_counts  # type: ignore[attr-defined,no-any-return]


def _calendar(user: User) -> WorkCalendar:
    """The city's calendar, read once a request like the person's reach."""
    if not hasattr(user, "known_calendar"):
        user.known_calendar = city_calendar()  # type: ignore[attr-defined]
    return user.known_calendar  # type: ignore[attr-defined,no-any-return]


def _counts(user: User) -> dict[str, int]:
    edge = bounds(timezone.localdate(now()), _calendar(user))
    mine, gave = led_by(user), given_by(user)
    rows = Task.objects.order_by().filter(IS_OPEN, mine | gave)
    return rows.aggregate(
        mine=Count("pk", filter=Q(mine, state__in=WORKING)),
        late=Count("pk", filter=Q(mine, state__in=WORKING, due_on__lte=edge.overdue)),
        given=Count("pk", filter=gave),
        given_late=Count("pk", filter=Q(gave, state__in=WORKING, due_on__lte=edge.overdue)),
        decide=Count("pk", filter=Q(gave, state=TaskState.REPORTED)),
    )


def _work_column(one: Line) -> str:
    return "reported" if one.task.state == TaskState.REPORTED else one.due


def _given_column(one: Line) -> str:
    state = one.task.state
    return state if state in (TaskState.REPORTED, TaskState.DECLINED) else one.due


DUE = tuple(word.value for word in DueState)


WORK_ORDER = (*DUE, "reported")


GIVEN_ORDER = ("overdue", "reported", "declined", *DUE[1:])


def _board(
    user: User,
    rows: QuerySet[Task],
    order: tuple[str, ...],
    place: Callable[[Line], str],
    total: int | None = None,
) -> Board:
    columns = {kind: Column(kind) for kind in order}
    shown = rows.order_by("due_on", "pk")
    for one in lines_of(shown[:SHOWN], _calendar(user)):
        columns[place(one)].lines.append(one)
    number = sum(len(column.lines) for column in columns.values())
    if number >= SHOWN:
        number = total or rows.count()
    return Board([c for c in columns.values() if c.lines], number)


def _closed(rows: QuerySet[Task]) -> Board:
    ended = rows.filter(state__in=CLOSED)
    lines = lines_of(ended.order_by("-ended_at", "-pk")[:SHOWN])
    return Board([Column("closed", lines)] if lines else [], ended[:MOST_COUNTED].count())
