"""One topic in this process: what changed, who listens, and the order in which they are told.

Everything here runs on the event loop; reading and rendering happen in threads. `hear` notes what a nudge says.
Small things (facts, words to fetch) are told at once. Stale parts are rendered in rounds: what became stale
during a round is merged into the next one, so a room never falls behind however fast the nudges come.
"""

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError

from core.clock import now
from realtime import frames, topics
from realtime.drawing import Drawing
from realtime.seating import Joiner, Place, Seating
from realtime.topics import TopicKind
from realtime.writer import Parcel

if TYPE_CHECKING:
    from realtime.hub import Hub
    from realtime.tablet import Tablet

REST, LONGEST_REST = 3, 2.0  # times what a round took; seconds between two rounds at most
PAUSE_AFTER_FAILURE = 1.0

log = logging.getLogger(__name__)


class Room:
    """The state of one topic.

    ``head`` is the newest revision known, ``sent`` the one every live tablet has. A frame with ``since`` and
    ``rev`` brings a page that has at least ``since`` to ``rev``.
    """

    def __init__(self, hub: "Hub", topic: str, kind: TopicKind, pk: int) -> None:
        self.hub, self.topic, self.kind, self.pk = hub, topic, kind, pk
        self.head = self.sent = self.base = 0
        self.drawing = Drawing(topic, kind, pk)
        self.facts: dict[str, Any] = {}
        self.news: dict[str, Any] = {}  # facts not told yet
        self.dirty: set[str] = set()  # parts to be rendered
        self.fetch: set[str] = set()  # personal words not told yet
        self.gap = True  # something was missed: ask the ledger (at first: everything)
        self.seating = Seating()
        self.early: list[dict[str, Any]] = []  # what was heard before the room was open
        self.opened = False
        self.numbered = True  # by a book; otherwise by the milliseconds of what was said here
        self.round: asyncio.Task[None] | None = None
        self.shorter = (0, 0)  # the last comparison: what the book says, what is known here
        self.mouth = asyncio.Lock()  # one frame at a time

    # who listens

    def join(self, tablet: "Tablet", place: Place, have: int) -> None:
        """Take a tablet in; it is told what it missed since ``have`` (0: everything), then everything new."""
        self.leave(tablet)
        self.seating.joining[tablet] = Joiner(tablet, place, have)
        self.gap = self.gap or self.kind.head is not None  # unnumbered words may have passed by
        self._go_round()

    def leave(self, tablet: "Tablet") -> None:
        """Forget a tablet."""
        self.seating.leave(tablet)

    # what changed

    def hear(self, message: dict[str, Any]) -> None:
        """Note a nudge; drop what is known already, notice what is missing."""
        if not self.opened:
            self.early.append(message)
            return
        self._note_words(message.get("stale", ()))
        rev = message.get("rev", 0)
        if rev > self.head + 1:
            self.gap = True
        elif rev == self.head + 1:
            self._note(rev, message)
        self._act()

    def compare(self, head: int) -> None:
        """Take the database's word for the newest revision: a nudge may have been lost.

        A book that is shorter than it was (an older copy was put back) is believed when it is seen twice:
        everybody is told everything anew.
        """
        if not self.opened or not self.numbered:
            return
        if head > self.head:
            self.gap = True
            self._act()
        elif head < self.head and self.shorter == (head, self.head):
            self._begin_anew()
        self.shorter = (head, self.head)

    def _begin_anew(self) -> None:
        log.warning("%s: the book is shorter than it was; everything is told anew", self.topic)
        self.opened = False
        self.gap = True
        self.drawing = Drawing(self.topic, self.kind, self.pk)
        for place, there in list(self.seating.live.items()):
            for tablet in list(there):
                self.join(tablet, place, 0)

    def _note_words(self, words: Iterable[str]) -> None:
        """Note words to fetch; in a topic without a book they get a number of this process."""
        if words and not self.numbered:
            self.head = max(self.head + 1, _milliseconds())
            self.drawing.moved.update(dict.fromkeys(words, self.head))
        self.fetch.update(words)

    def _note(self, rev: int, message: dict[str, Any]) -> None:
        self.head = rev
        self.facts.update(message.get("facts", {}))
        self.news.update(message.get("facts", {}))
        self._mark(message.get("parts", ()), rev)

    def _mark(self, words: Iterable[str], rev: int) -> None:
        for word in self.kind.own(words):
            self.drawing.moved[word] = rev
            if word in self.kind.parts:
                self.dirty.add(word)
            elif word in self.kind.personal:
                self.fetch.add(word)

    @property
    def clean(self) -> bool:
        """Nothing waits for rendering, so live tablets may be told the newest revision."""
        return not self.dirty and not self.gap and (self.round is None or self.round.done())

    def _act(self) -> None:
        if self.dirty or self.gap:
            self._go_round()
        something = self.news or self.fetch or self.head > self.sent
        if (self.clean and something) or (self.news and not self.dirty):
            self.hub.spawn(self._say_small())

    # telling

    async def _say_small(self) -> None:
        """Tell facts and words to fetch at once, without rendering."""
        async with self.mouth:
            rev = self.head if self.clean else self.sent
            message = self._message(self.sent, rev)
            if len(message) == len(("topic", "since", "rev")) and rev == self.sent:
                return
            self.sent = rev
            parcel = Parcel(frames.text(message))
            await self.seating.tell(dict.fromkeys(self.seating.live, parcel))

    def _message(self, since: int, rev: int) -> dict[str, Any]:
        """Start a frame and put in what is small and waits to be told."""
        message: dict[str, Any] = {"topic": self.topic, "since": since, "rev": rev}
        if self.fetch:
            message["stale"] = sorted(self.fetch)
            self.fetch.clear()
        if self.news:
            message["facts"], self.news = self.news, {}
        return message

    # rounds

    def _go_round(self) -> None:
        if self.round is None or self.round.done():
            self.round = self.hub.spawn(self._rounds())

    async def _rounds(self) -> None:
        while self.dirty or self.gap or self.seating.joining:
            started = time.monotonic()
            try:
                await self._one_round()
            except Exception as error:
                away = isinstance(error, DatabaseError)  # that needs no traceback
                log.warning("%s waits: %s", self.topic, error, exc_info=not away)
                await asyncio.sleep(PAUSE_AFTER_FAILURE)
            else:
                await self._rest(time.monotonic() - started)
        if self.head > self.sent or self.news or self.fetch:
            self.round = None
            await self._say_small()

    async def _rest(self, took: float) -> None:
        """Rest longer than the round took: a storm of changes leaves the processor to those who cause it."""
        if self.dirty:
            await asyncio.sleep(min(REST * took, LONGEST_REST))

    async def _one_round(self) -> None:
        if self.gap:
            await self._fill_gap()
        target, words, joiners = self.head, self.dirty, self.seating.take_joining()
        self.dirty = set()
        try:
            wants = {(word, place) for word in words for place in self.seating.live}
            missed = await self._missed({joiner.have for joiner in joiners}, target)
            wants |= {
                (word, j.place) for j in joiners for word in missed[j.have] & set(self.kind.parts)
            }
            await self.hub.in_thread(self.drawing.draw, wants)
        except BaseException:
            self.dirty |= words
            self.seating.put_back(joiners)
            raise
        async with self.mouth:
            await self._deliver(target, words)
            self._let_in(joiners, missed, target)

    async def _fill_gap(self) -> None:
        """Ask the ledger what happened since the newest revision known; at first, where the topic stands."""
        self.gap = False
        try:
            known = self.head if self.opened else None
            head, words, facts = await self.hub.in_thread(topics.stand, self.topic, known)
        except BaseException:
            self.gap = True
            raise
        if not self.opened:
            self._open(head, facts)
        elif head > self.head:
            self.head = head
            self._mark(set(self.kind.parts + self.kind.personal) if words is None else words, head)
            self.facts = facts
            self.news.update(facts)

    def _open(self, head: int, facts: dict[str, Any]) -> None:
        self.numbered = head > 0 or bool(self.kind.parts)
        head = head if self.numbered else _milliseconds()
        self.head = self.sent = self.base = self.drawing.base = head
        self.facts = facts
        self.opened = True
        early, self.early = self.early, []
        for message in early:
            self.hear(message)

    async def _missed(self, haves: set[int], target: int) -> dict[int, set[str]]:
        """Return the words that changed since each revision somebody came with."""
        missed: dict[int, set[str]] = {}
        for have in haves:
            since = self.drawing.since(have)
            if self.base <= have <= target:
                missed[have] = since
            elif 0 < have <= target and self.numbered:
                words = await self.hub.in_thread(topics.changes, self.topic, have)
                missed[have] = self._everything() if words is None else words | since
            else:
                missed[have] = self._everything()
        return missed

    def _everything(self) -> set[str]:
        return set(self.kind.parts + self.kind.personal)

    async def _deliver(self, target: int, words: set[str]) -> None:
        """Tell those who are live; afterwards all of them have ``target``."""
        if not words and target == self.sent:
            return
        message = self._message(self.sent, target)
        self.sent = target
        parcels = {}
        for place in self.seating.live:
            parts, failed = self.drawing.parts(words, place)
            whole = message | ({"parts": parts} if parts else {})
            if failed:
                whole["stale"] = sorted({*whole.get("stale", ()), *failed})
            parcels[place] = Parcel(frames.text(whole))
        await self.seating.tell(parcels)

    def _let_in(self, joiners: list[Joiner], missed: dict[int, set[str]], target: int) -> None:
        """Bring the newcomers to ``target`` and make them live, in one step."""
        parcels: dict[tuple[int, Place], Parcel | None] = {}
        for tablet, place, have in joiners:
            if tablet.gone or self.topic not in tablet.topics:
                continue
            if (have, place) not in parcels:
                parcels[have, place] = self._catch_up(have, target, missed[have], place)
            parcel = parcels[have, place]
            if parcel is not None:
                tablet.writer.write(parcel)
            self.seating.sit(tablet, place)
            tablet.arrived(self.topic, target)

    def _catch_up(self, have: int, target: int, words: set[str], place: Place) -> Parcel | None:
        """Return one frame with the present content of what changed since ``have``; None when nothing did."""
        parts, failed = self.drawing.parts(words & set(self.kind.parts), place)
        fetch = (words - set(self.kind.parts)) | failed
        if target == 0:  # a topic without numbers: what was said meanwhile is not known
            fetch |= set(self.kind.personal)
        if have == target and not fetch:
            return None
        message: dict[str, Any] = {"topic": self.topic, "since": 0, "rev": target}
        message |= {"parts": parts} if parts else {}
        message |= {"stale": sorted(fetch)} if fetch else {}
        message |= {"facts": self.facts} if self.facts else {}
        return Parcel(frames.text(message))


def _milliseconds() -> int:
    return int(now().timestamp() * 1000)
