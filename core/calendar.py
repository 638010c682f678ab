"""The city's calendar of working days: read from the table, filled from the proposal."""

from collections.abc import Iterable
from datetime import date

from core.models import CalendarDay
from core.official_days import propose
from core.workdays import WorkCalendar, calendar_from


def city_calendar() -> WorkCalendar:
    """The calendar as the table has it now (one query, a few dozen rows)."""
    return calendar_from(CalendarDay.objects.order_by().values_list("date", "kind"))


def fill(years: Iterable[int]) -> list[date]:
    """Add the proposed days that the table lacks; what the administrator wrote stays. Returns the new days."""
    years = list(years)
    known = set(CalendarDay.objects.filter(date__year__in=years).values_list("date", flat=True))
    rows = [
        CalendarDay(
            date=row.day,
            kind=row.kind,
            reason=row.reason,
            notice_number=row.notice,
            proposed=True,
        )
        for row in propose(years)
        if row.day not in known
    ]
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)
    return [row.date for row in rows]
