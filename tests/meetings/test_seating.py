"""The seat plan: by protocol, by hand, live states in words, printed; five seats and three hundred."""

import re

import pytest

from core.refused import Refused
from meetings import actions, boards, queries, seat_sheets
from meetings.models import Meeting, Seat, SeatPlan, Shape
from meetings.queries import Sight
from meetings.queries.seatmap import plan_of
from people.models import User
from realtime.topics import KINDS
from tests import world


@pytest.fixture
def meeting(who):
    return world.in_session()


def seat(meeting, person):
    return Seat.objects.get(meeting=meeting, user=person)


def states(meeting):
    html = KINDS["seating"].render(meeting.pk, "seatstates", "sit", "vi")
    told = re.search(r'states="([^"]*)"', html)[1]
    return dict(row.split(":") for row in told.split())


def test_without_a_plan_everybody_sits_by_protocol(meeting, who):
    people = queries.seats(meeting)
    plan = plan_of(meeting, people)
    assert plan.pk is None
    assert {str(s.user): s.place for s in people} == {
        "Nguyễn Văn An": 1, "Trần Thị Bình": 2, "Lê Thị Chi": 3,
    }  # fmt: skip


def test_the_plan_follows_the_room_and_stays_when_the_room_changes(meeting, who):
    room = actions.add_room(name="Phòng họp", shape="round", places=8, by=who.chi)
    Meeting.objects.filter(pk=meeting.pk).update(room=room)
    meeting = Meeting.objects.get(pk=meeting.pk)
    plan = actions.place_all(meeting, by=who.chi)
    assert (plan.shape, plan.places) == (Shape.ROUND, 8)
    actions.change_room(room, shape="hall", places=100, by=who.chi)
    assert plan_of(meeting, queries.seats(meeting)).shape == Shape.ROUND


def test_two_people_change_places(meeting, who):
    actions.place_all(meeting, by=who.chi)
    actions.place_seat(seat(meeting, who.binh), 1, by=who.chi)
    assert (seat(meeting, who.binh).place, seat(meeting, who.an).place) == (1, 2)
    actions.place_seat(seat(meeting, who.an), None, by=who.chi)
    actions.place_seat(seat(meeting, who.an), 1, by=who.chi)
    assert (seat(meeting, who.an).place, seat(meeting, who.binh).place) == (1, None)
    with pytest.raises(Refused):
        actions.place_seat(seat(meeting, who.an), 999, by=who.chi)


def test_fewer_places_leave_the_last_without_one(meeting, who):
    actions.place_all(meeting, by=who.chi)
    actions.lay_out(meeting, shape="rows", places=2, by=who.chi)
    assert seat(meeting, who.chi).place is None
    for shape, places in (("rows", 0), ("rows", 601), ("heart", 5)):
        with pytest.raises(Refused):
            actions.lay_out(meeting, shape=shape, places=places, by=who.chi)


def test_the_states_are_told_in_a_few_letters(meeting, who):
    an, binh, chi = (str(seat(meeting, p).pk) for p in (who.an, who.binh, who.chi))
    assert states(meeting) == {an: "h", binh: "h", chi: "u"}
    speaking = actions.ask_to_speak(seat(meeting, who.binh), by=who.binh)
    assert states(meeting)[binh] == "hA"
    actions.call_speaker(speaking, by=who.an)
    assert states(meeting)[binh] == "hS"
    actions.leave(seat(meeting, who.binh), by=who.chi)
    assert states(meeting)[binh][0] == "l"


def test_who_has_voted_is_seen_in_an_open_vote_never_in_a_secret_one(meeting, who):
    vote = actions.prepare_vote(meeting, question="Thông qua", by=who.an)
    actions.open_vote(vote, by=who.an)
    actions.cast_ballot(vote, seat(meeting, who.binh), "disagree", by=who.binh)
    binh = str(seat(meeting, who.binh).pk)
    assert states(meeting)[binh] == "hV"
    html = KINDS["seating"].render(meeting.pk, "seatmap", "sit", "vi")
    assert "Không tán thành" not in html
    assert "đã biểu quyết" in html
    type(vote).objects.filter(pk=vote.pk).update(way="secret")
    assert states(meeting)[binh] == "h"


