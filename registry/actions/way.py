"""A draft's way to its signature: printed, sent, come back, signed; and a document signed on paper."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from documents.actions import Made, add_paper, add_version, move_paper
from documents.models import Paper
from documents.naming import plain
from documents.states import PaperState
from documents.typeset import typeset
from documents.writing import in_order, to_print
from journal.book import foretell, tell
from people.models import User
from registry import events
from registry.actions.drafts import keep_edition, writable
from registry.actions.unfilled import check_filled
from registry.enclosures import attachments, newest
from registry.kinds import MINUTES, PARTY, symbol
from registry.models import Draft, KindUse, TextRemark
from registry.states import DraftState, Secrecy, Urgency

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
RED = {Urgency.URGENT: "KHẨN", Urgency.VERY: "THƯỢNG KHẨN", Urgency.FLASH: "HỎA TỐC"}
SECRET = {Secrecy.SECRET: "MẬT", Secrecy.TOP: "TỐI MẬT", Secrecy.UTMOST: "TUYỆT MẬT"}

PARTY_SIGNS = {
    "TM": "T/M ",
    "KT": "K/T ",
    "TL": "T/L ",
}  # Instruction 36-HD/VPTW; the decree: with a full stop
BY_ORDER = re.compile(r"^(TM|KT|TL)\. *", re.MULTILINE)


@dataclass(frozen=True)
class Printed:
    """A draft printed outside any transaction: its revision, the file, its pages."""

    revision: int
    pdf: bytes
    pages: int


def print_draft(draft: Draft, **more: str) -> Printed:
    """Return the draft as a PDF in the form of its kind; half a second of work, so never inside a transaction."""
    if draft.from_file and draft.paper is not None:
        version = draft.paper.versions.order_by("-number")[0]
        return Printed(draft.revision, version.read(), version.pages)
    made = typeset(draft.known.form, {**printable(draft), **more})
    return Printed(draft.revision, made.pdf, made.pages)


def symbol_of(draft: Draft) -> str:
    """Return the symbol behind the number, as the unit writes it for this kind; a body's letters stand for the agency's."""
    use = KindUse.objects.filter(unit=draft.agency_id, kind=draft.kind).first()
    letters = (draft.series.letters if draft.series else "") or draft.agency.code
    drafter = draft.unit.code if draft.unit_id != draft.agency_id else ""
    return symbol(draft.known, agency=letters, drafter=drafter, pattern=use.pattern if use else "")


def printable(draft: Draft) -> dict[str, Any]:
    """Return the draft as the data ``documents.typeset`` prints; number and date stay blank."""
    body, annexes = _body(draft)
    kind, parent = draft.known, draft.agency.parent
    superior = parent.name if parent and draft.agency.kind not in ("committee", "ward") else ""
    data: dict[str, Any] = {
        "kind": kind.name.removesuffix(" (Đảng)").upper(), "superior": superior, "agency": draft.agency.name,
        "authority": draft.agency.name, "notation": symbol_of(draft), "number": "", "date": "", "town": settings.TOWN,
        "title": str(draft), "subject": draft.subject, "addressees": draft.addressees, "body": body,
        "annexes": annexes, "recipients": draft.recipients, "urgency": RED.get(Urgency(draft.urgency), ""),
        "secrecy": SECRET.get(Secrecy(draft.secrecy), ""), "letter": kind.form == "party_letter",
        "signing": {"capacity": draft.capacity, "name": str(draft.signer)},
    }  # fmt: skip
    if kind.form == MINUTES:
        data["secretary"] = {"capacity": "THƯ KÝ", "name": str(draft.created_by)}
    if kind.family == PARTY:
        data["superior"] = ""
        data["signing"]["capacity"] = BY_ORDER.sub(
            lambda said: PARTY_SIGNS[said[1]], draft.capacity
        )
    return data


def make_ready(draft: Draft, printed: Printed, initials: Sequence[User] = ()) -> None:
    """Let the printed file be prepared for its signatures before the transaction that sends it."""
    foretell(events.PAPER_READY, unit=draft.agency, content=printed.pdf, steps=steps_of(draft, initials), attachments=[newest(one) for one in attachments(draft)])  # fmt: skip


def steps_of(draft: Draft, initials: Sequence[User] = ()) -> list[list[Any]]:
    """Return who does what, in order: initials, the signer in their capacity; numbering and sealing come by themselves."""
    first = [["initial", person.pk, ""] for person in initials]
    secretary = [["sign", draft.created_by_id, "THƯ KÝ"]] if draft.known.form == MINUTES and draft.created_by_id != draft.signer_id else []  # fmt: skip
    return [*first, *secretary, ["sign", draft.signer_id, draft.capacity]]


@transaction.atomic
def send_draft(draft: Draft, printed: Printed, *, by: User, initials: Sequence[User] = (), anyway: str = "", meant: Collection[str] = ()) -> Draft:  # fmt: skip
    """Send the printed draft to be signed.

    ``Refused`` when the text changed since it was printed, while places are not filled in (but those that are ``meant``),
    or while remarks are open, unless ``anyway`` says why; that is kept with the edition.
    """
    draft = writable(draft)  # before its paper: who returns it holds the paper and wants the draft
    if draft.revision != printed.revision:
        raise Refused(_("The text changed while it was printed. Nothing was sent; look again."))
    check_filled(draft, meant)
    still = TextRemark.objects.filter(draft=draft, settled_at=None).count()
    anyway = " ".join(anyway.split())[:200]
    if still and not anyway:
        raise Refused(_("%(count)s remarks are not settled yet. Settle them, or say why it is sent as it stands.") % {"count": still})  # fmt: skip
    paper = _file(draft, printed, by)
    keep_edition(draft, why=anyway or _("sent to be signed"), by=by, sha256=paper.versions.order_by("-number")[0].sha256)  # fmt: skip
    draft.paper, draft.sent_at = paper, now()
    draft.move_to(DraftState.SIGNING, "paper", "sent_at")
    paper = move_paper(paper, PaperState.IN_REVIEW, by=by)
    tell(events.DRAFT_SENT, who=by, what=draft)
    tell(events.PAPER_READY, who=by, what=paper, unit=draft.agency_id, steps=steps_of(draft, initials))  # fmt: skip
    return draft


@transaction.atomic
def came_back(paper: Paper, *, reason: str, by: User) -> Draft | None:
    """Note that the draft's paper came back unsigned; it is written again, the reason stands as an open remark."""
    draft = Draft.objects.select_for_update().filter(paper=paper).first()
    if draft is None or draft.state != DraftState.SIGNING:
        return None
    draft.move_to(DraftState.WRITING)
    TextRemark.objects.create(draft=draft, text=reason[:2000] or "…", returned=True, by=by)
    tell(events.DRAFT_CAME_BACK, who=by, what=draft, reason=reason[:300])
    return draft


