"""Who may: what a seat's role lets a person do, and fetching by permission."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from core.rows import only
from meetings.models import Conclusion, Draft, Item, Meeting, Seat, SeatRole, Speaking, Vote
from meetings.states import DraftState
from people.grants import allowed, held
from people.models import User

# role at the table → permissions on the meeting
GRANTS = {
    SeatRole.CHAIR: ("see_meeting", "sit", "run_meeting", "prepare_meeting"),
    SeatRole.SECRETARY: ("see_meeting", "sit", "prepare_meeting"),
    SeatRole.MEMBER: ("see_meeting", "sit"),
    SeatRole.GUEST: ("see_meeting", "sit"),
}
# permission → the audience whose bytes its holder receives, strongest first
AUDIENCES = (("run_meeting", "run"), ("prepare_meeting", "prepare"), ("see_meeting", "sit"))


def meetings(user: User) -> QuerySet[Meeting]:
    """Return the meetings the person may see."""
    return allowed(Meeting.objects.all(), user, "see_meeting")


WHOLE = ("chair", "conductor", "unit", "folder", "show_version__paper")


def meeting_for(
    user: User, pk: int, to: str = "see_meeting", *, joined: tuple[str, ...] = WHOLE
) -> Meeting:
    """Fetch a meeting: 404 when the person may not see it, 403 when they may not do ``to``.

    ``joined``: what is read with it; what three hundred do in the same second reads nothing more.
    """
    rows = Meeting.objects.select_related(*joined) if joined else Meeting.objects.all()
    return _allowed(user, only(rows.filter(pk=pk)), to)


def held_meeting(user: User, pk: int, to: str) -> Meeting:
    """Fetch a meeting as ``meeting_for``, locked until the transaction ends.

    What is read after it is as fresh as an action would read it again under its own lock.
    """
    rows = Meeting.objects.select_for_update()
    return _allowed(user, only(rows.filter(pk=pk)), to)


def _allowed(user: User, meeting: Meeting | None, to: str) -> Meeting:
    """Return the meeting with what the person holds on it (``held``), or refuse."""
    names = held(user, meeting) if meeting else set()
    if meeting is None or "see_meeting" not in names:
        raise Http404
    if to not in names:
        raise PermissionDenied
    meeting.held = names  # type: ignore[attr-defined]
    return meeting


def audience(user: User, pk: int) -> str | None:
    """Return which audience of the meeting's topic the person belongs to; None for strangers."""
    names = held(user, Meeting(pk=pk))
    return next((word for permission, word in AUDIENCES if permission in names), None)


def _inside(model: type[Any], user: User, pk: int, to: str) -> Any:
    """Fetch something that belongs to a meeting, by the permission on the meeting."""
    thing = only(model.objects.filter(pk=pk))
    if thing is None:
        raise Http404
    thing.meeting = meeting_for(user, thing.meeting_id, to=to)
    return thing


def item_for(user: User, pk: int, to: str = "see_meeting") -> Item:
    """Fetch an agenda item."""
    return _inside(Item, user, pk, to)


def vote_for(user: User, pk: int, to: str = "see_meeting") -> Vote:
    """Fetch a vote."""
    vote = only(Vote.objects.filter(pk=pk))
    if vote is None:
        raise Http404
    vote.meeting = meeting_for(user, vote.meeting_id, to=to, joined=())
    return vote


def held_vote(user: User, pk: int, to: str) -> Vote:
    """Fetch a vote, read after its meeting was locked (see ``held_meeting``)."""
    rows = Meeting.objects.select_for_update(of=("self",)).filter(votes=pk)
    meeting = _allowed(user, only(rows), to)
    vote = Vote.objects.get(pk=pk)
    vote.meeting = meeting
    return vote


def speaking_for(user: User, pk: int, to: str = "see_meeting") -> Speaking:
    """Fetch a request to speak."""
    return _inside(Speaking, user, pk, to)


def conclusion_for(user: User, pk: int, to: str = "see_meeting") -> Conclusion:
    """Fetch a conclusion."""
    return _inside(Conclusion, user, pk, to)


def draft_for(user: User, pk: int, to: str = "see_meeting") -> Draft:
    """Fetch a draft; while it is still being written only who prepares the meeting may read it."""
    draft = _inside(Draft, user, pk, to)
    if draft.state == DraftState.WRITING and "prepare_meeting" not in draft.meeting.held:
        raise PermissionDenied
    return draft


def seat_of(user: User, meeting: Meeting) -> Seat:
    """Fetch the person's own seat; 403 for somebody who sees the meeting without sitting in it."""
    return _own(Seat.objects.all(), user, meeting)


def held_seat(user: User, meeting: Meeting) -> Seat:
    """Fetch the person's own seat as ``seat_of``, locked; the meeting is locked already."""
    return _own(Seat.objects.select_for_update(), user, meeting)


def _own(rows: QuerySet[Seat], user: User, meeting: Meeting) -> Seat:
    seat = only(rows.filter(meeting=meeting, user=user))
    if seat is None:
        raise PermissionDenied
    seat.meeting, seat.user = meeting, user
    return seat
