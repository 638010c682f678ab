"""Parts of a task, handed down inside the unit with their own people; never due after the task itself."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from core.refused import Refused
from journal.book import hear, tell
from journal.models import Entry
from people.models import Unit, User
from tasks import events
from tasks.actions.deadlines import not_after_parent
from tasks.actions.ground import name_in, stays_inside, take
from tasks.actions.orders import Order, assign, cancel
from tasks.actions.work import accept
from tasks.models import Task
from tasks.states import OPEN, TaskState

DEEPEST = 3  # a part of a part of a part, and no further
MOST_PARTS = 50


@dataclass(frozen=True)
class Share:
    """A part of a task: what, by whom, until when, with what result."""

    title: str
    lead: Unit | User
    due: tuple[date | None, time | None] = (None, None)
    detail: str = ""
    product: str = ""


@transaction.atomic
def hand_down(parent: Task, *, share: Share, by: User, seen: int | None = None) -> Task:
    """Give a part of the task to somebody of the unit; who hands down has accepted. Without a day it has the task's."""
    parent = take(parent, TaskState.ASSIGNED, TaskState.ACCEPTED, seen=seen)
    if parent.state == TaskState.ASSIGNED:
        parent = accept(parent, by=by)
    stays_inside(parent, share.lead)
    _bounded(parent)
    due = share.due if share.due[0] else (parent.due_on, parent.due_time)
    not_after_parent(parent, due)
    part = assign(
        title=share.title, detail=share.detail, lead=share.lead, giver=by, by=by, due_on=due[0],
        order=Order(
            product=share.product, priority=parent.priority, due_time=due[1], parent=parent,
            closed_circle=parent.closed_circle,
        ),
    )  # fmt: skip
    tell(events.HANDED_DOWN, who=by, what=parent, part=part.title, lead=part.lead)
    return part


def open_parts(task: Task) -> list[Task]:
    """The parts of the task that have not ended."""
    return list(task.children.filter(state__in=OPEN))


def cancel_parts(task: Task, *, by: User) -> None:
    """The task was called off: so are its open parts, each with the reason."""
    for part in open_parts(task):
        reason = _("The task it is a part of was cancelled: %(task)s") % {"task": task.title}
        cancel(part, reason=reason, by=by)


def _bounded(parent: Task) -> None:
    depth, above = 1, parent.parent
    while above is not None and depth <= DEEPEST:
        depth, above = depth + 1, above.parent
    if depth > DEEPEST:
        raise Refused(
            _("A task is divided at most three times; please give the work in one piece.")
        )
    if parent.children.count() >= MOST_PARTS:
        raise Refused(_("The task has fifty parts already."))


def _tell_parent(entry: Entry, part: Task) -> None:
    """What became of a part is told in the book of the task it belongs to."""
    if part.parent is not None:
        said = part.get_state_display()
        part_name = name_in(part.parent, part)
        tell(events.PART_MOVED, who=entry.who, what=part.parent, part=part_name, now=said)


def _call_off(entry: Entry, task: Task) -> None:
    if entry.who is not None:
        cancel_parts(task, by=entry.who)


for _event in (
    events.ACCEPTED,
    events.DECLINED,
    events.REPORTED,
    events.RETURNED,
    events.DONE,
    events.CANCELLED,
):
    hear(_event)(_tell_parent)
hear(events.CANCELLED)(_call_off)
