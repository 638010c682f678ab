"""Paper ballots: the board is chosen, counts, a second member confirms, the result follows by the rule."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.actions.votes import settle
from meetings.models import PaperCount, Seat, Teller, Vote, VoteWay
from meetings.paper_count import FIELDS, TROUBLES, trouble
from meetings.queries.deciding import counted
from meetings.states import VoteState
from meetings.terms import TELLERS
from people.models import User


@transaction.atomic
def choose_board(vote: Vote, seats: list[Seat], *, head: Seat, by: User) -> list[Teller]:
    """Name the counting board of a vote on paper: at least three people at the table, one of them its head."""
    locked(vote.meeting)
    vote = _on_paper(vote, VoteState.PREPARED)
    chosen = {seat.pk: seat for seat in [head, *seats] if seat.meeting_id == vote.meeting_id}
    if len(chosen) < TELLERS:
        raise Refused(_("A counting board has at least three members."))
    vote.tellers.all().delete()
    board = [Teller(vote=vote, seat=seat, head=seat.pk == head.pk) for seat in chosen.values()]
    Teller.objects.bulk_create(board)
    names = ", ".join(str(teller) for teller in board)
    tell(events.BOARD_CHOSEN, who=by, what=vote, names=names, head=str(head))
    return board


@transaction.atomic
def enter_count(vote: Vote, numbers: Mapping[str, int], *, by: User) -> PaperCount:
    """Write down what the board counted; entered again it replaces what nobody has confirmed yet."""
    locked(vote.meeting)
    vote = _on_paper(vote, VoteState.OPEN)
    _on_board(vote, by)
    entitled = vote.entitled.count()
    if word := trouble(numbers, entitled):
        raise Refused(TROUBLES[word] % {"entitled": entitled})
    given: dict[str, Any] = {name: numbers[name] for name in FIELDS}
    given |= {"entered_by": by, "entered_at": now()}
    row, _made = PaperCount.objects.update_or_create(vote=vote, defaults=given)
    told: dict[str, Any] = {name: numbers[name] for name in FIELDS}
    tell(
        events.COUNT_ENTERED, who=by, what=vote,
        **told,
    )  # fmt: skip
    return row


@transaction.atomic
def confirm_count(row: PaperCount, *, by: User, seen: str | None = None) -> Vote:
    """Confirm the count as another member of the board; the vote closes and its result follows by the rule.

    ``seen``: the figures on the screen of who confirms (None: not asked); entered again meanwhile, it is refused.
    """
    locked(row.vote.meeting)
    vote = _on_paper(row.vote, VoteState.OPEN)
    row = locked(row)
    _on_board(vote, by)
    if row.entered_by_id == by.pk:
        raise Refused(_("Another member of the counting board confirms what you entered."))
    if seen is not None and seen != row.figures:
        raise Refused(_("The count was entered again meanwhile. Compare the new figures first."))
    row.confirmed_by, row.confirmed_at = by, now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    vote.invalid = row.invalid
    numbers = {"agree": row.agree, "disagree": row.disagree, "no_opinion": row.no_opinion}
    return settle(vote, counted(vote, numbers), by=by)


def _on_paper(vote: Vote, state: VoteState) -> Vote:
    """Return the vote locked, if it is on paper and where the board's work stands."""
    vote = locked(vote)
    if vote.way != VoteWay.PAPER:
        raise Refused(_("This vote is not on paper."))
    if vote.state != state:
        raise Refused(
            _("“%(what)s” is “%(now)s”: this is not the moment for it.")
            % {"what": vote, "now": vote.get_state_display()}
        )
    return vote


def _on_board(vote: Vote, by: User) -> None:
    if not vote.tellers.filter(seat__user=by).exists():
        raise Refused(_("Only members of the counting board count."))
