"""Time to the last tablet: a page turn and a part change, to 100, 1,000 and 2,000 tablets.

The house, the usual way (a Channels consumer per tablet), and the floor (bare sockets) in one run, on the same
machine, in turns. The tablets are one process of bare sockets. With two processors or more the servers stay on the
first and the tablets on the second. Numbers are medians over all rounds, in milliseconds.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import resource
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.alone import alone
from bench.crowd import Crowd

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 1000, 2000)
ROUNDS, EVENTS, EVENTS_USUAL = 3, 15, 5
REST = 0.15  # seconds between two events
PAGE_TURN, PART_CHANGE = "page turn", "part change"
REQUEST = re.compile(rb"/meetings/speakings/(\d+)/withdraw/")
NO_CONTENT = 204
Times = dict[
    tuple[str, str, int], list[tuple[float, float]]
]  # (who, what, tablets): (from tap, from commit)


class Stopwatch:
    """Hears from the server when a change was committed."""

    def __init__(self) -> None:
        self.line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.line.bind(("127.0.0.1", 0))
        self.line.settimeout(10)
        self.port = self.line.getsockname()[1]

    def clear(self) -> None:
        self.line.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self.line.recv(8)
        self.line.settimeout(10)

    def commit(self) -> float:
        return struct.unpack("d", self.line.recv(8))[0]


class Chair:
    """The chair's browser: turns pages; asks to speak and thinks better of it (the list of speakers is drawn anew)."""

    def __init__(self, port: int, prepared: dict[str, Any]) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.turn_path, self.body = prepared["turn"]["path"], prepared["turn"]["body"]
        self.headers = prepared["turn"]["headers"]
        self.page, self.hand = 1, b""

    def act(self, what: str) -> None:
        if what == PAGE_TURN:
            self.page = self.page % 400 + 1
            self._post(self.turn_path, self.body % self.page)
        elif self.hand:
            path, self.hand = f"/meetings/speakings/{self.hand.decode()}/withdraw/", b""
            self._post(path, "")
        else:
            self._post(self.turn_path.replace("show", "hand"), "")

    def look(self, text: bytes) -> None:
        """Find the number of one's request in the chair's own list of speakers."""
        if not self.hand and (found := REQUEST.search(text)):
            self.hand = found[1]

    def _post(self, path: str, body: str) -> None:
        self.line.request("POST", path, body, self.headers)
        answer = self.line.getresponse()
        answer.read()
        if answer.status != NO_CONTENT:
            raise RuntimeError(f"POST {path}: {answer.status} {answer.headers}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pin(cpu: int) -> None:
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {cpu})


