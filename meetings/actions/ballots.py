"""Ballots: one a seat, never changed; by name, or into the urn of a secret vote."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from core.rows import only
from journal.book import tell
from meetings import events
from meetings.actions.urns import drop_ballot
from meetings.models import Ballot, Seat, Vote, VoteWay
from meetings.models.votes import Choice
from meetings.states import VoteState
from meetings.terms import TEXT
from meetings.urn import CHOICES, LETTERS, WELL_FORMED, new_code
from people.models import User


@transaction.atomic
def cast_ballot(
    vote: Vote, seat: Seat, choice: str, *, by: User, text: str = "", code: str = "", held: bool = False
) -> Ballot:  # fmt: skip
    """Cast the seat's one ballot; the same again is harmless, another is refused.

    ``text``: another opinion in its own words (by name only); ``code``: the receipt the voter's page has made
    (secret only). In a secret vote the ballot returned is the mark that the seat has voted; it says nothing more.
    ``held``: the meeting was locked in this transaction before vote and seat were read (``access.held_vote``).
    """
    if not held:
        meeting = locked(vote.meeting)
        vote, seat = Vote.objects.get(pk=vote.pk), Seat.objects.get(pk=seat.pk)
        vote.meeting = seat.meeting = meeting
    text = " ".join(text.split())[:TEXT]
    _sensible(vote, choice, text)
    if before := only(Ballot.objects.filter(vote=vote, seat=seat)):
        return _same(vote, before, choice, text)
    _may_vote(vote, seat, by)
    if vote.way == VoteWay.SECRET:
        return _into_the_urn(vote, seat, choice, code, by=by)
    seat.user = by
    ballot = Ballot.objects.create(vote=vote, seat=seat, choice=choice, text=text)
    label = str(Choice(choice).label)
    tell(events.BALLOT_CAST, who=by, what=ballot, vote=vote.question, choice=label)
    return ballot


def _sensible(vote: Vote, choice: str, text: str) -> None:
    """Refuse what is no answer to this vote."""
    asked = {*CHOICES, *([Choice.OTHER] if vote.with_other else [])}
    if choice not in asked:
        raise Refused(_("Please choose one of the answers."))
    if choice == Choice.OTHER and not text:
        raise Refused(_("Please write your other opinion."))


def _may_vote(vote: Vote, seat: Seat, by: User) -> None:
    """Refuse whose ballot does not count now."""
    if vote.way == VoteWay.PAPER:
        raise Refused(_("This vote is on paper: please use the ballot you were handed."))
    if vote.state != VoteState.OPEN:
        raise Refused(_("This vote is not open."))
    if seat.user_id != by.pk or not _listed(vote, seat):
        raise Refused(_("You are not on the list of this vote: it was fixed when the vote opened."))
    if not seat.present:
        raise Refused(_("You were marked as gone. Please check in again before voting."))


def _listed(vote: Vote, seat: Seat) -> bool:
    """Say whether the seat was on the list when the vote opened."""
    return bool(Vote.entitled.through.objects.filter(vote=vote, seat=seat).exists())


def _into_the_urn(vote: Vote, seat: Seat, choice: str, code: str, *, by: User) -> Ballot:
    """Mark the seat and put the ballot into the urn: two writes that nothing links."""
    code = "".join(code.upper().split()).replace("-", "")
    if code and not WELL_FORMED.fullmatch(code):
        raise Refused(
            _("The receipt's code must be ten of these letters: %(letters)s.")
            % {"letters": LETTERS}
        )
    seat.user = by
    drop_ballot(vote, choice, code or new_code())
    mark = Ballot.objects.create(vote=vote, seat=seat)
    tell(events.SECRET_BALLOT_CAST, who=by, what=mark, vote=vote.question)
    return mark


def _same(vote: Vote, before: Ballot, choice: str, text: str) -> Ballot:
    """Answer a repeated ballot: the first one counts."""
    at = {"at": timezone.localtime(before.at).strftime("%H:%M:%S")}
    if vote.way == VoteWay.SECRET:
        raise Refused(
            _("Your ballot has been in the urn since %(at)s. It is not taken out or changed.") % at
        )
    if (before.choice, before.text) != (choice, text):
        said = {"choice": before.get_choice_display(), **at}
        raise Refused(
            _("You have already voted: %(choice)s, at %(at)s. A ballot once cast is not changed.")
            % said
        )
    return before
