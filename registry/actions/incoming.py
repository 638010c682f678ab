"""Incoming documents: received, checked, registered, sent back (Decree 30/2020/NĐ-CP, art. 20-22)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents import witness
from documents.actions import add_paper, open_folder
from documents.models import Paper
from journal.book import tell
from people.models import Unit, User
from registry import events_incoming as events
from registry.incoming_states import GENUINE_OF, Arrival, Genuine, IncomingState
from registry.models import Incoming, IncomingBook
from registry.states import Secrecy, Urgency

MOST_FILES = 20


@dataclass(frozen=True)
class Facts:
    """What the register says of a document."""

    subject: str
    issuer: str = ""
    notation: str = ""
    dated_on: date | None = None
    kind: str = ""
    signer: str = ""
    urgency: str = Urgency.NONE
    secrecy: str = Secrecy.NONE
    due_on: date | None = None
    note: str = ""
    issuer_code: str = ""


@dataclass(frozen=True)
class Found:
    """What checking a file found: for the clerk, in facts to be kept (``documents.witness.in_words``), who signed."""

    genuine: str = Genuine.UNCHECKED
    kept: str = ""
    signers: tuple[dict[str, Any], ...] = field(default_factory=tuple)


def check_file(path: Path | str) -> Found:
    """Ask who judges signatures; slow, never inside a transaction. Unchecked when nobody is known to judge."""
    try:
        said = witness.opinion(Path(path))
    except KeyError:
        return Found()
    signers = tuple(_named(one) for one in said.signers)
    return Found(GENUINE_OF.get(said.verdict, Genuine.BROKEN), said.to_keep(), signers)


def _named(signer: dict[str, Any]) -> dict[str, Any]:
    """Keep of a signer what the page shows: a name, the organisation, a time and a sentence, whatever the judge calls them."""
    names = {"name": ("name", "signer", "subject"), "organisation": ("organisation", "organization"), "at": ("at", "signed_at", "time"), "sentence": ("sentence",)}  # fmt: skip
    signer = {**signer, "time": _clock(str(signer.get("time") or ""))}
    found = {word: next((str(signer[key]) for key in keys if signer.get(key)), "") for word, keys in names.items()}  # fmt: skip
    return {word: text[:300] for word, text in found.items() if text}


def _clock(text: str) -> str:
    """Return a moment of the judge (ISO 8601) as the page shows it; other texts stay."""
    try:
        return f"{localtime(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
    except ValueError:
        return text


def receive(
    agency: Unit, *, uploads: list[Any], facts: Facts, by: User | None, arrival: str = Arrival.SCAN,
    found: Found | None = None, clerk: User | None = None,
) -> Incoming:  # fmt: skip
    """Take a document in: its file and attachments are kept, nothing is numbered yet.

    ``found``: what checking its file found, looked at before; ``clerk``: who files when the exchange brings it.
    Secret documents are refused: they have their own register on their own network (Law 117/2025/QH15).
    """
    _not_secret(facts)
    who = by or clerk
    if who is None or not uploads or len(uploads) > MOST_FILES:
        raise Refused(_("Choose the file of the document, and at most %(n)s files.") % {"n": MOST_FILES})  # fmt: skip
    with transaction.atomic():
        folder = open_folder(facts.subject, topic="", unit=agency)
        papers = _file(folder, uploads, facts, who)
        version = papers[0].versions.get()
        row = Incoming.objects.create(
            agency=agency, folder=folder, paper=papers[0], sha256=version.sha256, arrival=arrival,
            received_by=by, arrived_at=now(), **_columns(facts),
        )  # fmt: skip
        folder.topic = row.book
        folder.save(update_fields=["topic"])
        row.same_as = twin(row)
        _note(row, found or Found())
        row.save()
        tell(events.RECEIVED, who=by, what=row, issuer=row.issuer, arrival=arrival)
        tell(events.CHECKED, who=by, what=row, found=str(row.genuine))
    return row


def _file(folder: Any, uploads: list[Any], facts: Facts, who: User) -> list[Paper]:
    titles = [facts.subject] + [""] * (len(uploads) - 1)
    papers = [
        add_paper(folder, title=title, upload=upload, by=who, kind="incoming")
        for title, upload in zip(titles, uploads, strict=True)
    ]
    if facts.notation:
        Paper.objects.filter(pk=papers[0].pk).update(notation=facts.notation)
    return papers


def twin(row: Incoming) -> Incoming | None:
    """Return an earlier entry of the same document: the same file, or the same issuer, number and day."""
    others = Incoming.objects.filter(agency_id=row.agency_id).exclude(pk=row.pk)
    others = others.exclude(state=IncomingState.SENT_BACK).order_by("pk")
    same = others.filter(sha256=row.sha256).first()
    if same is None and row.notation and row.dated_on:
        named = others.filter(notation__iexact=row.notation, dated_on=row.dated_on)
        same = next((one for one in named if one.issuer.casefold() == row.issuer.casefold()), None)
    return same


def check_again(row: Incoming, found: Found, *, by: User | None) -> Incoming:
    """Keep what a new look at the file found (the trust store changed, the judge was away)."""
    with transaction.atomic():
        row = locked(row)
        _note(row, found)
        row.save()
        tell(events.CHECKED, who=by, what=row, found=str(row.genuine))
    return row


@transaction.atomic
def register(row: Incoming, facts: Facts, *, by: User, despite: bool = False) -> Incoming:
    """Enter the document in the agency's register: the next number of the local year, without gaps (art. 22).

    ``despite``: the clerk saw that it was registered already, or that a signature is not valid, and registers it anyway.
    """
    _not_secret(facts)
    row = locked(row)
    if row.number is not None:
        return row
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.same_as = twin(row)
    if not despite:
        _no_doubts(row)
    today = now()
    row.entry, row.number = _next_number(row.agency, today)
    row.registered_at, row.registered_by = today, by
    row.move_to(IncomingState.REGISTERED)
    row.save()
    tell(events.REGISTERED, who=by, what=row, number=row.number)
    return row


def _no_doubts(row: Incoming) -> None:
    if row.same_as is not None and row.same_as.number is not None:
        raise Refused(
            _("This document is registered already under incoming number %(n)s. Say that it is to be registered again, or send it back.")
            % {"n": row.same_as.number}
        )  # fmt: skip
    if row.genuine == Genuine.BROKEN:
        raise Refused(_("A signature of this document is not valid. Send it back, or say that it is registered nevertheless."))  # fmt: skip


def _next_number(agency: Unit, moment: Any) -> tuple[IncomingBook, int]:
    """Take the next number inside the transaction; the book's row is locked, a rollback gives it back."""
    book, _new = IncomingBook.objects.get_or_create(agency=agency, year=localdate(moment).year)
    book = locked(book)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return book, book.last_number


