"""What a decision is counted from: the quorum by a rule, who may vote now, and the count of a vote's ballots."""

from django.db.models import Count
from django.utils import timezone

from core.clock import now
from meetings.models import Meeting, Recusal, Seat, Vote, VoteWay
from meetings.queries.floor import counts_here
from meetings.queries.session import quorum_of
from meetings.quorum import Quorum
from meetings.tally import Rule, Tally, count, rule_on


def rule_of(vote: Vote) -> Rule:
    """Return the version of the rule the vote was opened under; before, the one in force today."""
    return rule_on(vote.rule, vote.rule_since or timezone.localdate(now()))


def quorum_by(meeting: Meeting, name: str) -> tuple[Rule, Quorum]:
    """Return the rule in force today and the quorum it asks for."""
    rule = rule_on(name, timezone.localdate(now()))
    return rule, quorum_of(meeting, share=rule.quorum)


def entitled_now(meeting: Meeting, item_id: int | None) -> tuple[list[Seat], int]:
    """Return the seats with a vote that are here and not recused from the item, and how many are recused."""
    here = [s for s in meeting.seats.filter(votes=True) if counts_here(s, meeting.kind)]
    away = set(Recusal.objects.filter(item=item_id).values_list("seat_id", flat=True))
    seats = [seat for seat in here if seat.pk not in away]
    return seats, len(here) - len(seats)


def deciding_seat(vote: Vote) -> Seat | None:
    """Return the seat whose side decides an even vote: the chair's, else of who runs the session in the chair's place."""
    meeting = vote.meeting
    for user_id in (meeting.chair_id, meeting.conductor_id):
        if user_id and (seat := vote.entitled.filter(user_id=user_id).first()):
            return seat
    return None


def counted(vote: Vote, numbers: dict[str, int] | None = None) -> Tally:
    """Count the vote by its rule: from its ballots by name, or from the ``numbers`` of an urn or a counting board."""
    rule, seat = rule_of(vote), deciding_seat(vote)
    secret = vote.way != VoteWay.OPEN
    if numbers is None:
        rows = vote.ballots.values_list("choice").annotate(n=Count("pk")).order_by()
        numbers = dict(rows)
    cast = vote.ballots.filter(seat=seat).first() if seat else None
    chair = cast.choice if cast and not secret else None
    unknown = secret and (cast is not None or (seat is not None and vote.way == VoteWay.PAPER))
    return count(
        rule, numbers, total=vote.total, present=vote.present - vote.recused, chair=chair,
        chair_unknown=unknown,
    )  # fmt: skip
