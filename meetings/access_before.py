"""Who may, before the session: read a remark, and nobody but its author a note."""

from django.http import Http404

from documents.models import Version
from meetings.access import meeting_for
from meetings.models import Item, Meeting, Note, Remark
from meetings.queries.reading import presents
from people.models import User


def remark_for(user: User, pk: int) -> Remark:
    """Fetch a remark the person may read: their own, one open to all, or any if they prepare or present its item."""
    rows = Remark.objects.select_related("item", "author", "paper", "answers")
    remark = rows.filter(pk=pk).first()
    if remark is None:
        raise Http404
    remark.item.meeting = meeting_for(user, remark.item.meeting_id)
    if not may_read(user, remark):
        raise Http404
    return remark


def may_read(user: User, remark: Remark) -> bool:
    """Say whether the person may read the remark; the meeting was fetched for them."""
    own = user.pk in (remark.author_id, remark.answers.author_id if remark.answers else None)
    if remark.withdrawn_at is not None:
        return remark.author_id == user.pk
    return own or remark.to_all or answers(user, remark.item)


def answers(user: User, item: Item) -> bool:
    """Say whether the person reads every remark on the item and answers them: prepares the meeting, or presents it."""
    prepares = "prepare_meeting" in item.meeting.held  # type: ignore[attr-defined]
    return prepares or presents(item, user)


def note_for(user: User, pk: int) -> Note:
    """Fetch one's own note; anybody else's does not exist."""
    note = Note.objects.select_related("item", "version").filter(pk=pk, user=user).first()
    if note is None:
        raise Http404
    note.item.meeting = meeting_for(user, note.item.meeting_id)
    return note


def paper_of(item: Item, version: int) -> Version:
    """Fetch a version of one of the item's papers; 404 otherwise."""
    found = Version.objects.select_related("paper").filter(pk=version, paper__items=item).first()
    if found is None or found.paper.folder_id != item.meeting.folder_id:
        raise Http404
    return found


def sees_stances(meeting: Meeting, *, to_clerks: bool) -> bool:
    """Say whether the person sees who holds which position: the chair; the clerks where the rules say so."""
    held = meeting.held  # type: ignore[attr-defined]
    return "run_meeting" in held or (to_clerks and "prepare_meeting" in held)
