"""Leaders' boards change by themselves: who looks after a unit is told that the board is stale. Nothing is drawn here.

A nudge costs a whisper; only a page that shows the board fetches it again.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from journal.book import hear
from journal.events import Event
from journal.models import Entry
from people.models import Post, Role, Unit, UnitKind
from realtime.nudge import stale
from tasks import events
from tasks.models import Task

UNMOVED = {events.COMMENTED, events.REMINDED}


def nudge_boards(_entry: Entry, task: Any) -> None:
    """After commit, tell the topic of everybody whose board counts the task (two queries)."""
    if not isinstance(task, Task):
        return
    for person in _overseers(task) | {task.giver_id, task.recorder_id}:
        word = partial(stale, f"desk.{person}", ["overview"])
        transaction.on_commit(word, robust=True)


def _overseers(task: Task) -> set[int]:
    """Heads, leaders and clerks of the lead unit, of all units above it, and of their offices."""
    if task.lead_unit_id is None or task.closed_circle:
        return set()
    units = list(Unit.objects.order_by().values_list("pk", "parent", "kind"))
    parents = {pk: parent for pk, parent, _kind in units}
    above: set[int] = set()
    unit: Any = task.lead_unit_id
    while unit is not None and unit not in above:
        above.add(unit)
        unit = parents.get(unit)
    above |= {pk for pk, parent, kind in units if kind == UnitKind.OFFICE and parent in above}
    looks = Q(is_head=True) | Q(role__in=(Role.LEADER, Role.CLERK))
    posts = Post.objects.filter(looks, unit__in=above, user__is_active=True)
    return set(posts.values_list("user", flat=True))


for _event in vars(events).values():
    if isinstance(_event, Event) and _event not in UNMOVED:
        hear(_event)(nudge_boards)
