"""A month or a week as rows of seven days, and strips of time on a chart: where each thing lies.

Pure: days and the calendar of working days come in, days and numbers go out. Weeks begin on Monday.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from core.workdays import WorkCalendar

MONTH, WEEK = "month", "week"
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
FIRST, LAST = date(2000, 1, 3), date(2100, 12, 26)

# the chart, in its own units
WEEKS_SHOWN, WEEKS_BEFORE = 12, 4
DAY_WIDTH, LINE_HEIGHT, BAR_HEIGHT, HEAD_HEIGHT = 10, 30, 18, 34


@dataclass
class Day:
    """A day of a month or week with what ends on it."""

    day: date
    inside: bool
    worked: bool
    things: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Leaf:
    """A month or a week: its first and last day shown, the days to turn to, its weeks."""

    view: str
    on: date
    first: date
    last: date
    before: date
    after: date


def leaf_of(view: str, on: date) -> Leaf:
    """The leaf around the day; days far from us are brought near."""
    on = min(max(on, FIRST), LAST)
    if view == WEEK:
        first = on - timedelta(days=on.weekday())
        return Leaf(view, on, first, first + 6 * A_DAY, first - A_WEEK, first + A_WEEK)
    start = on.replace(day=1)
    end = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    first, last = start - timedelta(days=start.weekday()), end + timedelta(days=6 - end.weekday())
    return Leaf(MONTH, on, first, last, (start - A_DAY).replace(day=1), end + A_DAY)


def weeks_of(leaf: Leaf, things: Iterable[tuple[date, Any]], work: WorkCalendar) -> list[list[Day]]:
    """The leaf's days in rows of seven, each with its things in their order."""
    days = {}
    for number in range((leaf.last - leaf.first).days + 1):
        day = leaf.first + number * A_DAY
        inside = leaf.view == WEEK or day.month == leaf.on.month
        days[day] = Day(day, inside, work.is_workday(day))
    for day, thing in things:
        if day in days:
            days[day].things.append(thing)
    every = list(days.values())
    return [every[n : n + 7] for n in range(0, len(every), 7)]


@dataclass(frozen=True)
class Strip:
    """Something that lasts: from a day to a day (None: without end), how far (per cent), under which heading."""

    thing: Any
    group: str
    start: date
    end: date | None
    percent: int = 0


@dataclass(frozen=True)
class Bar:
    """A strip on the chart, in the chart's units; `done` is the width of what is done; `endless` has no deadline."""

    thing: Any
    x: int
    y: int
    width: int
    done: int
    endless: bool
    before: bool
    after: bool


@dataclass(frozen=True)
class Mark:
    """A place on the chart with its word: a heading, a week, a day off."""

    place: int
    word: str
    width: int = 0


@dataclass(frozen=True)
class Chart:
    """A chart of strips: its days, sizes, bars, and what lies behind them."""

    first: date
    last: date
    width: int
    height: int
    bars: list[Bar]
    groups: list[Mark]
    weeks: list[Mark]
    off: list[Mark]
    today: int | None


def chart_of(strips: Sequence[Strip], on: date, today: date, work: WorkCalendar) -> Chart:
    """Lay the strips out under their headings, twelve weeks around `on`; what lies outside is left out."""
    on = min(max(on, FIRST + WEEKS_BEFORE * A_WEEK), LAST - WEEKS_SHOWN * A_WEEK)
    first = on - timedelta(days=on.weekday()) - WEEKS_BEFORE * A_WEEK
    last = first + WEEKS_SHOWN * A_WEEK - A_DAY
    bars: list[Bar] = []
    groups: list[Mark] = []
    y = HEAD_HEIGHT
    order = {strip.group: place for place, strip in reversed(list(enumerate(strips)))}
    for strip in sorted(strips, key=lambda one: order[one.group]):
        if strip.start > last or (strip.end or max(today, strip.start)) < first:
            continue
        if not groups or groups[-1].word != strip.group:
            groups.append(Mark(y, strip.group))
            y += LINE_HEIGHT
        bars.append(_bar(strip, y, (first, last), today))
        y += LINE_HEIGHT
    days = [first + number * A_DAY for number in range(WEEKS_SHOWN * 7)]
    return Chart(
        first=first,
        last=last,
        width=len(days) * DAY_WIDTH,
        height=y + LINE_HEIGHT // 2,
        bars=bars,
        groups=groups,
        weeks=[Mark(_x(day, first), f"{day:%d/%m}") for day in days if day.weekday() == 0],
        off=[Mark(_x(day, first), "", DAY_WIDTH) for day in days if not work.is_workday(day)],
        today=_x(today, first) + DAY_WIDTH // 2 if first <= today <= last else None,
    )


def _bar(strip: Strip, y: int, window: tuple[date, date], today: date) -> Bar:
    first, last = window
    end = max(strip.end or today, strip.start)
    shown_from, shown_to = max(strip.start, first), min(end, last)
    x = _x(shown_from, first)
    width = _x(shown_to, first) + DAY_WIDTH - x
    whole = ((end - strip.start).days + 1) * DAY_WIDTH
    done = whole * strip.percent // 100 - (shown_from - strip.start).days * DAY_WIDTH
    return Bar(
        thing=strip.thing,
        x=x,
        y=y + (LINE_HEIGHT - BAR_HEIGHT) // 2,
        width=width,
        done=min(max(done, 0), width),
        endless=strip.end is None,
        before=strip.start < first,
        after=end > last,
    )


def _x(day: date, first: date) -> int:
    return (day - first).days * DAY_WIDTH
