"""Topics that follow another's book: one subscription, one nudge, each hears its own words."""

import asyncio

import pytest

from realtime import topics
from realtime.hub import Hub


class Line:
    """Notes what is listened to."""

    def __init__(self):
        self.wanted, self.dropped = [], []

    def want(self, name):
        self.wanted.append(name)

    def drop(self, name):
        self.dropped.append(name)


@pytest.fixture
def kinds(monkeypatch):
    def nobody(_user, _pk):
        return None

    monkeypatch.setattr(topics, "KINDS", {})
    topics.register(topics.TopicKind(name="matter", guard=nobody, parts=("agenda", "vote")))
    topics.register(
        topics.TopicKind(
            name="wall", guard=nobody, follows="matter", parts=("stage", "side"), reads={"stage": ("vote",)}
        )
    )  # fmt: skip


def in_a_hub(work):
    async def run():
        hub = Hub(asyncio.get_running_loop())
        hub.wire = Line()
        return work(hub)

    return asyncio.run(run())


def test_the_line_is_taken_once_and_kept_while_somebody_listens(kinds):
    def work(hub):
        for name in ("wall.7", "matter.7"):
            room = hub.room(name)
            room.seating.empty_since = -1e9
        hub.rooms["matter.7"].seating.empty_since = float("inf")
        hub._close_empty_rooms()
        kept = list(hub.wire.dropped)
        hub.rooms["matter.7"].seating.empty_since = -1e9
        hub._close_empty_rooms()
        return set(hub.wire.wanted), kept, hub.wire.dropped

    wanted, kept, dropped = in_a_hub(work)
    assert wanted == {"matter.7"}
    assert kept == []
    assert dropped == ["matter.7"]


def test_a_nudge_of_the_matter_reaches_the_wall_in_its_own_words(kinds):
    def work(hub):
        heard = {}
        for name in ("wall.7", "matter.7", "wall.8"):
            room = hub.room(name)
            room.opened, room.gap, room._act = True, False, lambda: None
            heard[name] = room
        hub.hear({"topic": "matter.7", "rev": 1, "parts": ["vote", "agenda"]})
        hub.hear({"topic": "matter.7", "rev": 2, "parts": ["side"]})
        return {name: (room.head, set(room.dirty)) for name, room in heard.items()}

    assert in_a_hub(work) == {
        "wall.7": (2, {"stage", "side"}), "matter.7": (2, {"vote", "agenda"}), "wall.8": (0, set()),
    }  # fmt: skip
