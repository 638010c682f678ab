"""A room tells everybody everything, each part rendered once per audience and language."""

import asyncio

import pytest
from django.db import OperationalError

from realtime import topics
from realtime.room import Room
from realtime.seating import Place
from realtime.topics import TopicKind
from tests.realtime.town import SIT, WORDS, Tablet, Town, play


@pytest.fixture
def town(monkeypatch):
    return Town(monkeypatch)


def test_a_newcomer_with_nothing_gets_everything(town):
    async def story():
        town.book.write("vote", lamp="on")
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        assert tablet.parts == {"agenda": "agenda 0 for sit in vi", "vote": "vote 1 for sit in vi"}
        assert (tablet.facts, tablet.ready) == ({"lamp": "on"}, 1)

    play(story())


def test_who_comes_back_gets_only_what_changed(town):
    async def story():
        town.book.write("vote")
        town.book.write("agenda", "mine")
        room, tablet = town.room(), Tablet(have=1)
        room.join(tablet, SIT, 1)
        await town.rest()
        assert tablet.parts == {"agenda": "agenda 1 for sit in vi"}
        assert tablet.told[0]["stale"] == ["mine"]
        assert len(tablet.told) == 1

    play(story())


def test_who_missed_nothing_is_told_nothing(town):
    async def story():
        town.book.write("vote")
        room, tablet = town.room(), Tablet(have=1)
        room.join(tablet, SIT, 1)
        await town.rest()
        assert (tablet.told, tablet.ready) == ([], 1)

    play(story())


def test_a_page_from_the_future_gets_everything(town):
    async def story():
        town.book.write("vote")
        room, tablet = town.room(), Tablet(have=99)
        room.join(tablet, SIT, 99)
        await town.rest()
        assert set(tablet.parts) == set(WORDS)

    play(story())


def test_a_thousand_newcomers_cost_one_rendering(town):
    async def story():
        town.book.write("vote", "agenda")
        room, tablets = town.room(), [Tablet() for _ in range(1000)]
        for tablet in tablets:
            room.join(tablet, SIT, 0)
        await town.rest()
        assert sorted(town.book.rendered) == [(word, "sit", "vi") for word in WORDS]
        assert {tablet.ready for tablet in tablets} == {1}

    play(story())


def test_a_part_is_rendered_once_for_each_audience_and_language(town):
    async def story():
        room, tablets = town.room(), [Tablet() for _ in range(30)]
        places = [Place("sit", "vi"), Place("sit", "en"), Place("run", "vi")]
        for number, tablet in enumerate(tablets):
            room.join(tablet, places[number % 3], 0)
        await town.rest()
        town.book.rendered.clear()
        room.hear(town.book.write("vote"))
        await town.rest()
        assert sorted(town.book.rendered) == sorted(("vote", *place) for place in places)
        assert tablets[2].parts["vote"] == "vote 1 for run in vi"

    play(story())


def test_facts_are_told_without_rendering(town):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        town.book.rendered.clear()
        room.hear(town.book.write(page=18))
        await town.rest()
        assert (town.book.rendered, tablet.facts, tablet.rev) == ([], {"page": 18}, 1)

    play(story())


def test_facts_do_not_wait_for_a_slow_rendering(monkeypatch):
    async def story():
        town = Town(monkeypatch, slow=0.2)
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        room.hear(town.book.write("vote"))
        await asyncio.sleep(0.02)
        room.hear(town.book.write(page=3))
        await asyncio.sleep(0.02)
        assert (tablet.facts, tablet.rev) == ({"page": 3}, 0)  # told, and no number promised yet
        await town.rest()
        assert (tablet.parts["vote"], tablet.rev) == ("vote 1 for sit in vi", 2)
        assert tablet.gaps == 0

    play(story())


def test_fast_changes_are_merged_and_the_last_one_is_shown(monkeypatch):
    async def story():
        town = Town(monkeypatch, slow=0.02)
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        before = len(tablet.told)
        for _ in range(500):
            room.hear(town.book.write("vote"))
            await asyncio.sleep(0)
        await town.rest()
        assert (tablet.parts["vote"], tablet.rev) == ("vote 500 for sit in vi", 500)
        assert len(tablet.told) - before < 100

    play(story())


