"""Copies with the value of the original (Decree 30/2020 art. 25-27): made, sent to be signed, numbered in the copies' register."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from documents.actions import Made, add_paper, move_paper, open_folder
from documents.models import Paper, Version
from documents.states import PaperState
from documents.typeset import typeset
from journal.book import foretell, tell
from people.models import Unit, User
from registry import events
from registry.copying import join, pages_of, scan_troubles
from registry.kinds import COPIES
from registry.models import Copy
from registry.states import CopyForm, CopyState


@dataclass(frozen=True)
class Wanted:
    """What is asked for: form, of which version (called how in print), which pages, for whom, who signs as what."""

    form: str
    source: Version
    label: str
    pages: str
    recipients: tuple[str, ...]
    signer: User
    capacity: str
    from_scan: bool = False


@dataclass(frozen=True)
class Joined:
    """A copy made outside any transaction: the file and its pages, of which source."""

    pdf: bytes
    pages: int
    sha256: str


def make_copy(wanted: Wanted, agency: Unit) -> Joined:
    """Join the copied pages and the form of the copy below them; slow, so never inside a transaction.

    ``Refused`` for pages that are not there, an extract of everything, a scan below 200 dpi or without colour.
    """
    _check(wanted)
    pages = pages_of(wanted.pages, wanted.source.pages)
    if wanted.from_scan and (troubles := scan_troubles(Path(wanted.source.path))):
        raise Refused(" ".join(troubles))
    sheet = typeset("copy", _printable(wanted, agency))
    with tempfile.TemporaryDirectory(prefix="copy-") as folder:
        form = Path(folder, "form.pdf")
        form.write_bytes(sheet.pdf)
        pdf = join(Path(wanted.source.path), pages, form)
    return Joined(pdf, len(pages) + sheet.pages, wanted.source.sha256)


def make_ready(wanted: Wanted, agency: Unit, joined: Joined) -> None:
    """Let the file be prepared for its signatures before the transaction that sends it."""
    foretell(events.PAPER_READY, unit=agency, content=joined.pdf, steps=_steps(wanted))


@transaction.atomic
def send_copy(wanted: Wanted, joined: Joined, agency: Unit, *, by: User) -> Copy:
    """File the copy and send it to be signed, numbered and sealed."""
    if joined.sha256 != wanted.source.sha256:
        raise Refused(_("The document changed while it was copied."))
    folder = open_folder(f"{COPIES[wanted.form]} {wanted.label}", topic="", unit=agency)
    made = Made(joined.pdf, f"{wanted.form.lower()}.pdf", joined.pages)
    paper = add_paper(folder, title=f"{COPIES[wanted.form].capitalize()} {wanted.label}", upload=made, by=by, kind="copy")  # fmt: skip
    copy = Copy.objects.create(
        form=wanted.form, agency=agency, source=wanted.source, label=wanted.label[:400], pages=wanted.pages[:100],
        recipients=list(wanted.recipients), signer=wanted.signer, capacity=wanted.capacity[:300],
        from_scan=wanted.from_scan, folder=folder, paper=paper, made_by=by,
    )  # fmt: skip
    folder.topic = copy.book
    folder.save(update_fields=["topic"])
    tell(events.COPY_MADE, who=by, what=copy, form=wanted.form)
    paper = move_paper(paper, PaperState.IN_REVIEW, by=by)
    tell(events.PAPER_READY, who=by, what=paper, unit=agency.pk, steps=_steps(wanted))
    return copy


@transaction.atomic
def copy_signed(paper: Paper, *, by: User) -> Copy | None:
    """Note that a copy is signed, numbered and sealed; it may be sent."""
    copy = Copy.objects.select_for_update().filter(paper=paper).first()
    if copy is None or copy.state != CopyState.SIGNING:
        return None
    copy.signed_at = now()
    copy.move_to(CopyState.SIGNED, "signed_at")
    paper = Paper.objects.get(pk=paper.pk)
    for state in (PaperState.SIGNED, PaperState.ISSUED):
        if paper.may_move_to(state):
            paper = move_paper(paper, state, by=by)
    tell(events.COPY_SIGNED, who=by, what=copy, notation=paper.notation)
    return copy


@transaction.atomic
def copy_came_back(paper: Paper, *, reason: str, by: User) -> Copy | None:
    """Note that a copy came back unsigned, and why; another one is made."""
    copy = Copy.objects.select_for_update().filter(paper=paper).first()
    if copy is None or copy.state != CopyState.SIGNING:
        return None
    copy.reason = reason[:1000]
    copy.move_to(CopyState.RETURNED, "reason")
    tell(events.COPY_RETURNED, who=by, what=copy, reason=reason[:300])
    return copy


def _check(wanted: Wanted) -> None:
    if wanted.form not in CopyForm.values:
        raise Refused(_("There is no such form of copy."))
    everything = len(pages_of(wanted.pages, wanted.source.pages)) == wanted.source.pages
    if wanted.form == CopyForm.EXTRACT and everything:
        raise Refused(_("An extract is a part of the document: say which pages. A copy of all of it is a true copy."))  # fmt: skip
    if wanted.form != CopyForm.EXTRACT and not everything:
        raise Refused(_("Only an extract leaves pages out."))
    copied = hasattr(wanted.source.paper, "registry_copy")
    if wanted.form == CopyForm.TRANSCRIPT and not copied:
        raise Refused(_("A copy of a copy is made from a true copy (art. 3.12). From the original, make a true copy."))  # fmt: skip


def _steps(wanted: Wanted) -> list[list[Any]]:
    return [["sign", wanted.signer.pk, wanted.capacity]]


def _printable(wanted: Wanted, agency: Unit) -> dict[str, Any]:
    parent = agency.parent.name if agency.parent and agency.kind not in ("committee", "ward") else ""  # fmt: skip
    return {
        "kind": COPIES[wanted.form], "superior": parent, "agency": agency.name, "notation": f"{wanted.form}-{agency.code}",
        "number": "", "date": "", "town": settings.TOWN, "subject": wanted.label, "original": wanted.label,
        "pages": wanted.pages if wanted.form == CopyForm.EXTRACT else "", "recipients": list(wanted.recipients),
        "signing": {"capacity": wanted.capacity, "name": str(wanted.signer)},
    }  # fmt: skip
