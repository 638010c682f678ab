"""Three hundred people at the door at once: nobody is lost, nobody is double, and each costs little."""

import threading
import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.models import Entry
from journal.queries import broken
from meetings import actions
from meetings.models import Passage, Seat
from people.models import User
from tests import world
from tests.meetings.balloting import committee, put

PEOPLE, HANDS = 300, 8
MOST = 14  # statements of one check-in in session, savepoints too
MOST_PRESSED = 24  # statements of the whole press: who it is, done once, the act, the answer
PATIENCE = 60  # seconds: the demand is 10 on a quiet machine, see docs/acceptance.md


def crowd(meeting, number):
    users = User.objects.bulk_create(
        User(username=f"c{n:03}", full_name=f"Đại biểu {n}") for n in range(number)
    )
    Seat.objects.bulk_create(Seat(meeting=meeting, user=user) for user in users)
    return list(meeting.seats.filter(user__in=users).select_related("user"))


@pytest.mark.django_db(transaction=True)
def test_three_hundred_check_in_at_once():
    meeting = world.convened()
    seats, troubles = crowd(meeting, PEOPLE), []
    gate = threading.Barrier(HANDS)

    def hand(n):
        try:
            gate.wait(30)
            for seat in seats[n::HANDS] + seats[(n + 1) % HANDS :: HANDS][:5]:  # some press twice
                actions.arrive(seat, by=seat.user)
        except Exception as error:  # noqa: BLE001  told below, in the test's own thread
            troubles.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=hand, args=(n,)) for n in range(HANDS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    took = time.monotonic() - began
    assert troubles == []
    here = [seat for seat in meeting.seats.all() if seat.present]
    assert len(here) == PEOPLE
    assert Passage.objects.count() == PEOPLE
    assert Entry.objects.filter(event="meetings.arrived").count() == PEOPLE
    assert list(broken()) == []
    print(f"{PEOPLE} check-ins in {took:.1f} s")
    assert took < PATIENCE


def test_a_check_in_costs_the_same_among_few_and_many(who):
    meeting = world.in_session()

    def cost(seat):
        with CaptureQueriesContext(connection) as asked:
            actions.arrive(seat, by=who.chi)
        return len(asked)

    few = cost(meeting.seats.get(user=who.chi))
    many = cost(crowd(meeting, PEOPLE)[0])
    assert few <= MOST
    assert many <= MOST


def _asked(client, url, **body):
    """How many statements a press costs, from the session to the commit."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, {"act": uuid.uuid4(), **body}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return [row["sql"] for row in asked.captured_queries]


def _reads(asked, table):
    return [sql for sql in asked if f'FROM "{table}"' in sql and sql.startswith("SELECT")]


def test_pressing_i_am_here_reads_nothing_twice(client, who):
    meeting = world.in_session()
    meeting.seats.update(arrived_at=None)
    client.force_login(who.binh)
    asked = _asked(client, reverse("meetings:arrive", args=[meeting.pk]))
    assert len(_reads(asked, "meetings_meeting")) == 1
    assert len(_reads(asked, "meetings_seat")) == 2  # one's own, and the quorum
    assert len(asked) <= MOST_PRESSED
    assert meeting.seats.get(user=who.binh).present


@pytest.mark.parametrize("way", ["open", "secret"])
def test_casting_a_ballot_reads_nothing_twice(client, who, way):
    vote = put(committee(who), who, way=way)
    client.force_login(who.binh)
    asked = _asked(client, reverse("meetings:cast", args=[vote.pk]), choice="agree")
    for table, times in (("meeting", 1), ("vote", 2), ("seat", 1), ("ballot", 1)):
        assert len(_reads(asked, f"meetings_{table}")) == times, (table, asked)
    assert len(asked) <= MOST_PRESSED
    assert vote.ballots.filter(seat__user=who.binh).count() == 1
