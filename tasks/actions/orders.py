"""Giving a task, giving it again after it was declined, calling it off."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from tasks import events
from tasks.actions.ending import end_all
from tasks.actions.ground import near, reason_given, stays_inside, take
from tasks.actions.papers import let_circle_in, let_nobody_in
from tasks.actions.reminding import wind_up
from tasks.models import Task, due_words
from tasks.states import OPEN, Priority, TaskState


@dataclass(frozen=True)
class Source:
    """Where a task comes from: words for it, the very sentence, its address; `key` makes it unique.

    A document from above or a citizen's petition also has its number, its day and who issued or sent it.
    """

    label: str = ""
    quote: str = ""
    url: str = ""
    key: str | None = None
    kind: str = ""
    number: str = ""
    on: date | None = None
    sender: str = ""


@dataclass(frozen=True)
class Order:
    """What a task may also say."""

    product: str = ""
    priority: str = Priority.NORMAL
    due_time: time | None = None
    supporting_people: tuple[User, ...] = ()
    watchers: tuple[User, ...] = ()
    batch: UUID | None = None
    parent: Task | None = None
    closed_circle: bool = False


@transaction.atomic
def assign(  # noqa: PLR0913  an order says who, what, by when, with whom, for whom, and why
    *,
    title: str,
    lead: Unit | User,
    giver: User,
    by: User,
    detail: str = "",
    supporters: list[Unit] | None = None,
    due_on: date | None = None,
    source: Source | None = None,
    order: Order | None = None,
) -> Task:
    """Give a task. The same `source.key` again returns the task that is already there."""
    source, order = source or Source(), order or Order()
    if source.key and (known := Task.objects.filter(source_key=source.key).first()):
        return known
    near(due_on)
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Please say in a sentence what is to be done."))
    task = Task(
        title=title[:300],
        detail=detail if len(title) <= 300 else f"{title}\n\n{detail}".strip(),
        giver=giver,
        recorder=by,
        due_on=due_on,
        due_time=order.due_time if due_on else None,
        product=order.product[:300],
        priority=order.priority,
        source_label=source.label[:300],
        source_quote=source.quote[:4000],
        source_url=source.url[:300],
        source_key=source.key or None,
        source_kind=source.kind,
        source_number=source.number[:60],
        source_on=source.on,
        source_from=source.sender[:200],
        batch=order.batch,
        parent=order.parent,
        closed_circle=order.closed_circle,
        **_lead(lead),
    )
    return _begin(task, supporters or [], by, order)


@transaction.atomic
def assign_again(task: Task, *, lead: Unit | User, by: User, seen: int | None = None) -> Task:
    """Give a declined task to somebody else."""
    task = take(task, TaskState.DECLINED, TaskState.ASSIGNED, seen=seen)
    stays_inside(task.parent, lead)
    let_nobody_in(task)
    for name, value in _lead(lead).items():
        setattr(task, name, value)
    task.state, task.assigned_at, task.known_since = TaskState.ASSIGNED, now(), today()
    task.accepted_at, task.stepped_at = None, now()
    task.save()
    return _tell_assigned(task, by)


@transaction.atomic
def cancel(task: Task, *, reason: str, by: User, seen: int | None = None) -> Task:
    """Call an unfinished task off, with a reason."""
    reason = reason_given(reason)
    task = take(task, *OPEN, seen=seen)
    task.ended_at, task.remind_at = now(), None
    task.move_to(TaskState.CANCELLED, "ended_at", "remind_at")
    end_all(task, by=by)
    tell(events.CANCELLED, who=by, what=task, reason=reason)
    return task


def _lead(lead: Unit | User) -> dict[str, Any]:
    if isinstance(lead, User):
        return {"lead_unit": None, "lead_person": lead}
    return {"lead_unit": lead, "lead_person": None}


def _begin(task: Task, supporters: list[Unit], by: User, order: Order) -> Task:
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError:
        known = Task.objects.filter(source_key=task.source_key).first()
        if known is None or task.source_key is None:
            raise
        return known
    task.supporters.set([unit for unit in supporters if unit.pk != task.lead_unit_id])
    helpers = [one for one in order.supporting_people if one.pk != task.lead_person_id]
    task.supporting_people.set(helpers)
    task.watchers.set(order.watchers)
    return _tell_assigned(task, by)


def _tell_assigned(task: Task, by: User) -> Task:
    let_circle_in(task)
    wind_up(task)
    due = due_words(task.due_on, task.due_time)
    tell(events.ASSIGNED, who=by, what=task, lead=task.lead, due=due)
    return task
