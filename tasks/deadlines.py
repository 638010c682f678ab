"""What a deadline means today: the day it really ends, and in time, nearly due, today or overdue.

Pure: days, a calendar and a moment come in, words and days go out. The rules:
a deadline that ends on a day off ends with the next working day (Civil Code 2015, art. 148.5);
“nearly due” begins three working days before (a setting of this city, no law names it).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.workdays import WorkCalendar

NEARLY_DUE_DAYS = 3

NO_DEADLINE, IN_TIME, NEARLY_DUE, DUE_TODAY, OVERDUE = (
    "no_deadline",
    "in_time",
    "nearly_due",
    "due_today",
    "overdue",
)


FIRST_DAY, FINAL_DAY = date(2000, 1, 1), date(2100, 12, 31)  # days beyond are slips of the pen


def is_near(day: date | None) -> bool:
    """Whether a day is none, or one that work can have."""
    return day is None or FIRST_DAY <= day <= FINAL_DAY


def last_day(due_on: date, calendar: WorkCalendar) -> date:
    """The working day with whose end the deadline is over."""
    return calendar.on_or_after(due_on)


def due_state(
    due_on: date | None, due_time: time | None, moment: datetime, calendar: WorkCalendar
) -> str:
    """One of the five words for an open task at the local `moment`."""
    if due_on is None:
        return NO_DEADLINE
    end, today = last_day(due_on, calendar), moment.date()
    if end < today or (end == due_on == today and _hour_passed(due_time, moment)):
        return OVERDUE
    if end == today:
        return DUE_TODAY
    return NEARLY_DUE if end <= calendar.add(today, NEARLY_DUE_DAYS) else IN_TIME


def kept(
    due_on: date | None, due_time: time | None, reported: datetime, calendar: WorkCalendar
) -> bool:
    """Whether a result handed in at the local moment `reported` kept the deadline."""
    return due_state(due_on, due_time, reported, calendar) != OVERDUE


def days_left(due_on: date, today: date, calendar: WorkCalendar) -> int:
    """Working days from today to the deadline: 0 on the last day, negative when it is past."""
    return calendar.count(today, last_day(due_on, calendar))


def month_end(today: date, calendar: WorkCalendar) -> date:
    """The last working day of this month, of the next one when none is left."""
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = calendar.before(following)
    return last if last > today else month_end(following, calendar)


@dataclass(frozen=True)
class Bounds:
    """The same words as borders of `due_on`, for a query: each border belongs to its word."""

    overdue: date
    today: date
    nearly: date


def bounds(today: date, calendar: WorkCalendar) -> Bounds:
    """Borders: due ≤ `overdue` is overdue, ≤ `today` ends today, ≤ `nearly` is nearly due."""
    past = calendar.before(today)
    return Bounds(
        overdue=past,
        today=today if calendar.is_workday(today) else past,
        nearly=calendar.add(today, NEARLY_DUE_DAYS),
    )


def later(one: tuple[date | None, time | None], other: tuple[date | None, time | None]) -> bool:
    """Whether a deadline (day, hour) lies after another; none at all lies after every day."""
    return _order(one) > _order(other)


def _order(due: tuple[date | None, time | None]) -> tuple[date, time]:
    return due[0] or date.max, due[1] or time.max


def _hour_passed(due_time: time | None, moment: datetime) -> bool:
    return due_time is not None and moment.time() > due_time
