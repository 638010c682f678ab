"""Who is reminded when: ladders of rungs, counted in working days.

Pure: no clock, no database. A ladder hangs on an anchor day (the day the deadline ends, or the
day a result was handed in). A rung is reached once its day has come; only the highest reached
rung counts, so a missed run sends one late reminder and a clock that jumps back sends none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.workdays import WorkCalendar

LEAD, HEAD, GIVER = "lead", "head", "giver"


@dataclass(frozen=True)
class Rung:
    """A step: `days` working days after the anchor (negative: before), told to the roles `to`."""

    name: str
    days: int
    to: frozenset[str]


@dataclass(frozen=True)
class Ladder:
    """Rungs in rising order; after the last one it repeats every `every` working days (0: never)."""

    rungs: tuple[Rung, ...]
    every: int = 0

    def steps(self, elapsed: int) -> Iterator[Rung]:
        """The rungs up to the first one beyond `elapsed` working days, in order."""
        last = self.rungs[-1]
        for rung in self.rungs:
            yield rung
            if rung.days > elapsed:
                return
        while self.every and last.days <= elapsed:
            last = replace(last, name=_name(last.days + self.every), days=last.days + self.every)
            yield last


def _name(days: int) -> str:
    return f"after-{days}" if days > 0 else f"before-{-days}" if days else "on-day"


def _rung(days: int, *to: str) -> Rung:
    return Rung(_name(days), days, frozenset(to))


# Before the deadline the lead alone; from the first day after it also the giver, from the third the head
# of the lead unit too (escalation).
DEADLINE = Ladder(
    (
        _rung(-3, LEAD),
        _rung(-1, LEAD),
        _rung(0, LEAD),
        _rung(1, LEAD, GIVER),
        _rung(3, LEAD, HEAD, GIVER),
        _rung(7, LEAD, HEAD, GIVER),
    ),
    every=5,
)

# A result that nobody looks at: the giver, after two working days, then weekly.
RESULT = Ladder((_rung(2, GIVER),), every=5)

LADDERS = {"deadline": DEADLINE, "result": RESULT}


@dataclass(frozen=True)
class Watch:
    """What one ladder needs to know of one task: its anchor, and since when the lead has it."""

    ladder: str
    anchor: date
    since: date


def reached(watch: Watch, today: date, calendar: WorkCalendar) -> Rung | None:
    """The highest rung whose day has come, unless that day was over before the lead got the task."""
    elapsed = calendar.count(watch.anchor, today)
    past = [rung for rung in LADDERS[watch.ladder].steps(elapsed) if rung.days <= elapsed]
    if past and calendar.add(watch.anchor, past[-1].days) > watch.since:
        return past[-1]
    return None


def coming(watch: Watch, today: date, calendar: WorkCalendar) -> tuple[Rung, date] | None:
    """The next rung that is not reached today, and its day; None at the end of the ladder."""
    start = max(today, watch.since)
    elapsed = calendar.count(watch.anchor, start)
    for rung in LADDERS[watch.ladder].steps(elapsed):
        if rung.days > elapsed:
            return rung, calendar.add(watch.anchor, rung.days)
    return None


def to_remind(rung: Rung, people: Mapping[str, Iterable[int]], had: Mapping[int, int]) -> list[int]:
    """The persons of the rung's roles who have not had this rung or a higher one on this ladder.

    `people` names the persons of each role, `had` the highest rung (in days) each has had.
    """
    wanted = {person for role in rung.to for person in people.get(role, ())}
    return sorted(p for p in wanted if p not in had or had[p] < rung.days)
