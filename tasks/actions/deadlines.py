"""Moving a deadline: the old one is kept and shown."""

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import today
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.access import delays
from tasks.actions.ending import lapse_extension
from tasks.actions.ground import name_in, near, reason_given, take
from tasks.actions.reminding import wind_up
from tasks.deadlines import later
from tasks.models import DueChange, Task, due_words
from tasks.states import OPEN

New = tuple[date | None, time | None]


@transaction.atomic
def change_due(task: Task, *, due: New, reason: str, by: User, seen: int | None = None) -> Task:
    """Move the deadline to `due` (day, hour), with a reason. The ladder of reminders starts anew.

    A request for more time that waits is answered by it and ends.
    """
    reason = reason_given(reason)
    task = take(task, *OPEN, seen=seen)
    if by.pk != task.giver_id and delays(by, task) and later(due, (task.due_on, task.due_time)):
        raise Refused(_("You lead this task yourself: please ask its giver for more time."))
    old = (task.due_on, task.due_time)
    move_due(task, due, reason=reason, by=by)
    lapse_extension(task, by=by)
    tell(
        events.DUE_CHANGED,
        who=by,
        what=task,
        old=due_words(*old),
        due=due_words(task.due_on, task.due_time),
        reason=reason,
    )
    return task


def move_due(task: Task, due: New, *, reason: str, by: User) -> DueChange:
    """Move the deadline of a task that is held under its lock, and keep the old one; telling is the caller's."""
    old, new = (task.due_on, task.due_time), (due[0], due[1] if due[0] else None)
    if new == old:
        raise Refused(_("That is the deadline already."))
    near(new[0])
    not_after_parent(task.parent, new)
    change = DueChange.objects.create(
        task=task, old_on=old[0], old_time=old[1], new_on=new[0], new_time=new[1],
        reason=reason[:1000], by=by,
    )  # fmt: skip
    task.due_on, task.due_time = new
    task.known_since = today()
    task.save(update_fields=["due_on", "due_time", "known_since"])
    wind_up(task)
    _name_later_parts(task, by)
    return change


def not_after_parent(parent: Task | None, due: New) -> None:
    """Refuse a deadline of a part that is later than that of the task it belongs to."""
    if parent is None or parent.due_on is None:
        return
    if later((due[0], due[1]), (parent.due_on, parent.due_time)):
        raise Refused(
            _("“%(task)s” is due on %(due)s; a part of it cannot be due later.")
            % {"task": parent, "due": due_words(parent.due_on, parent.due_time)}
        )


def _name_later_parts(task: Task, by: User) -> None:
    """Say which open parts are due after the task itself, now that its deadline came nearer."""
    if task.due_on is None:
        return
    parts = task.children.filter(state__in=OPEN)
    names = [
        name_in(task, part)
        for part in parts
        if later((part.due_on, part.due_time), (task.due_on, task.due_time))
    ]
    if names:
        tell(events.PARTS_LATER, who=by, what=task, names="; ".join(names)[:1000])
