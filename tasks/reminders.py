"""Who is reminded when: ladders of rungs, counted in working days.

Pure: no clock, no database. A ladder hangs on an anchor day (the day the deadline ends, a result was handed in, the
last step was made). A rung is reached once its day has come; only the highest reached rung counts, so a missed run
sends one late reminder and a clock that jumps back sends none. What a city might want to change is a table here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from core.workdays import WorkCalendar

LEAD, HEAD, GIVER, ABOVE = "lead", "head", "giver", "above"
NORMAL, URGENT, FLASH = "normal", "urgent", "flash"
DEADLINE, RESULT, DECISION, EXPLAIN, START, IDLE = (
    "deadline",
    "result",
    "decision",
    "explain",
    "start",
    "idle",
)

# Working days given, up to -> shares of them and days that are left when the lead is reminded.
LENGTHS: tuple[tuple[float, tuple[float, ...], tuple[int, ...]], ...] = (
    (1, (), (0,)),
    (4, (), (1, 0)),
    (20, (), (3, 1, 0)),
    (60, (1 / 2, 1 / 5), (3, 1, 0)),
    (float("inf"), (1 / 2, 1 / 4, 1 / 10), (3, 1, 0)),
)
PRESSING = {NORMAL: (), URGENT: (2,), FLASH: (5, 2)}  # days left that are added by priority
RISKY = ((0.5, 1 / 2), (0.75, 2 / 3))  # foreseen likelihood of lateness from -> share added
LONG_ENOUGH = 5  # working days given, from which foresight adds rungs
CLOSE = 4  # a share that falls on this many days left or fewer gives way to the fixed days
ENOUGH = 90  # percent from which early rungs are left out, whatever the time
EARLY = -1  # rungs before this many days are early: left out where the work is as far as the time

# Days after the deadline -> who hears of it: up the organisation chart, sooner for what presses.
CLIMB: dict[str, tuple[tuple[int, tuple[str, ...]], ...]] = {
    NORMAL: ((1, (LEAD, HEAD)), (3, (LEAD, HEAD, GIVER)), (7, (LEAD, HEAD, GIVER, ABOVE))),
    URGENT: ((1, (LEAD, HEAD, GIVER)), (3, (LEAD, HEAD, GIVER, ABOVE))),
    FLASH: ((1, (LEAD, HEAD, GIVER, ABOVE)),),
}
GAPS = {
    NORMAL: (5, 10, 20),
    URGENT: (3, 5, 10),
    FLASH: (1, 2, 5),
}  # working days between repeated ones: back-off; the last repeats

# What waits for somebody: a result or request nobody decides, a task nobody accepts, work without a step.
WAITING: dict[str, dict[str, tuple[tuple[int, tuple[str, ...]], ...]]] = {
    RESULT: {NORMAL: ((2, (GIVER,)),), URGENT: ((1, (GIVER,)),), FLASH: ((1, (GIVER,)),)},
    DECISION: {NORMAL: ((1, (GIVER,)),), URGENT: ((1, (GIVER,)),), FLASH: ((1, (GIVER,)),)},
    EXPLAIN: dict.fromkeys(
        (NORMAL, URGENT, FLASH), ((0, (LEAD,)), (1, (LEAD, HEAD)), (3, (LEAD, HEAD, GIVER)))
    ),
    START: {
        NORMAL: ((2, (LEAD,)), (4, (LEAD, HEAD)), (6, (LEAD, HEAD, GIVER))),
        URGENT: ((1, (LEAD, HEAD)), (2, (LEAD, HEAD, GIVER))),
        FLASH: ((1, (LEAD, HEAD, GIVER)),),
    },
    IDLE: {
        NORMAL: ((10, (LEAD,)), (15, (LEAD, HEAD)), (20, (LEAD, HEAD, GIVER))),
        URGENT: ((5, (LEAD,)), (10, (LEAD, HEAD, GIVER))),
        FLASH: ((2, (LEAD, HEAD)), (4, (LEAD, HEAD, GIVER))),
    },
}


@dataclass(frozen=True)
class Rung:
    """A step: `days` working days after the anchor (negative: before), told to the roles `to`."""

    name: str
    days: int
    to: frozenset[str]

    @property
    def escalates(self) -> bool:
        """Whether somebody above the lead hears of it: such a rung is never put off."""
        return self.to != {LEAD}


@dataclass(frozen=True)
class Watch:
    """What one ladder needs to know of one task.

    `since` is the day the lead learned of the deadline, `risk` the foreseen likelihood of lateness (0 unknown).
    """

    ladder: str
    anchor: date
    since: date
    priority: str = NORMAL
    percent: int = 0
    risk: float = 0.0

    def given(self, calendar: WorkCalendar) -> int:
        """Working days the lead was given."""
        return max(0, calendar.count(self.since, self.anchor))

    def used(self, today: date, calendar: WorkCalendar) -> int:
        """Share of the time that is used up today, in percent."""
        given = self.given(calendar)
        return (
            min(100, max(0, round(100 * calendar.count(self.since, today) / given)))
            if given
            else 100
        )


def early_days(length: int, priority: str, risk: float) -> list[int]:
    """Days left before the deadline at which the lead is reminded, most first; `length` in working days."""
    shares, fixed = next((s, f) for upto, s, f in LENGTHS if length <= upto)
    if length >= LONG_ENOUGH:
        shares = (*shares, *(share for least, share in RISKY if risk >= least))
    from_shares = {round(length * share) for share in shares}
    days = {day for day in from_shares if day > CLOSE or length <= 2 * CLOSE}
    days |= {day for day in PRESSING[priority] if length > day + 1}
    return sorted((days | set(fixed)) - {day for day in days if day >= length}, reverse=True)


def rungs(watch: Watch, calendar: WorkCalendar) -> Iterator[Rung]:
    """All rungs of the watch in rising order; endless where the ladder repeats."""
    if watch.ladder == DEADLINE:
        for left in early_days(watch.given(calendar), watch.priority, watch.risk):
            yield _rung(-left, (LEAD, HEAD) if watch.priority == FLASH and not left else (LEAD,))
    steps = CLIMB if watch.ladder == DEADLINE else WAITING[watch.ladder]
    for days, to in steps[watch.priority]:
        yield _rung(days, to)
    if watch.ladder != START:
        yield from _repeated(steps[watch.priority][-1], GAPS[watch.priority])


def reached(watch: Watch, today: date, calendar: WorkCalendar) -> Rung | None:
    """The highest rung whose day has come.

    None when that day was over before the lead got the task, or when the work is as far as the time.
    """
    elapsed, found = calendar.count(watch.anchor, today), None
    for rung in rungs(watch, calendar):
        if rung.days > elapsed:
            break
        found = rung
    if found is None or left_out(found, watch, calendar):
        return None
    return found if calendar.add(watch.anchor, found.days) > watch.since else None


def coming(
    watch: Watch,
    today: date,
    calendar: WorkCalendar,
    roles: Iterable[str] = (LEAD, HEAD, GIVER, ABOVE),
) -> tuple[Rung, date] | None:
    """The next rung for one of the roles that is not reached today, and its day; None when none will come."""
    wanted, elapsed = frozenset(roles), calendar.count(watch.anchor, max(today, watch.since))
    last = CLIMB if watch.ladder == DEADLINE else WAITING[watch.ladder]
    for rung in rungs(watch, calendar):
        hopeless = rung.days > last[watch.priority][-1][0] and not wanted & rung.to
        if hopeless:
            return None
        if rung.days > elapsed and wanted & rung.to and not left_out(rung, watch, calendar):
            return rung, calendar.add(watch.anchor, rung.days)
    return None


def left_out(rung: Rung, watch: Watch, calendar: WorkCalendar) -> bool:
    """Whether an early rung is not needed: the work is as far as the time will be, and nobody foresees lateness."""
    if watch.ladder != DEADLINE or rung.days >= EARLY or watch.priority == FLASH:
        return False
    if watch.percent >= ENOUGH:
        return True
    used = 100 * (1 + rung.days / max(1, watch.given(calendar)))
    return watch.percent >= used and watch.risk < RISKY[0][0]


def too_soon(rung: Rung, last: date | None, today: date, calendar: WorkCalendar) -> bool:
    """Whether an early nudge comes too close after the person's last reminder of this task (back-off)."""
    return last is not None and rung.days < EARLY and calendar.count(last, today) < 2


