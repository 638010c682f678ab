"""A rehearsal meeting of a running server, and pages that listen to it."""

from __future__ import annotations

import contextlib
import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PATIENCE = 20  # seconds


class Page:
    """A page's socket, applying what it is told as the page does."""

    def __init__(self, line: ClientConnection, rev: int = 0) -> None:
        self.line, self.rev = line, rev
        self.parts: dict[str, str] = {}
        self.facts: dict[str, Any] = {}
        self.stale: list[str] = []
        self.ready: dict[str, Any] | None = None
        self.beats: list[dict[str, Any]] = []
        self.gaps = 0

    def hello(self, topic: str, have: int, **more: Any) -> Page:
        """Say hello and wait until it is answered."""
        self.rev, self.ready = have, None
        self.line.send(
            json.dumps({"t": "hello", "v": 1, "topics": {topic: have}, "lang": "vi", **more})
        )
        return self.until(lambda page: page.ready is not None)

    def until(self, wanted: Callable[[Page], bool], patience: float = PATIENCE) -> Page:
        """Listen until what is wanted is so."""
        deadline = time.monotonic() + patience
        while not wanted(self):
            left = deadline - time.monotonic()
            if left <= 0:
                pytest.fail(f"not heard in {patience} s; rev {self.rev}, facts {self.facts}")
            with contextlib.suppress(TimeoutError):
                self._take(json.loads(self.line.recv(left)))
        return self

    def listen(self, seconds: float) -> Page:
        """Take whatever comes for a while."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                self._take(json.loads(self.line.recv(left)))
        return self

    def closed(self, patience: float = PATIENCE) -> int:
        """Listen until the server closes; answers the code."""
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            try:
                self._take(json.loads(self.line.recv(left)))
            except ConnectionClosed as end:
                return end.rcvd.code if end.rcvd else 1006
            except TimeoutError:
                break
        return pytest.fail(f"still open after {patience} s")

    def _take(self, frame: dict[str, Any]) -> None:
        if frame.get("t") == "ready":
            self.ready = frame
            self.rev = max([self.rev, *frame["topics"].values()])
        elif frame.get("t") == "hb":
            self.beats.append(frame)
        else:
            self.gaps += frame["since"] > self.rev
            self.parts |= frame.get("parts", {})
            self.facts |= frame.get("facts", {})
            self.stale += frame.get("stale", [])
            self.rev = max(self.rev, frame["rev"])


class Rehearsal:
    """A meeting in session on a server: pages of its people, and the chair's acts."""

    def __init__(self, server: Any, people: int) -> None:
        path = server.folder / "rehearsal.json"
        server.manage("rehearse", "--people", str(people), "--prepare", str(path))
        self.server, self.told = server, json.loads(path.read_text())
        self.cookies = self.told["cookies"]
        [[self.topic, self.rev]] = json.loads(self.told["hello"])["topics"].items()
        self.pages: list[Page] = []

    def page(self, person: int = 1, at: int = 0, have: int | None = None, **more: Any) -> Page:
        """The page of a person at a server process, live; `have`: the revision it has, at first the prepared one."""
        page = Page(self.dial(self.cookies[person], at))
        self.pages.append(page)
        return page.hello(self.topic, self.rev if have is None else have, **more)

    def dial(self, cookie: str = "", at: int = 0, origin: str | None = None) -> ClientConnection:
        """A bare connection."""
        url = self.server.urls[at]
        return connect(
            url.replace("http", "ws") + self.told["socket"],
            additional_headers={"Cookie": cookie} if cookie else {},
            origin=url if origin is None else origin or None,
            compression=None,
            max_size=None,
            max_queue=None,  # as a browser: what arrives is taken off the line even while nobody listens
            open_timeout=PATIENCE,
            ping_interval=None,
            close_timeout=1,
            legacy=True,
        )

    def turn(self, page: int, at: int = 0, patience: float = 10) -> float:
        """The chair turns the page; answers the seconds the answer took."""
        turn = self.told["turn"]
        return self.post(turn["path"], turn["body"] % page, at=at, patience=patience)

    def post(
        self, path: str, body: str = "", person: int = 0, at: int = 0, patience: float = 10
    ) -> float:
        """A person acts, the chair if nobody is named; answers the seconds the answer took."""
        headers = self.told["turn"]["headers"]
        cookies = f"{self.cookies[person]}; csrftoken={headers['X-CSRFToken']}"
        asked = urllib.request.Request(
            self.server.urls[at] + path, body.encode(), {**headers, "Cookie": cookies}
        )
        began = time.monotonic()
        with urllib.request.urlopen(asked, timeout=patience) as answer:
            assert answer.status in (200, 204), answer.status
        return time.monotonic() - began

    def raise_hand(self, person: int, at: int = 0) -> float:
        """A person asks to speak: one part is drawn anew."""
        return self.post(f"{self.url}hand/", person=person, at=at)

    @property
    def url(self) -> str:
        """The meeting's address."""
        return f"/meetings/{self.topic.partition('.')[2]}/"

    def step(self, word: str, at: int = 0) -> float:
        """The chair pauses or resumes the session: everything is drawn anew."""
        return self.post(f"{self.url}{word}/", at=at)

    def head(self) -> int:
        """The newest revision, as a newcomer is told."""
        page = Page(self.dial(self.cookies[0])).hello(self.topic, self.rev)
        page.line.close()
        return page.rev

    def close(self) -> None:
        """Close all pages."""
        for page in self.pages:
            page.line.close()


def status(url: str) -> int:
    """The status with which the address answers, 0 when it does not."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def raw_request(url: str, lines: list[bytes]) -> bytes:
    """Send a request byte by byte as given; answers the first line of the answer."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as line:
        line.sendall(b"\r\n".join([*lines, b"", b""]))
        return line.recv(1000).split(b"\r\n")[0]
