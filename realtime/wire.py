"""The line to the other processes: one Redis subscription per topic that somebody here listens to.

Only the listening half; `nudge.py` speaks. When the line was cut, `again` is called as soon as it stands, so that
what was said meanwhile is found in the database. Why not the channel layer's own: docs/decisions/fan-out.md.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from realtime.nudge import EVERYBODY, PROCESS, channel

PING = 10.0  # seconds of silence before we ask
DEAD = 25.0  # seconds of silence after which the line counts as cut
WAITS = (0.2, 0.5, 1.0, 2.0)  # seconds between attempts

log = logging.getLogger(__name__)


class Wire:
    """Listens at Redis for the topics of this process."""

    def __init__(
        self, url: str, hear: Callable[[dict[str, Any]], None], again: Callable[[], None]
    ) -> None:
        self.url, self.hear, self.again = url, hear, again
        self.wanted = {channel(EVERYBODY)}
        self.line: PubSub | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    def want(self, topic: str) -> None:
        """Listen to a topic from now on."""
        self.wanted.add(channel(topic))
        self._tell("subscribe", channel(topic))

    def drop(self, topic: str) -> None:
        """Stop listening to a topic."""
        self.wanted.discard(channel(topic))
        self._tell("unsubscribe", channel(topic))

    def _tell(self, what: str, name: str) -> None:
        if self.line is not None:
            task = asyncio.ensure_future(self._quietly(getattr(self.line, what)(name)))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _quietly(self, call: Any) -> None:
        try:
            await call
        except (RedisError, OSError):
            log.debug("The line to Redis broke; it subscribes again when it stands")

    async def run(self) -> None:
        """Keep the line up for ever."""
        tries = 0
        while True:
            try:
                async with Redis.from_url(
                    self.url, socket_timeout=None, socket_connect_timeout=2, socket_keepalive=True
                ) as client:
                    await self._listen(client)
            except (RedisError, OSError, TimeoutError) as error:
                if tries == 0 or self.line is not None:
                    log.warning(
                        "The line to Redis is down (%s); revisions are compared meanwhile", error
                    )
                tries = 0 if self.line is not None else tries
                self.line = None
                await asyncio.sleep(WAITS[min(tries, len(WAITS) - 1)])
                tries += 1

    async def _listen(self, client: "Redis") -> None:
        async with client.pubsub() as line:
            await line.subscribe(*self.wanted)
            self.line = line
            self.again()
            silent = 0.0
            while silent < DEAD:
                message = await line.get_message(timeout=PING)
                silent = 0.0 if message else silent + PING
                if message is None:
                    await line.ping()
                elif message["type"] == "message":
                    self._pass_on(message["data"])
        raise TimeoutError("no answer")

    def _pass_on(self, data: bytes) -> None:
        try:
            message = json.loads(data)
            ours = message.get("from") == PROCESS
        except (ValueError, AttributeError):
            log.warning("Something that is no nudge came over the line")
            return
        if not ours:
            self.hear(message)
