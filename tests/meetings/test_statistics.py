"""Figures over meetings: who came, who spoke, how long, which units present; and only to those who may know."""

import io
import zipfile
from datetime import timedelta

import pytest

from core.clock import at, now, today
from meetings import actions
from meetings.models import Meeting
from meetings.queries.statistics import figures
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(who):
    """Bình came, spoke for two minutes and voted; the meeting is closed."""
    meeting = Meeting.objects.get(pk=world.vote_open().pk)
    actions.change_item(meeting.items.first(), unit=who.department, by=who.chi)
    seat = meeting.seats.get(user=who.binh)
    vote = meeting.votes.get(state="open")
    actions.cast_ballot(vote, seat, "agree", by=who.binh)
    actions.close_vote(vote, by=who.an)
    speaking = actions.ask_to_speak(seat, by=who.binh)
    actions.call_speaker(speaking, by=who.an)
    with at(now() + timedelta(minutes=2)):
        actions.end_speaking(speaking, by=who.an)
        actions.close_meeting(meeting, by=who.an)
    return meeting


def _figures(person):
    day = today()
    return figures(person, day - timedelta(days=2), day + timedelta(days=2))


def _line(person, of):
    return next((p for p in _figures(person).people if p.user == of), None)


def test_a_person_is_counted(who, held):
    line = _line(who.chi, who.binh)
    assert (line.invited, line.present, line.speeches, line.entitled, line.voted) == (1, 1, 1, 1, 1)
    assert 118 <= line.spoken <= 122


def test_a_member_sees_the_own_line_only(who, held):
    assert _line(who.binh, who.binh).present == 1
    assert _line(who.binh, who.an) is None


def test_a_stranger_sees_nothing(who, held):
    found = _figures(who.dung)
    assert (found.total, found.people, found.kinds, found.units) == (0, [], [], [])


def test_kinds_and_units_are_counted(who, held):
    found = _figures(who.an)
    assert found.kinds[0].counts["meetings"] == 1
    assert (
        sum(group.counts["items"] for group in found.units) == held.items.exclude(unit=None).count()
    )


def test_another_period_holds_nothing(client, who, held):
    client.force_login(who.an)
    answer = client.get("/meetings/statistics/", {"since": "2001-01-01", "until": "2001-12-31"})
    assert held.title not in answer.content.decode()
    assert str(who.binh) not in answer.content.decode()


@pytest.mark.parametrize("since", ["", "gần đây", "2026-02-31", "9999-99-99", "2030-01-01"])
def test_a_strange_period_is_no_error(client, who, held, since):
    client.force_login(who.an)
    assert (
        client.get("/meetings/statistics/", {"since": since, "until": "2026-01-01"}).status_code
        == 200
    )


@pytest.mark.parametrize("what", ["people", "kinds", "units"])
def test_each_table_goes_to_excel(client, who, held, what):
    client.force_login(who.an)
    answer = client.get(f"/meetings/statistics/{what}.xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row") >= 2


def test_many_meetings_ask_no_more(client, who, held, django_assert_max_num_queries):
    for number in range(6):
        made = Meeting.objects.get(pk=world.in_session(f"Phiên {number}").pk)
        actions.close_meeting(made, by=who.an)
    with django_assert_max_num_queries(12):
        assert _figures(who.an).total == 7