@transaction.atomic
def correct(row: Incoming, facts: Facts, *, by: User) -> Incoming:
    """Correct what the register says; number and day of arrival stay."""
    _not_secret(facts)
    row = locked(row)
    before = {name: str(getattr(row, name) or "") for name in _columns(facts)}
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.save()
    after = {name: str(getattr(row, name) or "") for name in before}
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if changed:
        tell(events.CHANGED, who=by, what=row, changed=changed)
    return row


@transaction.atomic
def send_back(row: Incoming, *, reason: str, by: User) -> Incoming:
    """Send an unregistered document back to its sender: wrong addressee, signature not valid … (art. 21)."""
    row, row.reason = locked(row), _given(reason)
    row.move_to(IncomingState.SENT_BACK, "reason")
    tell(events.SENT_BACK, who=by, what=row, reason=row.reason)
    return row


@transaction.atomic
def take_again(row: Incoming, *, reason: str, by: User) -> Incoming:
    """Take a document in again that was sent back by mistake."""
    row = locked(row)
    row.move_to(IncomingState.RECEIVED)
    tell(events.TAKEN_AGAIN, who=by, what=row, reason=_given(reason))
    return row


def _given(reason: str) -> str:
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise Refused(_("Please give the reason."))
    return reason


def _note(row: Incoming, found: Found) -> None:
    row.genuine, row.found, row.signers = found.genuine, found.kept, list(found.signers)
    row.checked_at = None if found.genuine == Genuine.UNCHECKED else now()


def _columns(facts: Facts) -> dict[str, Any]:
    """Return the facts as columns, tidied and cut to their lengths."""
    lengths = {"subject": 500, "issuer": 200, "notation": 60, "signer": 200, "note": 300, "issuer_code": 13}  # fmt: skip
    row = {name: getattr(facts, name) for name in Facts.__dataclass_fields__}
    for name, length in lengths.items():
        row[name] = " ".join(str(row[name]).split())[:length]
    if not row["subject"]:
        raise Refused(_("Please say what the document is about."))
    return row


def _not_secret(facts: Facts) -> None:
    if facts.secrecy != Secrecy.NONE:
        raise Refused(_("Secret documents are not taken in here; they have their own register on an independent network (Law 117/2025/QH15)."))  # fmt: skip
