"""Bytes a tablet takes off the line: the first load, the same page again, a vote's opening, one's ballot, the close.

Counted as they arrive, heads included, from a server of the embedded size with PEOPLE in the room. The ratio is to the
meeting's page compressed by gzip: the least a page that is loaded anew at each change could cost. What a browser keeps
(``max-age``) costs nothing the second time. Run: ``python -m bench.bytes [--people N]``.
"""

import argparse
import gzip
import http.client
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bench.alone import alone
from bench.crowd import Crowd
from bench.fanout import prepare
from bench.running import manage, servers
from bench.tablets import Tablet
from bench.votes import EMPTY_ROOM, check_in

PEOPLE = 60
LINKED = re.compile(
    r'(?:<link[^>]+href|<script[^>]+src)="(/static/[^"]+)"|url\("?([^")]+)"?\)|(?:from|import) "([^"]+)"'
)


class Browser:
    """One tablet's browser: fetches a page with all it names, keeps what may be kept."""

    def __init__(self, port: int, cookie: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Accept": "text/html"}
        self.kept: set[str] = set()

    def fetch(self, path: str) -> tuple[int, str]:
        """Return the bytes of the answer with its head, and its text."""
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        body = answer.read()
        head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
        if (
            "max-age=0" not in (kept := answer.headers.get("Cache-Control", ""))
            and "max-age" in kept
        ):
            self.kept.add(path)
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return head + len(body), (gzip.decompress(body) if packed else body).decode(
            errors="replace"
        )

    def load(self, path: str) -> dict[str, int]:
        """Load a page with its styles, scripts and fonts; returns the bytes of each kind."""
        size, text = self.fetch(path)
        taken = {"page": size, "styles": 0, "scripts": 0, "fonts": 0}
        todo, seen = self._named(path, text), set()
        while todo:
            one = todo.pop()
            if one in seen or one in self.kept:
                continue
            seen.add(one)
            size, text = self.fetch(one)
            taken[_kind(one)] += size
            if _kind(one) != "fonts":
                todo += self._named(one, text)
        return taken

    def _named(self, base: str, text: str) -> list[str]:
        found = (next(filter(None, groups)) for groups in LINKED.findall(text))
        paths = (
            urljoin(base, name.split("#")[0]) for name in found if not name.startswith("data:")
        )
        return [path for path in paths if path.startswith("/static/") and _kind(path)]


def _kind(path: str) -> str:
    ends = {"css": "styles", "js": "scripts", "mjs": "scripts", "woff2": "fonts"}
    return ends.get(path.partition("?")[0].rpartition(".")[2], "")


class Ear:
    """One socket that counts what it hears."""

    def __init__(self, port: int, prepared: dict[str, Any], cookie: str) -> None:
        self.crowd, self.taken = Crowd(port, prepared["socket"]), 0
        self.crowd.connect([cookie], prepared["hello"])

    def until(self, mark: bytes) -> int:
        """Return the bytes heard up to the frame with the mark."""
        self.taken = 0

        def heard(text: bytes) -> bool:
            self.taken += len(text) + 4
            return mark in text

        self.crowd.everybody(heard)
        return self.taken


def measure(people: int, folder: Path, environment: dict[str, str]) -> dict[str, int]:
    """Return what each thing costs one tablet, bytes."""
    prepared = prepare(folder, people, environment)
    manage(environment, "shell", "-v0", "-c", EMPTY_ROOM)
    meeting, cookies = prepared["turn"]["path"].removesuffix("show/"), prepared["cookies"]
    with servers("embedded", environment) as running:
        port = running[0][0]
        browser = Browser(port, cookies[1])
        first, again = browser.load(meeting), browser.load(meeting)
        whole = len(gzip.compress(browser.fetch(meeting)[1].encode(), 6))
        chair, one = Tablet(port, cookies[0], meeting), Tablet(port, cookies[1], meeting)
        for cookie in cookies[1:]:
            check_in(Tablet(port, cookie, meeting))
        ear = Ear(port, prepared, cookies[1])
        chair.post(f"{meeting}votes/new/", question="Thông qua?", way="open", open="1")
        opening = ear.until(b'data-vote=\\"1\\"')
        ballot = len(one._ask("POST", "/meetings/votes/1/cast/", "choice=agree")[1])  # noqa: SLF001
        chair.post("/meetings/votes/1/close/")
        close = ear.until(b'"stale"')
        mine = browser.fetch(f"{meeting}parts/mine/")[0]
    return {
        "the page, gzip'd, for comparison": whole,
        **{f"first load: {name}": size for name, size in first.items()},
        "first load: all": sum(first.values()),
        "the same page again: all": sum(again.values()),
        "a vote opens (socket)": opening,
        "one's ballot: the answer": ballot,
        "the vote closes (socket)": close,
        "the vote closes: one's own part": mine,
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    asked = parser.parse_args(arguments)
    with alone() as (folder, environment):
        found = measure(asked.people, folder, environment)
    whole = next(iter(found.values()))
    print(f"\n| one of {asked.people} tablets | bytes | × the page |\n|---|---|---|")
    for name, size in found.items():
        print(f"| {name} | {size:,} | {size / whole:.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
