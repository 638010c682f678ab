"""What is shown of votes: the part of the session's page, the list, one vote with its names, what is mine."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from core.rows import only
from journal.models import Entry
from journal.queries import entries
from meetings.events import BALLOT_CAST, SIDE_SAID, VOTE_CLOSED
from meetings.models import Ballot, Meeting, Recusal, Seat, Teller, Vote, VoteWay
from meetings.states import VoteState
from people.models import User

FEW = 5  # with fewer voters a secret vote hides little
DONE = (VoteState.ANNOUNCED, VoteState.VOID)
ASKED = ("meeting", "item", "way", "question", "with_codes", "with_other", "present", "recused")


@dataclass
class VoteView:
    """A vote and how many ballots are in; who has not voted is read when it is asked for."""

    vote: Vote
    told: bool = True

    @property
    def cast(self) -> int:
        """Ballots in."""
        return int(self.vote.ballots_in)  # type: ignore[attr-defined]

    @property
    def live(self) -> bool:
        """Whether somebody has yet to do something about it."""
        return self.vote.state not in DONE

    @property
    def entitled(self) -> int:
        """How many may vote."""
        return self.vote.present - self.vote.recused

    @cached_property
    def ballots(self) -> list[Ballot]:
        """The ballots by name; of a secret vote none."""
        if self.vote.way != VoteWay.OPEN:
            return []
        rows = self.vote.ballots.select_related("seat__user")
        return list(rows.order_by("seat__position", "pk"))

    @cached_property
    def waiting(self) -> list[Seat]:
        """Who has not voted yet."""
        voted = self.vote.ballots.values("seat")
        rows = self.vote.entitled.exclude(pk__in=voted).select_related("user")
        return list(rows.order_by("position", "pk"))

    @property
    def few(self) -> bool:
        """Whether a secret vote has too few voters to hide them well."""
        return self.vote.way != VoteWay.OPEN and 0 < self.entitled < FEW


def votes(meeting: Meeting) -> list[VoteView]:
    """Return the meeting's votes, the newest first; one query."""
    again = Vote.objects.filter(repeats=OuterRef("pk")).exclude(state=VoteState.VOID)
    rows = meeting.votes.select_related("item", "repeats").annotate(
        ballots_in=Count("ballots"), repeated=Exists(again)
    )
    return [VoteView(vote) for vote in rows.order_by("-pk")]


@dataclass
class VotePage:
    """Everything about one vote that its page, its print and its table show."""

    vote: Vote

    @cached_property
    def ballots(self) -> list[Ballot]:
        """The ballots by name, or the marks of who has voted."""
        rows = self.vote.ballots.select_related("seat__user")
        return list(rows.order_by("seat__position", "pk"))

    @cached_property
    def waiting(self) -> list[Seat]:
        """Who was entitled and has not voted."""
        return VoteView(self.vote).waiting

    @cached_property
    def recusals(self) -> list[Recusal]:
        """Who does not vote on the vote's item."""
        rows = Recusal.objects.filter(item=self.vote.item_id).select_related("seat__user", "by")
        return list(rows)

    @cached_property
    def tellers(self) -> list[Teller]:
        """The counting board."""
        return list(self.vote.tellers.select_related("seat__user"))

    @cached_property
    def repetitions(self) -> list[Vote]:
        """The votes that repeat this one."""
        return list(self.vote.repetitions.order_by("pk"))


def recusals(meeting: Meeting) -> list[Recusal]:
    """Return the meeting's recusals by item and seat."""
    rows = Recusal.objects.filter(item__meeting=meeting)
    return list(rows.select_related("item", "seat__user", "by"))


def my_vote(meeting: Meeting, seat: Seat, cast: Ballot | None = None) -> dict[str, Any]:
    """Return the open vote as the seat sees it: entitled, one's ballot, on the counting board, recused.

    Three hundred pages ask this in the same second, so it asks little: nothing but the vote while none is open, and no
    ballot that was ``cast`` a moment ago.
    """
    rows = Vote.objects.filter(meeting=meeting, state=VoteState.OPEN)
    vote: Any = only(rows.only(*ASKED))
    if vote is None:
        return {"open_vote": None, "few": False}
    mine = cast if cast and cast.vote_id == vote.pk else None
    ballot = mine or only(Ballot.objects.filter(vote=vote, seat=seat))
    vote.my_choice, vote.my_text = (ballot.choice, ballot.text) if ballot else ("", "")
    vote.my_at = ballot.at if ballot else None
    vote.listed = (
        ballot is not None or vote.entitled.through.objects.filter(vote=vote, seat=seat).exists()
    )
    vote.on_board = vote.way == VoteWay.PAPER and vote.tellers.filter(seat=seat).exists()
    vote.away = (
        bool(not vote.listed and vote.item_id)
        and Recusal.objects.filter(item=vote.item_id, seat=seat).exists()
    )
    few = vote.way == VoteWay.SECRET and vote.present - vote.recused < FEW
    return {"open_vote": vote, "few": few}


def blank_ballot(vote: Vote) -> dict[str, Any]:
    """Return the open vote as everybody on its list finds it, and the keys of their seats (none: on paper).

    It is sent to all when the vote opens, so that three hundred pages need not fetch their ballot in the same second.
    """
    blank: Any = vote
    blank.my_choice, blank.my_text, blank.my_at = "", "", None
    blank.listed, blank.on_board, blank.away = True, False, False
    listed = vote.entitled.through.objects.filter(vote=vote).values_list("seat_id", flat=True)
    few = vote.way == VoteWay.SECRET and vote.present - vote.recused < FEW
    return {"open_vote": blank, "few": few, "listed": [] if vote.way == VoteWay.PAPER else listed}


def may_see_result(vote: Vote, held: set[Any]) -> bool:
    """Say whether somebody with these permissions sees the result: a held one only once it is announced."""
    if vote.state == VoteState.CLOSED and vote.hold_result:
        return "prepare_meeting" in held
    return vote.state in (VoteState.CLOSED, *DONE)


def on_board(vote: Vote, user: User) -> bool:
    """Say whether the person counts the vote's paper ballots."""
    return vote.tellers.filter(seat__user=user).exists()


def record(meeting: Meeting) -> list[Entry]:
    """Return the meeting's journal, newest first, without what is not to be known yet.

    How somebody votes is not told while the vote is open, nor a held result before it is announced.
    """
    lines = entries(meeting.book, limit=500)
    running = meeting.votes.filter(
        Q(state=VoteState.OPEN) | Q(state=VoteState.CLOSED, hold_result=True)
    )
    hidden = {f"vote.{pk}" for pk in running.values_list("pk", flat=True)}
    untold = Ballot.objects.filter(vote__in=running).values_list("pk", flat=True)
    hidden |= {f"ballot.{pk}" for pk in untold}
    kept = (BALLOT_CAST.name, VOTE_CLOSED.name, SIDE_SAID.name)
    return [one for one in lines if one.event not in kept or one.what not in hidden]
