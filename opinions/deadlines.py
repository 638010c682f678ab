"""When a round ends (pure): days and hours of work, moved off days off; local wall-clock times in and out.

A deadline that falls on a day off ends at the same hour of the next working day (Civil Code 2015, art. 148.5).
"""

from datetime import datetime, time

from core.workdays import WorkCalendar

LAST_HOUR = time(17, 0)  # the end of an office day


def proposed(moment: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """Return the end of the ``days``-th working day after the local ``moment``."""
    day = calendar.add(moment.date(), max(1, days))
    return datetime.combine(day, LAST_HOUR, moment.tzinfo)


def settled(deadline: datetime, calendar: WorkCalendar) -> datetime:
    """Return the deadline itself, or the same hour of the next working day when it falls on a day off."""
    day = calendar.on_or_after(deadline.date())
    return datetime.combine(day, deadline.timetz().replace(tzinfo=None), deadline.tzinfo)
