"""What every act on a task begins with: the row under its lock, and whether it is still as the person saw it."""

from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.models import Entry
from journal.queries import sentence
from tasks import events
from tasks.models import Task
from tasks.states import TaskState

SMALL_TALK = {event.name for event in (events.COMMENTED, events.PROGRESS, events.REMINDED)}


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


def reason_given(reason: str) -> str:
    """Return the reason, tidied; refuses an empty one."""
    text = reason.strip()
    if not text:
        raise Refused(_("Please give a reason."))
    return text


def _last(task: Task, since: int = 0) -> Entry | None:
    rows = Entry.objects.filter(book__topic=task.book, seq__gt=since, event__startswith="tasks.")
    return rows.exclude(event__in=SMALL_TALK).order_by("-seq").first()


def _told(task: Task, news: Entry | None) -> str:
    state = task.get_state_display()
    if news is None:
        return _("The task is “%(state)s”; this cannot be done now.") % {"state": state}
    return _(
        "The task has changed in the meantime: %(news)s. It is now “%(state)s”; nothing of what you typed is lost."
    ) % {"news": sentence(news), "state": state}
