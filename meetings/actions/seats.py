"""Invitations, answers, attendance."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.actions import let_in, shut_out
from journal.book import tell
from meetings import events
from meetings.access import GRANTS
from meetings.models import Meeting, Seat, SeatRole
from meetings.states import MeetingState
from people.access import title_of
from people.grants import grant_many, revoke
from people.models import User
from realtime.nudge import check_again

WRITERS = (SeatRole.CHAIR, SeatRole.SECRETARY)
WITHOUT_VOTE = (SeatRole.GUEST, SeatRole.SECRETARY)


@transaction.atomic
def invite(
    meeting: Meeting, users: Iterable[User], *, by: User, role: str = SeatRole.MEMBER,
    votes: bool | None = None, stands_for: str = "",
) -> list[Seat]:  # fmt: skip
    """Give people seats, and once the meeting is convened the permissions of their role; who sits already is left as they are."""
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; nobody can be invited any more."))
    sitting = set(meeting.seats.values_list("user_id", flat=True))
    people = [user for user in dict.fromkeys(users) if user.pk not in sitting]
    may_vote = role not in WITHOUT_VOTE if votes is None else votes
    seats = [
        _seat(meeting, user, role, votes=may_vote, position=len(sitting) + n, stands_for=stands_for)
        for n, user in enumerate(people)
    ]
    if meeting.state != MeetingState.DRAFT or role in WRITERS:
        _admit(meeting, people, role)
    for seat in seats:
        tell(events.SEAT_INVITED, who=by, what=seat, role=role, votes=may_vote)
    return seats


def admit_all(meeting: Meeting) -> None:
    """Give everybody on the list what their role lets them do: until it is convened, a draft is nobody's but its makers'."""
    seated: dict[str, list[User]] = {}
    for seat in meeting.seats.select_related("user"):
        seated.setdefault(seat.role, []).append(seat.user)
    for role, people in seated.items():
        _admit(meeting, people, role)


def _admit(meeting: Meeting, people: list[User], role: str) -> None:
    grant_many(people, meeting, *GRANTS[SeatRole(role)])
    let_in(people, meeting.folder, writing=role in WRITERS)


def _seat(meeting: Meeting, user: User, role: str, **fields: Any) -> Seat:
    return Seat.objects.create(
        meeting=meeting, user=user, role=role, title=title_of(user), **fields
    )


@transaction.atomic
def remove_seat(seat: Seat, *, by: User) -> None:
    """Take a person off the list: their permissions end at once; not after they have had a part in it."""
    meeting, seat = locked(seat.meeting), locked(seat)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its list is no longer changed."))
    if seat.role == SeatRole.CHAIR:
        raise Refused(_("The chair cannot be taken off the list."))
    if seat.stands_for or seat.replaced_by:
        raise Refused(_("First the substitute is taken back, on the page of the people."))
    if meeting.conductor_id == seat.user_id:
        raise Refused(
            _("%(who)s runs the session. First give it back to the chair.") % {"who": seat}
        )
    if seat.entitled_votes.exists() or seat.speakings.exists() or seat.asked_of.exists():
        raise Refused(_("%(who)s was on the list of a vote or has asked to speak.") % {"who": seat})
    revoke(seat.user, seat.meeting)
    shut_out(seat.user, seat.meeting.folder)
    tell(events.SEAT_REMOVED, who=by, what=seat)
    seat.delete()
    transaction.on_commit(check_again, robust=True)  # an open page of theirs closes at once
