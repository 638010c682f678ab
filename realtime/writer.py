"""The last metre: one encoded frame into one socket, in the quickest way this server allows.

Under Daphne a frame goes straight to the kernel when Twisted has nothing queued for that connection; what the
kernel does not take is left to Twisted. It touches private attributes of Twisted, so `best_writer` looks at each
connection first and falls back to autobahn's prepared message, then to plain ASGI. See docs/decisions/fan-out.md.
"""

import asyncio
import ctypes
import errno
import logging
import socket
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol

from realtime.frames import frame

QUEUE_LIMIT = (
    256 * 1024
)  # bytes a tablet may leave unread before it is cut off; it comes back and catches up
STATE_OPEN = 3  # autobahn.websocket.protocol.WebSocketProtocol.STATE_OPEN

Send = Callable[[dict[str, Any]], Awaitable[None]]
log = logging.getLogger(__name__)
_told: set[str] = set()


class Parcel:
    """One message in the two shapes writers need; it can be handed to autobahn as a prepared message."""

    __slots__ = ("binary", "doNotCompress", "payload", "payloadHybi", "size")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self.payloadHybi = frame(payload)
        self.size = len(self.payloadHybi)
        self.binary = False
        self.doNotCompress = True


class Writer(Protocol):
    """Puts parcels on their way without waiting; called from the loop's thread only."""

    def write(self, parcel: Parcel) -> None:
        """Send, or queue, or cut the connection off when too much is queued."""

    def close(self, code: int) -> None:
        """Say goodbye with the code."""


def _kernel_send() -> Callable[[int, bytes, int, int], int] | None:
    """Return libc's send() called without giving up the interpreter lock; None where that is not known to work.

    ``socket.send`` releases the lock for every tablet, and under a busy request thread waits up to 5 ms to have
    it back: a thousand tablets then wait for seconds.
    """
    if not sys.platform.startswith("linux"):
        return None
    send = ctypes.PyDLL(None, use_errno=True).send
    send.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
    send.restype = ctypes.c_ssize_t
    return send


kernel_send = _kernel_send()
FLAGS = getattr(socket, "MSG_DONTWAIT", 0) | getattr(socket, "MSG_NOSIGNAL", 0)


class PreparedWriter:
    """Through autobahn's public prepared message: framed once, buffered by Twisted."""

    __slots__ = ("protocol",)

    def __init__(self, protocol: Any) -> None:
        self.protocol = protocol

    def write(self, parcel: Parcel) -> None:
        """Hand the frame to autobahn."""
        if self.protocol.state == STATE_OPEN:
            self.protocol.sendPreparedMessage(parcel)

    def close(self, code: int) -> None:
        """Start the closing handshake; autobahn's public call refuses 1008 and 1012."""
        if self.protocol.state == STATE_OPEN:
            self.protocol.sendCloseFrame(code=code)


class SocketWriter(PreparedWriter):
    """Straight to the kernel under Daphne."""

    __slots__ = ("allowed", "transport")

    def __init__(self, protocol: Any) -> None:
        super().__init__(protocol)
        self.transport = protocol.transport
        self.allowed = QUEUE_LIMIT

    def write(self, parcel: Parcel) -> None:
        """Send the frame; the rest of a short write is queued; over QUEUE_LIMIT the connection is cut off."""
        transport = self.transport
        if self.protocol.state != STATE_OPEN or not transport.connected:
            return None
        data = parcel.payloadHybi
        if transport.dataBuffer or transport._tempDataLen:  # noqa: SLF001  see above
            return self._queue(data)
        sent = kernel_send(transport.socket.fileno(), data, parcel.size, FLAGS)  # type: ignore[misc]
        if sent == parcel.size:
            return None
        if sent < 0:
            if ctypes.get_errno() not in (
                errno.EAGAIN,
                errno.EWOULDBLOCK,
                errno.ENOBUFS,
                errno.EINTR,
            ):
                return transport.abortConnection()
            sent = 0
        return self._queue(data[sent:])

    def _queue(self, data: bytes) -> None:
        transport = self.transport
        queued = len(transport.dataBuffer) - transport.offset + transport._tempDataLen  # noqa: SLF001
        if not queued:
            self.allowed = QUEUE_LIMIT + len(data)  # one long catch-up on a thin line is no offence
        if queued > self.allowed:
            transport.abortConnection()
        else:
            transport.write(data)


class AsgiWriter:
    """Through the ASGI ``send`` of any server: a queue and a task, so that a slow tablet holds up nobody."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.waiting: deque[dict[str, Any]] = deque()
        self.queued = 0
        self.task: asyncio.Future[None] | None = None

    def write(self, parcel: Parcel) -> None:
        """Queue the text; over QUEUE_LIMIT close with 4408."""
        if self.queued > QUEUE_LIMIT:
            self.waiting.clear()
            return self.close(4408)
        self.queued += parcel.size
        return self._put({"type": "websocket.send", "text": parcel.payload.decode()})

    def close(self, code: int) -> None:
        """Close after what is queued."""
        self._put({"type": "websocket.close", "code": code})

    def _put(self, message: dict[str, Any]) -> None:
        self.waiting.append(message)
        if self.task is None or self.task.done():
            self.task = _later(self._drain())

    async def _drain(self) -> None:
        while self.waiting:
            message = self.waiting.popleft()
            await self.send(message)
            self.queued -= min(self.queued, len(message.get("text", "")))


def best_writer(send: Send) -> Writer:
    """Return the quickest writer that this connection's server supports (the ASGI ``send``, unwrapped)."""
    protocol = send.args[0] if isinstance(send, partial) and send.args else None
    if kernel_send is not None and _takes_frames(protocol):
        return SocketWriter(protocol)
    if _takes_prepared(protocol):
        _tell_once("autobahn's prepared messages")
        return PreparedWriter(protocol)
    if protocol is not None:
        _tell_once("plain ASGI messages")
    return AsgiWriter(send)


def _takes_frames(protocol: Any) -> bool:
    """Say whether everything that SocketWriter touches is there and of the expected kind: plain TCP, no deflate."""
    transport = getattr(protocol, "transport", None)
    return (
        _takes_prepared(protocol)
        and isinstance(getattr(transport, "socket", None), socket.socket)
        and isinstance(getattr(transport, "dataBuffer", None), bytes)
        and isinstance(getattr(transport, "_tempDataLen", None), int)
        and isinstance(getattr(transport, "offset", None), int)
        and bool(getattr(transport, "connected", False))
        and not getattr(transport, "TLS", False)
        and getattr(protocol, "_perMessageCompress", "unknown") is None
    )


def _takes_prepared(protocol: Any) -> bool:
    return (
        hasattr(protocol, "sendPreparedMessage")
        and hasattr(protocol, "sendCloseFrame")
        and getattr(protocol, "STATE_OPEN", 0) == STATE_OPEN
    )


def _tell_once(way: str) -> None:
    if way not in _told:
        _told.add(way)
        log.warning("This server's sockets are written by %s: right, but slower", way)


def _later(what: Awaitable[None]) -> asyncio.Future[None]:
    task = asyncio.ensure_future(what)
    task.add_done_callback(_swallow)
    return task


def _swallow(task: asyncio.Future[None]) -> None:
    """A connection that is gone needs no goodbye."""
    if not task.cancelled() and task.exception():
        log.debug("A closing connection did not take the message: %s", task.exception())
