"""One order to several leads, several orders at once, and taking back what was given by mistake."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from people.models import Unit, User
from tasks.actions.ground import take
from tasks.actions.orders import Order, Source, assign, cancel
from tasks.actions.patterns import end
from tasks.models import Occurrence, Task
from tasks.states import TaskState

TAKE_BACK = timedelta(minutes=10)
MOST = 200  # tasks of one batch


@dataclass(frozen=True)
class Errand:
    """One order of a batch."""

    title: str
    lead: Unit | User
    due_on: date | None = None
    order: Order = Order()  # noqa: RUF009  frozen, as the dataclass is
    supporters: tuple[Unit, ...] = ()
    source: Source | None = None


@transaction.atomic
def assign_to_each(
    leads: list[Unit | User], *, giver: User, by: User, order: Order, source: Source, **words: Any
) -> list[Task]:
    """Give the same order to each lead as a task of its own; several are kept together as one batch.

    A source with a key makes one task a lead. ``words`` as for ``assign``.
    """
    leads = list({(type(one), one.pk): one for one in leads}.values())
    _not_too_many(len(leads))
    if len(leads) > 1:
        order = replace(order, batch=order.batch or uuid4())
    return [
        assign(
            lead=lead, giver=giver, by=by, order=order, source=_own_key(source, lead, leads), **words
        )
        for lead in leads
    ]  # fmt: skip


@transaction.atomic
def assign_together(rows: list[Errand], *, giver: User, by: User) -> list[Task]:
    """Give several orders at once: all of them or none."""
    _not_too_many(len(rows))
    batch: UUID | None = uuid4() if len(rows) > 1 else None
    return [
        assign(
            title=row.title, lead=row.lead, due_on=row.due_on, supporters=list(row.supporters),
            source=row.source, order=replace(row.order, batch=batch), giver=giver, by=by,
        )
        for row in rows
    ]  # fmt: skip


@transaction.atomic
def take_back(task: Task, *, by: User) -> Task:
    """Undo an order nobody has accepted yet, within ten minutes of giving it."""
    task = take(task, TaskState.ASSIGNED)
    if now() - task.assigned_at > TAKE_BACK:
        raise Refused(_("It is too late to take the task back; please cancel it and say why."))
    turn = Occurrence.objects.filter(task=task).select_related("recurrence").first()
    if turn is not None and turn.recurrence.occurrences.count() == 1:
        end(turn.recurrence, by=by)
    return cancel(task, reason=_("Given by mistake"), by=by)


@transaction.atomic
def take_back_together(tasks: list[Task], *, by: User) -> int:
    """Take back those of a batch that nobody has accepted; return how many. `Refused` when there is none."""
    rows = [one for one in tasks if one.state == TaskState.ASSIGNED]
    for row in rows:
        take_back(row, by=by)
    if not rows:
        raise Refused(_("All of these tasks have been accepted or have ended."))
    return len(rows)


def _own_key(source: Source, lead: Unit | User, leads: list[Unit | User]) -> Source:
    if not source.key or len(leads) == 1:
        return source
    return replace(source, key=f"{source.key}.{lead._meta.model_name}.{lead.pk}")


def _not_too_many(number: int) -> None:
    if not number:
        raise Refused(_("Please choose who leads."))
    if number > MOST:
        raise Refused(_("At most %(most)s tasks can be given at once.") % {"most": MOST})
