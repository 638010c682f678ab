"""The exchange, outwards: messages are made of issued documents and of what became of incoming ones, sent with retries."""

import re
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.naming import saved_as
from documents.store import keep
from journal.book import tell
from people.models import Unit, User
from registry import events_incoming as events
from registry.actions.issuing import mark_failed, mark_sent, waiting
from registry.edxml.build import document_message, status_message
from registry.edxml.facts import (  # fmt: skip
    NEW,
    PRIORITY,
    RECALL,
    REPLACE,
    STATUS,
    TYPES,
    UPDATE,
    Attachment,
    Document,
    Party,
    Status,
    document_id,
)
from registry.edxml.read import read
from registry.edxml.rules import ORGAN
from registry.enclosures import enclosures
from registry.exchange_words import said
from registry.incoming_access import answered_by
from registry.incoming_states import ExchangeState
from registry.kinds import kind_name
from registry.models import Exchange, Incoming, Issue, Organ, Sending
from registry.states import Effect, SendingState, Way
from registry.transports import NotDelivered, Transport

BACK_OFF = (1, 5, 15, 60, 240)  # minutes before the next try
ONCE = ("01", "03")  # statuses told once only
CLAIM = timedelta(minutes=10)  # how long a message belongs to the worker that tries it
BUSINESS = {Effect.RECALLS: RECALL, Effect.CORRECTS: UPDATE, Effect.REPLACES: REPLACE}


@transaction.atomic
def set_organ(unit: Unit, *, code: str, by: User) -> Organ:
    """Write down the unit's code in the exchange."""
    code = code.strip()
    if not re.fullmatch(ORGAN, code) or len(code) > 13:
        raise Refused(_("“%(code)s” is no code of the exchange (e.g. 000.00.01.H56).") % {"code": code[:40]})  # fmt: skip
    if Organ.objects.filter(code=code).exclude(unit=unit).exists():
        raise Refused(_("Another organisation has the code %(code)s.") % {"code": code})
    row, _new = Organ.objects.update_or_create(unit=unit, defaults={"code": code, "name": unit.name})  # fmt: skip
    tell(events.ORGAN_SET, who=by, what=row, code=code)
    return row


def make_messages() -> int:
    """Make a message for every sending that waits for the exchange; return how many. Slow, outside any transaction."""
    made = 0
    for sending in list(waiting(Way.EXCHANGE)):
        if Exchange.objects.filter(sending=sending, state=ExchangeState.WAITING).exists():
            continue
        try:
            message_of(sending)
            made += 1
        except Refused as refusal:
            mark_failed(sending, reason=str(refusal))
    return made


def message_of(sending: Sending) -> Exchange:
    """Make the message that carries an issued document to one organisation; ``Refused`` when it departs from the regulation."""
    issue = sending.issue
    own, document, content = _written(issue, Party(sending.address, sending.name))
    kept = keep([content], limit=settings.PAPER_MAX_BYTES * 3)
    with transaction.atomic():
        row = Exchange.objects.create(
            outgoing=True, uid=document.uid, own=own.code, other=sending.address, other_name=sending.name, paper=issue.paper,
            title=f"{issue.number.notation} {issue.subject}"[:500], sha256=kept.sha256, size=kept.size, sending=sending, next_at=now(), at=now(),
        )  # fmt: skip
        tell(events.MESSAGE_MADE, who=None, what=row, other=sending.name)
    return row


def written(issue: Issue, *, code: str, name: str = "") -> bytes:
    """Return the message that would carry an issued document to the organisation with that code."""
    return _written(issue, Party(code, name))[2]


def _written(issue: Issue, receiver: Party) -> tuple[Organ, Document, bytes]:
    own = Organ.objects.filter(unit=issue.agency).first()
    if own is None:
        raise Refused(_("%(unit)s has no code in the exchange yet.") % {"unit": issue.agency})
    document = _document(issue, own, receiver)
    content = document_message(document, at=localtime(now()))
    _sound(content)
    return own, document, content


def _document(issue: Issue, own: Organ, receiver: Party) -> Document:
    number, _slash, notation = issue.number.notation.partition("/")
    files = enclosures(issue)
    if not files:
        raise Refused(
            _("“%(issue)s” is on paper only; the exchange carries files.") % {"issue": issue}
        )
    bond = issue.acts_upon.select_related("earlier__number").first()
    earlier = bond.earlier if bond else None
    answered = _answered(issue)
    return Document(
        sender=Party(own.code, own.name, own.email), receivers=(receiver,), number=number, notation=notation, on=issue.on,
        subject=issue.subject, place=settings.TOWN, kind=TYPES.get(issue.kind, "18"), kind_name=kind_name(issue.kind) or "Công văn",
        signer=issue.signer.split(",")[0][:50] or own.name[:50], priority=PRIORITY.get(issue.urgency, "0"), pages=files[0].pages,
        attachments=tuple(Attachment(saved_as(one), "application/pdf", one.read()) for one in files),
        business=BUSINESS[Effect(bond.effect)] if bond else NEW, reason=issue.subject[:500] if bond else "",
        about=_uid(own.code, earlier) if earlier else "",
        replies_to=answered.uid if answered else "", replies_code=answered.other if answered else "",
        staff=str(issue.issued_by or ""),
    )  # fmt: skip


