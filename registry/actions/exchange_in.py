"""The exchange, inwards: messages are taken in once, documents become incoming ones, statuses are noted on what we sent."""

import contextlib
import logging
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import get_current_timezone

from core.clock import now
from core.refused import NotNow, Refused
from documents.actions import clean_name
from documents.inspection import inspect
from documents.office_files import KINDS
from documents.office_uploads import OfficeUpload, as_pdf
from documents.store import Kept, keep
from journal.book import tell
from registry import events_incoming as events
from registry.actions.exchange import echo
from registry.actions.incoming import Facts, Found, check_file, receive
from registry.actions.issuing import acknowledge, mark_failed
from registry.edxml.facts import NEW, PRIORITY, RECALL, STATUS, Attachment, Message
from registry.exchange_reading import Unreadable, opened
from registry.exchange_words import SENTENCES, said
from registry.incoming_states import Arrival, ExchangeState, IncomingState
from registry.kinds import KINDS as KINDS_OF_DOCUMENTS
from registry.models import Echo, Exchange, Incoming, Organ
from registry.receiving import clerks_of
from registry.states import SendingState
from registry.transports import NotDelivered, Transport

MOST_BYTES = 300 * 1024 * 1024
log = logging.getLogger(__name__)
URGENCY = {number: word for word, number in PRIORITY.items()}
H, T = "MessageHeader", "TraceHeaderList/Bussiness"
Problems = list[dict[str, str]]


