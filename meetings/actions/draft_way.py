"""A draft's way: sent for comment, remarked on, returned, approved, printed, signed; and by which item it is approved."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from core.clock import now, today
from core.locking import locked
from core.refused import Refused
from documents.actions import Made, add_paper, add_version, move_paper
from documents.models import Paper
from documents.states import PaperState
from documents.typeset import Typeset, typeset
from documents.writing import in_order, to_print
from journal.book import foretell, hear, tell
from journal.models import Entry
from meetings import events
from meetings.actions.agenda import add_item
from meetings.actions.papers import put_to_item
from meetings.models import Draft, DraftForm, DraftRemark, Item, Meeting, Vote
from meetings.models.drafts import RemarkKind
from meetings.states import DraftState
from people.access import title_of
from people.models import User

FILES = {
    "minutes": "bien-ban.pdf", "conclusions": "thong-bao-ket-luan.pdf", "resolution": "nghi-quyet.pdf",
    "decision": "quyet-dinh.pdf",
}  # fmt: skip
APPROVAL_ITEM = "Thông qua biên bản {title}"


@dataclass(frozen=True)
class Printed:
    """A draft printed outside any transaction, and the revision that was printed."""

    revision: int
    made: Typeset


def print_draft(draft: Draft, **more: str) -> Printed:
    """Print the draft as a PDF in the form of Decree 30; half a second of work, so never inside a transaction.

    ``more`` is printed where it would be blank: number, date (ISO).
    """
    return Printed(draft.revision, typeset(draft.form, {**printable(draft), **more}))


def printable(draft: Draft) -> dict[str, Any]:
    """Return the draft as the data ``typeset`` prints."""
    return {
        **draft.head, "number": "", "date": "", "title": str(draft), "subject": draft.subject,
        "body": to_print(in_order(draft.blocks)),
    }  # fmt: skip


def make_draft_ready(draft: Draft, printed: Printed) -> None:
    """Let the printed file be prepared for its signatures, before the transaction that sends it."""
    foretell(
        events.PAPER_READY, unit=draft.meeting.unit, content=printed.made.pdf,
        signers=signers(draft),
    )  # fmt: skip


@transaction.atomic
def circulate_draft(draft: Draft, *, by: User) -> Draft:
    """Send the draft for comment: from here on everybody at the table may read it and remark."""
    draft = locked(draft)
    draft.circulated_at = now()
    draft.move_to(DraftState.COMMENT, "circulated_at")
    tell(events.DRAFT_CIRCULATED, who=by, what=draft)
    return draft


@transaction.atomic
def remark_on_draft(draft: Draft, *, text: str, by: User, key: str = "", objection: bool = False) -> DraftRemark:  # fmt: skip
    """Write a remark on the draft or one paragraph of it; an objection is noted and read out before approval."""
    draft = locked(draft)
    if draft.state in (DraftState.SIGNING, DraftState.SIGNED):
        raise Refused(_("This document is being signed; it is no longer commented on."))
    text = text.strip()[:2000]
    if not text:
        raise Refused(_("Please write your remark."))
    kind = RemarkKind.OBJECTION if objection else RemarkKind.COMMENT
    remark = DraftRemark.objects.create(draft=draft, key=key[:12], kind=kind, text=text, by=by)
    tell(events.DRAFT_REMARKED, who=by, what=remark, draft=str(draft))
    return remark


@transaction.atomic
def settle_remark(remark: DraftRemark, *, by: User) -> DraftRemark:
    """Note that a remark has been dealt with; it stays in the history."""
    remark = locked(remark)
    if remark.settled_at is None:
        remark.settled_by, remark.settled_at = by, now()
        remark.save(update_fields=["settled_by", "settled_at"])
        tell(events.REMARK_SETTLED, who=by, what=remark)
    return remark


@transaction.atomic
def return_draft(draft: Draft, *, reason: str, by: User) -> Draft:
    """Give the draft back to be written anew, with a reason that becomes a remark."""
    draft = locked(draft)
    reason = reason.strip()[:2000]
    if not reason:
        raise Refused(_("Please give a reason."))
    draft.approved_at = draft.approved_by = None
    draft.move_to(DraftState.WRITING, "approved_at", "approved_by")
    DraftRemark.objects.create(draft=draft, kind=RemarkKind.RETURN, text=reason, by=by)
    tell(events.DRAFT_RETURNED, who=by, what=draft, reason=reason[:300])
    return draft


@transaction.atomic
def approve_draft(draft: Draft, *, by: User) -> Draft:
    """Approve the text: the chair, or a later meeting by its item or vote; from here on it is fixed."""
    draft = locked(draft)
    if draft.state == DraftState.APPROVED:
        return draft
    open_ones = draft.remarks.filter(kind=RemarkKind.RETURN, settled_at=None)
    if open_ones.exists():
        raise Refused(_("A remark with which the draft was returned is not settled yet."))
    draft.approved_at, draft.approved_by = now(), by
    draft.move_to(DraftState.APPROVED, "approved_at", "approved_by")
    tell(events.DRAFT_APPROVED, who=by, what=draft)
    return draft


@transaction.atomic
def send_draft(draft: Draft, printed: Printed, *, by: User) -> Draft:
    """Send the printed draft to be signed; ``Refused`` when the text changed since it was printed."""
    draft = locked(draft)
    if draft.revision != printed.revision:
        raise Refused(_("The text changed while it was printed. Nothing was sent; look again."))
    if draft.state in (DraftState.SIGNING, DraftState.SIGNED):
        # Refused here, before its paper is waited for: who returns it holds the paper and wants the draft.
        draft.move_to(DraftState.SIGNING)
    if draft.form != DraftForm.MINUTES and draft.editable:
        draft = approve_draft(draft, by=by)
    paper = _file(draft, printed, by)
    draft.paper, draft.sent_at = paper, now()
    draft.move_to(DraftState.SIGNING, "paper", "sent_at")
    paper = move_paper(paper, PaperState.IN_REVIEW, by=by)
    paper.folder = draft.meeting.folder
    tell(events.DRAFT_SENT, who=by, what=draft)
    tell(
        events.PAPER_READY, who=by, what=paper, signer=draft.signer_id, signers=signers(draft),
        recipients=draft.head["recipients"],
    )  # fmt: skip
    return draft


def signers(draft: Draft) -> list[list[Any]]:
    """Return who signs in which capacity, in order: minutes first by the secretary, then by who chaired."""
    rows = [[draft.signer_id, draft.head["signing"]["capacity"]]]
    if draft.secretary_id and draft.form == DraftForm.MINUTES:
        rows.insert(0, [draft.secretary_id, draft.head["secretary"]["capacity"]])
    return rows


def _file(draft: Draft, printed: Printed, by: User) -> Paper:
    """File the PDF as a new paper, or as the next version of the one that came back unsigned."""
    made = Made(printed.made.pdf, FILES[draft.form], printed.made.pages)
    if draft.paper is None:
        return add_paper(
            draft.meeting.folder, title=str(draft), upload=made, by=by, kind=draft.form
        )
    return add_version(draft.paper, upload=made, by=by).paper


@transaction.atomic
def issue_on_paper(draft: Draft, *, upload: Any, notation: str, on: date, by: User) -> Draft:
    """Note that the document was signed and sealed on paper: number, day, and the scanned file."""
    draft = locked(draft)
    if draft.form != DraftForm.MINUTES and draft.editable:
        draft = approve_draft(draft, by=by)
    notation = " ".join(notation.split())[:60]
    if not notation or on > today():
        raise Refused(_("Please give the number and a day that has come."))
    paper = add_paper(draft.meeting.folder, title=str(draft), upload=upload, by=by, kind=draft.form)
    paper.notation = notation
    paper.save()
    for state in (PaperState.IN_REVIEW, PaperState.SIGNED, PaperState.ISSUED):
        paper = move_paper(paper, state, by=by)
    draft.paper = paper
    draft.signed_at = make_aware(datetime.combine(on, time(12)))
    draft.move_to(DraftState.SIGNED, "paper", "signed_at")
    tell(events.DRAFT_SIGNED, who=by, what=draft, notation=notation, on_paper=True)
    return draft


@transaction.atomic
def draft_signed(paper: Paper, *, notation: str, by: User) -> Draft | None:
    """Note that the draft's paper came home signed."""
    draft = Draft.objects.select_for_update().filter(paper=paper).first()
    if draft is None or draft.state != DraftState.SIGNING:
        return None
    draft.signed_at = now()
    draft.move_to(DraftState.SIGNED, "signed_at")
    tell(events.DRAFT_SIGNED, who=by, what=draft, notation=notation)
    return draft


