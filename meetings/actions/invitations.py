"""Invitations as documents: drafted, sent to be signed, issued; the people reminded to answer; changes told."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import Made, add_paper, add_version, move_paper
from documents.models import Paper
from documents.states import PaperState
from documents.typeset import typeset
from journal.book import tell
from meetings import events
from meetings.invitation import FORMS, invitation_data
from meetings.models import Invitation, Meeting, Notice
from meetings.states import IN_SESSION, Answer, MeetingState
from people.models import User

WORDS = ("opening", "requirements", "recipients")


def draft_invitation(
    meeting: Meeting, *, opening: str, signer: User, by: User, requirements: str = "",
    recipients: str = "",
) -> Invitation:  # fmt: skip
    """Draft the meeting's invitation, or its replacement or cancellation; a draft there is written anew."""
    kind, before = next_kind(meeting)
    letter = open_draft(meeting) or Invitation(
        meeting=meeting, kind=kind, replaces=before, created_by=by
    )
    letter.meeting, letter.signer = meeting, signer
    letter.opening, letter.requirements = opening.strip()[:2000], requirements.strip()[:4000]
    letter.recipients = recipients.strip()[:4000]
    letter.title, letter.place = meeting.title, meeting.place
    letter.starts_at, letter.ends_at = meeting.starts_at, meeting.ends_at
    if not letter.opening:
        raise Refused(_("An invitation begins with a sentence."))
    made = _printed(letter)
    with transaction.atomic():
        locked(meeting)
        letter.paper = _filed(letter, made, by)
        letter.save()
        tell(events.INVITATION_DRAFTED, who=by, what=letter, kind=letter.kind)
    return letter


def next_kind(meeting: Meeting) -> tuple[Notice, Invitation | None]:
    """Return what the next document is: an invitation; once one is issued its replacement or its cancellation."""
    before = issued(meeting)
    if meeting.state == MeetingState.CANCELLED:
        return Notice.CANCELLATION, before
    return (Notice.REPLACEMENT if before else Notice.INVITATION), before


def issued(meeting: Meeting) -> Invitation | None:
    """Return the invitation in force: the last one issued."""
    rows = meeting.letters.filter(issued_at__isnull=False).select_related("paper", "signer")
    return rows.order_by("-pk").first()


def open_draft(meeting: Meeting) -> Invitation | None:
    """Return the document being drafted."""
    rows = meeting.letters.filter(issued_at__isnull=True, paper__state=PaperState.DRAFT)
    return rows.select_related("paper", "signer").order_by("-pk").first()


@transaction.atomic
def send_invitation(letter: Invitation, *, by: User) -> Invitation:
    """Send the drafted document on its way: the leader signs, the clerk numbers, dates and seals."""
    meeting = locked(letter.meeting)
    if letter.kind != Notice.CANCELLATION and (letter.starts_at, letter.place) != (
        meeting.starts_at, meeting.place,
    ):  # fmt: skip
        raise Refused(_("Time or place changed after this was drafted. Draft it again."))
    paper = move_paper(letter.paper, PaperState.IN_REVIEW, by=by)
    paper.folder = meeting.folder
    to = ["Các đại biểu được mời;", *letter.recipients.splitlines(), "Lưu: VT."]
    tell(events.PAPER_READY, who=by, what=paper, signer=letter.signer_id, recipients=to)
    return letter


@transaction.atomic
def issue_invitation(paper: Paper, *, by: User | None) -> Invitation | None:
    """Take note that a document of invitation came back signed and sealed; None for other papers."""
    letter = Invitation.objects.filter(paper=paper, issued_at=None).first()
    if letter is None:
        return None
    letter.paper = paper
    letter.issued_at = now()
    letter.save(update_fields=["issued_at"])
    tell(events.INVITATION_ISSUED, who=by, what=letter, notation=paper.notation)
    return letter


@transaction.atomic
def revise(meeting: Meeting, *, moved: bool, by: User) -> Meeting:
    """Tell of a changed plan after convening: the calendar entry's number rises, who accepted another time is asked again."""
    meeting = locked(meeting)
    if meeting.state == MeetingState.DRAFT:
        return meeting
    meeting.sequence, meeting.revised_at = meeting.sequence + 1, now()
    meeting.save(update_fields=["sequence", "revised_at"])
    if moved and meeting.state not in IN_SESSION:
        meeting.seats.filter(answer=Answer.ACCEPTED, arrived_at=None).update(
            answer=Answer.WAITING, answered_at=None
        )
    tell(events.MEETING_REVISED, who=by, what=meeting, sequence=meeting.sequence, moved=moved)
    return meeting


@transaction.atomic
def remind_unanswered(meeting: Meeting, *, by: User) -> int:
    """Remind those who have not answered, once a day at most; returns how many."""
    meeting = locked(meeting)
    if meeting.state != MeetingState.CONVENED:
        raise Refused(_("People are reminded between the invitation and the opening."))
    waiting = meeting.seats.filter(answer=Answer.WAITING).exclude(user=by)
    number = waiting.count()
    if not number:
        raise Refused(_("Everybody has answered."))
    tell(events.ANSWERS_ASKED_FOR, who=by, what=meeting, number=number)
    return number


def _printed(letter: Invitation) -> Made:
    meeting = letter.meeting
    items = meeting.items.select_related("unit", "presenter").order_by("position", "pk")
    seats = meeting.seats.filter(replaced_by="").select_related("user").order_by("position", "pk")
    form = FORMS[Notice(letter.kind)][0]
    printed = typeset(form, invitation_data(letter, items, seats))
    return Made(printed.pdf, "giay-moi.pdf", printed.pages)


def _filed(letter: Invitation, made: Made, by: User) -> Paper:
    """Put the file into the meeting's folder, as a new paper or as the next version of the draft."""
    if letter.pk:
        add_version(letter.paper, upload=made, by=by)
        return letter.paper
    title = f"{FORMS[Notice(letter.kind)][2]}: {letter.title}"
    kind = "cancellation" if letter.kind == Notice.CANCELLATION else "invitation"
    return add_paper(letter.meeting.folder, title=title, upload=made, by=by, kind=kind)
