"""A meeting's papers: filed to items, decisions drafted, sent to be signed, and coming home."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import today
from core.locking import locked
from core.refused import Refused
from documents.actions import add_paper, add_paper_bytes, add_version, move_paper
from documents.models import Paper, Version
from documents.states import PaperState
from documents.typeset import typeset
from journal.book import tell
from meetings import events
from meetings.decision import decision_data
from meetings.models import Item, ItemPaper, Meeting
from meetings.states import MeetingState
from people.access import title_of
from people.models import User


def file_paper(
    meeting: Meeting, *, upload: Any, title: str, by: User, item: Item | None = None, kind: str = ""
) -> Paper:
    """File an uploaded PDF in the meeting's folder and to an item, also during the meeting."""
    _still_open(meeting)
    paper = add_paper(meeting.folder, title=title, upload=upload, by=by, kind=kind)
    return _put_to_item(paper, item, by)


def replace_paper(meeting: Meeting, paper: Paper, *, upload: Any, by: User) -> Version:
    """Put a new version of one of the meeting's papers in place, also during the meeting."""
    _still_open(meeting)
    return add_version(_own(paper, meeting), upload=upload, by=by)


def file_paper_bytes(
    meeting: Meeting, *, content: bytes, name: str, title: str, by: User, item: Item | None = None
) -> Paper:
    """File a PDF made here in the meeting's folder and to an item."""
    paper = add_paper_bytes(meeting.folder, title=title, content=content, name=name, by=by)
    return _put_to_item(paper, item, by)


@transaction.atomic
def _put_to_item(paper: Paper, item: Item | None, by: User) -> Paper:
    if item is None:
        return paper
    locked(item.meeting)
    position = item.item_papers.count() + 1
    ItemPaper.objects.get_or_create(item=item, paper=paper, defaults={"position": position})
    tell(events.PAPER_FILED, who=by, what=item, paper=paper.title)
    return paper


def draft_decision(
    meeting: Meeting, *, subject: str, articles: list[str], by: User, grounds: list[str] = (),  # type: ignore[assignment]
    recipients: list[str] = (),  # type: ignore[assignment]
) -> Paper:  # fmt: skip
    """Draft a decision from the meeting as a PDF in the form of Decree 30; number and date stay blank."""
    data = decision_data(
        meeting, subject=subject, articles=articles, grounds=grounds, recipients=recipients,
        signer=meeting.chair, title=title_of(meeting.chair), today=today(),
    )  # fmt: skip
    printed = typeset("decision", data)
    with transaction.atomic():
        paper = add_paper_bytes(
            meeting.folder, title=_("Decision: %(subject)s") % {"subject": subject},
            content=printed.pdf, name="quyet-dinh.pdf", by=by, kind="decision",
        )  # fmt: skip
        tell(events.DECISION_DRAFTED, who=by, what=_of(paper, meeting))
    return paper


@transaction.atomic
def send_to_be_signed(paper: Paper, meeting: Meeting, *, by: User) -> Paper:
    """Send a drafted paper on its way: the chair signs, a clerk numbers and seals."""
    if paper.kind != "decision":
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
