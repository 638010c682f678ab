"""Votes as tables for Excel: heads and rows, in the reader's language."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.sheet import Cell
from meetings.models import Vote, VoteWay
from meetings.models.votes import Choice
from meetings.queries.results import explanation, not_voted
from meetings.queries.votes import VotePage

Table = tuple[list[str], list[Sequence[Cell]]]


def all_votes(votes: list[Vote]) -> Table:
    """Return the votes with their figures, one a row."""
    heads = [
        _("No."), _("Question"), _("Item of the agenda"), _("How it is voted"), _("State"), _("Opened"), _("Closed"),
        _("With a vote"), _("Present"), _("Recused"), pgettext("vote", "Agree"), pgettext("vote", "Disagree"), pgettext("vote", "No opinion"), _("Other opinion"),
        _("Invalid"), _("Not voted"), _("Needed"), _("Result"),
    ]  # fmt: skip
    return heads, [_row(number, vote) for number, vote in enumerate(votes, start=1)]


def _row(number: int, vote: Vote) -> Sequence[Cell]:
    return [
        number, vote.question, str(vote.item or ""), vote.get_way_display(), vote.get_state_display(),
        _moment(vote.opened_at), _moment(vote.closed_at), vote.total, vote.present, vote.recused, vote.agree,
        vote.disagree, vote.no_opinion, vote.other, vote.invalid, not_voted(vote), vote.needed,
        vote.void_reason or explanation(vote),
    ]  # fmt: skip


def one_vote(page: VotePage) -> Table:
    """Return the ballots by name; of a secret vote the receipts with their choices."""
    if page.vote.way != VoteWay.OPEN:
        return [_("Receipt"), _("Ballot")], [
            [code, str(Choice(choice).label)] for code, choice in page.vote.codes
        ]
    heads = [_("Name"), _("Post"), _("Ballot"), _("Other opinion"), _("At")]
    rows: list[Sequence[Cell]] = [
        [str(b.seat.user), b.seat.title, b.get_choice_display(), b.text, _moment(b.at)]
        for b in page.ballots
    ]
    rows += [[str(seat.user), seat.title, _("Not voted"), "", ""] for seat in page.waiting]
    return heads, rows


def _moment(moment: object) -> str:
    return date_format(localtime(moment), "H:i:s d/m/Y") if moment else ""  # type: ignore[arg-type]
