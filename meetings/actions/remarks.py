"""Comments and questions before the session, their replies, and what becomes of them in it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import add_paper, open_folder
from documents.models import Paper
from journal.book import tell
from meetings import events_before as events
from meetings.models import ConsentItem, Item, Meeting, Remark
from meetings.models.remarks import RemarkKind
from meetings.queries import preparing
from meetings.states import MeetingState
from people.models import User

LONGEST = 4000


def write_remark(
    item: Item, *, text: str, by: User, kind: str = RemarkKind.COMMENT, to_all: bool = False,
    answers: Remark | None = None, upload: Any = None,
) -> Remark:  # fmt: skip
    """Write a comment or a question on an item, or a reply; a PDF may go with it.

    The chair and the clerks read it at once; everybody, when its author or the meeting's rules say so. A reply is
    read by whoever reads what it answers.
    """
    text = _worded(text)
    if there := _there(item, text, by, answers):
        return there
    if kind not in RemarkKind.values:
        raise Refused(_("Please say whether this is a comment or a question."))
    paper = _file(item.meeting, upload, by) if upload else None
    with transaction.atomic():
        _discussed(item.meeting)
        if answers and (answers.item_id != item.pk or answers.answers_id or answers.withdrawn_at):
            raise Refused(_("This remark cannot be answered any more."))
        rules = preparing.rules_of(item.meeting)
        open_to_all = answers.to_all if answers else to_all or rules.remarks_to_all
        remark = Remark.objects.create(
            item=item, author=by, kind=kind, text=text, to_all=open_to_all, answers=answers,
            paper=paper, at=now(),
        )  # fmt: skip
        ConsentItem.objects.get_or_create(item=item)  # what the session page counts by
        told = events.REMARK_ANSWERED if answers else events.REMARK_WRITTEN
        tell(told, who=by, what=remark.item, item=item.title, remark=remark.pk)
    return remark


def _worded(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("Please write something."))
    if len(text) > LONGEST:
        raise Refused(_("The text is longer than %(n)s characters.") % {"n": LONGEST})
    return text


def _there(item: Item, text: str, by: User, answers: Remark | None) -> Remark | None:
    """Return the remark when this very one stands already: a form sent again after a lost answer."""
    same = Remark.objects.filter(item=item, author=by, answers=answers, withdrawn_at=None)
    return same.filter(text=text).first()


def _file(meeting: Meeting, upload: Any, by: User) -> Paper:
    """Keep the attachment in a folder nobody is granted: it is read through its remark only."""
    _discussed(meeting)
    folder = open_folder(str(meeting), topic="", unit=meeting.unit)
    return add_paper(folder, title="", upload=upload, by=by, kind="attachment")


@transaction.atomic
def withdraw_remark(remark: Remark, *, by: User) -> Remark:
    """Withdraw one's own remark; its replies go with it. It can be restored."""
    remark = _own(remark, by)
    if remark.withdrawn_at is None:
        remark.withdrawn_at = now()
        remark.save(update_fields=["withdrawn_at"])
        tell(events.REMARK_WITHDRAWN, who=by, what=remark.item, item=remark.item.title)
    return remark


@transaction.atomic
def restore_remark(remark: Remark, *, by: User) -> Remark:
    """Take one's withdrawing back."""
    remark = _own(remark, by)
    if remark.withdrawn_at is not None:
        remark.withdrawn_at = None
        remark.save(update_fields=["withdrawn_at"])
        tell(events.REMARK_RESTORED, who=by, what=remark.item, item=remark.item.title)
    return remark


@transaction.atomic
def open_remark(remark: Remark, *, by: User) -> Remark:
    """Let all participants read one's own remark, with its replies."""
    remark = _own(remark, by)
    if not remark.to_all:
        Remark.objects.filter(pk=remark.pk).update(to_all=True)
        remark.replies.update(to_all=True)
        tell(events.REMARK_OPENED, who=by, what=remark.item, item=remark.item.title)
    remark.refresh_from_db()
    return remark


@transaction.atomic
def take_up_remark(remark: Remark, *, by: User) -> Remark:
    """Note in the session that a question was answered."""
    locked(remark.item.meeting)
    remark = locked(remark)
    if remark.taken_up_at is None:
        remark.taken_up_at = now()
        remark.save(update_fields=["taken_up_at"])
        tell(events.REMARK_TAKEN_UP, who=by, what=remark.item, item=remark.item.title)
    return remark


def _own(remark: Remark, by: User) -> Remark:
    _discussed(remark.item.meeting)
    remark = locked(remark)
    if remark.author_id != by.pk:
        raise Refused(_("Only its author changes a remark."))
    return remark


def _discussed(meeting: Meeting) -> Meeting:
    """Return the meeting while it may be remarked on: convened or going on."""
    meeting = locked(meeting) if transaction.get_connection().in_atomic_block else meeting
    if meeting.state == MeetingState.DRAFT:
        raise Refused(_("Comments are written once the meeting is convened."))
    if meeting.ended:
        raise Refused(_("The meeting has ended; nothing is added to it any more."))
    return meeting
