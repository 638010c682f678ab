"""The hub: all sockets and rooms of this process, and what keeps them true.

A nudge is only a whisper: every COMPARE seconds the revisions of rooms with listeners are compared with the
database, and every LOOK seconds it is asked whether the listeners are still signed in and may still listen.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from realtime import entry, frames, nudge, topics
from realtime.returning import Returning
from realtime.room import Room
from realtime.seating import BREATH, Place
from realtime.tablet import BEAT, Tablet, milliseconds
from realtime.wire import Wire
from realtime.writer import Parcel

COMPARE = 3.0  # seconds
LOOK = 3.0  # seconds; with one look's own time a lost right closes a socket within 5 s
SIGNED_OUT = 0.3  # seconds from the word of a sign-out to the look: its transaction must end first
LINGER = 30.0  # seconds an empty room is kept
PAINTERS, DOORMEN = 2, 6  # threads that render, threads that let people in
SOCKETS_PER_PERSON = 24

T = TypeVar("T")
log = logging.getLogger(__name__)
_hub: "Hub | None" = None


def the_hub() -> "Hub":
    """Return the hub of the running loop, started at its first use."""
    global _hub  # noqa: PLW0603  one hub per process
    loop = asyncio.get_running_loop()
    if _hub is None or _hub.loop is not loop:
        _hub = Hub(loop)
        _hub.start()
    return _hub


class Hub:
    """Rooms, tablets, threads, the wire."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.rooms: dict[str, Room] = {}
        self.tablets: set[Tablet] = set()
        self.people: Counter[int] = Counter()  # sockets of each person
        self.sent_out: set[str] = set()  # sessions whose tickets are worth nothing any more
        self.returning = Returning(self)
        self.tasks: set[asyncio.Task[Any]] = set()
        self.painters = ThreadPoolExecutor(PAINTERS, "painter")
        self.doormen = ThreadPoolExecutor(DOORMEN, "doorman")
        self.wire = (
            Wire(settings.REDIS_URL, self.hear, self.compare_soon) if settings.REDIS_URL else None
        )
        self.compare_now, self.look_now = asyncio.Event(), asyncio.Event()
        self.closing = False

    def start(self) -> None:
        """Begin to listen and to look after the rooms."""
        nudge.set_here(self._overhear)
        self.spawn(self._every(COMPARE, self.compare_now, self._compare))
        self.spawn(self._every(LOOK, self.look_now, self._look_around))
        self.spawn(self._every(1.0, asyncio.Event(), self._beat))
        if self.wire:
            self.spawn(self.wire.run())

    def _overhear(self, message: dict[str, Any]) -> None:
        """Take a nudge from any thread of this process."""
        self.loop.call_soon_threadsafe(self.hear, message)

    async def stop(self, code: int = frames.RESTART, patience: float = 2.0) -> None:
        """Close every socket with the code and wait for them to go, at most ``patience`` seconds."""
        self.closing = True
        nudge.set_here(None)
        for tablet in list(self.tablets):
            tablet.close(code)
        until = time.monotonic() + patience
        while self.tablets and time.monotonic() < until:  # noqa: ASYNC110  they go one by one
            await asyncio.sleep(0.05)
        for task in list(self.tasks):
            task.cancel()
        self.painters.shutdown(wait=False, cancel_futures=True)
        self.doormen.shutdown(wait=False, cancel_futures=True)

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run a coroutine beside; its failure is logged."""
        task = self.loop.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("A task of the hub failed", exc_info=task.exception())

    async def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        """Run reading or rendering in a painter's thread."""
        return await self.loop.run_in_executor(self.painters, _tidily, work, *args)

    async def at_the_door(self, work: Callable[..., T], *args: Any) -> T:
        """Run a question of rights in a doorman's thread: a storm of newcomers does not hold up rendering."""
        return await self.loop.run_in_executor(self.doormen, _tidily, work, *args)

    # rooms and tablets

    def hear(self, message: dict[str, Any]) -> None:
        """Pass a nudge on to its room; on the loop's thread only."""
        if message.get("check"):
            self.loop.call_later(SIGNED_OUT, self.look_now.set)
            return
        for name in topics.hearers(message.get("topic", "")):
            if name in self.rooms:
                self.rooms[name].hear(message)

    def room(self, topic: str) -> Room | None:
        """Return the room of a topic, opened at the first listener; None for an unknown kind."""
        found = topics.find(topic)
        if topic not in self.rooms and found is not None:
            self.rooms[topic] = Room(self, topic, *found)
            if self.wire:
                self.wire.want(topics.book_of(topic))
        return self.rooms.get(topic)

    def add(self, tablet: Tablet) -> None:
        """Take in a connection."""
        tablet.beat_at = time.monotonic() - random.uniform(0, BEAT)  # noqa: S311  spreads the beats
        self.tablets.add(tablet)

    def forget(self, tablet: Tablet) -> None:
        """A connection is gone."""
        tablet.gone = True
        self.tablets.discard(tablet)
        self._leave(tablet, set(tablet.topics))
        if tablet.visitor is not None:
            self.people[tablet.visitor.user] -= 1
            self.people += Counter()  # drops the zeros

    def seat(self, tablet: Tablet, admission: entry.Admission, hello: dict[str, Any]) -> None:
        """Let a tablet into its rooms, each from the revision it already has."""
        wanted, language = hello["topics"], hello["lang"]
        if tablet.visitor is None:
            self.people[admission.visitor.user] += 1
        tablet.visitor = admission.visitor
        self._leave(tablet, set(tablet.topics))
        refused = [topic for topic in wanted if topic not in admission.audiences]
        if refused:
            log.warning(
                "Person %s may not listen to %s", admission.visitor.user, ", ".join(refused)
            )
        tablet.expect(dict(admission.audiences), refused)
        for topic, audience in admission.audiences.items():
            room = self.room(topic)
            if room is not None:
                room.join(tablet, Place(audience, language), wanted[topic])

    def crowded(self, tablet: Tablet, user: int) -> bool:
        """Say whether this person already has as many sockets here as one may have."""
        mine = tablet.visitor is not None and tablet.visitor.user == user
        return not mine and self.people[user] >= SOCKETS_PER_PERSON

    def _leave(self, tablet: Tablet, names: set[str]) -> None:
        for name in names:
            if name in self.rooms:
                self.rooms[name].leave(tablet)

    # rounds of the watch

    async def _every(
        self, seconds: float, sooner: asyncio.Event, work: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Do the work every so many seconds, or sooner when asked; a database that is away is waited for."""
        quiet = False
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(sooner.wait(), seconds)
            sooner.clear()
            try:
                await work()
                quiet = False
            except DatabaseError as error:
                log.log(
                    logging.DEBUG if quiet else logging.WARNING, "The database is away: %s", error
                )
                quiet = True
            except Exception:
                log.exception("The hub's watch failed; it goes on")

    def compare_soon(self) -> None:
        """The line was away: compare with the database at once, and fetch what has no number."""
        self.compare_now.set()
        for room in self.rooms.values():
            if room.opened and not room.numbered:
                room.hear({"stale": room.kind.personal})

    async def _compare(self) -> None:
        self._close_empty_rooms()
        names = [
            name
            for name, room in self.rooms.items()
            if not room.seating.empty and not room.kind.head
        ]
        if names:
            heads = await self.in_thread(topics.heads, names)
            for name, head in heads.items():
                if name in self.rooms:
                    self.rooms[name].compare(head)

    def _close_empty_rooms(self) -> None:
        late = time.monotonic() - LINGER
        rows = [(name, room.seating) for name, room in self.rooms.items()]
        for name in [name for name, s in rows if s.empty and s.empty_since < late]:
            del self.rooms[name]
            book = topics.book_of(name)
            if self.wire and book not in map(topics.book_of, self.rooms):
                self.wire.drop(book)

    async def _look_around(self) -> None:
        """Close who signed out or was shut out (4401), and who may no longer listen (4403)."""
        seen = [(t, t.visitor, t.topics) for t in self.tablets if t.visitor and not t.gone]
        if not seen:
            return
        seated: dict[str, set[int]] = {}
        for _tablet, visitor, names in seen:
            for name in names:
                seated.setdefault(name, set()).add(visitor.user)
        visitors = {visitor for _tablet, visitor, _names in seen}
        staying, audiences = await self.at_the_door(entry.look_around, visitors, seated)
        for tablet, visitor, names in seen:
            if visitor not in staying:
                self._send_out(tablet, frames.SIGN_IN)
            elif any(audiences[name].get(visitor.user) != who for name, who in names.items()):
                self._send_out(tablet, frames.RIGHTS_CHANGED)

    def _send_out(self, tablet: Tablet, code: int) -> None:
        """Close, and tell nothing more from this moment on; a ticket brings nobody back in."""
        if tablet.visitor is not None:
            self.sent_out.add(tablet.visitor.session)
        self._leave(tablet, set(tablet.topics))
        tablet.close(code)

    async def _beat(self) -> None:
        """Send a heartbeat to those whose turn it is, with the revisions they should have."""
        due = time.monotonic() - BEAT
        turns = [tablet for tablet in self.tablets if tablet.beat_at < due and tablet.visitor]
        parcels: dict[tuple[str, ...], Parcel] = {}
        for number, tablet in enumerate(turns, 1):
            tablet.beat_at = time.monotonic()
            if tablet.waiting or tablet.gone:
                continue
            names = tuple(tablet.topics)
            if names not in parcels:
                beat = {"t": "hb", "heads": self._heads(names), "now": milliseconds()}
                parcels[names] = Parcel(frames.text(beat))
            tablet.writer.write(parcels[names])
            if number % BREATH == 0:
                await asyncio.sleep(0)
                parcels.clear()

    def _heads(self, names: tuple[str, ...]) -> dict[str, int]:
        return {name: self.rooms[name].sent for name in names if name in self.rooms}


def _tidily(work: Callable[..., T], *args: Any) -> T:
    """Run in a thread without keeping a dead database connection."""
    close_old_connections()
    try:
        return work(*args)
    finally:
        close_old_connections()