def _uid(code: str, issue: Issue) -> str:
    number, _slash, notation = issue.number.notation.partition("/")
    return document_id(code, issue.on, number, notation)


def _answered(issue: Issue) -> Exchange | None:
    """Return the message that brought the document this one answers, when the exchange brought it."""
    row = answered_by(issue.draft)
    return Exchange.objects.filter(outgoing=False, status="", incoming=row).first() if row else None


def _sound(content: bytes) -> None:
    """Read our own message back and refuse to send what departs from the regulation."""
    with tempfile.TemporaryDirectory(prefix="edxml-") as folder:
        path = Path(folder, "message.edxml")
        path.write_bytes(content)
        wrong = read(path, Path(folder)).deviations
    if wrong:
        raise Refused(" ".join(said({"path": one.path, "what": one.what, "detail": one.detail}) for one in wrong[:5]))  # fmt: skip


def echo(row: Incoming, code: str, *, text: str = "", by: User | None = None) -> Exchange | None:
    """Tell the sender what became of a document the exchange brought; nothing for documents that came otherwise."""
    came = row.exchanges.filter(outgoing=False, status="").order_by("pk").first()
    told = Exchange.objects.filter(outgoing=True, incoming=row, status=code)
    if came is None or (code in ONCE and told.exists()):
        return None
    own = Organ.objects.get(code=came.own)
    words = text or STATUS[code]
    status = Status(Party(own.code, own.name, own.email), came.other, came.uid, row.notation, row.dated_on, code, words, localtime(now()), str(by or ""))  # fmt: skip
    kept = keep([status_message(status)])
    return Exchange.objects.create(
        outgoing=True, status=code, uid=came.uid, own=own.code, other=came.other, other_name=came.other_name, incoming=row,
        title=f"{code} – {words}"[:500], sha256=kept.sha256, size=kept.size, next_at=now(), at=now(), by=by,
    )  # fmt: skip


def deliver(carrier: Transport) -> int:
    """Send what is due; return how many left. Claimed by compare-and-set, so that two workers never send one twice."""
    sent = 0
    due = Exchange.objects.filter(outgoing=True, state=ExchangeState.WAITING, next_at__lte=now())
    for row in list(due.order_by("pk")[:100]):
        mine = Exchange.objects.filter(pk=row.pk, state=ExchangeState.WAITING, next_at=row.next_at)
        if not mine.update(next_at=now() + CLAIM):
            continue
        try:
            carrier.send(row.other, Path(settings.FILES_DIR, row.sha256[:2], row.sha256))
        except NotDelivered as trouble:
            _not_sent(row, str(trouble))
        else:
            _sent(row)
            sent += 1
    return sent


@transaction.atomic
def _sent(row: Exchange) -> None:
    row = locked(row)
    row.sent_at, row.tries, row.problems = now(), row.tries + 1, []
    row.move_to(ExchangeState.SENT, "sent_at", "tries", "problems")
    if row.sending is not None and row.sending.state != SendingState.ACKNOWLEDGED:
        mark_sent(row.sending)


@transaction.atomic
def _not_sent(row: Exchange, trouble: str) -> None:
    row = locked(row)
    row.tries += 1
    row.problems = [{"what": "transport", "detail": trouble[:300]}]
    if row.tries <= len(BACK_OFF):
        row.next_at = now() + timedelta(minutes=BACK_OFF[row.tries - 1])
        row.save(update_fields=["tries", "problems", "next_at"])
        return
    row.move_to(ExchangeState.FAILED, "tries", "problems")
    tell(events.MESSAGE_FAILED, who=None, what=row, other=row.other_name or row.other, problem=trouble[:200])  # fmt: skip
    if row.sending is not None and row.sending.state == SendingState.WAITING:
        mark_failed(row.sending, reason=trouble)


@transaction.atomic
def send_again(row: Exchange, *, by: User) -> Exchange:
    """Let a message that was sent or given up go once more, at the next turn."""
    row = locked(row)
    row.tries, row.next_at, row.by = 0, now(), by
    row.move_to(ExchangeState.WAITING, "tries", "next_at", "by")
    tell(events.MESSAGE_AGAIN, who=by, what=row, other=row.other_name or row.other)
    return row
