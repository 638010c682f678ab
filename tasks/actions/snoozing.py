"""“Remind me again tomorrow”: putting off one's own reminders of one task, within the leader's bounds."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from journal.book import tell
from notices.door import NIGHT, is_quiet
from people.models import User
from tasks import events
from tasks.actions.ground import take
from tasks.actions.reminding import tell_alone
from tasks.deadlines import last_day
from tasks.hours import BOUNDS, MONDAY, TOMORROW, Ask, offers, refusal
from tasks.models import Reminder, ReminderState, Snooze, Task
from tasks.states import TaskState
from tasks.watching import chart

WORKING = (TaskState.ASSIGNED, TaskState.ACCEPTED)
REFUSALS: dict[str, str | Promise] = {
    "escalated": _("Only who does the work puts reminders off, not who was told as a superior."),
    "forbidden": _("%(giver)s does not allow the reminders of this task to be put off."),
    "flash": _("Reminders of a most urgent task are not put off."),
    "past": _("This moment is over; choose another."),
    "often": _(
        "You have put this off %(times)s times; that is the bound. Ask for more time instead."
    ),
    "deadline": _("Reminders are not put off beyond the deadline. Ask for more time instead."),
    "far": _("Reminders of this task are put off by at most %(days)s working days."),
}


@transaction.atomic
def snooze(task: Task, *, word: str, by: User) -> Snooze:
    """Put the person's reminders of the task off to “afternoon”, “tomorrow” or “monday”; the giver sees it.

    Refused beyond the bounds of `tasks.hours`. What goes up the organisation chart is not held back by it.
    """
    task = take(task, *WORKING)
    local, calendar = timezone.localtime(now()), city_calendar()
    offered = offers(local, calendar)
    until = offered.get(TOMORROW if word == MONDAY and word not in offered else word, local)
    if found := refusal(_ask(task, until, by), local, calendar):
        bounds = BOUNDS[task.priority]
        raise Refused(
            REFUSALS[found] % {"giver": task.giver, "days": bounds.days, "times": bounds.times}
        )
    Snooze.objects.filter(task=task, person=by, over_at=None).update(over_at=now())
    row = Snooze.objects.create(task=task, person=by, until=until, at=now())
    _lead_waits(task, by).update(not_before=until)
    tell(events.SNOOZED, who=by, what=task, until=f"{until:%H:%M %d/%m/%Y}")
    return row


@transaction.atomic
def allow_snooze(task: Task, *, allowed: bool, by: User) -> Task:
    """Let reminders of the task be put off, or no longer: then what was put off comes at once (giver)."""
    task = take(task)
    if task.snooze_allowed != allowed:
        task.snooze_allowed = allowed
        task.save(update_fields=["snooze_allowed"])
        if not allowed:
            Snooze.objects.filter(task=task, over_at=None).update(until=now())
        tell(events.SNOOZE_ALLOWED if allowed else events.SNOOZE_FORBIDDEN, who=by, what=task)
    return task


def wake_snoozed() -> int:
    """Remind everybody whose time has come of what they put off; never at night. Returns how many."""
    local = timezone.localtime(now())
    due = Snooze.objects.filter(over_at=None, until__lte=now()).order_by("until")
    keys = list(due.values_list("pk", flat=True)[:1000])
    if not keys or is_quiet(local, [NIGHT], city_calendar()):
        return 0
    return sum(_wake(pk, local) for pk in keys)


@transaction.atomic
def _wake(pk: int, local: datetime) -> int:
    row = Snooze.objects.select_for_update().filter(pk=pk, over_at=None).first()
    if row is None:
        return 0
    row.over_at = now()
    row.save(update_fields=["over_at"])
    task = row.task
    _lead_waits(task, row.person).update(state=ReminderState.TOLD, at=now())
    if task.state not in WORKING or row.person_id not in _doing(task, local.date()):
        return 0
    told = Reminder.objects.create(
        task=task, person=row.person, ladder="snooze", anchor=local.date(), rung=f"s{row.pk}", days=0,
        why={"ladder": "snooze", "role": "lead", "percent": task.percent},
    )  # fmt: skip
    tell_alone(told)
    return 1


def _ask(task: Task, until: datetime, by: User) -> Ask:
    """What the bounds need to know: how often before this deadline, and whether the person does the work."""
    begin = timezone.make_aware(datetime.combine(task.known_since, datetime.min.time()))
    before = Snooze.objects.filter(task=task, person=by, at__gte=begin)
    ends = last_day(task.due_on, city_calendar()) if task.due_on else None
    doing = by.pk in _doing(task, timezone.localdate(now()))
    return Ask(until, task.priority, before.count(), ends, task.snooze_allowed, escalated=not doing)


def _doing(task: Task, today: date) -> tuple[int, ...]:
    return chart(task, today).roles["lead"]


def _lead_waits(task: Task, person: User) -> QuerySet[Reminder]:
    rows = Reminder.objects.filter(task=task, person=person, state=ReminderState.WAITING)
    return rows.filter(role="lead")
