"""Who is around a task beside lead and giver: supporters, watchers, and whether others may see it at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from journal.book import tell
from people.models import Unit, User
from tasks import events
from tasks.actions.ground import take
from tasks.actions.papers import let_circle_in, let_nobody_in
from tasks.models import Task
from tasks.states import OPEN


@dataclass(frozen=True)
class Around:
    """Who supports and who follows; `closed` hides the task from everybody else."""

    supporters: tuple[Unit, ...] = ()
    people: tuple[User, ...] = ()
    watchers: tuple[User, ...] = ()
    closed: bool = False


@transaction.atomic
def change_circle(task: Task, *, around: Around, by: User, seen: int | None = None) -> Task:
    """Set who supports and who follows the task; what a former supporter gave stays."""
    task = take(task, *OPEN, seen=seen)
    let_nobody_in(task)
    task.supporters.set([unit for unit in around.supporters if unit.pk != task.lead_unit_id])
    task.supporting_people.set([one for one in around.people if one.pk != task.lead_person_id])
    task.watchers.set(around.watchers)
    task.closed_circle = around.closed
    task.save(update_fields=["closed_circle"])
    let_circle_in(task)
    if around.closed:
        _close_parts(task)
    names = _names([*around.supporters, *around.people, *around.watchers])
    tell(events.CIRCLE_CHANGED, who=by, what=task, names=names, closed=around.closed)
    return task


def _close_parts(task: Task) -> None:
    """What is closed is closed with its open parts: they would tell of it."""
    for part in task.children.filter(state__in=OPEN, closed_circle=False):
        part.closed_circle = True
        part.save(update_fields=["closed_circle"])
        _close_parts(part)


def _names(all_of_them: Iterable[Unit | User]) -> str:
    return ", ".join(str(one) for one in all_of_them)[:1000] or "–"
