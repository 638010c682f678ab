"""A day of the calendar changed: every open deadline whose end moves with it gets a note (fault R21)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from core.calendar import city_calendar
from core.clock import now
from core.models import CalendarDay
from core.workdays import WorkCalendar
from journal.book import tell
from people.models import Unit
from tasks import events
from tasks.actions.reminding import calendar_changed
from tasks.models import Task, due_words
from tasks.states import OPEN


@transaction.atomic
def day_changed(row: CalendarDay, *, before: str, after: str, reason: str) -> list[Task]:
    """Note on every open task that its deadline now ends on another day; look at all reminders again.

    `before` and `after` are the day's kinds, “” for what its weekday says. The deadline itself is never rewritten.
    """
    calendar_changed()
    old, new = _with(row.date, before), _with(row.date, after)
    due = Task.objects.filter(state__in=OPEN, due_on__gt=new.before(row.date), due_on__lte=row.date)
    moved = [task for task in due.order_by("pk") if _end(task, old) != _end(task, new)]
    for task in moved:
        tell(
            events.DAY_MOVED, who=None, what=task, reason=reason, due=due_words(task.due_on, task.due_time),
            old=_end(task, old), day=_end(task, new),
        )  # fmt: skip
    if moved:
        tell(events.DAYS_MOVED, who=None, what=row, number=len(moved))
    return moved


def unit_day_changed(unit: Unit) -> int:
    """Look at the unit's reminders again at the next run."""
    rows = Task.objects.filter(state__in=OPEN, remind_at__isnull=False, lead_unit=unit)
    return rows.update(remind_at=now())


def risk_changed() -> int:
    """Look again at the tasks that are foreseen late since today: their ladder has an earlier rung."""
    begin = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    risky = Task.objects.filter(state__in=OPEN, outlook__risk__gte=50, outlook__at__gte=begin)
    return Task.objects.filter(pk__in=risky.values("pk")).update(remind_at=now())


def _with(day: date, kind: str) -> WorkCalendar:
    """The city's calendar in which the day has the kind."""
    calendar = city_calendar()
    off, worked = calendar.off - {day}, calendar.worked - {day}
    return WorkCalendar(
        off | {day} if kind == "off" else off, worked | {day} if kind == "work" else worked
    )


def _end(task: Task, calendar: WorkCalendar) -> str:
    return f"{calendar.on_or_after(task.due_on):%d/%m/%Y}" if task.due_on else ""
