"""When somebody may be disturbed: not at night, not on days off, not in their own quiet hours.

Pure: local wall-clock times in, local wall-clock times out.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from core.workdays import WorkCalendar

Span = tuple[time, time]

NIGHT: Span = (time(21, 0), time(6, 30))
MANY = 50  # steps; each leaves one obstacle behind, so more than a few cannot happen


def is_quiet(moment: datetime, spans: Sequence[Span], calendar: WorkCalendar) -> bool:
    """Whether the local `moment` is one in which nobody is disturbed."""
    return not calendar.is_workday(moment.date()) or any(_within(moment.time(), s) for s in spans)


def next_open(moment: datetime, spans: Sequence[Span], calendar: WorkCalendar) -> datetime:
    """The first local moment from `moment` on that is not quiet.

    Spans that leave no minute of the day are the person's mistake: then the night alone counts.
    """
    for _ in range(MANY):
        if not is_quiet(moment, spans, calendar):
            return moment
        moment = _step(moment, spans, calendar)
    return next_open(moment, [NIGHT], calendar)


def _step(moment: datetime, spans: Sequence[Span], calendar: WorkCalendar) -> datetime:
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
