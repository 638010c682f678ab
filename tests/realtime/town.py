"""A hub of the tests: real rooms, a ledger in memory, tablets that keep what they are told."""

import asyncio
import json
from typing import Any

from realtime import topics
from realtime.room import Room
from realtime.seating import Place
from realtime.topics import TopicKind
from realtime.writer import Parcel

WORDS = ("agenda", "vote")
SIT = Place("sit", "vi")


class Book:
    """The ledger: the words of each entry, and the facts as they stand."""

    def __init__(self) -> None:
        self.entries: list[tuple[tuple[str, ...], dict[str, Any]]] = []
        self.rendered: list[tuple[str, str, str]] = []

    @property
    def head(self) -> int:
        return len(self.entries)

    @property
    def facts(self) -> dict[str, Any]:
        return {key: value for _, facts in self.entries for key, value in facts.items()}

    def write(self, *words: str, **facts: Any) -> dict[str, Any]:
        """Write an entry; answers the nudge that is sent about it."""
        self.entries.append((words, facts))
        return {"topic": "lamp.1", "rev": self.head, "parts": list(words), "facts": facts}

    def changes(self, _topic: str, since: int) -> set[str]:
        return {word for words, _ in self.entries[since:] for word in words}

    def content(self, word: str) -> int:
        """What a part shows: how often it was told of."""
        return sum(word in words for words, _ in self.entries)

    def render(self, _pk: int, word: str, audience: str, language: str) -> str:
        self.rendered.append((word, audience, language))
        return f"{word} {self.content(word)} for {audience} in {language}"


class Tablet:
    """Applies frames as the page does."""

    def __init__(self, have: int = 0) -> None:
        self.topics, self.gone, self.writer = {"lamp.1": "sit"}, False, self
        self.told: list[dict[str, Any]] = []
        self.parts: dict[str, str] = {}
        self.facts: dict[str, Any] = {}
        self.rev, self.ready, self.gaps = have, None, 0

    def write(self, parcel: Parcel) -> None:
        frame = json.loads(parcel.payload)
        self.told.append(frame)
        self.gaps += frame["since"] > self.rev
        self.parts |= frame.get("parts", {})
        self.facts |= frame.get("facts", {})
        self.rev = max(self.rev, frame["rev"])

    def arrived(self, _topic: str, rev: int) -> None:
        self.ready = rev
        self.rev = max(self.rev, rev)


class Town:
    """A hub without a server; rendering takes `slow` seconds."""

    def __init__(self, monkeypatch, slow: float = 0.0) -> None:
        self.book, self.slow, self.tasks = Book(), slow, set()
        kind = TopicKind(
            "lamp",
            lambda *_: "sit",
            WORDS,
            ("mine",),
            self.book.render,
            lambda _pk: self.book.facts,
        )
        monkeypatch.setattr(topics, "KINDS", {"lamp": kind})
        monkeypatch.setattr(
            topics, "_ledger", topics.Ledger(lambda _topic: self.book.head, self.book.changes)
        )
        self.kind = kind

    def room(self) -> Room:
        return Room(self, "lamp.1", self.kind, 1)

    def spawn(self, work) -> asyncio.Task:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def in_thread(self, work, *args):
        await asyncio.sleep(self.slow)
        return work(*args)

    async def rest(self) -> None:
        """Wait until everything is told."""
        while self.tasks:  # noqa: ASYNC110  tasks start tasks
            await asyncio.sleep(0.001)


def play(story):
    """Run a story to its end, at most 20 s."""
    asyncio.run(asyncio.wait_for(story, 20))