class KeptUpload:
    """A file of a message as an upload: read from where it was unpacked."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    def chunks(self) -> Any:
        """Yield the bytes."""
        with self.path.open("rb") as file:
            while piece := file.read(1 << 20):
                yield piece

    def seek(self, _place: int) -> None:
        """Stay: every reading begins at the start."""

    def read(self, size: int) -> bytes:
        """Return the first bytes."""
        with self.path.open("rb") as file:
            return file.read(size)


def pick_up(carrier: Transport) -> int:
    """Take in what waits for our organisations; return how many messages. A message that fails stays for the next turn."""
    taken = 0
    for organ in Organ.objects.filter(unit__isnull=False, closed=False).select_related("unit"):
        try:
            taken += sum(_put_aside(carrier, organ, key, path) for key, path in carrier.waiting(organ.code))  # fmt: skip
        except NotDelivered as trouble:  # the other organisations have their turn all the same
            log.warning("messages for %s: %s", organ.code, trouble)
    return taken


def _put_aside(carrier: Transport, organ: Organ, key: str, path: Path) -> int:
    """Take a message in and put it aside; what cannot be put aside is known when it comes again, and is tried then."""
    try:
        row = take_in(path, organ)
    except FileNotFoundError:  # another worker put it aside meanwhile
        return 0
    except NotNow as trouble:  # the converter is busy or was stopped, the disk is full: it stays for the next turn
        log.warning("message %s of %s waits: %s", key, organ.code, type(trouble).__name__)
        return 0
    try:
        carrier.done(organ.code, key, taken=row.state == ExchangeState.TAKEN)
    except NotDelivered as trouble:
        log.warning("message %s of %s is taken in and not put aside: %s", key, organ.code, trouble)
    return 1


def take_in(path: Path, organ: Organ) -> Exchange:
    """Take one message in for the organisation; the same bytes again are answered by the row that is there. Slow."""
    with path.open("rb") as file:
        kept = keep(iter(lambda: file.read(1 << 20), b""), limit=MOST_BYTES)
    rows = Exchange.objects.filter(outgoing=False, sha256=kept.sha256, own=organ.code)
    if known := rows.first():
        return known
    try:
        return _taken(kept, organ)
    except IntegrityError:  # another worker took it in at the same moment
        if known := rows.first():
            return known
        raise


def _taken(kept: Kept, organ: Organ) -> Exchange:
    try:
        with opened(kept.path) as message:
            return _status(message, organ, kept) if message.kind == "status" else _document(message, organ, kept)  # fmt: skip
    except Unreadable as trouble:
        return _unfit(organ, kept, [{"what": trouble.args[0], "detail": str(trouble.args[1])[:200]}])  # fmt: skip


@transaction.atomic
def _unfit(organ: Organ, kept: Kept, problems: Problems, message: Message | None = None) -> Exchange:  # fmt: skip
    row = _row(organ, kept, message, ExchangeState.UNFIT, problems)
    tell(events.MESSAGE_UNFIT, who=None, what=row, problem=said(problems[0])[:300])
    return row


def _row(organ: Organ, kept: Kept, message: Message | None, state: str, problems: Problems, **more: Any) -> Exchange:  # fmt: skip
    one = message.one if message else (lambda _path: "")
    top = "Status" if message and message.kind == "status" else H
    uid = one("Status/ResponseFor/DocumentId") or one(f"{H}/DocumentId")
    return Exchange.objects.create(
        outgoing=False, status=one("Status/StatusCode")[:2], uid=uid[:100], own=organ.code, other=one(f"{top}/From/OrganId")[:13],
        other_name=(one(f"{top}/From/OrganName") or one(f"{top}/From/OrganId"))[:200], title=(one(f"{H}/Subject") or one("Status/Description"))[:500],
        sha256=kept.sha256, size=kept.size, state=state, problems=problems, at=now(), **more,
    )  # fmt: skip


# statuses of what we sent


@transaction.atomic
def _status(message: Message, organ: Organ, kept: Kept) -> Exchange:
    uid, code = message.one("Status/ResponseFor/DocumentId"), message.one("Status/StatusCode")
    sent = Exchange.objects.filter(outgoing=True, status="", own=organ.code, uid=uid, other=message.one("Status/From/OrganId")).first()  # fmt: skip
    if sent is None or code not in STATUS:
        what = "unknown_document" if sent is None else "form"
        return _unfit(organ, kept, [{"what": what, "path": "Status/StatusCode" if sent else "", "detail": code[:20]}], message)  # fmt: skip
    row = _row(organ, kept, message, ExchangeState.TAKEN, _deviations(message), paper=sent.paper)
    words = message.one("Status/Description") or STATUS[code]
    moment = _moment(message.one("Status/Timestamp"))
    Echo.objects.get_or_create(exchange=sent, code=code, at=moment, defaults={"text": words[:500], "who": message.one("Status/StaffInfo/Staff")[:200]})  # fmt: skip
    sending = sent.sending
    if sending is not None and sending.state in (SendingState.SENT, SendingState.ACKNOWLEDGED):
        if code == "02":
            mark_failed(sending, reason=words, refused=True)
        else:
            acknowledge(sending, by=None, name=sent.other_name)
    tell(events.MESSAGE_TAKEN, who=None, what=row, other=row.other_name)
    return row


def _moment(text: str) -> datetime:
    with contextlib.suppress(ValueError):
        return datetime.strptime(text, "%Y/%m/%d %H:%M:%S").replace(tzinfo=get_current_timezone())
    return now()


# documents


def _document(message: Message, organ: Organ, kept: Kept) -> Exchange:
    problems = _deviations(message)
    if grave := _grave(message, organ, problems):
        return _unfit(organ, kept, grave, message)
    business = message.one(f"{T}/BussinessDocType") or NEW
    if business == RECALL:
        return _recalled(message, organ, kept, problems)
    earlier = _came_before(message, organ) if business == NEW else None
    if earlier is not None:
        with transaction.atomic():
            return _row(organ, kept, message, ExchangeState.TAKEN, [{"what": "double"}, *problems], incoming=earlier)  # fmt: skip
    return _new_document(message, organ, kept, problems)


def _grave(message: Message, organ: Organ, problems: Problems) -> Problems:
    """Return what makes a message unfit: it is for somebody else, or does not say who sends what."""
    if organ.code not in message.all(f"{H}/To/OrganId"):
        return [{"what": "not_for_us"}, *problems]
    must = (f"{H}/From/OrganId", f"{H}/DocumentId", f"{H}/Subject")
    return [one for one in problems if one["path"] in must and one["what"] == "missing"]


def _new_document(message: Message, organ: Organ, kept: Kept, problems: Problems) -> Exchange:
    try:
        uploads, found, left_out = _uploads(message.attachments)
    except NotNow:
        raise
    except Refused as refusal:
        return _unfit(organ, kept, [{"what": "unfit_paper", "detail": str(refusal)}, *problems], message)  # fmt: skip
    if not uploads or organ.unit is None or not (clerks := clerks_of(organ.unit)):
        what = "nobody" if uploads else "no_paper"
        return _unfit(organ, kept, [{"what": what}, *problems], message)
    with transaction.atomic():
        row = receive(organ.unit, uploads=uploads, facts=_facts(message), by=None, clerk=clerks[0], arrival=Arrival.EXCHANGE, found=found)  # fmt: skip
        came = _row(organ, kept, message, ExchangeState.TAKEN, problems + left_out, incoming=row)
        tell(events.MESSAGE_TAKEN, who=None, what=came, other=came.other_name)
        echo(row, "01")
    return came


def _came_before(message: Message, organ: Organ) -> Incoming | None:
    """Return the incoming document that the same DocumentId of the same sender became; one sent back may come again."""
    same = Exchange.objects.filter(outgoing=False, status="", own=organ.code, uid=message.one(f"{H}/DocumentId"), other=message.one(f"{H}/From/OrganId"))  # fmt: skip
    same = same.filter(incoming__isnull=False).exclude(incoming__state=IncomingState.SENT_BACK)
    row = same.select_related("incoming").first()
    return row.incoming if row else None


def _recalled(message: Message, organ: Organ, kept: Kept, problems: Problems) -> Exchange:
    """Note a recall by who sent the document: its clerk decides what follows; nothing disappears."""
    about, sender = message.one(f"{T}/DocumentId"), message.one(f"{H}/From/OrganId")
    row = Exchange.objects.filter(outgoing=False, status="", own=organ.code, other=sender[:13], uid=about, incoming__isnull=False).first()  # fmt: skip
    if row is None or row.incoming is None:
        return _unfit(organ, kept, [{"what": "unknown_document", "detail": about[:100]}], message)
    with transaction.atomic():
        incoming = row.incoming
        reason = message.one(f"{T}/BussinessDocReason")
        incoming.note = f"{SENTENCES['recalled']} {reason}"[:300]
        incoming.save(update_fields=["note"])
        came = _row(organ, kept, message, ExchangeState.TAKEN, problems, incoming=incoming)
        tell(events.RECALLED, who=None, what=incoming, reason=reason)
    return came


def _facts(message: Message) -> Facts:
    number, notation = message.one(f"{H}/Code/CodeNumber"), message.one(f"{H}/Code/CodeNotation")
    name = message.one(f"{H}/DocumentType/TypeName").casefold()
    kind = next((code for code, one in KINDS_OF_DOCUMENTS.items() if one.name.casefold() == name), "")  # fmt: skip
    business = message.one(f"{T}/BussinessDocType")
    about = message.one(f"{T}/DocumentId") or message.one(f"{T}/ReplacementInfoList/ReplacementInfo/DocumentId")  # fmt: skip
    note = {"2": f"Cập nhật văn bản {about}", "3": f"Thay thế văn bản {about}"}.get(business, "")
    return Facts(
        subject=message.one(f"{H}/Subject"), issuer=message.one(f"{H}/From/OrganName"), issuer_code=message.one(f"{H}/From/OrganId"),
        notation=f"{number}/{notation}".strip("/"), dated_on=_day(message.one(f"{H}/PromulgationInfo/PromulgationDate")), kind=kind,
        signer=message.one(f"{H}/SignerInfo/FullName"), urgency=URGENCY.get(message.one(f"{H}/OtherInfo/Priority"), "none"),
        due_on=_day(message.one(f"{H}/DueDate")), note=note,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None


def _uploads(files: tuple[Attachment, ...]) -> tuple[list[Any], Found | None, Problems]:
    """Return the files as uploads, PDF and Office ones; look at them and check the first, outside any transaction."""
    ready: list[Any] = []
    left_out: Problems = []
    found = None
    for one in files:
        path = Path(one.path)
        name = one.name or clean_name(path.name)
        start = KeptUpload(path, name).read(5)
        if start != b"%PDF-" and not name.lower().endswith(KINDS):
            left_out.append({"what": "left_out", "detail": name})
            continue
        upload = as_pdf(KeptUpload(path, name))
        if not isinstance(upload, OfficeUpload):
            kept = keep(upload.chunks())
            inspect(kept.path)
            found = found or check_file(kept.path)
        ready.append(upload)
    return ready, found, left_out


def _deviations(message: Message) -> Problems:
    return [{"path": one.path, "what": one.what, "detail": one.detail} for one in message.deviations][:50]  # fmt: skip
