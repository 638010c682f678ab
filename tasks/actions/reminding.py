"""Reminding: the ladders of `tasks.reminders` on real tasks, each rung once a person.

`remind_at` only says when to look again; what decides is the ladder, the row `Reminder` and the task's lock. A rung that
is reached becomes a waiting row; the person's digest (`digests`) tells all of a morning at once, what is most urgent
alone and at once.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.clock import now
from core.workdays import ONE_DAY, WorkCalendar
from journal.book import tell
from notices.door import NIGHT, is_quiet, notify
from people.standing import Calendars
from tasks import events
from tasks.models import Reminder, ReminderState, Snooze, Task
from tasks.reminders import (
    DEADLINE,
    Rung,
    Watch,
    coming,
    reached,
    role_of,
    to_remind,
    too_soon,
    why,
)
from tasks.sentences import told_sentence
from tasks.states import OPEN, Priority
from tasks.watching import Chart, chart, watches_of

MOST = 5000  # tasks looked at in one run
MORNING = NIGHT[1]  # from the end of the night a day's rungs are looked for

log = logging.getLogger(__name__)


def find_due() -> int:
    """Find every rung that is reached now; nothing at night or on a day off. Returns the reminders made."""
    calendars, local = Calendars.read(), timezone.localtime(now())
    if is_quiet(local, [NIGHT], calendars.city):
        return 0
    due = Task.objects.filter(state__in=OPEN, remind_at__lte=now()).order_by("remind_at")
    return sum(_patiently(pk, calendars) for pk in list(due.values_list("pk", flat=True)[:MOST]))


def wind_up(task: Task, calendars: Calendars | None = None, *, served: bool = False) -> None:
    """Set when the task is looked at again: the first rung of any of its ladders.

    At once when it is overdue and nobody was told of the rung it has reached (a result that came back late), unless it
    was just `served`.
    """
    calendar = (calendars or Calendars.read()).of(task.lead_unit_id)
    today = timezone.localdate(now())
    watches = watches_of(task, calendar, today)
    days = [after[1] for one in watches if (after := coming(one, today, calendar))]
    task.remind_at = _morning(min(days)) if days else None
    if not served and any(_owed(task, one, today, calendar) for one in watches):
        task.remind_at = now()
    task.save(update_fields=["remind_at"])


def _owed(task: Task, watch: Watch, today: date, calendar: WorkCalendar) -> bool:
    """Whether a rung after the anchor is reached of which nobody was told."""
    rung = reached(watch, today, calendar)
    if rung is None or rung.days < 1:
        return False
    mine = Reminder.objects.filter(task=task, ladder=watch.ladder, anchor=watch.anchor)
    return not mine.filter(days__gte=rung.days).exists()


def calendar_changed() -> int:
    """Look at every open task again at the next run, after a change in a calendar of days off."""
    open_ones = Task.objects.filter(state__in=OPEN, remind_at__isnull=False)
    return open_ones.update(remind_at=now())


def _patiently(pk: int, calendars: Calendars) -> int:
    """One task that cannot be served is logged and does not keep the others waiting."""
    try:
        return _find(pk, calendars)
    except Exception:
        log.exception("Task %s could not be looked at", pk)
        return 0


@dataclass(frozen=True)
class Look:
    """One look at a task: its calendar, today, who answers, who asked to be left alone until when."""

    task: Task
    calendar: WorkCalendar
    today: date
    who: Chart
    snoozed: dict[int, datetime]


@transaction.atomic
def _find(pk: int, calendars: Calendars) -> int:
    """Serve one task under its lock; a second worker finds it served."""
    rows = Task.objects.select_for_update()
    task = rows.filter(pk=pk, state__in=OPEN, remind_at__lte=now()).first()
    if task is None:
        return 0
    calendar, today = calendars.of(task.lead_unit_id), timezone.localdate(now())
    if not calendar.is_workday(today):
        task.remind_at = _morning(calendar.on_or_after(today))
        task.save(update_fields=["remind_at"])
        return 0
    running = Snooze.objects.filter(task=task, over_at=None).values_list("person", "until")
    look = Look(task, calendar, today, chart(task, today), dict(running))
    made = [row for watch in watches_of(task, calendar, today) for row in _climb(look, watch)]
    wind_up(task, calendars, served=True)
    if made:
        names = ", ".join(dict.fromkeys(str(row.person) for row in made))
        tell(events.REMINDED, who=None, what=task, names=names, rung=made[0].rung)
    return len(made)


def _climb(look: Look, watch: Watch) -> list[Reminder]:
    """Make the rows of the rung the watch has reached, for those who have not had it."""
    rung = reached(watch, look.today, look.calendar)
    if rung is None:
        return []
    mine = Reminder.objects.filter(task=look.task)
    same = mine.filter(ladder=watch.ladder, anchor=watch.anchor).order_by()
    had = dict(same.values_list("person").annotate(Max("days")))
    last = dict(mine.order_by().values_list("person").annotate(Max("at")))
    made = []
    for pk in to_remind(rung, look.who.roles, had):
        before = timezone.localdate(last[pk]) if pk in last else None
        if watch.ladder == DEADLINE and too_soon(rung, before, look.today, look.calendar):
            continue
        made.append(_row(look, watch, rung, pk))
    return made


def _row(look: Look, watch: Watch, rung: Rung, pk: int) -> Reminder:
    """Keep the reminder of one person; a copy waits for the return of whom they stand in for."""
    absence = look.who.absent(pk)
    said = why(watch, look.today, look.calendar)
    said["role"] = role_of(pk, rung, look.who.roles)
    said["times"] = _before(look, pk)
    person, flash = look.who.people[pk], look.task.priority == Priority.FLASH
    wait = None if rung.escalates or flash else look.snoozed.get(pk)
    words = {
        "task": look.task, "ladder": watch.ladder, "anchor": watch.anchor, "rung": rung.name, "days": rung.days,
        "role": said["role"], "why": said,
    }  # fmt: skip
    if absence is not None:
        back = _morning(absence.until + ONE_DAY)
        Reminder.objects.get_or_create(
            task=look.task, person=absence.person, ladder=watch.ladder, anchor=watch.anchor, rung=rung.name,
            defaults={**words, "state": ReminderState.WAITING, "not_before": back},
        )  # fmt: skip
    row = Reminder.objects.create(
        **words, person=person, standing_for=absence.person if absence else None,
        state=ReminderState.TOLD if flash else ReminderState.WAITING, not_before=wait or now(),
    )  # fmt: skip
    if flash:
        tell_alone(row)
    return row


def _before(look: Look, person: int) -> int:
    rows = Reminder.objects.filter(task=look.task, person=person, state=ReminderState.TOLD)
    return rows.count()


def tell_alone(row: Reminder) -> None:
    """Tell one reminder by itself: what is most urgent, what somebody asked for, what a leader says by hand."""
    notify(
        row.person,
        key=f"{row.task.book}.{row.ladder}.{row.anchor}.{row.rung}",
        sentence=told_sentence(row),
        url=row.task.get_absolute_url(),
        mail=True,
        urgent=row.task.priority == Priority.FLASH,
    )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