def test_words_for_one_person_are_passed_on_without_a_number(town):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        room.hear({"topic": "lamp.1", "stale": ["mine"]})
        await town.rest()
        assert tablet.told[-1] == {"topic": "lamp.1", "since": 0, "rev": 0, "stale": ["mine"]}

    play(story())


def own(town, monkeypatch):
    """A room without a book, as a person's desk."""
    kind = TopicKind("lamp", lambda *_: "own", personal=("bell", "work"))
    monkeypatch.setattr(topics, "_ledger", topics.Ledger(lambda _topic: 0, lambda *_: set()))
    return Room(town, "lamp.1", kind, 1)


def test_a_room_without_a_book_remembers_what_it_said(town, monkeypatch):
    async def story():
        room, first = own(town, monkeypatch), Tablet()
        room.join(first, SIT, 0)
        await town.rest()
        assert first.told[-1]["stale"] == ["bell", "work"]  # nobody knows what a new page missed
        room.leave(first)
        room.hear({"topic": "lamp.1", "stale": ["bell"]})
        await town.rest()
        back, same = Tablet(have=first.rev), Tablet(have=room.sent)
        room.join(back, SIT, first.rev)
        room.join(same, SIT, room.sent)
        await town.rest()
        assert back.told[-1]["stale"] == ["bell"]
        assert (same.told, same.ready) == ([], back.rev)

    play(story())


def test_a_page_that_knew_another_server_fetches_everything(town, monkeypatch):
    async def story():
        room = own(town, monkeypatch)
        for have in (17, 10**15):
            tablet = Tablet(have=have)
            room.join(tablet, SIT, have)
            await town.rest()
            assert tablet.told[-1]["stale"] == ["bell", "work"]

    play(story())


def test_a_nudge_told_twice_is_told_once(town):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        nudge = town.book.write("vote")
        room.hear(nudge)
        await town.rest()
        told = len(tablet.told)
        room.hear(nudge)
        await town.rest()
        assert len(tablet.told) == told

    play(story())


def test_a_lost_nudge_is_found_by_comparing(town):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        town.book.write("vote", "mine", lamp="on")
        room.compare(town.book.head)
        await town.rest()
        assert (tablet.parts["vote"], tablet.facts) == ("vote 1 for sit in vi", {"lamp": "on"})
        assert tablet.told[-1]["stale"] == ["mine"]

    play(story())


def test_a_book_that_was_cut_is_told_anew_when_seen_twice(town, caplog):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        for _ in range(3):
            room.hear(town.book.write("vote", page=1))
        await town.rest()
        town.book.entries.pop()
        room.compare(town.book.head)
        await town.rest()
        assert (
            tablet.parts["vote"] == "vote 3 for sit in vi"
        )  # once may be a reading from before the commit
        room.compare(town.book.head)
        await town.rest()
        assert tablet.told[-1]["since"] == 0
        assert (tablet.told[-1]["rev"], tablet.parts["vote"]) == (2, "vote 2 for sit in vi")
        room.hear(town.book.write("agenda"))
        await town.rest()
        assert tablet.parts["agenda"] == "agenda 1 for sit in vi"

    play(story())


def test_a_part_that_cannot_be_rendered_is_fetched_by_the_page(town, caplog):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        monkey, town.book.content = town.book.content, None
        room.hear(town.book.write("vote"))
        await town.rest()
        town.book.content = monkey
        assert tablet.told[-1]["stale"] == ["vote"]

    play(story())


def test_who_left_is_told_nothing_more(town):
    async def story():
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        room.leave(tablet)
        told = len(tablet.told)
        room.hear(town.book.write("vote"))
        await town.rest()
        assert (len(tablet.told), room.seating.empty) == (told, True)

    play(story())


def test_a_room_waits_for_a_database_that_is_away(town, monkeypatch, caplog):
    async def story():
        monkeypatch.setattr("realtime.room.PAUSE_AFTER_FAILURE", 0.01)
        reading, away = town.in_thread, [OperationalError("the server is gone")] * 3

        async def in_thread(work, *args):
            if away:
                raise away.pop()
            return await reading(work, *args)

        town.in_thread = in_thread
        town.book.write("vote")
        room, tablet = town.room(), Tablet()
        room.join(tablet, SIT, 0)
        await town.rest()
        assert (tablet.parts["vote"], away) == ("vote 1 for sit in vi", [])

    play(story())
    assert "Traceback" not in caplog.text
