"""Tablets that ask over HTTP: one person's page each, many at a time."""

import http.client
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

HANDS = 24  # requests under way at a time


class Tablet:
    """One person's page: a kept connection and the session's cookie."""

    def __init__(self, port: int, cookie: str, meeting: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        word = uuid.uuid4().hex
        self.headers = {
            "Cookie": f"{cookie}; csrftoken={word}", "X-CSRFToken": word, "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        self.meeting = meeting

    def post(self, path: str, **body: str) -> float:
        """Act; the answer brings one's own part with it. Returns the seconds until it was there."""
        began = time.monotonic()
        status, _ = self._ask("POST", path, urlencode({"act": str(uuid.uuid4()), **body}))
        took = time.monotonic() - began
        if status not in (200, 204, 302):
            raise RuntimeError(f"POST {path}: {status}")
        return took

    def mine(self) -> float:
        """Fetch one's own part."""
        began = time.monotonic()
        status, _ = self._ask("GET", f"{self.meeting}parts/mine/")
        if status != 200:
            raise RuntimeError(f"mine: {status}")
        return time.monotonic() - began

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        self.line.request(method, path, body, self.headers)
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def hear(self, path: str) -> str:
        """Fetch a page."""
        return self._ask("GET", path)[1].decode()


def everybody(tablets: list[Tablet], work: Callable[[Tablet], float]) -> tuple[float, list[float]]:
    """Let all do it, HANDS at a time; returns the seconds for all and each one's answer time."""
    began = time.monotonic()
    with ThreadPoolExecutor(HANDS) as hands:
        times = list(hands.map(work, tablets))
    return time.monotonic() - began, times
