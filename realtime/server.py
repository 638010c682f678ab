"""Daphne with our limits, and a clean end: no new guests, sockets closed with 1012, requests in work finished."""

import asyncio
import gc
import logging
import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from daphne.server import Server
from twisted.internet import defer

from realtime import frames
from realtime.bodies import bound
from realtime.hub import the_hub
from realtime.socket import MOST_BYTES

BACKLOG = 4096  # handshakes the kernel keeps for us when a thousand tablets come back at once
HANDSHAKE = 60  # seconds
MOST_FILES = 65536
FINISH = 5.0  # seconds a request in work has left when the server ends

log = logging.getLogger(__name__)


def taken(host: str, port: int) -> str | None:
    """Return why the address cannot be used, None when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return getattr(error, "strerror", None) or str(error)
    return None


def allow_many_sockets() -> None:
    """Raise the number of open files to what the system allows; the usual 1,024 would be a thousand tablets."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or soft < hard:
        most = min(hard, MOST_FILES) if hard != resource.RLIM_INFINITY else MOST_FILES
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


class CityServer(Server):
    """One process: HTTP and sockets."""

    def __init__(self, application: Any, host: str, port: int, started: Callable[[], None]) -> None:
        address = host.replace(":", r"\:")
        super().__init__(
            application=application,
            endpoints=[f"tcp:{port}:interface={address}:backlog={BACKLOG}"],
            signal_handlers=False,
            websocket_connect_timeout=HANDSHAKE,
            websocket_handshake_timeout=HANDSHAKE,
            websocket_max_message_size=MOST_BYTES,
            websocket_max_frame_size=MOST_BYTES,
            websocket_timeout=-1,
            ready_callable=self._ready,
            server_name="nghisu",
            verbosity=0,
        )
        self.started = started
        self.ports: list[Any] = []
        self.ending = False

    def listen_success(self, port: Any) -> None:
        """Keep the port, to close it first at the end."""
        super().listen_success(port)
        self.ports.append(port)

    def _ready(self) -> None:
        self.ws_factory.setProtocolOptions(failByDrop=False)  # say 1009 before closing
        bound(self.http_factory)
        loop = asyncio.get_event_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, self._told_to_end)
        allow_many_sockets()
        loop.call_soon(self._begin)

    def _begin(self) -> None:
        """On the running loop: wake the hub, take what is loaded out of the collector's rounds."""
        the_hub()
        self.started()
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)

    def _told_to_end(self) -> None:
        if self.ending:
            os._exit(130)
        self.ending = True
        self._end_task = asyncio.ensure_future(self._end())

    async def _end(self) -> None:
        try:
            for port in self.ports:
                port.stopListening()
            await the_hub().stop(frames.RESTART)
            until = time.monotonic() + FINISH
            while self._working() and time.monotonic() < until:  # noqa: ASYNC110  Daphne tells nobody
                await asyncio.sleep(0.05)
        finally:
            self.stop()

    def _working(self) -> bool:
        """Say whether some request is still being answered."""
        applications = (d.get("application_instance") for d in list(self.connections.values()))
        return any(a is not None and not a.done() for a in applications)

    def kill_all_applications(self) -> Any:
        """End what did not finish in time (Daphne's own stumbles over connections without an application)."""
        applications = [d.get("application_instance") for d in self.connections.values()]
        pending = [a for a in applications if a is not None and not a.done()]
        for application in pending:
            application.cancel()
        if not pending:
            return None
        ended = defer.Deferred.fromFuture(asyncio.gather(*pending, return_exceptions=True))
        ended.addErrback(lambda _: None)
        return ended
