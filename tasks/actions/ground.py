"""What every act on a task begins with: the row under its lock, and whether it is still as the person saw it."""

from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from core.states import Stateful
from journal.models import Entry
from journal.queries import sentence
from people.models import Unit, User
from tasks import events
from tasks.circle import units_below
from tasks.deadlines import is_near
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
    _lock_above(task)
    task = locked(task)
    if states and task.state not in states:
        raise Refused(_told(task, _last(task)))
    if seen is not None and (news := _last(task, since=seen)):
        raise Refused(_told(task, news))
    return task


def _lock_above(task: Task) -> None:
    """Lock the tasks it is a part of, the highest first: acts on a whole and on its parts never wait in a ring."""
    if task.parent_id is not None:
        whole = Task.objects.get(pk=task.parent_id)
        _lock_above(whole)
        locked(whole)


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


def near(*days: date | None) -> None:
    """Refuse days nobody means: calendars and clocks end somewhere."""
    if not all(map(is_near, days)):
        raise Refused(_("A day lies between the years 2000 and 2100."))


def stays_inside(parent: Task | None, lead: Unit | User) -> None:
    """Refuse a lead outside: parts stay with the people of the unit that leads the whole, the units below it and theirs."""
    if parent is None:
        return
    units = units_below(parent)
    if isinstance(lead, Unit):
        fits = lead.pk in units
    else:
        fits = lead.is_active and lead.posts.filter(unit__in=units).exists()
    if not fits:
        raise Refused(
            _("%(lead)s does not belong to the unit that leads the task.") % {"lead": lead}
        )


def name_in(parent: Task, part: Task) -> str:
    """How a part is called among those around the whole: one of a closed circle is not named."""
    return _("(closed circle)") if part.closed_circle and not parent.closed_circle else part.title


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
