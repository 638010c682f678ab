"""Working days, as values: weekends, days off, and make-up days that are worked.

Pure: the calendar comes in as dates, nothing is read from a clock or a database.
A civil servant's week has five days (Labour Code 2019, art. 105); the days off are those
of art. 112 and of the yearly notices, which also name the swap days.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_BREAK = 400  # days; no calendar has a longer run of days off, so no loop runs away


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: `off` weekdays that are free, `worked` weekend days that are not."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    _minus: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _plus: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        worked = frozenset(self.worked)
        off = frozenset(self.off) - worked
        object.__setattr__(self, "off", off)
        object.__setattr__(self, "worked", worked)
        object.__setattr__(self, "_minus", tuple(sorted(d for d in off if not _weekend(d))))
        object.__setattr__(self, "_plus", tuple(sorted(d for d in worked if _weekend(d))))

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked. A make-up day wins over everything."""
        return day in self.worked or not (_weekend(day) or day in self.off)

    def on_or_after(self, day: date) -> date:
        """`day` itself when it is worked, else the next working day."""
        return day if self.is_workday(day) else self._walk(day, ONE_DAY)

    def on_or_before(self, day: date) -> date:
        """`day` itself when it is worked, else the last working day before it."""
        return day if self.is_workday(day) else self._walk(day, -ONE_DAY)

    def before(self, day: date) -> date:
        """The last working day strictly before `day`."""
        return self._walk(day, -ONE_DAY)

    def add(self, day: date, days: int) -> date:
        """The working day `days` working days after `day` (before it when negative).

        The day of the event is not counted (Civil Code 2015, art. 147): three working days
        after a Friday is a Wednesday. Zero gives `day`, or the next working day if it is off.
        """
        if days == 0:
            return self.on_or_after(day)
        step = ONE_DAY if days > 0 else -ONE_DAY
        for _ in range(abs(days)):
            day = self._walk(day, step)
        return day

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        return self._worked_until(end) - self._worked_until(start)

    def _walk(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_BREAK):
            day += step
            if self.is_workday(day):
                return day
        raise ValueError(f"no working day within {LONGEST_BREAK} days of {day}")

    def _worked_until(self, day: date) -> int:
        number = day.toordinal()  # ordinal 1, the first of January of the year 1, is a Monday
        weeks, rest = divmod(number, 7)
        weekdays = weeks * 5 + min(rest, 5)
        return weekdays - bisect_right(self._minus, day) + bisect_right(self._plus, day)


def calendar_from(days: Iterable[tuple[date, str]]) -> WorkCalendar:
    """A calendar from rows of (day, kind), kind being "off" or "work"."""
    rows = list(days)
    return WorkCalendar(
        off=frozenset(day for day, kind in rows if kind == "off"),
        worked=frozenset(day for day, kind in rows if kind == "work"),
    )


def _weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY
