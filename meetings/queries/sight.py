"""One look at a meeting: what several parts of its page show is read once."""

from functools import cached_property
from typing import Any

from meetings.models import Announcement, Item, Meeting, Seat, Speaking
from meetings.queries import floor, session
from meetings.queries.votes import VoteView, votes
from meetings.quorum import Quorum
from meetings.states import ItemState, VoteState
from people.models import User


class Sight:
    """A meeting as one request or one redraw sees it; each thing is read when it is first asked for."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def items(self) -> list[Item]:
        """The agenda."""
        return session.agenda(self.meeting)

    @cached_property
    def current(self) -> Item | None:
        """The item being discussed."""
        return next((item for item in self.items if item.state == ItemState.CURRENT), None)

    @cached_property
    def seats(self) -> list[Seat]:
        """The seats with their people."""
        return session.seats(self.meeting)

    @cached_property
    def quorum(self) -> Quorum:
        """The quorum now."""
        return session.quorum_of(self.meeting, self.seats)

    @cached_property
    def votes(self) -> list[VoteView]:
        """The votes, the newest first."""
        return votes(self.meeting)

    @cached_property
    def open_view(self) -> VoteView | None:
        """The vote that is open."""
        return next((v for v in self.votes if v.vote.state == VoteState.OPEN), None)

    @cached_property
    def speakers(self) -> dict[str, Any]:
        """Who speaks and who waits."""
        return floor.speakers(self.meeting)

    @cached_property
    def announcements(self) -> list[Announcement]:
        """What is announced now."""
        return floor.announcements(self.meeting)

    def seat_of(self, user: User) -> Seat | None:
        """Return the person's own seat."""
        return next((seat for seat in self.seats if seat.user_id == user.pk), None)

    def known_seat(self, user: User) -> Seat | None:
        """Return the person's own seat when the seats were read already; None: ask for it alone."""
        return self.seat_of(user) if "seats" in self.__dict__ else None

    @property
    def known_turns(self) -> list[Speaking] | None:
        """The turns that wait or go on when they were read already; None: ask for one's own alone."""
        return self.speakers["turns"] if "speakers" in self.__dict__ else None