def test_why_somebody_declined_is_not_told(who):
    meeting = world.convened()
    actions.answer(meeting.seats.get(user=who.binh), accept=False, reason="Nằm viện", by=who.binh)
    html = KINDS["seating"].render(meeting.pk, "seatmap", "sit", "vi")
    assert "Nằm viện" not in html
    assert 'data-state="declined"' in html


def test_the_page_shows_drawing_and_table_to_the_table_only(client, meeting, who):
    for person, status in ((who.an, 200), (who.binh, 200), (who.dung, 404)):
        client.force_login(person)
        page = client.get(f"/meetings/{meeting.pk}/seats/")
        assert page.status_code == status
    client.force_login(who.binh)
    page = client.get(f"/meetings/{meeting.pk}/seats/").content.decode()
    assert page.count('class="place"') == 3
    assert page.count('<tr data-seat="') == 3
    assert client.get(f"/meetings/{meeting.pk}/seats/plan/").status_code == 403


def test_places_are_given_without_javascript(client, meeting, who):
    client.force_login(who.chi)
    page = f"/meetings/{meeting.pk}/seats/plan/"
    assert client.get(page).status_code == 200
    row = seat(meeting, who.chi)
    answer = client.post(f"/meetings/{meeting.pk}/seats/{row.pk}/place/", {"place": "1"})
    assert answer["Location"] == page
    assert seat(meeting, who.chi).place == 1
    client.post(f"/meetings/{meeting.pk}/seats/plan/move/", {"number": 1, "x": 333, "y": 222})
    assert SeatPlan.objects.get(meeting=meeting).moved == {"1": [340, 220]}
    assert (
        client.post(
            f"/meetings/{meeting.pk}/seats/{row.pk}/place/", {"place": "9" * 30}
        ).status_code
        == 409
    )


def test_after_the_meeting_the_plan_stays(meeting, who):
    actions.place_all(meeting, by=who.chi)
    actions.close_meeting(meeting, by=who.an)
    with pytest.raises(Refused):
        actions.place_all(meeting, by=who.chi)


def crowd(meeting, number):
    User.objects.bulk_create(
        [User(username=f"m{n}", full_name=f"Đại biểu Số {n}") for n in range(number)]
    )
    people = User.objects.filter(username__startswith="m")
    Seat.objects.bulk_create(
        Seat(meeting=meeting, user=u, arrived_at=meeting.opened_at, title="Ủy viên", position=n + 3)
        for n, u in enumerate(people)
    )


def test_three_hundred_seats_in_few_queries_and_few_bytes(
    meeting, who, django_assert_max_num_queries
):
    crowd(meeting, 297)
    actions.place_all(meeting, by=who.chi)
    assert meeting.seats.filter(place=None).count() == 0
    meeting = Meeting.objects.get(pk=meeting.pk)
    with django_assert_max_num_queries(6):
        boards.context(Sight(meeting), "seating", "seatmap", "sit")
    with django_assert_max_num_queries(4):
        boards.context(Sight(meeting), "seating", "seatstates", "sit")
    pushed = KINDS["seating"].render(meeting.pk, "seatstates", "sit", "vi").encode()
    assert len(pushed) < 5_000


@pytest.mark.parametrize("people", [2, 297])
def test_plan_and_cards_are_printed(meeting, who, people):
    import io

    import pikepdf

    crowd(meeting, people)
    seats = queries.seats(meeting)
    plan = pikepdf.open(io.BytesIO(seat_sheets.plan_pdf(meeting, seats)))
    width, height = (float(n) for n in plan.pages[0].MediaBox[2:])
    assert width > height
    assert len(plan.pages) <= (1 if people == 2 else 3)
    cards = pikepdf.open(io.BytesIO(seat_sheets.cards_pdf(meeting, seats)))
    assert len(cards.pages) == -(-len(seats) // 2)
