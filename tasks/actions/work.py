"""What the lead does first: accept, decline, hand on."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.ending import lapse_requests
from tasks.actions.ground import reason_given, stepped, take
from tasks.actions.papers import let_circle_in
from tasks.actions.reminding import wind_up
from tasks.circle import may_take
from tasks.models import Task
from tasks.states import TaskState


@transaction.atomic
def accept(task: Task, *, by: User, seen: int | None = None) -> Task:
    """Take the task on."""
    task = take(task, TaskState.ASSIGNED, seen=seen)
    task.accepted_at = now()
    task.move_to(TaskState.ACCEPTED, "accepted_at")
    stepped(task)
    tell(events.ACCEPTED, who=by, what=task)
    return task


@transaction.atomic
def decline(task: Task, *, reason: str, by: User, seen: int | None = None) -> Task:
    """Give the task back to the giver, with a reason."""
    reason = reason_given(reason)
    task = take(task, TaskState.ASSIGNED, seen=seen)
    task.known_since = today()
    task.move_to(TaskState.DECLINED, "known_since")
    lapse_requests(task, by=by)
    stepped(task)
    wind_up(task)
    tell(events.DECLINED, who=by, what=task, reason=reason)
    return task


@transaction.atomic
def hand_on(task: Task, *, person: User, by: User, seen: int | None = None) -> Task:
    """Name the person of the unit who does the work; reminders go to them from now on."""
    task = take(task, TaskState.ASSIGNED, TaskState.ACCEPTED, seen=seen)
    if not may_take(task).filter(pk=person.pk).exists():
        raise Refused(_("%(person)s has no post in this unit.") % {"person": person})
    before, task.lead_person = task.lead_person, person
    task.known_since = today()
    task.save(update_fields=["lead_person", "known_since"])
    stepped(task)
    let_circle_in(task, out=before if before != person else None)
    wind_up(task)
    tell(events.HANDED_ON, who=by, what=task, lead=task.lead)
    return task
