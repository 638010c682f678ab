"""A committee that votes: its session, its open votes, its ballots and its counting board."""

from meetings import actions
from meetings.models import Meeting
from meetings.terms import Terms
from people.models import User
from tests import world
from tests.meetings.table import seat


def committee(who):
    """A committee in session: An and Bình are here, and two more members."""
    meeting = world.in_session()
    Meeting.objects.filter(pk=meeting.pk).update(kind="committee")
    meeting.refresh_from_db()
    people = [User.objects.create_user(f"m{n}", full_name=f"Ủy viên {n}") for n in range(2)]
    for one in actions.invite(meeting, people, by=who.chi):
        actions.arrive(one, by=who.chi)
    return meeting


def put(meeting, who, question="Thông qua?", item=None, **terms):
    """A vote that is open."""
    vote = actions.prepare_vote(
        meeting, question=question, item=item, terms=Terms(**terms), by=who.an
    )
    return actions.open_vote(vote, by=who.an)


def cast(vote, *choices, **more):
    """Ballots of the first seats, in the order of the table."""
    for one, choice in zip(vote.entitled.order_by("position", "pk"), choices, strict=False):
        actions.cast_ballot(vote, one, choice, by=one.user, **more)


def counting_board(vote, who):
    """Bình heads it; with her the two members."""
    seats = [one for one in vote.meeting.seats.all() if one.user.username.startswith("m")]
    actions.choose_board(vote, seats, head=seat(vote.meeting, who.binh), by=who.an)
    return seats


GOOD = {
    "handed_out": 4, "collected": 4, "valid": 3, "invalid": 1, "agree": 3, "disagree": 0, "no_opinion": 0,
}  # fmt: skip