def to_remind(rung: Rung, people: Mapping[str, Iterable[int]], had: Mapping[int, int]) -> list[int]:
    """The persons of the rung's roles who have not had this rung or a higher one on this ladder.

    `people` names the persons of each role, `had` the highest rung (in days) each has had.
    """
    wanted = {person for role in rung.to for person in people.get(role, ())}
    return sorted(p for p in wanted if p not in had or had[p] < rung.days)


def role_of(person: int, rung: Rung, people: Mapping[str, Iterable[int]]) -> str:
    """The lowest of the rung's roles in which the person is reminded."""
    return next(
        r for r in (LEAD, HEAD, GIVER, ABOVE) if r in rung.to and person in people.get(r, ())
    )


def why(watch: Watch, today: date, calendar: WorkCalendar) -> dict[str, int | str | float]:
    """Why somebody is reminded, as data: what is told in a sentence by `tasks.whys`."""
    days = calendar.count(watch.anchor, today)
    said: dict[str, int | str | float] = {
        "ladder": watch.ladder, "days": days, "percent": watch.percent, "priority": watch.priority,
    }  # fmt: skip
    if watch.ladder == DEADLINE:
        said |= {"given": watch.given(calendar), "used": watch.used(today, calendar)}
        if watch.risk >= RISKY[0][0] and days < 0:
            said["risk"] = round(watch.risk, 2)
    return said


def _repeated(last: tuple[int, tuple[str, ...]], gaps: tuple[int, ...]) -> Iterator[Rung]:
    days, to = last
    for turn in count():
        days += gaps[min(turn, len(gaps) - 1)]
        yield _rung(days, to)


def _rung(days: int, to: Iterable[str]) -> Rung:
    name = f"after-{days}" if days > 0 else f"before-{-days}" if days else "on-day"
    return Rung(name, days, frozenset(to))
