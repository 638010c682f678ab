"""The leader's board: units and classes, the trend of six months, load, what has stood still. Counted by the database."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, SmallIntegerField, Value, When, Window

from core.calendar import city_calendar
from core.clock import now, today
from core.workdays import WorkCalendar
from people.models import Unit, User
from tasks.access import reach, visible
from tasks.models import IS_OPEN, Task
from tasks.periods import Period, months_until
from tasks.queries.lines import Line, lines_of
from tasks.queries.standing import (
    CLASS_WORDS,
    CLASSES,
    LATE,
    NEARLY_DUE,
    ON_TIME,
    OVERDUE,
    Standing,
    counted,
    start_of,
    stuck,
)
from tasks.queries.tree import Tree
from tasks.queries.wish import NOBODY_UNIT, Wish
from tasks.states import TaskState

TREND_MONTHS = 6
STILL_SHOWN, PEOPLE_SHOWN = 5, 30


Base = Callable[[Q], QuerySet[Task]]  # what the person may see of the tasks within a condition


@dataclass(frozen=True)
class Cell:
    """One number and the filter that shows exactly its tasks."""

    word: str
    number: int
    wish: Wish

    @property
    def name(self) -> str:
        """The class in words."""
        return str(CLASS_WORDS[self.word])


@dataclass
class Row:
    """A unit with what it and the units below it lead; `unit` None: led by persons alone."""

    unit: Unit | None
    wish: Wish
    opens: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[Cell]:
        """The classes in their order."""
        return [Cell(word, self.counts[word], replace(self.wish, stand=word)) for word in CLASSES]

    @property
    def counted(self) -> Wish:
        """The filter of all tasks to process: every class together."""
        return self.wish

    @property
    def total(self) -> int:
        """All tasks to process: the sum of the classes."""
        return sum(self.counts[word] for word in CLASSES)

    @property
    def late_ratio(self) -> float | None:
        """Late in progress and late done, of all to process, in per cent."""
        late = self.counts[OVERDUE] + self.counts[LATE]
        return round(100 * late / self.total, 1) if self.total else None


@dataclass(frozen=True)
class Month:
    """A month of the trend."""

    period: Period
    given: int
    on_time: int
    late: int

    @property
    def done(self) -> int:
        """How many were completed."""
        return self.on_time + self.late

    @property
    def cells(self) -> list[tuple[int, Wish]]:
        """Given, done on time, done late, each with the filter of its tasks."""
        return [
            (self.given, Wish(given=self.period)),
            (self.on_time, Wish(period=self.period, stand=ON_TIME)),
            (self.late, Wish(period=self.period, stand=LATE)),
        ]


@dataclass(frozen=True)
class Load:
    """How many open tasks a person has; listed by name, never ranked."""

    person: User
    open: int
    overdue: int
    nearly: int

    @property
    def cells(self) -> list[tuple[int, Wish]]:
        """Open, nearly due, overdue, each with the filter of its tasks."""
        who = Wish(person=self.person.pk)
        return [
            (self.open, replace(who, state="open")),
            (self.nearly, replace(who, stand=NEARLY_DUE)),
            (self.overdue, replace(who, stand=OVERDUE)),
        ]


@dataclass(frozen=True)
class Overview:
    """The whole board."""

    period: Period
    unit: Unit | None
    above: list[Unit]
    rows: list[Row]
    total: Row
    trend: list[Month]
    still: list[Line]
    still_number: int
    loads: list[Load]
    people_more: int
    agency: Unit | None


def overview(user: User, period: Period, unit: Unit | int | None = None) -> Overview:
    """Count what the person may see, by unit; of one unit (or its key) and below it (seven queries).

    Raises KeyError for a key of no unit.
    """
    calendar = city_calendar()
    tree = Tree(list(Unit.objects.all()))
    if isinstance(unit, int):
        unit = tree.units[unit]
    below = Q(lead_unit__in=tree.below(unit.pk)) if unit is not None else Q()

    def base(within: Q) -> QuerySet[Task]:
        return visible(user, within & below).order_by()

    rows = _rows(base, tree, _Frame(user, period, unit, Standing.of(period, calendar)))
    total = Row(unit, Wish(period=period, unit=unit.pk if unit else None, below=bool(unit)))
    for row in rows:
        total.counts.update(row.counts)
    still = base(stuck(calendar, today())).annotate(all_of_them=Window(Count("pk")))
    lines = lines_of(still.order_by("stepped_at", "pk")[:STILL_SHOWN], calendar)
    loads = _loads(base, calendar)
    return Overview(
        period=period,
        unit=unit,
        above=tree.above(unit.pk, reach(user).oversees) if unit else [],
        rows=rows,
        total=total,
        trend=_trend(base),
        still=lines,
        still_number=lines[0].task.all_of_them if lines else 0,  # type: ignore[attr-defined]
        loads=loads[:PEOPLE_SHOWN],
        people_more=max(0, len(loads) - PEOPLE_SHOWN),
        agency=next((tree.units[pk] for pk in tree.tops(reach(user).oversees)), None),
    )


@dataclass(frozen=True)
class _Frame:
    """What the rows of one board share."""

    user: User
    period: Period
    unit: Unit | None
    standing: Standing


def _rows(base: Base, tree: Tree, frame: _Frame) -> list[Row]:
    """One row for each unit below, the unit itself, units elsewhere, and persons; together they hold every task once."""
    grouped: Any = base(counted(frame.period)).values("lead_unit")
    grouped = grouped.annotate(**frame.standing.counts())
    numbers = {row.pop("lead_unit"): row for row in grouped}
    rows = []
    for pk, inside in _places(tree, frame, set(numbers)):
        row = Row(
            tree.units.get(pk),
            Wish(period=frame.period, unit=pk, below=len(inside) > 1),
            opens=len(inside) > 1 and (frame.unit is None or pk != frame.unit.pk),
        )
        for one in inside:
            row.counts.update(numbers.pop(one, {}))
        rows.append(row)
    if frame.unit is None:
        rows += [_row_elsewhere(tree, frame, pk, given) for pk, given in _ordered(tree, numbers)]
    return rows


def _places(tree: Tree, frame: _Frame, led: set[int | None]) -> list[tuple[int, set[int]]]:
    """The rows of the board as (unit, the units whose tasks it holds)."""
    own = reach(frame.user)
    roots = [frame.unit.pk] if frame.unit else tree.tops(own.oversees)
    places: list[tuple[int, set[int]]] = []
    for root in roots:
        children = tree.children.get(root, [])
        alone = {root}
        if root in led or not children:
            places.append((root, alone))
        places += [
            (child, tree.below(child))
            for child in children
            if tree.units[child].closed_on is None or tree.below(child) & led
        ]
    return places


def _ordered(
    tree: Tree, numbers: dict[int | None, dict[str, int]]
) -> list[tuple[int, dict[str, int]]]:
    elsewhere = [(pk, numbers[pk]) for pk in tree.units if pk in numbers]
    return elsewhere + ([(NOBODY_UNIT, numbers[None])] if None in numbers else [])


def _row_elsewhere(tree: Tree, frame: _Frame, pk: int, given: dict[str, int]) -> Row:
    wish = Wish(period=frame.period, unit=pk)
    return Row(tree.units.get(pk), wish, counts=Counter(given))


def _trend(base: Base) -> list[Month]:
    """Given, done on time and done late in each of the last months (two queries)."""
    months = months_until(today(), TREND_MONTHS)
    since = start_of(months[0].first)
    given = _by_month(base(Q(created_at__gte=since) & ~Q(state=TaskState.CANCELLED)), "created_at")
    done = base(Q(state=TaskState.DONE, ended_at__gte=since))
    late = _by_month(done, "ended_at", late=Count("pk", filter=Q(kept=False)))
    return [
        Month(month, given[month.first]["n"], late[month.first]["n"] - late[month.first]["late"], late[month.first]["late"])
        for month in months
    ]  # fmt: skip


def _by_month(rows: QuerySet[Task], moment: str, **more: Count) -> dict[date, Counter[str]]:
    """How many rows each of the last months of the city has, by the month's first day."""
    months = months_until(today(), TREND_MONTHS)
    cases = [
        When(**{f"{moment}__gte": start_of(one.first)}, then=Value(n))
        for n, one in enumerate(months)
    ]
    grouped: Any = rows.values(month=Case(*reversed(cases), output_field=SmallIntegerField()))
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for row in grouped.annotate(n=Count("pk"), **more):
        found[months[row.pop("month")].first].update(row)
    return found


def _loads(base: Base, calendar: WorkCalendar) -> list[Load]:
    standing = Standing.at(now(), calendar)
    people = base(IS_OPEN & Q(lead_person__isnull=False)).values(
        pk_of=F("lead_person"), name=F("lead_person__full_name")
    )
    counted_people = people.annotate(
        open=Count("pk"),
        overdue=Count("pk", filter=standing.q(OVERDUE)),
        nearly=Count("pk", filter=standing.q(NEARLY_DUE)),
    )
    told = sorted(counted_people, key=lambda row: (row["name"], row["pk_of"]))
    return [
        Load(
            User(pk=row["pk_of"], full_name=row["name"]), row["open"], row["overdue"], row["nearly"]
        )
        for row in told
    ]
