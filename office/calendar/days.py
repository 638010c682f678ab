"""Weeks and months as values (pure): which days a view shows, what comes before and after it."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

MONTH, WEEK, LIST = "month", "week", "list"
VIEWS = (MONTH, WEEK, LIST)
LISTED = 60  # days a list looks ahead
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Happening:
    """Something in a calendar: a meeting with its times (city time), or a deadline without."""

    title: str
    url: str
    starts: datetime | None
    ends: datetime | None
    day: date
    place: str = ""
    kind: str = "meeting"
    chip: str = "quiet"
    word: str = ""
    off: bool = False


@dataclass
class Day:
    """A day of a view with what happens on it; ``clash`` when two meetings overlap."""

    day: date
    inside: bool = True
    free: bool = False
    happenings: list[Happening] = field(default_factory=list)
    clash: bool = False


@dataclass(frozen=True)
class Span:
    """What a view shows: first and last day, and the days to go to."""

    view: str
    on: date
    first: date
    last: date
    before: date
    after: date


def span_of(view: str, on: date) -> Span:
    """Return the days of the view around ``on``; weeks begin on Monday."""
    if view == WEEK:
        first = on - timedelta(days=on.weekday())
        week = timedelta(days=7)
        return Span(view, on, first, first + timedelta(days=6), first - week, first + week)
    if view == LIST:
        step = timedelta(days=LISTED)
        return Span(view, on, on, on + step - timedelta(days=1), on - step, on + step)
    start = on.replace(day=1)
    end = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    first = start - timedelta(days=start.weekday())
    last = end + timedelta(days=6 - end.weekday())
    before = (start - timedelta(days=1)).replace(day=1)
    return Span(view, on, first, last, before, end + timedelta(days=1))


def laid_out(span: Span, happenings: Iterable[Happening], free: Iterable[date]) -> list[Day]:
    """Return the days of the span with what happens on each, in its order."""
    off = set(free)
    length = (span.last - span.first).days + 1
    days = {}
    for number in range(length):
        day = span.first + timedelta(days=number)
        inside = span.view != MONTH or day.month == span.on.month
        days[day] = Day(day, inside=inside, free=day in off)
    for one in happenings:
        for day in _days_of(one):
            if day in days:
                days[day].happenings.append(one)
    for found in days.values():
        found.happenings.sort(key=_place)
        found.clash = overlaps(found.happenings)
    return list(days.values())


def weeks(days: Sequence[Day]) -> list[list[Day]]:
    """Return the days in rows of seven."""
    return [list(days[n : n + 7]) for n in range(0, len(days), 7)]


def overlaps(happenings: Iterable[Happening]) -> bool:
    """Say whether two meetings of the day overlap; what was called off or declined does not count."""
    timed = sorted(
        (one.starts, one.ends)
        for one in happenings
        if one.starts and one.ends and not one.off
    )  # fmt: skip
    return any(later[0] < earlier[1] for earlier, later in pairwise(timed))


def _days_of(one: Happening) -> list[date]:
    """Return every day a happening touches: a session past midnight stands on both."""
    if one.starts is None or one.ends is None:
        return [one.day]
    last = max(one.starts.date(), (one.ends - timedelta(microseconds=1)).date())
    length = min((last - one.starts.date()).days, 31)
    return [one.starts.date() + timedelta(days=n) for n in range(length + 1)]


def _place(one: Happening) -> tuple[bool, Any]:
    return (one.starts is not None, one.starts or one.day)
