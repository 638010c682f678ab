"""One connected page: who is behind it, which topics it listens to, what it still waits for."""

import time
from collections import deque
from typing import Any

from core.clock import now
from realtime import entry, frames
from realtime.writer import Parcel, Writer

HEARTBEAT = 15  # seconds, what the page is promised; BEAT is what it gets
BEAT = 14.0
MESSAGES, PER_SECONDS = 20, 10.0  # what a page may say; more closes it


def milliseconds() -> int:
    """Return the server's time for the page's clock, in milliseconds since 1970."""
    return int(now().timestamp() * 1000)


class Tablet:
    """The server's end of one socket."""

    __slots__ = (
        "__weakref__",
        "beat_at",
        "cookies",
        "gone",
        "greeting",
        "heard",
        "hello",
        "refused",
        "topics",
        "visitor",
        "waiting",
        "writer",
    )

    def __init__(self, writer: Writer, cookies: str) -> None:
        self.writer = writer
        self.cookies = cookies
        self.visitor: entry.Visitor | None = None
        self.topics: dict[str, str] = {}  # topic: audience
        self.waiting: dict[
            str, int | None
        ] = {}  # topic: revision told, None as long as it is on its way
        self.refused: list[str] = []
        self.hello: dict[str, Any] | None = None
        self.greeting: Any = None
        self.heard: deque[float] = deque(maxlen=MESSAGES)
        self.beat_at = 0.0
        self.gone = False

    def say(self, message: dict[str, Any]) -> None:
        """Send one message to this page alone."""
        self.writer.write(Parcel(frames.text(message)))

    def close(self, code: int) -> None:
        """Say goodbye with the code, once."""
        if not self.gone:
            self.gone = True
            self.writer.close(code)

    def talks_too_much(self) -> bool:
        """Count a message; True when the last MESSAGES came within PER_SECONDS."""
        moment = time.monotonic()
        full = len(self.heard) == MESSAGES and moment - self.heard[0] < PER_SECONDS
        self.heard.append(moment)
        return full

    def expect(self, seats: dict[str, str], refused: list[str]) -> None:
        """Note what the page will listen to; `ready` is said when the last topic has arrived."""
        self.topics, self.refused = seats, refused
        self.waiting = dict.fromkeys(seats)
        if not seats:
            self._ready()

    def arrived(self, topic: str, rev: int) -> None:
        """Note that a topic was brought up to date."""
        if topic not in self.waiting:
            return
        self.waiting[topic] = rev
        if None not in self.waiting.values():
            self._ready()

    def _ready(self) -> None:
        ticket = entry.ticket(self.visitor, self.topics) if self.visitor else ""
        told = {"t": "ready", "hb": HEARTBEAT, "topics": self.waiting, "refused": self.refused}
        self.say(told | {"now": milliseconds(), "ticket": ticket})
        self.waiting = {}
