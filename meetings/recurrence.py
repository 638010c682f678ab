"""When a series meets (pure): a rule, the days it gives, and where they go when a day is off."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from core.workdays import WorkCalendar

MONTHLY_WEEKDAY, MONTHLY_DAY, WEEKLY = "monthly_weekday", "monthly_day", "weekly"
LAST = -1
FAR = 60  # years; no series is asked for longer


@dataclass(frozen=True)
class Rule:
    """Every ``every`` months or weeks from ``since`` on.

    Monthly on the ``nth`` (1-4, or -1: the last) ``weekday`` (0 Monday), or on the ``day`` (of a shorter month the
    last); weekly on the ``weekday``. A day off moves ``shift``: "after" or "before".
    """

    frequency: str
    every: int
    weekday: int
    nth: int
    day: int
    shift: str
    since: date


@dataclass(frozen=True)
class Occurrence:
    """A session: the day the rule gives (its name in the series) and the day it is held on."""

    nominal: date
    day: date

    @property
    def moved(self) -> bool:
        """Whether a day off moved it."""
        return self.nominal != self.day


def occurrences(
    rule: Rule, calendar: WorkCalendar, *, after: date, number: int
) -> list[Occurrence]:
    """Return the next sessions whose day by the rule is after ``after`` (and not before ``rule.since``)."""
    days = (day for day in _nominal(rule, max(after, rule.since - timedelta(days=1))))
    return [Occurrence(day, held_on(day, rule.shift, calendar)) for day in islice(days, number)]


def held_on(day: date, shift: str, calendar: WorkCalendar) -> date:
    """Return the working day on which a session of that day is held."""
    return calendar.on_or_before(day) if shift == "before" else calendar.on_or_after(day)


def _nominal(rule: Rule, after: date) -> Iterator[date]:
    if rule.frequency == WEEKLY:
        yield from _weeks(rule, after)
        return
    month = rule.since.replace(day=1)
    for _ in range(FAR * 12):
        if (day := _of_month(rule, month)) > after:
            yield day
        for _step in range(rule.every):
            month = (month + timedelta(days=31)).replace(day=1)


def _weeks(rule: Rule, after: date) -> Iterator[date]:
    day = rule.since + timedelta(days=(rule.weekday - rule.since.weekday()) % 7)
    for _ in range(FAR * 53):
        if day > after:
            yield day
        day += timedelta(weeks=rule.every)


def _of_month(rule: Rule, month: date) -> date:
    """Return the rule's day in the month."""
    length = monthrange(month.year, month.month)[1]
    if rule.frequency == MONTHLY_DAY:
        return month.replace(day=min(rule.day, length))
    if rule.nth == LAST:
        last = month.replace(day=length)
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    first = month + timedelta(days=(rule.weekday - month.weekday()) % 7)
    return first + timedelta(weeks=max(1, rule.nth) - 1)
