"""Races for the consent block: an item moved back while the last ballots come in and the chair closes."""

import pytest

from core.refused import Refused
from journal.queries import broken
from meetings import actions
from meetings.models import ConsentBlock, ConsentItem, Vote
from tests import world
from tests.faults.test_race import run

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def opened():
    """The block of a meeting in session is being voted on; everybody agreed beforehand."""
    who, meeting = world.cast(), world.to_prepare("Phiên họp có khối")
    for person in (who.binh, who.dung):
        for item in meeting.items.all():
            actions.give_stance(item, meeting.seats.get(user=person), "agree", by=person)
    for person in (who.an, who.binh, who.dung):
        actions.arrive(meeting.seats.get(user=person), by=person)
    meeting = actions.open_meeting(meeting, by=who.an)
    return meeting, actions.open_block(meeting, by=who.an)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_an_item_is_either_moved_back_or_adopted_never_both(number):
    meeting, block = opened()
    who, refused = world.cast(), []
    first = meeting.items.first()
    ballots = [(p, meeting.seats.get(user=p)) for p in (who.an, who.binh, who.dung)]

    def press(n):
        try:
            if n == 3:
                actions.move_back(first, by=who.dung)
            else:
                person, seat = ballots[n]
                actions.cast_ballot(block.vote, seat, "agree", by=person)
        except Refused as refusal:
            refused.append((n, str(refusal)))

    run(press, 4)
    first.refresh_from_db()
    row = ConsentItem.objects.get(item=first)
    moved = row.moved_back_at is not None
    assert (first.state == "waiting") == moved
    assert bool(refused) != moved, "who came too late is told so, and only they"
    assert ConsentBlock.objects.get().state == "adopted"
    others = meeting.items.exclude(pk=first.pk)
    assert set(others.values_list("state", flat=True)) == {"done"}
    assert list(broken()) == []


def test_two_presses_on_adopt_make_one_vote():
    who, meeting = world.cast(), None
    meeting, block = opened()
    actions.void_vote(block.vote, reason="Thử lại", by=who.an)
    troubles = []

    def press(_n):
        try:
            actions.open_block(meeting, by=who.an)
        except Refused:
            troubles.append(1)

    run(press, 4)
    assert len(troubles) == 3
    assert Vote.objects.filter(state="open").count() == 1
    assert ConsentBlock.objects.filter(state="open").count() == 1


def test_every_item_moved_back_at_once_leaves_a_void_vote():
    meeting, block = opened()
    who, items = world.cast(), list(meeting.items.all())
    run(lambda n: actions.move_back(items[n % 3], by=(who.an, who.binh, who.dung)[n % 3]), 6)
    block.refresh_from_db()
    assert (block.state, Vote.objects.get(pk=block.vote_id).state) == ("void", "void")
    assert ConsentItem.objects.filter(moved_back_at__isnull=False).count() == 3