@contextlib.contextmanager
def process(*command: object, **more: Any) -> Iterator[subprocess.Popen]:
    running = subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        preexec_fn=lambda: pin(0),  # noqa: PLW1509  this process has one thread
        text=True,
        **more,
    )
    try:
        yield running
    finally:
        running.terminate()
        running.wait(20)


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    running = subprocess.Popen(["redis-server", *options], cwd=folder, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        running.terminate()
        running.wait(10)


def wait_until_alive(port: int) -> None:
    for _ in range(300):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/livez")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def measure_floor(count: int, sizes: dict[str, int], times: Times) -> None:
    with process("-m", "bench.floor", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as floor:
        crowd = Crowd(int(floor.stdout.readline()), "/")
        crowd.connect([""] * count, at_once=100)
        for number in range(EVENTS * 2):
            what = PAGE_TURN if number < EVENTS else PART_CHANGE
            floor.stdin.write(f"{sizes[what]}\n")
            floor.stdin.flush()
            last = crowd.everybody(lambda text, n=number: revision_of_floor(text) > n)
            took = (last - float(floor.stdout.readline().split()[1])) * 1000
            times.setdefault(("floor", what, count), []).append((took, took))
            crowd.idle(REST / 3)
        crowd.close()


def revision_of_floor(text: bytes) -> int:
    return int(text[7 : text.index(b",")])


@dataclass
class Run:
    """One run: where it happens and what was measured."""

    environment: dict[str, str]
    prepared: dict[str, Any]
    times: Times = field(default_factory=dict)
    bytes_of: dict[str, int] = field(default_factory=lambda: {PAGE_TURN: 120, PART_CHANGE: 1500})


def measure_server(run: Run, kind: str, name: str, count: int, **more: str) -> None:
    watch, port = Stopwatch(), free_port()
    with process("-m", "bench.servers", kind, port, watch.port, env=run.environment | more):
        wait_until_alive(port)
        crowd, chair = Crowd(port, run.prepared["socket"]), Chair(port, run.prepared)
        crowd.connect(run.prepared["cookies"][:count], run.prepared["hello"], at_once=100)
        events = EVENTS if kind == "house" else EVENTS_USUAL
        for what in (PAGE_TURN, PART_CHANGE):
            for number in range(
                events + events % 2 + 2
            ):  # the hand ends lowered; the first two warm up
                took = measure_act(run, watch, crowd, chair, what)
                if number > 1:
                    run.times.setdefault((name, what, count), []).append(took)
                crowd.idle(REST)
        crowd.close()


def measure_act(
    run: Run, watch: Stopwatch, crowd: Crowd, chair: Chair, what: str
) -> tuple[float, float]:
    """Let the chair act; returns the milliseconds to the last tablet, from the tap and from the commit."""
    mark = b'"parts"' if what == PART_CHANGE else b'"facts"'
    raising = what == PART_CHANGE and not chair.hand

    def news(text: bytes) -> bool:
        if mark not in text or b'"rev"' not in text:
            return False
        run.bytes_of[what] = len(text)
        if raising:
            chair.look(text)
        return True

    watch.clear()
    began = time.monotonic()
    chair.act(what)
    last, commit = crowd.everybody(news), watch.commit()
    return (last - began) * 1000, (last - commit) * 1000


def prepare(folder: Path, count: int, environment: dict[str, str]) -> dict[str, Any]:
    for command in (
        ["migrate", "--noinput", "-v0"],
        ["rehearse", "--people", str(count), "--prepare", str(folder / "rehearsal.json")],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return json.loads((folder / "rehearsal.json").read_text())


def measure(sizes: tuple[int, ...], rounds: int) -> Times:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
    with contextlib.ExitStack() as stack:
        folder, environment = stack.enter_context(alone())
        run = Run(environment, prepare(folder, max(sizes), environment))
        url = stack.enter_context(redis(folder)) if shutil.which("redis-server") else ""
        pin(1)
        for count in [size for _round in range(rounds) for size in sizes]:
            measure_server(run, "house", "house", count)
            measure_floor(count, run.bytes_of, run.times)
            measure_server(run, "usual", "usual, in memory", count)
            if url:
                measure_server(run, "usual", "usual, Redis pub/sub", count, REDIS_URL=url)
        return run.times


def table(times: Times, sizes: tuple[int, ...]) -> str:
    """The table in Markdown; the ratio is to the floor, from the commit on."""
    rows = ["| change | way | " + " | ".join(f"{n:,} tablets" for n in sizes) + " |"]
    rows.append("|---|---|" + "---|" * len(sizes))
    names = list(dict.fromkeys(name for name, _what, _n in times))
    for what in (PAGE_TURN, PART_CHANGE):
        for name in sorted(
            names,
            key=lambda name: ["floor", "house"].index(name) if name in ("floor", "house") else 9,
        ):
            cells = [_cell(times, name, what, n) for n in sizes]
            rows.append(f"| {what} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(times: Times, name: str, what: str, count: int) -> str:
    took = times.get((name, what, count))
    if not took:
        return "–"
    tap, commit = (statistics.median(column) for column in zip(*took, strict=True))
    floor = statistics.median(row[1] for row in times["floor", what, count])
    if name == "floor":
        return f"{floor:.1f}"
    return f"{commit:.1f} (×{commit / floor:.1f}); from the tap {tap:.0f}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    sizes = tuple(asked.sizes)
    print(
        "Milliseconds from the commit to the last tablet (× the floor); from the tap: the chair's POST included.\n"
    )
    print(table(measure(sizes, asked.rounds), sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
