"""Another lead (chuyển): proposed by the lead and decided by the giver, or moved by the giver at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from tasks import events
from tasks.actions.ending import lapse_extension
from tasks.actions.ground import open_row, reason_given, stays_inside, stepped, take
from tasks.actions.papers import let_circle_in, let_nobody_in
from tasks.actions.reminding import wind_up
from tasks.circle import circle
from tasks.models import Task, Transfer
from tasks.states import RequestState, TaskState

WORKED_ON = (TaskState.ASSIGNED, TaskState.ACCEPTED)
To = Unit | User


@transaction.atomic
def propose_transfer(
    task: Task, *, to: To, reason: str, by: User, seen: int | None = None
) -> Transfer:
    """Say who should lead instead, with a reason; the giver decides, until then nothing moves."""
    reason = reason_given(reason)
    task = take(task, *WORKED_ON, seen=seen)
    _elsewhere(task, to)
    if task.transfers.filter(state=RequestState.WAITING).exists():
        raise Refused(_("A transfer is already waiting for the giver; withdraw it first."))
    asked = _row(task, to, reason, by)
    asked.save()
    tell(events.TRANSFER_ASKED, who=by, what=task, lead=asked.to, reason=reason[:300])
    return asked


@transaction.atomic
def agree_transfer(transfer: Transfer, *, answer: str = "", by: User) -> Transfer:
    """Let the task go where the lead proposed."""
    task = take(transfer.task, *WORKED_ON)
    transfer = open_row(transfer, RequestState.WAITING)
    _decide(transfer, RequestState.GRANTED, answer, by)
    _move(task, transfer, by)
    return transfer


@transaction.atomic
def refuse_transfer(transfer: Transfer, *, reason: str, by: User) -> Transfer:
    """Leave the task where it is, with a reason."""
    reason = reason_given(reason)
    task = take(transfer.task, *WORKED_ON)
    transfer = open_row(transfer, RequestState.WAITING)
    _decide(transfer, RequestState.REFUSED, reason, by)
    tell(events.TRANSFER_REFUSED, who=by, what=task, lead=transfer.to, reason=reason[:300])
    return transfer


@transaction.atomic
def withdraw_transfer(transfer: Transfer, *, by: User) -> Transfer:
    """Take the proposal back before it is decided."""
    task = take(transfer.task)
    transfer = open_row(transfer, RequestState.WAITING)
    _decide(transfer, RequestState.WITHDRAWN, "", by)
    tell(events.TRANSFER_WITHDRAWN, who=by, what=task)
    return transfer


@transaction.atomic
def transfer_now(task: Task, *, to: To, reason: str, by: User, seen: int | None = None) -> Task:
    """Move the task to another lead at once (the giver); what was reported and said stays with it."""
    reason = reason_given(reason)
    task = take(task, *WORKED_ON, seen=seen)
    _elsewhere(task, to)
    waiting = task.transfers.filter(state=RequestState.WAITING).first()
    if waiting is not None:
        _decide(waiting, RequestState.LAPSED, reason, by)
    row = _row(task, to, reason, by)
    row.save()
    _decide(row, RequestState.GRANTED, "", by)
    return _move(task, row, by)


def _move(task: Task, row: Transfer, by: User) -> Task:
    """The new lead is to accept; progress, reports and papers stay with the task."""
    before, left = task.lead, [one.pk for one in circle(task).of("lead", "head")]
    let_nobody_in(task)
    task.lead_unit, task.lead_person = row.to_unit, row.to_person
    task.assigned_at, task.accepted_at, task.known_since = now(), None, today()
    if task.state == TaskState.ACCEPTED:
        task.move_to(TaskState.ASSIGNED)
    task.save()
    task.supporters.remove(*[one for one in (row.to_unit,) if one])
    task.supporting_people.remove(*[one for one in (row.to_person,) if one])
    let_circle_in(task)
    lapse_extension(task, by=by)
    stepped(task)
    wind_up(task)
    tell(
        events.TRANSFERRED, who=by, what=task, old=before, lead=task.lead, reason=row.reason[:300],
        to=left,
    )  # fmt: skip
    return task


def _row(task: Task, to: To, reason: str, by: User) -> Transfer:
    return Transfer(
        task=task, from_unit=task.lead_unit, from_person=task.lead_person, reason=reason[:4000], by=by,
        to_unit=to if isinstance(to, Unit) else None, to_person=to if isinstance(to, User) else None,
    )  # fmt: skip


def _elsewhere(task: Task, to: To) -> None:
    stays_inside(task.parent, to)
    person = isinstance(to, User)
    same = (
        task.lead_person_id == to.pk
        if person
        else task.lead_unit_id == to.pk and not task.lead_person_id
    )
    if same:
        raise Refused(_("%(lead)s leads the task already.") % {"lead": to})


def _decide(row: Transfer, state: RequestState, answer: str, by: User) -> None:
    row.answer, row.decided_by, row.decided_at = answer.strip()[:4000], by, now()
    row.move_to(state, "answer", "decided_by", "decided_at")
