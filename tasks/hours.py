"""When the offices are open, and to when a reminder may be put off.

Pure: local wall-clock times in, local wall-clock times out. The hours are those of the city's offices (a table of this
city; Labour Code 2019, art. 105: eight hours a day); the bounds of putting off are the leader's.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.workdays import WorkCalendar

OFFICE_HOURS: tuple[tuple[time, time], ...] = (
    (time(7, 30), time(11, 30)),
    (time(13, 30), time(17, 0)),
)
MORNING = OFFICE_HOURS[0][0]
AFTERNOON, EVENING = OFFICE_HOURS[1]
AFTERNOON_WORD, TOMORROW, MONDAY = "afternoon", "tomorrow", "monday"


def is_open(moment: datetime, calendar: WorkCalendar) -> bool:
    """Whether the offices are open at the local moment."""
    clock = moment.time()
    return calendar.is_workday(moment.date()) and any(a <= clock < b for a, b in OFFICE_HOURS)


def next_office(moment: datetime, calendar: WorkCalendar) -> datetime:
    """The first local moment from `moment` on in which the offices are open."""
    if is_open(moment, calendar):
        return moment
    if calendar.is_workday(moment.date()):
        for start, _end in OFFICE_HOURS:
            if moment.time() < start:
                return datetime.combine(moment.date(), start, moment.tzinfo)
    following = calendar.on_or_after(moment.date() + timedelta(days=1))
    return datetime.combine(following, MORNING, moment.tzinfo)


@dataclass(frozen=True)
class Bounds:
    """How far a reminder may be put off: working days at once, and how often before one deadline."""

    days: int
    times: int


# The leader's bounds by priority. What is most urgent is never put off.
BOUNDS = {"normal": Bounds(5, 3), "urgent": Bounds(2, 2), "flash": Bounds(0, 0)}


@dataclass(frozen=True)
class Ask:
    """Somebody asks to be reminded later: how often they did before, the last day of the deadline (None: none)."""

    until: datetime
    priority: str
    times: int
    ends: date | None
    allowed: bool = True
    escalated: bool = False


def offers(moment: datetime, calendar: WorkCalendar) -> dict[str, datetime]:
    """The three presses: this afternoon, the next working day, the first working day of next week."""
    day = moment.date()
    monday = calendar.on_or_after(day + timedelta(days=7 - day.weekday()))
    found = {TOMORROW: _morning(calendar.add(day, 1), moment)}
    if _morning(monday, moment) != found[TOMORROW]:
        found[MONDAY] = _morning(monday, moment)
    if calendar.is_workday(day) and moment.time() < OFFICE_HOURS[0][1]:
        found = {AFTERNOON_WORD: datetime.combine(day, AFTERNOON, moment.tzinfo), **found}
    return found


def refusal(ask: Ask, moment: datetime, calendar: WorkCalendar) -> str | None:
    """Why it may not be put off, as a word; None when it may."""
    bounds = BOUNDS[ask.priority]
    rules = (
        ("escalated", ask.escalated),
        ("forbidden", not ask.allowed),
        ("flash", bounds.days == 0),
        ("past", ask.until <= moment),
        ("often", ask.times >= bounds.times),
        ("deadline", ask.ends is not None and ask.until.date() > ask.ends),
        ("far", calendar.count(moment.date(), ask.until.date()) > bounds.days),
    )
    return next((word for word, broken in rules if broken), None)


def _morning(day: date, moment: datetime) -> datetime:
    return datetime.combine(day, MORNING, moment.tzinfo)
