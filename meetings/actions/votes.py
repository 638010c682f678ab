"""Votes by name: prepared, opened with a frozen list, counted by the rule, announced."""

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.models import Ballot, Item, Meeting, Seat, SeatRole, Vote
from meetings.models.votes import Choice
from meetings.queries import quorum_of
from meetings.states import MeetingState, VoteState
from meetings.tally import RULES, count
from people.models import User


@transaction.atomic
def prepare_vote(meeting: Meeting, *, question: str, by: User, item: Item | None = None) -> Vote:
    """Word the question; it is not open yet."""
    question = " ".join(question.split())
    if not question:
        raise Refused(_("Please write the question that is put to the vote."))
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    vote = Vote.objects.create(
        meeting=meeting, item=item, question=question[:500], rule=meeting.kind
    )
    tell(events.VOTE_PREPARED, who=by, what=vote)
    return vote


@transaction.atomic
def open_vote(vote: Vote, *, by: User) -> Vote:
    """Open the vote: rule, quorum (which must be reached) and who may vote are frozen now."""
    meeting = locked(vote.meeting)
    vote = locked(vote)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    if meeting.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(_("Another vote is open. Close it first."))
    here = quorum_of(meeting)
    if not here.reached:
        raise Refused(
            _("Not enough members are here: %(present)s of %(total)s, %(needed)s are needed.")
            % vars(here)
        )
    vote.opened_at, vote.rule = now(), meeting.kind
    vote.total, vote.present = here.total, here.present
    vote.move_to(VoteState.OPEN, "opened_at", "rule", "total", "present")
    vote.entitled.set([seat for seat in meeting.seats.filter(votes=True) if seat.present])
    tell(events.VOTE_OPENED, who=by, what=vote, total=vote.total, present=vote.present)
    return vote


@transaction.atomic
def cast_ballot(vote: Vote, seat: Seat, choice: str, *, by: User) -> Ballot:
    """Cast the seat's one ballot; the same again is harmless, another choice is refused."""
    locked(vote.meeting)
    vote, seat = locked(vote), locked(seat)
    if choice not in Choice.values:
        raise Refused(_("Please choose one of the answers."))
    before = Ballot.objects.filter(vote=vote, seat=seat).first()
    if before:
        return _same(before, choice)
    if vote.state != VoteState.OPEN:
        raise Refused(_("This vote is not open."))
    if seat.user_id != by.pk or not vote.entitled.filter(pk=seat.pk).exists():
        raise Refused(_("You are not on the list of this vote: it was fixed when the vote opened."))
    if not seat.present:
        raise Refused(_("You were marked as gone. Please check in again before voting."))
    try:
        with transaction.atomic():
            ballot = Ballot.objects.create(vote=vote, seat=seat, choice=choice)
    except IntegrityError:
        return _same(Ballot.objects.get(vote=vote, seat=seat), choice)
    label = str(Choice(choice).label)
    tell(events.BALLOT_CAST, who=by, what=ballot, vote=vote.question, choice=label)
    return ballot


def _same(before: Ballot, choice: str) -> Ballot:
    """Answer a repeated ballot: the first one counts."""
    if before.choice != choice:
        raise Refused(
            _("You have already voted: %(choice)s. A ballot once cast is not changed.")
            % {"choice": before.get_choice_display()}
        )
    return before


@transaction.atomic
def close_vote(vote: Vote, *, by: User) -> Vote:
    """Close and count by the meeting's rule; late ballots are refused from here on."""
    locked(vote.meeting)
    vote = locked(vote)
    rows = vote.ballots.values_list("choice").annotate(n=Count("pk")).order_by()
    chair = vote.ballots.filter(seat__role=SeatRole.CHAIR).values_list("choice", flat=True).first()
    result = count(
        RULES[vote.rule], dict(rows), total=vote.total, present=vote.present, chair=chair
    )
    vote.agree, vote.disagree, vote.no_opinion, vote.other = (result.counts[c] for c in Choice.values)
    vote.closed_at, vote.passed, vote.tie = now(), result.passed, result.tie
    fields = ("agree", "disagree", "no_opinion", "other", "closed_at", "passed", "tie")
    vote.move_to(VoteState.CLOSED, *fields)
    tell(
        events.VOTE_CLOSED,
        who=by,
        what=vote,
        passed=vote.passed,
        agree=vote.agree,
        disagree=vote.disagree,
        no_opinion=vote.no_opinion,
    )
    return vote


@transaction.atomic
def announce_vote(vote: Vote, *, by: User) -> Vote:
    """Announce the result; it stays on everybody's screen."""
    locked(vote.meeting)
    vote = locked(vote)
    vote.move_to(VoteState.ANNOUNCED)
    tell(events.VOTE_ANNOUNCED, who=by, what=vote)
    return vote


@transaction.atomic
def void_vote(vote: Vote, *, reason: str, by: User) -> Vote:
    """Declare a vote void with a reason; it is kept, and may be repeated as a new one."""
    if not reason.strip():
        raise Refused(_("Please give the reason why the vote is void."))
    locked(vote.meeting)
    vote = locked(vote)
    vote.void_reason = reason.strip()[:300]
    vote.move_to(VoteState.VOID, "void_reason")
    tell(events.VOTE_VOIDED, who=by, what=vote, reason=vote.void_reason)
    return vote