@transaction.atomic
def draft_signed(paper: Paper, *, sealed: Sequence[Paper] = (), by: User) -> Draft | None:
    """Note that the draft's paper is signed, numbered and sealed, and ``sealed`` with it; it waits to be issued."""
    draft = Draft.objects.select_for_update().filter(paper=paper).first()
    if draft is None or draft.state != DraftState.SIGNING:
        return None
    draft.signed_at = now()
    draft.move_to(DraftState.SIGNED, "signed_at")
    paper = Paper.objects.get(pk=paper.pk)
    if paper.state == PaperState.IN_REVIEW:
        move_paper(paper, PaperState.SIGNED, by=by)
    for one in sealed:
        if one.state == PaperState.DRAFT:
            move_paper(move_paper(one, PaperState.IN_REVIEW, by=by), PaperState.SIGNED, by=by)
    tell(events.DRAFT_SIGNED, who=by, what=draft, notation=paper.notation)
    return draft


def file_name(draft: Draft) -> str:
    """Return the PDF's file name while it has no number: the kind's letters and what it is about."""
    return f"{plain(draft.known.letters or draft.kind)}-{plain(draft.subject)[:60].strip('-')}.pdf"


def _file(draft: Draft, printed: Printed, by: User) -> Paper:
    """File the PDF as a new paper, or as the next version of the one that came back unsigned."""
    if draft.from_file and draft.paper is not None:
        return draft.paper
    made = Made(printed.pdf, file_name(draft), printed.pages)
    if draft.paper is None:
        return add_paper(draft.folder, title=str(draft), upload=made, by=by, kind=draft.kind)
    return add_version(draft.paper, upload=made, by=by).paper


def _whose(draft: Draft) -> dict[str, str]:
    """Return what an annex says of its document; number and date are filled in with those of the document."""
    kind = draft.known.name.removesuffix(" (Đảng)")
    return {"kind": kind, "notation": symbol_of(draft), "agency": draft.agency.name}


def _body(draft: Draft) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the paragraphs as the typesetter's blocks, parted at the first annex; articles are numbered."""
    body: list[dict[str, Any]] = []
    annexes: list[dict[str, Any]] = []
    parts = 0
    for row in to_print(in_order(draft.blocks)):
        if row["kind"] == "annex":
            row |= {"label": f"PHỤ LỤC {ROMAN[min(parts, 9)]}", "of": _whose(draft)}
            parts += 1
        (annexes if parts else body).append(row)
    return body, annexes