@transaction.atomic
def draft_came_back(paper: Paper, *, reason: str, by: User) -> Draft | None:
    """Note that the draft's paper came back unsigned; the reason becomes a remark."""
    draft = Draft.objects.select_for_update().filter(paper=paper).first()
    if draft is None or draft.state != DraftState.SIGNING:
        return None
    draft.move_to(DraftState.APPROVED)
    DraftRemark.objects.create(draft=draft, kind=RemarkKind.COMMENT, text=reason[:2000], by=by)
    tell(events.DRAFT_CAME_BACK, who=by, what=draft, reason=reason[:300])
    return draft


@transaction.atomic
def change_head(draft: Draft, *, by: User, **fields: Any) -> Draft:
    """Change what stands around the text: subject, recipients, who signs and in which capacity."""
    draft = locked(draft)
    if draft.state in (DraftState.SIGNING, DraftState.SIGNED):
        raise Refused(_("This document is being signed; it is no longer changed."))
    draft.subject = str(fields.get("subject", draft.subject))[:500]
    head = draft.head
    if "recipients" in fields:
        head["recipients"] = list(fields["recipients"])
    if signer := fields.get("signer"):
        draft.signer = signer
        head["signing"] = {"capacity": fields.get("capacity") or title_of(signer).upper(), "name": str(signer)}  # fmt: skip
    secretary = fields.get("secretary")
    if secretary and draft.form == DraftForm.MINUTES:
        draft.secretary = secretary
        head["secretary"] = {**head["secretary"], "name": str(secretary)}
    if draft.secretary_id == draft.signer_id:
        raise Refused(_("Who chairs does not also sign as secretary."))
    draft.revision += 1
    draft.save()
    tell(events.DRAFT_HEAD_CHANGED, who=by, what=draft)
    return draft


