"""Reminders: the next ones and the sent ones."""

from people.models import User
from tasks.access import visible
from tasks.models import Reminder, Task
from tasks.queries.lines import SHOWN
from tasks.states import OPEN


def reminders_to_come(user: User) -> list[Task]:
    """The person's open tasks in the order of their next reminder."""
    rows = visible(user).filter(state__in=OPEN, remind_at__isnull=False)
    return list(rows.select_related("lead_unit", "lead_person").order_by("remind_at")[:SHOWN])


def reminders_sent(user: User) -> list[Reminder]:
    """The last reminders of the tasks the person sees."""
    rows = Reminder.objects.filter(task__in=visible(user))
    return list(rows.select_related("task", "person").order_by("-pk")[:SHOWN])
