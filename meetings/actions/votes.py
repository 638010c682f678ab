"""A vote from its wording to its result: prepared, opened with a frozen list, closed by the rule, announced, repeated."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.actions.urns import destroy_urn, empty_urn, place_urn
from meetings.models import Item, Meeting, Vote, VoteWay
from meetings.models.votes import Choice
from meetings.queries.deciding import counted, entitled_now, quorum_by
from meetings.states import MeetingState, VoteState
from meetings.tally import OTHER, SECRET, Tally, rules_of
from meetings.terms import TELLERS, Terms
from people.models import User

RESULT = ("agree", "disagree", "no_opinion", "other", "base", "needed", "passed", "tie", "waits")


@transaction.atomic
def prepare_vote(
    meeting: Meeting, *, question: str, by: User, item: Item | None = None, terms: Terms | None = None
) -> Vote:  # fmt: skip
    """Word the question and say how it is voted; it is not open yet."""
    question = " ".join(question.split())
    if not question:
        raise Refused(_("Please write the question that is put to the vote."))
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    terms = _checked(meeting, terms or Terms())
    vote = Vote.objects.create(
        meeting=meeting, item=item, question=question[:500], rule=terms.rule, way=terms.way,
        with_other=terms.other, with_codes=terms.codes, hold_result=terms.hold,
    )  # fmt: skip
    tell(events.VOTE_PREPARED, who=by, what=vote, rule=vote.rule, way=vote.way)
    return vote


def _checked(meeting: Meeting, terms: Terms) -> Terms:
    """Return the terms as the rule allows them; refuse what it does not know."""
    rules = {rule.name: rule for rule in rules_of(meeting.kind, timezone.localdate(now()))}
    rule = rules.get(terms.rule or next(iter(rules)))
    if rule is None:
        raise Refused(_("A meeting of this kind does not decide by this rule."))
    if terms.way not in rule.ways:
        raise Refused(_("This rule does not allow this way of voting."))
    by_name, secret = terms.way == VoteWay.OPEN, terms.way == VoteWay.SECRET
    other = terms.other and by_name and OTHER in rule.options
    return Terms(rule.name, terms.way, other, terms.codes and secret, terms.hold)


@transaction.atomic
def open_vote(vote: Vote, *, by: User) -> Vote:
    """Open the vote: rule, quorum (which must be reached) and who may vote are frozen now."""
    meeting = locked(vote.meeting)
    vote = locked(vote)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    if meeting.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(_("Another vote is open. Close it first."))
    _may_be_counted(vote)
    vote.rule = _still_known(meeting, vote.rule)
    rule, here = quorum_by(meeting, vote.rule)
    if not here.reached:
        raise Refused(
            _("Not enough members are here: %(present)s of %(total)s, %(needed)s are needed.")
            % vars(here)
        )
    seats, vote.recused = entitled_now(meeting, vote.item_id)
    if not seats:
        raise Refused(_("Nobody who is here may vote on this item."))
    vote.opened_at, vote.rule_since, vote.quorum_needed = now(), rule.since, here.needed
    vote.total, vote.present = here.total, here.present
    frozen = ("opened_at", "rule", "rule_since", "quorum_needed", "total", "present", "recused")
    vote.move_to(VoteState.OPEN, *frozen)
    vote.entitled.set(seats)
    if vote.way == SECRET:
        place_urn(vote, room=len(seats))
    tell(events.VOTE_OPENED, who=by, what=vote, total=vote.total, present=vote.present)
    return vote


def _still_known(meeting: Meeting, name: str) -> str:
    """Return the rule's name; the usual one when the meeting's kind was changed and does not know it."""
    known = [rule.name for rule in rules_of(meeting.kind, timezone.localdate(now()))]
    return name if name in known else known[0]


def _may_be_counted(vote: Vote) -> None:
    """Refuse to hand out paper ballots that nobody is named to count."""
    if vote.way == VoteWay.PAPER and vote.tellers.count() < TELLERS:
        raise Refused(
            _("Please choose the counting board first: at least three, one of them head.")
        )


@transaction.atomic
def close_vote(vote: Vote, *, by: User) -> Vote:
    """Close and count by the vote's rule; late ballots are refused from here on."""
    locked(vote.meeting)
    vote = locked(vote)
    if vote.way == VoteWay.PAPER:
        raise Refused(_("A vote on paper closes when the counting board has confirmed its count."))
    if vote.state != VoteState.OPEN:
        vote.move_to(VoteState.CLOSED)  # which says what it is and why not
    numbers, vote.codes = empty_urn(vote) if vote.way == SECRET else (None, [])
    return settle(vote, counted(vote, numbers), by=by)


