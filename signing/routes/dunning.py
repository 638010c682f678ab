"""Who is reminded of what waits to be signed (pure): one message a person and day, and who sent it when it is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.workdays import WorkCalendar

PATIENCE = 2  # working days after which a step without a deadline is reminded of too


@dataclass(frozen=True)
class Open:
    """One open step: since which day, until which day (None: no deadline), whose it is, who sent the paper."""

    step: int
    who: int
    starter: int
    asked: date
    due: date | None = None


@dataclass(frozen=True)
class Digest:
    """What one person is told on one day: how many wait, how many of them are late."""

    who: int
    waiting: int
    late: int


def is_late(one: Open, today: date) -> bool:
    """Say whether the deadline is past."""
    return one.due is not None and one.due < today


def is_told(one: Open, today: date, calendar: WorkCalendar) -> bool:
    """Say whether the step is worth a message today: its deadline is next working day, today or past, or it is old."""
    if one.due is not None:
        return one.due <= calendar.add(today, 1)
    return calendar.count(one.asked, today) >= PATIENCE


def digests(
    steps: Iterable[Open], stand_ins: Mapping[int, int], today: date, calendar: WorkCalendar
) -> list[Digest]:
    """Return one digest a person; what waits for somebody away is told to who stands in."""
    if not calendar.is_workday(today):
        return []
    mine: dict[int, list[Open]] = {}
    for one in steps:
        if is_told(one, today, calendar):
            mine.setdefault(stand_ins.get(one.who, one.who), []).append(one)
    return [
        Digest(who, len(rows), sum(is_late(row, today) for row in rows))
        for who, rows in sorted(mine.items())
    ]


def escalated(steps: Iterable[Open], today: date, calendar: WorkCalendar) -> list[Open]:
    """Return the late steps of which who sent the paper is told: each once, by whoever keeps what was told."""
    if not calendar.is_workday(today):
        return []
    return [one for one in steps if is_late(one, today) and one.starter != one.who]
