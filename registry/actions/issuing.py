"""Issuing: to units here, by e-mail, by the document exchange, on paper; what came of each sending."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import let_in, move_paper
from documents.models import Paper
from documents.states import PaperState
from journal.book import tell
from people.models import Unit, User
from registry import events
from registry.enclosures import sealed_attachments
from registry.models import Issue, Sending
from registry.receiving import receivers
from registry.states import IssueState, Secrecy, SendingState, Way

MOST = 500  # recipients of one document


@dataclass(frozen=True)
class To:
    """One recipient: a unit or a person of this system, or a name with an address (e-mail, code in the exchange, nothing)."""

    name: str
    way: str
    unit: Unit | None = None
    who: User | None = None
    address: str = ""


@transaction.atomic
def issue_document(issue: Issue, recipients: Sequence[To], *, by: User) -> Issue:
    """Send a registered document to its recipients; sent before to one of them, that one is left as it is.

    Inside they have it at once; letters and the exchange leave after the transaction. ``Refused`` for a document
    that is recalled, replaced or cancelled, and for a secret one on any way but paper.
    """
    issue = locked(issue)
    if issue.state not in (IssueState.REGISTERED, IssueState.ISSUED):
        raise Refused(_("“%(issue)s” is “%(state)s”; it is not sent any more.") % {"issue": issue, "state": issue.get_state_display()})  # fmt: skip
    _check(issue, recipients)
    sent = _send(issue, recipients, by)
    if issue.state == IssueState.REGISTERED:
        issue.issued_at, issue.issued_by = now(), by
        issue.move_to(IssueState.ISSUED, "issued_at", "issued_by")
        _issue_paper(issue, by)
    tell(events.ISSUED, who=by, what=issue, count=sent)
    return issue


@transaction.atomic
def acknowledge(sending: Sending, *, by: User | None, name: str = "") -> Sending:
    """Note that the recipient has it: the receiving clerk, or what the exchange told."""
    sending = locked(sending)
    if sending.state == SendingState.ACKNOWLEDGED:
        return sending
    sending.acknowledged_at, sending.acknowledged_by = now(), (name or str(by or ""))[:200]
    sending.move_to(SendingState.ACKNOWLEDGED, "acknowledged_at", "acknowledged_by")
    tell(events.ACKNOWLEDGED, who=by, what=sending, issue=str(sending.issue))
    return sending


@transaction.atomic
def mark_sent(sending: Sending, *, by: User | None = None) -> Sending:
    """Note that a letter or an exchange message left."""
    sending = locked(sending)
    if sending.state in (SendingState.WAITING, SendingState.FAILED, SendingState.REFUSED):
        sending.sent_at, sending.trouble = now(), ""
        sending.move_to(SendingState.SENT, "sent_at", "trouble")
        tell(events.SENT, who=by, what=sending, issue=str(sending.issue))
    return sending


@transaction.atomic
def mark_failed(sending: Sending, *, reason: str, by: User | None = None, refused: bool = False) -> Sending:  # fmt: skip
    """Note that it was not delivered, or that the recipient sent it back, and why."""
    sending = locked(sending)
    sending.trouble = " ".join(reason.split())[:300]
    sending.move_to(SendingState.REFUSED if refused else SendingState.FAILED, "trouble")
    tell(events.SENDING_FAILED, who=by, what=sending, issue=str(sending.issue), reason=sending.trouble)  # fmt: skip
    return sending


@transaction.atomic
def try_again(sending: Sending, *, by: User) -> Sending:
    """Let an undelivered sending go once more; a letter waits for the next turn of the post."""
    sending = locked(sending)
    if sending.state not in (SendingState.FAILED, SendingState.REFUSED):
        raise Refused(_("Only what was not delivered is sent again."))
    if sending.way in (Way.EMAIL, Way.EXCHANGE):
        sending.tries, sending.claimed_at = 0, None
        sending.move_to(SendingState.WAITING, "tries", "claimed_at")
        tell(events.SENDING_AGAIN, who=by, what=sending, issue=str(sending.issue))
        return sending
    return mark_sent(sending, by=by)


def _check(issue: Issue, recipients: Sequence[To]) -> None:
    if not recipients or len(recipients) > MOST:
        raise Refused(_("Please choose from 1 to %(most)s recipients.") % {"most": MOST})
    for to in recipients:
        if issue.secrecy != Secrecy.NONE and to.way != Way.PAPER:
            raise Refused(_("A secret document leaves on paper only."))
        if to.way == Way.EMAIL:
            _check_address(to)
        if to.way == Way.INSIDE and to.unit is None and to.who is None:
            raise Refused(_("“%(name)s” is not in this system.") % {"name": to.name})


def _check_address(to: To) -> None:
    try:
        validate_email(to.address)
    except ValidationError as error:
        raise Refused(_("“%(address)s” of %(name)s is no e-mail address.") % {"address": to.address, "name": to.name}) from error  # fmt: skip


def _send(issue: Issue, recipients: Sequence[To], by: User) -> int:
    """Send to those to whom it was not sent yet: what all of them need is read and written once. Return how many."""
    sent = set(issue.sendings.values_list("name", "way"))
    each: dict[tuple[str, str], To] = {}
    for to in recipients:
        each.setdefault((to.name[:200], str(to.way)), to)
    new = [_row(issue, *key, to) for key, to in each.items() if key not in sent]
    there = [row for row in Sending.objects.bulk_create(new) if row.state == SendingState.SENT]
    received = receivers([row.unit for row in there if row.unit])
    for row in there:
        row.people = [row.who] if row.who else received.get(row.unit_id or 0, [])
    inside = {one.pk: one for row in there if row.way == Way.INSIDE for one in row.people}
    if inside:
        let_in(list(inside.values()), issue.paper.folder)
    for row in there:
        tell(events.SENT, who=by, what=row, issue=str(issue))
    return len(new)


def _row(issue: Issue, name: str, way: str, to: To) -> Sending:
    """Return the sending to one recipient: inside and on paper it is there at once."""
    row = Sending(issue=issue, name=name, unit=to.unit, who=to.who, address=to.address[:200], way=way)  # fmt: skip
    if way in (Way.INSIDE, Way.PAPER):
        row.state, row.sent_at = SendingState.SENT, now()
    return row


def _issue_paper(issue: Issue, by: User) -> None:
    """Let the paper be issued: from here it may stand before the public, if that was asked for."""
    paper = Paper.objects.get(pk=issue.paper_id)
    if paper.state != PaperState.SIGNED:
        return
    if issue.draft is not None and issue.draft.goes_public and issue.secrecy == Secrecy.NONE:
        paper.goes_public = True
        paper.save(update_fields=["goes_public"])
    move_paper(paper, PaperState.ISSUED, by=by)
    for one in sealed_attachments(issue):
        if one.state == PaperState.SIGNED:
            move_paper(one, PaperState.ISSUED, by=by)


def waiting(way: Way) -> Iterable[Sending]:
    """Return what waits to leave by a way, the oldest first."""
    rows = Sending.objects.filter(way=way, state=SendingState.WAITING).order_by("pk")
    return rows.select_related("issue__number", "issue__paper", "issue__agency")
