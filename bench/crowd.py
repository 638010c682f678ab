"""A crowd of tablets in one thread: bare sockets and epoll, so that the listening costs next to nothing."""

import base64
import json
import os
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
SHORT, MEDIUM, LONG = 125, 126, 127


def masked(payload: bytes, opcode: int = TEXT) -> bytes:
    """A client's frame: the mask is all zeros, which RFC 6455 does not forbid and costs nothing."""
    size = len(payload)
    head = bytes([0x80 | opcode])
    if size <= SHORT:
        head += bytes([0x80 | size])
    else:
        head += bytes([0x80 | MEDIUM]) + struct.pack("!H", size)
    return head + b"\0\0\0\0" + payload


class Tablet:
    """One connection and what of its stream is not read yet."""

    __slots__ = ("buffer", "closed", "open", "socket")

    def __init__(self, line: socket.socket) -> None:
        self.socket, self.buffer = line, b""
        self.open, self.closed = False, 0

    def frames(self) -> list[tuple[int, bytes]]:
        """Take the complete frames out of the buffer."""
        found = []
        while (frame := self._next()) is not None:
            found.append(frame)
        return found

    def _next(self) -> tuple[int, bytes] | None:
        data = self.buffer
        if len(data) < 2:
            return None
        size, start = data[1] & 0x7F, 2
        if size == MEDIUM:
            if len(data) < 4:
                return None
            size, start = struct.unpack_from("!H", data, 2)[0], 4
        elif size == LONG:
            if len(data) < 10:
                return None
            size, start = struct.unpack_from("!Q", data, 2)[0], 10
        if len(data) < start + size:
            return None
        self.buffer = data[start + size :]
        return data[0] & 0x0F, data[start : start + size]


class Crowd:
    """Connects, says hello, and waits for the last one to have heard something."""

    def __init__(self, port: int, path: str, origin: str = "") -> None:
        self.port, self.path = port, path
        self.origin = origin or f"http://127.0.0.1:{port}"
        self.epoll = select.epoll()
        self.tablets: dict[int, Tablet] = {}

    def connect(
        self, cookies: Sequence[str], hello: str = "", at_once: int = 50, patience: float = 120
    ) -> float:
        """Open one socket per cookie, ``at_once`` at a time; returns the seconds until all are welcomed."""
        began = time.monotonic()
        for start in range(0, len(cookies), at_once):
            fresh = [self._dial(cookie) for cookie in cookies[start : start + at_once]]
            self._wait(lambda fresh=fresh: all(t.open for t in fresh), lambda *_: None, patience)
            for tablet in fresh:
                if hello:
                    tablet.socket.send(masked(hello.encode()))
            if hello:
                self.wait_each(fresh, lambda text: b'"t":"ready"' in text, patience)
        return time.monotonic() - began

    def _dial(self, cookie: str) -> Tablet:
        line = socket.create_connection(("127.0.0.1", self.port), 60)
        key = base64.b64encode(os.urandom(16)).decode()
        line.sendall(
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Origin: {self.origin}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        line.setblocking(False)
        tablet = Tablet(line)
        self.tablets[line.fileno()] = tablet
        self.epoll.register(line.fileno(), select.EPOLLIN)
        return tablet

    def wait_each(
        self, tablets: Sequence[Tablet], wanted: Callable[[bytes], bool], patience: float = 60
    ) -> float:
        """Wait until each of the tablets got a wanted text; returns when the last one had it (monotonic)."""
        waiting = {id(tablet) for tablet in tablets}
        last = 0.0

        def heard(tablet: Tablet, text: bytes) -> None:
            nonlocal last
            if id(tablet) in waiting and wanted(text):
                waiting.discard(id(tablet))
                last = time.monotonic()

        self._wait(lambda: not waiting, heard, patience)
        return last

    def everybody(self, wanted: Callable[[bytes], bool], patience: float = 60) -> float:
        """Wait until every tablet got a wanted text; returns when the last one had it (monotonic)."""
        return self.wait_each(list(self.tablets.values()), wanted, patience)

    def idle(self, seconds: float) -> None:
        """Let the time pass, reading what comes."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._turn(lambda *_: None, left)

    def _wait(
        self, done: Callable[[], bool], heard: Callable[[Tablet, bytes], None], patience: float
    ) -> None:
        until = time.monotonic() + patience
        while not done():
            if time.monotonic() > until:
                raise TimeoutError(
                    f"not all of {len(self.tablets)} tablets heard it in {patience} s"
                )
            self._turn(heard, 1.0)

    def _turn(self, heard: Callable[[Tablet, bytes], None], timeout: float) -> None:
        for number, _event in self.epoll.poll(timeout):
            tablet = self.tablets[number]
            try:
                data = tablet.socket.recv(262144)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                tablet.closed = tablet.closed or 1006
                self.epoll.unregister(number)
                continue
            tablet.buffer += data
            if not tablet.open and not self._opened(tablet):
                continue
            for opcode, payload in tablet.frames():
                self._take(tablet, opcode, payload, heard)

    def _opened(self, tablet: Tablet) -> bool:
        head, gap, rest = tablet.buffer.partition(b"\r\n\r\n")
        if not gap:
            return False
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.split(b"\r\n")[0].decode())
        tablet.buffer, tablet.open = rest, True
        return True

    def _take(
        self, tablet: Tablet, opcode: int, payload: bytes, heard: Callable[[Tablet, bytes], None]
    ) -> None:
        if opcode == TEXT:
            heard(tablet, payload)
        elif opcode == PING:
            tablet.socket.send(masked(payload, PONG))
        elif opcode == CLOSE:
            tablet.closed = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005
            tablet.socket.send(masked(payload[:2], CLOSE))

    def close(self) -> None:
        """Hang up."""
        for tablet in self.tablets.values():
            tablet.socket.close()
        self.tablets.clear()
        self.epoll.close()


def revision_of(text: bytes) -> int:
    """The revision a frame brings its page to, 0 when it has none."""
    if b'"rev"' not in text:
        return 0
    return int(json.loads(text).get("rev", 0))
