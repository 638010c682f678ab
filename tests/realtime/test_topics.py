"""The registry of topics."""

import pytest

from realtime import topics
from realtime.topics import TopicKind


@pytest.fixture
def lamp(monkeypatch):
    monkeypatch.setattr(topics, "KINDS", {})
    return topics.register(TopicKind("lamp", lambda *_: "sit"))


@pytest.mark.parametrize(
    "word",
    ["", "lamp", "lamp.", "lamp.0", "lamp.-1", "lamp.01", "lamp.1x", "lamp.1\n", "lamp.1.2", "Lamp.1",
     "tree.1", "lamp.٣", "lamp." + "9" * 40],
)  # fmt: skip
def test_a_forged_topic_is_no_topic(lamp, word):
    assert topics.find(word) is None


def test_a_topic_is_a_kind_and_a_key(lamp):
    assert topics.find("lamp.7") == (lamp, 7)


def test_a_kind_may_number_itself(monkeypatch):
    monkeypatch.setattr(topics, "KINDS", {})
    topics.register(TopicKind("lamp", lambda *_: "sit", head=lambda pk: pk * 10))
    assert topics.head("lamp.7") == 70
    assert topics.changes("lamp.7", 3) is None
