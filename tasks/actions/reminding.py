"""Reminding: the ladders of `tasks.reminders` on real tasks, each rung once a person.

`remind_at` only says when to look again; what decides is the ladder, the row `Reminder` and the task's lock.
"""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.calendar import city_calendar
from core.clock import now
from core.workdays import WorkCalendar
from journal.book import tell
from notices.door import NIGHT, is_quiet, notify
from people.models import User
from tasks import events
from tasks.circle import circle
from tasks.deadlines import days_left, last_day
from tasks.models import Reminder, Task, due_words
from tasks.reminders import Rung, Watch, coming, reached, to_remind
from tasks.sentences import reminder_sentence
from tasks.states import OPEN, Priority, TaskState

MORNING = time(7, 0)  # a rung's reminder goes out from this hour of its day
BATCH = 500  # tasks looked at in one run


def remind_due() -> int:
    """Remind of everything that is due now; nothing at night or on a day off. Returns the reminders made."""
    calendar, local = city_calendar(), timezone.localtime(now())
    if is_quiet(local, [NIGHT], calendar):
        return 0
    due = Task.objects.filter(state__in=OPEN, remind_at__lte=now()).order_by("remind_at")
    return sum(_remind(pk, calendar) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def wind_up(task: Task, calendar: WorkCalendar | None = None) -> None:
    """Set when the task is looked at again."""
    calendar = calendar or city_calendar()
    watch = watch_of(task, calendar)
    after = watch and coming(watch, timezone.localdate(now()), calendar)
    task.remind_at = _morning(after[1]) if after else None
    task.save(update_fields=["remind_at"])


def calendar_changed() -> int:
    """Look at every open task again at the next run, after a change in the calendar of days off."""
    open_ones = Task.objects.filter(state__in=OPEN, remind_at__isnull=False)
    return open_ones.update(remind_at=now())


def watch_of(task: Task, calendar: WorkCalendar) -> Watch | None:
    """What the clock watches in the task: its deadline, or a result that waits for its giver."""
    if task.state == TaskState.REPORTED and task.reported_at:
        day = timezone.localdate(task.reported_at)
        return Watch("result", day, day)
    if task.state in OPEN and task.due_on:
        return Watch("deadline", last_day(task.due_on, calendar), task.known_since)
    return None


@transaction.atomic
def _remind(pk: int, calendar: WorkCalendar) -> int:
    """Serve one task under its lock; a second worker finds it served."""
    rows = Task.objects.select_for_update()
    task = rows.filter(pk=pk, state__in=OPEN, remind_at__lte=now()).first()
    if task is None:
        return 0
    watch = watch_of(task, calendar)
    today = timezone.localdate(now())
    rung = reached(watch, today, calendar) if watch else None
    told = _tell_people(task, watch, rung, calendar) if watch and rung else []
    wind_up(task, calendar)
    if told and rung:
        names = ", ".join(str(person) for person in told)
        tell(events.REMINDED, who=None, what=task, names=names, rung=rung.name)
    return len(told)


def _tell_people(task: Task, watch: Watch, rung: Rung, calendar: WorkCalendar) -> list[User]:
    around = circle(task)
    people = {user.pk: user for user in around.everybody()}
    roles = {
        role: [user.pk for user in getattr(around, role)] for role in ("lead", "head", "giver")
    }
    mine = Reminder.objects.filter(task=task, ladder=watch.ladder, anchor=watch.anchor)
    had = dict(mine.values_list("person").annotate(Max("days")).order_by())
    told = [people[pk] for pk in to_remind(rung, roles, had)]
    for person in told:
        _tell_person(task, person, watch, rung, calendar)
    return told


def _tell_person(
    task: Task, person: User, watch: Watch, rung: Rung, calendar: WorkCalendar
) -> None:
    Reminder.objects.create(
        task=task,
        person=person,
        ladder=watch.ladder,
        anchor=watch.anchor,
        rung=rung.name,
        days=rung.days,
    )
    notify(
        person,
        key=f"{task.book}.{watch.ladder}.{watch.anchor}.{rung.name}",
        sentence=_sentence(task, watch, calendar),
        url=task.get_absolute_url(),
        mail=True,
        urgent=task.priority == Priority.FLASH,
    )


def _sentence(task: Task, watch: Watch, calendar: WorkCalendar) -> object:
    today = timezone.localdate(now())
    left = days_left(watch.anchor, today, calendar)
    due = due_words(task.due_on, task.due_time)
    return reminder_sentence(watch.ladder, left, what=task.title, due=due)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