def settle(vote: Vote, tally: Tally, *, by: User) -> Vote:
    """Write the result down and close; the caller holds the locks."""
    counts: dict[str, Any] = dict(tally.counts)
    for choice, number in counts.items():
        setattr(vote, choice, number)
    vote.base, vote.needed, vote.tie, vote.waits = tally.base, tally.needed, tally.tie, tally.waits
    vote.closed_at, vote.passed = now(), None if tally.waits else tally.passed
    vote.move_to(VoteState.CLOSED, "closed_at", "codes", "invalid", *RESULT)
    tell(
        events.VOTE_CLOSED,
        who=by,
        what=vote,
        passed=vote.passed,
        **counts,
    )
    return vote


@transaction.atomic
def say_side(vote: Vote, side: str, *, by: User) -> Vote:
    """Decide a secret vote with even sides: the chair says in the open which side the chair is on."""
    locked(vote.meeting)
    vote = locked(vote)
    if not vote.waits or vote.state != VoteState.CLOSED:
        raise Refused(_("This vote does not wait for the chair's side."))
    if side not in (Choice.AGREE, Choice.DISAGREE):
        raise Refused(_("Please choose one of the two sides."))
    vote.side, vote.waits, vote.passed = side, False, side == Choice.AGREE
    vote.save(update_fields=["side", "waits", "passed"])
    tell(events.SIDE_SAID, who=by, what=vote, side=str(Choice(side).label), passed=vote.passed)
    return vote


@transaction.atomic
def announce_vote(vote: Vote, *, by: User) -> Vote:
    """Announce the result; it stays on everybody's screen."""
    locked(vote.meeting)
    vote = locked(vote)
    if vote.waits:
        raise Refused(_("The sides are even: the chair first says which side decides."))
    vote.move_to(VoteState.ANNOUNCED)
    tell(events.VOTE_ANNOUNCED, who=by, what=vote)
    return vote


@transaction.atomic
def void_vote(vote: Vote, *, reason: str, by: User) -> Vote:
    """Declare a vote void with a reason; it is kept, and may be repeated as a new one."""
    if not reason.strip():
        raise Refused(_("Please give the reason why the vote is void."))
    meeting = locked(vote.meeting)
    vote = locked(vote)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its votes are no longer changed."))
    vote.void_reason = " ".join(reason.split())[:300]
    vote.closed_at = vote.closed_at or now()
    vote.move_to(VoteState.VOID, "void_reason", "closed_at")
    destroy_urn(vote)
    tell(events.VOTE_VOIDED, who=by, what=vote, reason=vote.void_reason)
    return vote


@transaction.atomic
def repeat_vote(vote: Vote, *, by: User) -> Vote:
    """Prepare a void vote once more, on the same terms; both are kept, the new one names the old."""
    meeting = locked(vote.meeting)
    vote = locked(vote)
    if vote.state != VoteState.VOID:
        raise Refused(_("Only a vote that was declared void is repeated."))
    if again := vote.repetitions.exclude(state=VoteState.VOID).first():
        return again
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    again = Vote.objects.create(
        meeting=meeting, item=vote.item, question=vote.question, rule=vote.rule, way=vote.way,
        with_other=vote.with_other, with_codes=vote.with_codes, hold_result=vote.hold_result,
        repeats=vote,
    )  # fmt: skip
    tell(events.VOTE_REPEATED, who=by, what=again, repeats=vote.pk)
    return again
