"""The meeting's page asks the database as often for a large meeting as for a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import actions, queries
from meetings.actions.papers import file_paper_bytes
from meetings.models import Ballot, Item, Meeting, Seat, Speaking
from meetings.states import Answer
from people.models import User
from tests import world

MOST = 25


def _asked(client, path):
    client.get(path)  # what a process learns once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def _more_items(meeting, who):
    rows = [
        Item(
            meeting=meeting, title=f"Việc {n}", position=n, presenter=who.binh, unit=who.department
        )
        for n in range(3, 101)
    ]
    Item.objects.bulk_create(rows)


def _more_seats(meeting, _who):
    """Three hundred, all here, all have voted, many wait to speak."""
    User.objects.bulk_create(
        [User(username=f"m{n}", full_name=f"Đại biểu {n}") for n in range(297)]
    )
    users = User.objects.filter(username__startswith="m")
    here = meeting.opened_at
    Seat.objects.bulk_create(
        Seat(meeting=meeting, user=u, answer=Answer.ACCEPTED, arrived_at=here, title="Ủy viên")
        for u in users
    )
    vote, seats = meeting.votes.get(), meeting.seats.filter(user__in=users)
    vote.entitled.set(seats)
    Ballot.objects.bulk_create(Ballot(vote=vote, seat=seat, choice="agree") for seat in seats)
    Speaking.objects.bulk_create(Speaking(meeting=meeting, seat=seat) for seat in seats[:100])


def _more_papers(meeting, who):
    item, content = meeting.items.first(), world.pdf("Phu luc", 1)
    for number in range(30):
        file_paper_bytes(
            meeting, content=content, name="a.pdf", title=f"Phụ lục {number}", item=item, by=who.chi
        )


def _more_conclusions(meeting, who):
    for number in range(30):
        actions.draft_conclusion(
            meeting, text=f"Kết luận {number}", kind="decision", lead=who.department,
            supporters=[who.committee], item=meeting.items.first(), by=who.chi,
        )  # fmt: skip


@pytest.mark.parametrize("username", ["an", "chi", "binh"])
@pytest.mark.parametrize("grow", [_more_items, _more_seats, _more_papers, _more_conclusions])
def test_a_large_meeting_asks_no_more(client, who, username, grow):
    meeting = Meeting.objects.get(pk=world.busy().pk)
    client.force_login(getattr(who, username))
    few = _asked(client, meeting.get_absolute_url())
    grow(meeting, who)
    assert _asked(client, meeting.get_absolute_url()) <= few <= MOST


@pytest.mark.parametrize("grow", [_more_items, _more_papers])
def test_the_plan_of_a_large_meeting_asks_no_more(client, who, grow):
    meeting = Meeting.objects.get(pk=world.draft().pk)
    client.force_login(who.chi)
    few = _asked(client, f"{meeting.get_absolute_url()}plan/")
    grow(meeting, who)
    assert _asked(client, f"{meeting.get_absolute_url()}plan/") <= few <= MOST


def test_the_list_asks_no_more_for_thirty_meetings(client, who):
    client.force_login(who.binh)
    world.convened("Phiên họp số 0")
    few = _asked(client, "/meetings/")
    for number in range(1, 30):
        world.convened(f"Phiên họp số {number}")
    assert _asked(client, "/meetings/") <= few <= MOST


def test_a_ballot_costs_the_same_among_few_and_many(who):
    meeting = Meeting.objects.get(pk=world.vote_open().pk)
    vote = meeting.votes.get()

    def cost(person):
        with CaptureQueriesContext(connection) as asked:
            actions.cast_ballot(vote, meeting.seats.get(user=person), "agree", by=person)
        return len(asked)

    alone = cost(who.an)
    _more_seats(meeting, who)
    vote.entitled.add(meeting.seats.get(user=who.binh))
    assert cost(who.binh) <= alone


def test_the_list_is_found_without_tone_marks(who):
    world.draft("Họp không giấy tháng 11")
    world.draft("Phiên họp thường kỳ")
    for words in ("hop khong giay", "HỌP KHÔNG GIẤY", "giay  hop", "khong giay 11"):
        found = queries.my_meetings(who.chi, words)
        assert [m.title for m in found.drafts] == ["Họp không giấy tháng 11"], words


def test_rehearsals_are_left_out(who):
    meeting = world.draft()
    Meeting.objects.filter(pk=meeting.pk).update(is_rehearsal=True)
    assert queries.my_meetings(who.binh).drafts == []


def test_planned_times_follow_the_lengths(who):
    meeting = world.draft()
    first, second = queries.agenda(meeting)
    times = queries.planned_times(meeting, [first, second])
    assert (times[second.pk] - times[first.pk]).total_seconds() == 20 * 60
