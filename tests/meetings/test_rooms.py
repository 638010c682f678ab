"""Rooms: held once, named to who may know, archived and never deleted; people wanted in two places."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from core.clock import now, today
from core.refused import Refused
from meetings import actions
from meetings.forms import MeetingForm
from meetings.models import Meeting, Room, SessionKind
from meetings.queries import rooms as queries
from people.models import Post
from tests import world

START = timedelta(days=3)


@pytest.fixture
def room(who):
    return actions.add_room(
        name="Phòng họp số 1", address="Tầng 2", places=20, shape="u", by=who.chi
    )


@pytest.fixture
def admin(who):
    Post.objects.create(user=who.dung, unit=who.committee, title="Quản trị", role="administrator")
    who.dung.__dict__.pop("known_roles", None)
    return who.dung


def plan(who, room, title="Phiên họp kín", begins=0.0, hours=2.0, *, by=None, **more):
    starts = now().replace(minute=0, second=0, microsecond=0) + START + timedelta(hours=begins)
    return actions.plan_meeting(
        title=title, unit=who.committee, chair=who.an, starts_at=starts,
        ends_at=starts + timedelta(hours=hours), by=by or who.chi, room=room, **more,
    )  # fmt: skip


def test_a_room_gives_the_meeting_its_place(who, room):
    meeting = plan(who, room)
    assert meeting.place == "Phòng họp số 1, Tầng 2"
    other = actions.add_room(name="Phòng họp số 2", by=who.chi)
    meeting = actions.change_meeting(meeting, room=other, by=who.chi)
    assert Meeting.objects.get(pk=meeting.pk).place == "Phòng họp số 2"


@pytest.mark.parametrize(
    ("begins", "hours", "refused"),
    [(0, 2, True), (1.5, 2, True), (-1, 1.5, True), (0.5, 0.5, True), (2, 1, True), (2.25, 1, False), (-2, 1.75, False), (-1, 1, True)],
)  # fmt: skip
def test_a_room_is_held_once_with_time_to_set_it_up(who, room, begins, hours, refused):
    plan(who, room)
    if not refused:
        assert plan(who, room, "Phiên khác", begins, hours).room == room
        return
    with pytest.raises(Refused, match="Phiên họp kín"):
        plan(who, room, "Phiên khác", begins, hours)


def test_only_setting_up_is_missing_who_plans_may_say_all_the_same(who, room):
    plan(who, room)
    assert plan(who, room, "Phiên sau", begins=2, room_anyway=True).room == room


def test_two_meetings_at_once_only_an_administrator_books(who, room, admin):
    plan(who, room)
    with pytest.raises(Refused):
        plan(who, room, "Phiên khác", room_anyway=True)
    with pytest.raises(Refused):
        plan(who, room, "Phiên khác", by=admin)
    assert plan(who, room, "Phiên khác", by=admin, room_anyway=True).room == room


def test_who_may_not_see_the_other_meeting_learns_only_when(who, room):
    meeting = plan(who, room)
    found = queries.clashes(room, meeting.starts_at, meeting.ends_at, reader=who.dung)
    assert [one.title for one in found] == [""]
    assert "Phiên họp kín" not in str(found[0])
    assert f"{timezone_hour(meeting)}" in str(found[0])


def timezone_hour(meeting):
    from django.utils.timezone import localtime

    return f"{localtime(meeting.starts_at):%H:%M}"


def test_a_cancelled_or_early_closed_meeting_frees_the_room(who, room):
    meeting = plan(who, room)
    actions.cancel_meeting(meeting, reason="Bão", by=who.chi)
    other = plan(who, room, "Phiên khác")
    Meeting.objects.filter(pk=other.pk).update(
        state="closed", closed_at=other.starts_at + timedelta(minutes=30)
    )
    assert plan(who, room, "Phiên ba", begins=1).room == room


def test_moving_a_meeting_is_checked_too_but_not_against_itself(who, room):
    meeting = plan(who, room)
    plan(who, room, "Phiên sau", begins=4)
    later = meeting.starts_at + timedelta(minutes=30)
    moved = actions.change_meeting(
        meeting, starts_at=later, ends_at=later + timedelta(hours=2), by=who.chi
    )
    assert moved.starts_at == later
    with pytest.raises(Refused):
        actions.change_meeting(moved, ends_at=later + timedelta(hours=5), by=who.chi)


def test_the_form_says_the_clash_beside_the_room(who, room):
    plan(who, room)
    kind = SessionKind.objects.first()
    starts = now().replace(minute=0, second=0, microsecond=0) + START
    data = {
        "title": "Phiên khác", "unit": who.committee.pk, "chair": who.an.pk, "room": room.pk,
        "starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat(),
        "session_kind": kind.pk if kind else "",
    }  # fmt: skip
    form = MeetingForm(data, user=who.chi)
    assert not form.is_valid()
    assert "Phiên họp kín" in str(form.errors["room"])


def test_a_room_in_use_is_not_archived_and_an_archived_one_not_booked(who, room):
    meeting = plan(who, room)
    with pytest.raises(Refused):
        actions.archive_room(room, by=who.chi)
    actions.cancel_meeting(meeting, reason="Bão", by=who.chi)
    actions.archive_room(room, by=who.chi)
    with pytest.raises(Refused):
        plan(who, room)
    actions.restore_room(room, by=who.chi)
    assert plan(who, room).room == room


def test_who_is_invited_twice_is_named(who, room):
    first, second = plan(who, room), plan(who, None, "Giao ban", begins=1)
    actions.invite(first, [who.binh], by=who.chi)
    actions.invite(second, [who.binh], by=who.chi)
    named = {(row.who, row.other) for row in queries.people_clashes(first, who.chi)}
    assert ("Trần Thị Bình", "Giao ban") in named
    hidden = {(row.who, row.other) for row in queries.people_clashes(first, who.dung)}
    assert ("Trần Thị Bình", "") in hidden
    third = plan(who, None, "Sáng mai", begins=24)
    assert queries.people_clashes(third, who.chi) == []


def test_the_calendar_shows_names_to_who_may_know(client, who, room):
    meeting = plan(who, room)
    day = f"{meeting.starts_at.astimezone():%Y-%m-%d}"
    for person, seen in ((who.an, True), (who.dung, False)):
        client.force_login(person)
        for show in ("", "&show=week"):
            page = client.get(f"/meetings/rooms/?day={day}{show}").content.decode()
            assert ("Phiên họp kín" in page) is seen
    assert client.get("/meetings/rooms/?day=9999-99-99").status_code == 200
    assert today().strftime("%d/%m/%Y") in client.get("/meetings/rooms/?day=x").content.decode()


def test_clerks_and_administrators_edit_rooms_nobody_else(client, who, room, admin):
    for person, status in ((who.chi, 200), (admin, 200), (who.binh, 403), (who.an, 403)):
        client.force_login(person)
        assert client.get(f"/meetings/rooms/{room.pk}/edit/").status_code == status
        assert client.get(f"/meetings/rooms/{room.pk}/").status_code == 200
    client.force_login(who.chi)
    bad = {"name": room.name, "shape": "u", "places": 0, "setup_minutes": 9999}
    assert client.post("/meetings/rooms/new/", bad).status_code == 422
    answer = client.post(f"/meetings/rooms/{room.pk}/move/", {"number": 2, "x": 413, "y": -7})
    assert answer.status_code == 302
    assert Room.objects.get(pk=room.pk).moved == {"2": [420, 40]}
    assert (
        client.post(f"/meetings/rooms/{room.pk}/move/", {"number": 99, "x": 1, "y": 1}).status_code
        == 409
    )
    assert client.post(f"/meetings/rooms/{room.pk}/move/", {"number": "x"}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_clerks_book_the_same_room_in_the_same_moment(who, room):
    done, refused = [], []

    def book(title):
        try:
            done.append(plan(world.cast(), Room.objects.get(pk=room.pk), title))
        except Refused as sentence:
            refused.append(str(sentence))
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=(f"Phiên {n}",)) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(done), len(refused)) == (1, 1)
