"""Periods of reporting as values: a month, a quarter, a year, from one day to another; each has a word for addresses.

Pure: days come in, days and words go out. “2026-11”, “2026-q4”, “2026”, “2026-11-01_2026-11-20”.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH, QUARTER, YEAR, SPAN = "month", "quarter", "year", "span"
WORD = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-q(?P<quarter>[1-4]))?|"
    r"(?P<first>\d{4}-\d{2}-\d{2})_(?P<last>\d{4}-\d{2}-\d{2})"
)
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; `kind` says what they are called."""

    kind: str
    first: date
    last: date

    @property
    def word(self) -> str:
        """The period in an address."""
        if self.kind == MONTH:
            return f"{self.first:%Y-%m}"
        if self.kind == QUARTER:
            return f"{self.first.year}-q{self.quarter}"
        return f"{self.first.year}" if self.kind == YEAR else f"{self.first}_{self.last}"

    @property
    def quarter(self) -> int:
        """The quarter (1-4) in which the period begins."""
        return (self.first.month - 1) // MONTHS_OF_A_QUARTER + 1

    @property
    def before(self) -> "Period":
        """The period of the same length before this one."""
        if self.kind == SPAN:
            length = self.last - self.first
            end = self.first - timedelta(days=1)
            return Period(SPAN, end - length, end)
        return KINDS[self.kind](self.first - timedelta(days=1))

    @property
    def after(self) -> "Period":
        """The period of the same length after this one."""
        if self.kind == SPAN:
            length = self.last - self.first
            start = self.last + timedelta(days=1)
            return Period(SPAN, start, start + length)
        return KINDS[self.kind](self.last + timedelta(days=1))


def month_of(day: date) -> Period:
    """The month of the day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(MONTH, day.replace(day=1), day.replace(day=last))


def quarter_of(day: date) -> Period:
    """The quarter of the day."""
    start = (day.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1
    last = month_of(date(day.year, start + MONTHS_OF_A_QUARTER - 1, 1)).last
    return Period(QUARTER, date(day.year, start, 1), last)


def year_of(day: date) -> Period:
    """The year of the day."""
    return Period(YEAR, date(day.year, 1, 1), date(day.year, 12, 31))


KINDS = {MONTH: month_of, QUARTER: quarter_of, YEAR: year_of}


def months_until(day: date, number: int) -> list[Period]:
    """The last `number` months, the one of `day` at the end."""
    return list(_months_back(day, number))[::-1]


def _months_back(day: date, number: int) -> Iterator[Period]:
    month = month_of(day)
    for _ in range(number):
        yield month
        month = month.before


def read(word: str) -> Period | None:
    """The period an address names; None for a word that names none, or years far away."""
    found = WORD.fullmatch(word)
    if found is None:
        return None
    try:
        period = _period(found)
    except ValueError:
        return None
    near = period.first.year >= FIRST_YEAR and period.last.year <= LAST_YEAR
    return period if near and period.first <= period.last else None


def _period(found: re.Match[str]) -> Period:
    if found["first"]:
        first, last = date.fromisoformat(found["first"]), date.fromisoformat(found["last"])
        return Period(SPAN, first, last)
    year = int(found["year"])
    if found["month"]:
        return month_of(date(year, int(found["month"]), 1))
    if found["quarter"]:
        return quarter_of(date(year, int(found["quarter"]) * MONTHS_OF_A_QUARTER, 1))
    return year_of(date(year, 1, 1))
