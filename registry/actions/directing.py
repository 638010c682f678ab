"""Incoming documents: submitted, directed, dealt with, answered (Decree 30/2020/NĐ-CP, art. 23-24)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from registry import events_incoming as events
from registry.incoming_access import leaders_of, stands_in
from registry.incoming_states import IncomingState
from registry.models import Direction, Incoming, IncomingReader


@dataclass(frozen=True)
class Order:
    """What a leader writes on a document: who leads, who supports, until when."""

    text: str
    lead: Unit | User
    supporters: tuple[Unit, ...] = ()
    due_on: date | None = None


@transaction.atomic
def submit(row: Incoming, *, leader: User, by: User, proposal: str = "") -> Incoming:
    """Submit a registered document to who directs it; submitted again, the new leader takes the place of the old."""
    row = locked(row)
    if not leaders_of(row.agency).filter(pk=leader.pk).exists():
        raise Refused(_("%(who)s does not direct documents of %(unit)s.") % {"who": leader, "unit": row.agency})  # fmt: skip
    row.leader, row.submitted_at = leader, now()
    row.proposal = " ".join(proposal.split())[:1000]
    row.move_to(IncomingState.SUBMITTED, "leader", "submitted_at", "proposal")
    tell(events.SUBMITTED, who=by, what=row, leader=str(leader), leader_id=leader.pk)
    return row


@transaction.atomic
def take_submission_back(row: Incoming, *, reason: str, by: User) -> Incoming:
    """Take a submission back, or (as the leader) return it to the clerk."""
    row, reason = locked(row), _reason(reason)
    _reads_on(by, row)
    row.move_to(IncomingState.REGISTERED)
    tell(events.TAKEN_BACK, who=by, what=row, reason=reason)
    return row


@transaction.atomic
def direct(row: Incoming, order: Order, *, by: User) -> Direction:
    """Write the leader's direction; the office makes a task of it. A clerk writes down what the leader wrote on paper."""
    row = locked(row)
    text = order.text.replace("\r\n", "\n").strip()[:4000]
    if not text:
        raise Refused(_("Please write the direction."))
    if order.due_on is not None and order.due_on < today():
        raise Refused(_("The deadline has passed already."))
    if row.leader is None:
        raise Refused(_("This document was submitted to nobody yet."))
    unit = order.lead if isinstance(order.lead, Unit) else None
    person = order.lead if isinstance(order.lead, User) else None
    row.move_to(IncomingState.DIRECTED)
    line = Direction.objects.create(incoming=row, text=text, lead_unit=unit, lead_person=person, due_on=order.due_on, by=row.leader, at=now())  # fmt: skip
    _reads_on(by, row)
    line.supporters.set([one for one in order.supporters if one != unit])
    tell(events.DIRECTED, who=by, what=line, lead=str(order.lead), text=text[:200])
    return line


def link_task(line: Direction, *, url: str) -> None:
    """Write down where the task of the direction is (inside the corridor's transaction)."""
    Direction.objects.filter(pk=line.pk).update(task_url=url[:200], task_state="assigned")


@transaction.atomic
def task_moved(key: str, *, state: str, reader: User | None = None) -> None:
    """Let the state of a task flow back to the direction it came from; who works on it may read the document."""
    line = Direction.objects.select_related("incoming").filter(pk=_pk(key)).first()
    if line is None:
        return
    if reader is not None:
        IncomingReader.objects.get_or_create(incoming=line.incoming, who=reader)
    if line.task_state != state:
        began = line.task_state == "assigned" and state == "accepted"
        Direction.objects.filter(pk=line.pk).update(task_state=state)
        if began:
            tell(events.PROGRESS, who=reader, what=line.incoming)


@transaction.atomic
def task_ended(key: str, *, state: str, outcome: str, by: User) -> None:
    """A direction's task was done or called off: with the last one the document is dealt with."""
    line = Direction.objects.filter(pk=_pk(key)).first()
    if line is None:
        return
    Direction.objects.filter(pk=line.pk).update(task_state=state, done_at=now())
    row = locked(line.incoming)
    if row.state != IncomingState.DIRECTED or row.directions.filter(done_at=None).exists():
        return
    if state == "cancelled":  # called off: the leader decides anew
        row.submitted_at = now()
        row.move_to(IncomingState.SUBMITTED, "submitted_at")
        tell(events.REOPENED, who=by, what=row, reason=outcome)
        return
    _finish(row, outcome, by)


@transaction.atomic
def close(row: Incoming, *, outcome: str, by: User) -> Incoming:
    """Deal with a document without a task: for information, filed (lưu), or what the leader wrote on it."""
    row, outcome = locked(row), _reason(outcome)
    if row.directions.filter(done_at=None).exists():
        raise Refused(_("Its task is still open; it ends with the task."))
    _reads_on(by, row)
    return _finish(row, outcome, by)


@transaction.atomic
def take_up_again(row: Incoming, *, reason: str, by: User) -> Incoming:
    """Take a document up again that was dealt with: it waits for direction once more."""
    row, reason = locked(row), _reason(reason)
    if row.leader is None:
        raise Refused(_("This document was submitted to nobody yet."))
    _reads_on(by, row)
    row.done_at, row.submitted_at = None, now()
    row.move_to(IncomingState.SUBMITTED, "done_at", "submitted_at")
    tell(events.REOPENED, who=by, what=row, reason=reason)
    return row


@transaction.atomic
def replied(row: Incoming, *, reply: str, url: str, by: User | None) -> Incoming:
    """Tick the document as answered by one of ours (văn bản phúc đáp)."""
    row = locked(row)
    row.reply, row.reply_url = reply[:120], url[:200]
    row.save(update_fields=["reply", "reply_url"])
    tell(events.REPLIED, who=by, what=row, reply=reply, url=url)
    return row


def _reads_on(by: User, row: Incoming) -> None:
    """Let who stands in for the leader read on when the leader is back; a clerk acts as the clerk, and gets nothing."""
    if stands_in(by, row):
        IncomingReader.objects.get_or_create(incoming=row, who=by)


def _finish(row: Incoming, outcome: str, by: User) -> Incoming:
    row.done_at, row.outcome = now(), outcome[:500]
    row.move_to(IncomingState.DONE, "done_at", "outcome")
    tell(events.DONE, who=by, what=row, outcome=row.outcome)
    return row


def _reason(text: str) -> str:
    text = " ".join(text.split())[:500]
    if not text:
        raise Refused(_("Please give the reason."))
    return text


def _pk(key: str) -> int:
    """Return the direction's key from “incoming.<document>.<direction>”, 0 for anything else."""
    parts = key.split(".")
    return int(parts[2]) if len(parts) == 3 and parts[0] == "incoming" and parts[2].isdecimal() else 0  # fmt: skip
