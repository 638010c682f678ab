"""Races for the ballot box: one person many times, and everybody against the chair who closes."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.refused import Refused
from journal.models import Entry
from journal.queries import broken
from meetings import actions
from meetings.models import Ballot, Meeting, Seat, Vote
from meetings.terms import Terms
from people.grants import grant_many
from people.models import User
from tests import world

pytestmark = pytest.mark.django_db(transaction=True)
VOTERS, HANDS = 200, 8


def run(work, number):
    """Do the work in so many threads at the same moment; answers what failed."""
    troubles, gate = [], threading.Barrier(number)

    def doing(n):
        try:
            gate.wait(30)
            work(n)
        except Exception as error:  # noqa: BLE001  told below, in the test's own thread
            troubles.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=doing, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert troubles == []


@pytest.mark.parametrize("same_act", [True, False])
def test_one_person_presses_twenty_times(same_act):
    """R9: two tabs, two tablets, a nervous finger: one ballot, one entry in the journal."""
    meeting, who = world.vote_open(), world.cast()
    vote, act = meeting.votes.get(), uuid.uuid4()
    url, answers = reverse("meetings:cast", args=[vote.pk]), []
    sessions = [Client() for _ in range(20)]
    for client in sessions:
        client.force_login(who.binh)

    def press(n):
        body = {"choice": "agree", "act": str(act if same_act else uuid.uuid4())}
        answers.append(sessions[n].post(url, body, headers={"HX-Request": "true"}).status_code)

    run(press, 20)
    assert set(answers) <= {200, 204}  # the first with one's own part, the same act again without
    assert len(answers) == 20
    assert Ballot.objects.count() == 1
    assert Entry.objects.filter(event="meetings.ballot_cast").count() == 1
    assert list(broken()) == []


def test_one_person_says_different_things_at_once():
    meeting, who = world.vote_open(), world.cast()
    vote, seat = meeting.votes.get(), meeting.seats.get(user=who.binh)
    refused = []

    def say(n):
        try:
            actions.cast_ballot(vote, seat, ["agree", "disagree", "no_opinion"][n % 3], by=who.binh)
        except Refused:
            refused.append(n)

    run(say, 9)
    assert (Ballot.objects.count(), len(refused)) == (1, 6)


def _crowd(way="open"):
    """A meeting with an open vote of two hundred."""
    meeting = world.in_session()
    names = [User(username=f"v{n:03}", full_name=f"Đại biểu {n}") for n in range(VOTERS)]
    users = User.objects.bulk_create(names)
    here = {"meeting": meeting, "arrived_at": meeting.opened_at}
    Seat.objects.bulk_create(Seat(user=user, **here) for user in users)
    grant_many(users, meeting, "see_meeting", "sit")
    meeting.seats.exclude(user__in=users).update(votes=False)
    terms = Terms(way=way)
    vote = actions.prepare_vote(meeting, question="Thông qua?", terms=terms, by=meeting.chair)
    return actions.open_vote(vote, by=meeting.chair), list(meeting.seats.filter(user__in=users))


WAYS = {"open": "meetings.ballot_cast", "secret": "meetings.secret_ballot_cast"}


@pytest.mark.parametrize("way", WAYS)
def test_the_chair_closes_in_the_middle(way):
    """R10: ballots = counted = told; late ones are refused; the result never changes after."""
    vote, seats = _crowd(way)
    taken, late = [], []

    def hand(n):
        if n == HANDS:
            while Ballot.objects.count() < VOTERS // 3:
                pass
            actions.close_vote(vote, by=vote.meeting.chair)
            return
        for seat in seats[n::HANDS]:
            try:
                actions.cast_ballot(vote, seat, "agree", by=seat.user)
                taken.append(seat.pk)
            except Refused:
                late.append(seat.pk)

    run(hand, HANDS + 1)
    closed = Vote.objects.get(pk=vote.pk)
    assert closed.agree == len(taken) == Ballot.objects.count()
    assert Entry.objects.filter(event=WAYS[way]).count() == closed.agree
    assert len(taken) + len(late) == VOTERS
    assert late, "the chair closed too late to race with anybody"
    last = Entry.objects.filter(event__in=(WAYS[way], "meetings.vote_closed"))
    assert last.latest("seq").event == "meetings.vote_closed"
    assert list(broken()) == []


def test_one_person_s_two_tabs_in_a_secret_vote():
    """Twenty presses of different acts: one ballot in the urn, the others are told since when it is there."""
    meeting, who = world.in_session(), world.cast()
    terms = Terms(way="secret")
    vote = actions.prepare_vote(meeting, question="Kín?", terms=terms, by=who.an)
    vote, seat = actions.open_vote(vote, by=who.an), meeting.seats.get(user=who.binh)
    refused = []

    def press(n):
        try:
            actions.cast_ballot(vote, seat, ["agree", "disagree"][n % 2], by=who.binh)
        except Refused as sentence:
            refused.append(str(sentence))

    run(press, 20)
    assert len(refused) == 19
    assert all("hòm phiếu" in sentence for sentence in refused)
    closed = actions.close_vote(vote, by=who.an)
    assert closed.agree + closed.disagree == 1


def test_two_chairs_open_two_votes_at_once():
    meeting = world.in_session()
    votes = [actions.prepare_vote(meeting, question=f"Câu {n}", by=meeting.chair) for n in range(4)]
    refused = []

    def open_it(n):
        try:
            actions.open_vote(votes[n], by=meeting.chair)
        except Refused:
            refused.append(n)

    run(open_it, 4)
    assert (Vote.objects.filter(state="open").count(), len(refused)) == (1, 3)


def test_two_chairs_move_on_at_once():
    meeting = Meeting.objects.get(pk=world.in_session().pk)
    items = list(meeting.items.all())
    run(lambda n: actions.start_item(items[n % 2], by=meeting.chair), 6)
    assert meeting.items.filter(state="current").count() == 1


def test_everybody_asks_to_speak_at_once():
    meeting, who = world.in_session(), world.cast()
    seats = [meeting.seats.get(user=person) for person in (who.an, who.binh)]
    run(lambda n: actions.ask_to_speak(seats[n % 2], by=seats[n % 2].user), 8)
    assert meeting.speakings.count() == 2
