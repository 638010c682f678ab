"""Moving a deadline: the old one is kept and shown."""

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import today
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.ground import reason_given, take
from tasks.actions.reminding import wind_up
from tasks.models import DueChange, Task, due_words
from tasks.states import OPEN

New = tuple[date | None, time | None]


@transaction.atomic
def change_due(task: Task, *, due: New, reason: str, by: User, seen: int | None = None) -> Task:
    """Move the deadline to `due` (day, hour), with a reason. The ladder of reminders starts anew."""
    reason = reason_given(reason)
    task = take(task, *OPEN, seen=seen)
    old = (task.due_on, task.due_time)
    new = (due[0], due[1] if due[0] else None)
    if new == old:
        raise Refused(_("That is the deadline already."))
    DueChange.objects.create(
        task=task, old_on=old[0], old_time=old[1], new_on=new[0], new_time=new[1],
        reason=reason[:1000], by=by,
    )  # fmt: skip
    task.due_on, task.due_time = new
    task.known_since = today()
    task.save(update_fields=["due_on", "due_time", "known_since"])
    wind_up(task)
    tell(
        events.DUE_CHANGED,
        who=by,
        what=task,
        old=due_words(*old),
        due=due_words(*new),
        reason=reason,
    )
    return task
