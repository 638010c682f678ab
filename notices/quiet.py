"""When somebody may be disturbed: not at night, not on days off, not in their own quiet hours.

Pure: local wall-clock times in, local wall-clock times out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from core.workdays import WorkCalendar
from notices.states import Wait

Span = tuple[time, time]

NIGHT: Span = (time(21, 0), time(6, 30))
MANY = 50  # steps; each leaves one obstacle behind, so more than a few cannot happen


class Days(Protocol):
    """Which days are worked: the city's calendar, or a person's own days beside it."""

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""


@dataclass(frozen=True)
class OwnDays:
    """A person's own weekdays (0 Monday … 6 Sunday) beside the city's calendar.

    A day the city has off stays off, a day it makes up is worked; on all others the person's weekdays decide.
    """

    weekdays: frozenset[int]
    city: WorkCalendar

    def is_workday(self, day: date) -> bool:
        """Whether the person works on the day."""
        if day in self.city.worked:
            return True
        return day.weekday() in self.weekdays and day not in self.city.off

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is (the city's, should there be none)."""
        for ahead in range(60):
            found = day + timedelta(days=ahead)
            if self.is_workday(found):
                return found
        return self.city.on_or_after(day)


def days_of(weekdays: str, city: WorkCalendar) -> Days:
    """Return the days of somebody who works on these weekdays (“01234”); empty: the city's."""
    return OwnDays(frozenset(map(int, weekdays)), city) if weekdays else city


def is_quiet(moment: datetime, spans: Sequence[Span], calendar: Days) -> bool:
    """Whether the local `moment` is one in which nobody is disturbed."""
    return not calendar.is_workday(moment.date()) or any(_within(moment.time(), s) for s in spans)


def why_quiet(moment: datetime, spans: Sequence[Span], calendar: Days) -> Wait | None:
    """Why nobody is disturbed at the local `moment`; None when they may be."""
    if not calendar.is_workday(moment.date()):
        return Wait.DAY_OFF
    if _within(moment.time(), NIGHT):
        return Wait.NIGHT
    return Wait.HOURS if is_quiet(moment, spans, calendar) else None


def next_open(moment: datetime, spans: Sequence[Span], calendar: Days) -> datetime:
    """The first local moment from `moment` on that is not quiet.

    Spans that leave no minute of the day are the person's mistake: then the night alone counts.
    """
    for _ in range(MANY):
        if not is_quiet(moment, spans, calendar):
            return moment
        moment = _step(moment, spans, calendar)
    return next_open(moment, [NIGHT], calendar)


def _step(moment: datetime, spans: Sequence[Span], calendar: Days) -> datetime:
    day = moment.date()
    if not calendar.is_workday(day):
        return datetime.combine(calendar.on_or_after(day), time(0), moment.tzinfo)
    end = next(s[1] for s in spans if _within(moment.time(), s))
    later = datetime.combine(day, end, moment.tzinfo)
    return later if later > moment else later + timedelta(days=1)


def _within(clock: time, span: Span) -> bool:
    start, end = span
    if start == end:
        return False
    return start <= clock < end if start < end else clock >= start or clock < end
