"""A meeting's papers: filed to items, decisions drafted, sent to be signed, and coming home."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import today
from core.locking import locked
from core.refused import Refused
from documents.actions import Made, add_paper, add_paper_bytes, add_version, move_paper
from documents.models import Paper, Version
from documents.states import PaperState
from documents.typeset import Typeset, typeset
from journal.book import foretell, tell
from meetings import events
from meetings.decision import decision_data
from meetings.models import Draft, Item, ItemPaper, Meeting, PaperType
from meetings.states import MeetingState
from people.access import title_of
from people.models import User


def file_paper(
    meeting: Meeting, *, upload: Any, title: str, by: User, item: Item | None = None,
    kind: str = "", paper_type: PaperType | None = None,
) -> Paper:  # fmt: skip
    """File an uploaded PDF in the meeting's folder and to an item, also during the meeting."""
    _still_open(meeting)
    paper = add_paper(meeting.folder, title=title, upload=upload, by=by, kind=kind)
    return put_to_item(paper, item, by, paper_type)


def replace_paper(meeting: Meeting, paper: Paper, *, upload: Any, by: User) -> Version:
    """Put a new version of one of the meeting's papers in place, also during the meeting."""
    _still_open(meeting)
    return add_version(_own(paper, meeting), upload=upload, by=by)


def file_paper_bytes(
    meeting: Meeting, *, content: bytes, name: str, title: str, by: User, item: Item | None = None
) -> Paper:
    """File a PDF made here in the meeting's folder and to an item."""
    paper = add_paper_bytes(meeting.folder, title=title, content=content, name=name, by=by)
    return put_to_item(paper, item, by)


@transaction.atomic
def put_to_item(
    paper: Paper, item: Item | None, by: User, paper_type: PaperType | None = None
) -> Paper:
    """Put a paper of the meeting's folder to one of its items, in its place."""
    if item is None:
        return paper
    locked(item.meeting)
    position = item.item_papers.count() + 1
    ItemPaper.objects.get_or_create(
        item=item, paper=paper, defaults={"position": position, "paper_type": paper_type}
    )
    tell(events.PAPER_FILED, who=by, what=item, paper=paper.title)
    return paper


def draft_decision(
    meeting: Meeting, *, subject: str, articles: list[str], by: User, grounds: list[str] = (),  # type: ignore[assignment]
    recipients: list[str] = (),  # type: ignore[assignment]
    printed: "PrintedDecision | None" = None,
) -> Paper:  # fmt: skip
    """Draft a decision from the meeting as a PDF in the form of Decree 30; number and date stay blank.

    What was ``printed`` before the transaction is taken if nothing it says has changed meanwhile.
    """
    text = {"subject": subject, "articles": articles, "grounds": grounds, "recipients": recipients}
    if printed is None or printed.data != _decision(meeting, text):
        printed = print_decision(meeting, text)
    upload = Made(printed.made.pdf, "quyet-dinh.pdf", printed.made.pages)
    title = _("Decision: %(subject)s") % {"subject": subject}
    with transaction.atomic():
        paper = add_paper(meeting.folder, title=title, upload=upload, by=by, kind="decision")
        tell(
            events.DECISION_DRAFTED,
            who=by,
            what=_of(paper, meeting),
            recipients=printed.data["recipients"],
        )
    return paper


@dataclass(frozen=True)
class PrintedDecision:
    """A decision printed ahead, and the data it was printed from."""

    data: dict[str, Any]
    made: Typeset


def print_decision(meeting: Meeting, text: dict[str, Any]) -> PrintedDecision:
    """Print a decision from subject, articles, grounds, recipients; half a second, so outside transactions."""
    data = _decision(meeting, text)
    return PrintedDecision(data, typeset("decision", data))


def _decision(meeting: Meeting, text: dict[str, Any]) -> dict[str, Any]:
    title = title_of(meeting.chair)
    return decision_data(meeting, **text, signer=meeting.chair, title=title, today=today())


def make_ready(paper: Paper, meeting: Meeting) -> None:
    """Let the paper's newest version be prepared for its signatures, before the transaction that sends it."""
    version = paper.versions.order_by("-number").first()
    if version is not None:
        signers = [[meeting.chair_id, ""]]
        foretell(events.PAPER_READY, unit=meeting.unit, content=version.read(), signers=signers)


@transaction.atomic
def send_to_be_signed(paper: Paper, meeting: Meeting, *, by: User) -> Paper:
    """Send a drafted paper on its way: the chair signs, a clerk numbers and seals."""
    if paper.kind != "decision" or Draft.objects.filter(paper=paper).exists():
        raise Refused(_("Only a drafted decision can be sent to be signed."))
    paper = move_paper(_own(paper, meeting), PaperState.IN_REVIEW, by=by)
    tell(events.PAPER_READY, who=by, what=_of(paper, meeting), signer=meeting.chair_id)
    return paper


@transaction.atomic
def file_signed(paper: Paper, *, version: Version, notation: str, by: User) -> Paper:
    """Take the signed and sealed version home: the paper is issued under its notation."""
    paper = locked(paper)
    if version.paper_id != paper.pk:
        raise Refused(_("This signed version belongs to another paper."))
    paper = move_paper(paper, PaperState.SIGNED, by=by)
    paper = move_paper(paper, PaperState.ISSUED, by=by)
    tell(events.PAPER_SIGNED, who=by, what=paper, notation=notation or paper.notation)
    return paper


def _still_open(meeting: Meeting) -> None:
    if meeting.state in (MeetingState.CONCLUDED, MeetingState.CANCELLED):
        raise Refused(_("The meeting has ended; no papers are added any more."))


def _own(paper: Paper, meeting: Meeting) -> Paper:
    if paper.folder_id != meeting.folder_id:
        raise Refused(_("This paper does not belong to the meeting."))
    return paper


def _of(paper: Paper, meeting: Meeting) -> Paper:
    paper.folder = meeting.folder
    return paper
