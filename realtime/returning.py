"""Who comes back with a ticket: those who come together are looked up together, before anything is told to them."""

import asyncio
import logging
from typing import TYPE_CHECKING

from realtime import entry

if TYPE_CHECKING:
    from realtime.hub import Hub

TOGETHER = 0.03  # seconds in which those who come share one look

log = logging.getLogger(__name__)


class Returning:
    """The visitors with tickets who wait for the next look; a storm of a thousand costs a few questions."""

    def __init__(self, hub: "Hub") -> None:
        self.hub = hub
        self.waiting: list[tuple[entry.Admission, asyncio.Future[bool]]] = []
        self.looking: asyncio.Task[None] | None = None

    async def holds(self, admission: entry.Admission) -> bool:
        """Say whether what the ticket says is still true; when the database is away the ticket is believed."""
        answer: asyncio.Future[bool] = self.hub.loop.create_future()
        self.waiting.append((admission, answer))
        if self.looking is None or self.looking.done():
            self.looking = self.hub.spawn(self._look())
        return await answer

    async def _look(self) -> None:
        while self.waiting:
            await asyncio.sleep(TOGETHER)
            rows, self.waiting = self.waiting, []
            answers = await self._ask([admission for admission, _answer in rows])
            for (_admission, answer), holds in zip(rows, answers, strict=True):
                if not answer.done():
                    answer.set_result(holds)

    async def _ask(self, admissions: list[entry.Admission]) -> list[bool]:
        try:
            return await self.hub.at_the_door(entry.still, admissions)
        except Exception:
            log.exception("Tickets are believed unseen; the next look around follows")
            return [True] * len(admissions)
