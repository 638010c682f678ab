"""Who is reminded when (pure): rungs counted in working days before the deadline's day.

The highest rung whose day has come is told, and only once: a missed run sends one late reminder, a clock that
jumps back sends none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.workdays import WorkCalendar


@dataclass(frozen=True)
class Rung:
    """A step: ``days`` working days after the deadline's day (negative: before)."""

    name: str
    days: int


LADDER = (Rung("before-2", -2), Rung("before-1", -1), Rung("on-day", 0))


def reached(deadline: date, sent: date, today: date, calendar: WorkCalendar) -> Rung | None:
    """Return the highest rung whose day has come and is later than the day of sending; None before the first."""
    past = [rung for rung in LADDER if sent < _day(rung, deadline, calendar) <= today]
    return past[-1] if past else None


def coming(deadline: date, today: date, calendar: WorkCalendar) -> date | None:
    """Return the day of the next rung after today; None when there is none."""
    days = (_day(rung, deadline, calendar) for rung in LADDER)
    return next((day for day in days if day > today), None)


def to_remind(rung: Rung, people: list[int], had: Mapping[int, set[str]]) -> list[int]:
    """Return who of the people has had neither this rung nor a higher one."""
    names = [one.name for one in LADDER]
    higher = set(names[names.index(rung.name) :])
    return [person for person in people if not had.get(person, set()) & higher]


def _day(rung: Rung, deadline: date, calendar: WorkCalendar) -> date:
    return calendar.add(deadline, rung.days) if rung.days else deadline
