"""More time (gia hạn): asked before the deadline, decided by the giver; every old deadline is kept."""

from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.deadlines import move_due, not_after_parent
from tasks.actions.ground import near, open_row, reason_given, take
from tasks.deadlines import OVERDUE, due_state
from tasks.models import Extension, Task, due_words
from tasks.states import RequestState, TaskState

New = tuple[date, time | None]
WORKED_ON = (TaskState.ASSIGNED, TaskState.ACCEPTED)


@transaction.atomic
def ask_extension(
    task: Task, *, want: New, reason: str, by: User, seen: int | None = None
) -> Extension:
    """Ask the giver for the later deadline `want` (day, hour), with a reason; only before the deadline is past."""
    reason = reason_given(reason)
    near(want[0])
    task = take(task, *WORKED_ON, seen=seen)
    old_on = _may_be_asked(task, want)
    if task.extensions.filter(state=RequestState.WAITING).exists():
        raise Refused(_("An extension is already waiting for the giver; withdraw it to ask anew."))
    asked = Extension.objects.create(
        task=task, old_on=old_on, old_time=task.due_time, want_on=want[0], want_time=want[1],
        reason=reason[:4000], by=by,
    )  # fmt: skip
    tell(
        events.EXTENSION_ASKED,
        who=by,
        what=task,
        old=asked.old,
        due=asked.want,
        reason=reason[:300],
    )
    return asked


@transaction.atomic
def grant_extension(
    extension: Extension, *, due: New | None = None, answer: str = "", by: User
) -> Extension:
    """Move the deadline as asked, or to another day `due`. Granting does not ask whether the old day is past by now."""
    task = take(extension.task, *WORKED_ON)
    extension = open_row(extension, RequestState.WAITING)
    new = due or (extension.want_on, extension.want_time)
    if new[0] < today():
        raise Refused(_("The new deadline lies in the past. Please grant another day."))
    old = (task.due_on, task.due_time)
    extension.change = move_due(task, new, reason=extension.reason, by=by)
    _decide(extension, RequestState.GRANTED, answer, by)
    tell(
        events.EXTENSION_GRANTED, who=by, what=task, old=due_words(*old), due=due_words(*new),
        asked=extension.want, reason=answer.strip()[:300],
    )  # fmt: skip
    return extension


@transaction.atomic
def refuse_extension(extension: Extension, *, reason: str, by: User) -> Extension:
    """Leave the deadline as it is, with a reason."""
    reason = reason_given(reason)
    task = take(extension.task, *WORKED_ON)
    extension = open_row(extension, RequestState.WAITING)
    _decide(extension, RequestState.REFUSED, reason, by)
    tell(
        events.EXTENSION_REFUSED,
        who=by,
        what=task,
        old=due_words(task.due_on, task.due_time),
        reason=reason[:300],
    )
    return extension


@transaction.atomic
def withdraw_extension(extension: Extension, *, by: User) -> Extension:
    """Take the request back before it is decided."""
    task = take(extension.task)
    extension = open_row(extension, RequestState.WAITING)
    _decide(extension, RequestState.WITHDRAWN, "", by)
    tell(events.EXTENSION_WITHDRAWN, who=by, what=task)
    return extension


def _may_be_asked(task: Task, want: New) -> date:
    """The present deadline; refuses a request that comes too late or asks for nothing later."""
    if task.due_on is None:
        raise Refused(_("The task has no deadline; nothing needs to be extended."))
    local = timezone.localtime(now())
    if due_state(task.due_on, task.due_time, local, city_calendar()) == OVERDUE:
        raise Refused(
            _(
                "The deadline is past: an extension is asked before it. Now report the result and give an explanation of the delay."
            )
        )
    if (want[0], want[1] or time.max) <= (task.due_on, task.due_time or time.max):
        raise Refused(_("The new deadline must be later than the present one."))
    not_after_parent(task.parent, want)
    return task.due_on


def _decide(extension: Extension, state: RequestState, answer: str, by: User) -> None:
    extension.answer, extension.decided_by, extension.decided_at = answer.strip()[:4000], by, now()
    extension.move_to(state, "answer", "decided_by", "decided_at", "change")