@transaction.atomic
def offer_minutes(draft: Draft, meeting: Meeting, printed: Printed, *, by: User) -> Item:
    """Put the approval of earlier minutes on the agenda of a later meeting, the printed minutes attached."""
    locked(meeting)
    draft = locked(draft)
    if draft.form != DraftForm.MINUTES or not draft.editable:
        raise Refused(_("These minutes no longer wait for approval."))
    if draft.approval_item_id:
        raise Refused(_("The approval of these minutes is on an agenda already."))
    title = APPROVAL_ITEM.format(title=draft.meeting.title[:1].lower() + draft.meeting.title[1:])
    item = add_item(meeting, title=title[:400], minutes=5, by=by)
    made = Made(printed.made.pdf, FILES["minutes"], printed.made.pages)
    paper = add_paper(meeting.folder, title=str(draft), upload=made, by=by, kind="earlier_minutes")
    put_to_item(paper, item, by=by)
    draft.approval_item = item
    draft.save(update_fields=["approval_item"])
    if draft.state == DraftState.WRITING:
        circulate_draft(draft, by=by)
    tell(events.DRAFT_OFFERED, who=by, what=draft, meeting=str(meeting))
    return item


@hear(events.VOTE_ANNOUNCED)
def adopted_votes_approve_minutes(entry: Entry, vote: Vote) -> None:
    """An adopted vote on the item approves the minutes it is about."""
    if not vote.passed or vote.item_id is None or entry.who is None:
        return
    for draft in Draft.objects.filter(approval_item=vote.item_id):
        if draft.editable and not draft.remarks.filter(kind=RemarkKind.RETURN, settled_at=None):
            approve_draft(draft, by=entry.who)
