"""What every act on a task begins with: the row under its lock, and whether it is still as the person saw it."""

from typing import TypeVar

from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from core.states import Stateful
from journal.models import Entry
from journal.queries import sentence
from tasks import events
from tasks.models import Task
from tasks.states import TaskState

R = TypeVar("R", bound=Stateful)

# What somebody who decides must have seen; words, reports on the way, reminders and the like do not count.
DECISIVE = {
    event.name
    for event in (
        events.ASSIGNED, events.ACCEPTED, events.DECLINED, events.HANDED_ON, events.REPORTED, events.RETURNED,
        events.DONE, events.CANCELLED, events.DUE_CHANGED, events.EXTENSION_GRANTED, events.TRANSFERRED, events.REOPENED,
    )
}  # fmt: skip


def take(task: Task, *states: TaskState, seen: int | None = None) -> Task:
    """Return the task under its lock, in one of the states, unchanged since revision `seen`.

    Refuses with what happened in the meantime and who did it; comments and progress do not count.
    """
    task = locked(task)
    if states and task.state not in states:
        raise Refused(_told(task, _last(task)))
    if seen is not None and (news := _last(task, since=seen)):
        raise Refused(_told(task, news))
    return task


def stepped(task: Task) -> None:
    """Note that the work went a step on; the board counts the working days since."""
    task.stepped_at = now()
    Task.objects.filter(pk=task.pk).update(stepped_at=task.stepped_at)


def open_row(row: R, state: str) -> R:
    """Return a request of a task read again under the task's lock; refuses when it was decided in the meantime."""
    fresh: R = row.__class__.objects.get(pk=row.pk)  # type: ignore[attr-defined]
    if fresh.state != state:  # type: ignore[attr-defined]
        now_is = fresh.get_state_display()  # type: ignore[attr-defined]
        raise Refused(
            _("This was decided in the meantime: “%(state)s”. Nothing of what you typed is lost.")
            % {"state": now_is}
        )
    return fresh


def reason_given(reason: str) -> str:
    """Return the reason, tidied; refuses an empty one."""
    text = reason.strip()
    if not text:
        raise Refused(_("Please give a reason."))
    return text


def _last(task: Task, since: int = 0) -> Entry | None:
    rows = Entry.objects.filter(book__topic=task.book, seq__gt=since, event__in=DECISIVE)
    return rows.order_by("-seq").first()


def _told(task: Task, news: Entry | None) -> str:
    state = task.get_state_display()
    if news is None:
        return _("The task is “%(state)s”; this cannot be done now.") % {"state": state}
    return _(
        "The task has changed in the meantime: %(news)s. It is now “%(state)s”; nothing of what you typed is lost."
    ) % {"news": sentence(news), "state": state}
