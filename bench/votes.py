"""Three hundred check in and vote: on the embedded default (SQLite, one process), and on PostgreSQL with Redis.

Everything a room of tablets does: one socket each that hears what changes, one POST to check in, the ballot that is
sent to everybody when the vote opens, one POST to cast it. The rehearsal is by name, then secret. Printed: seconds for
checking in and for voting together, the answers' p50 and p95, what was lost or counted twice (nothing may be), and how
busy the server was. Run: ``python -m bench.votes [--people N] [--size embedded city]``; ``make bench`` runs it, too.
"""

import argparse
import contextlib
import http.client
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count as count_up
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from bench.crowd import Crowd
from bench.fanout import free_port, prepare, redis, wait_until_alive

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, HANDS, LIMIT = 300, 24, 10.0  # hands: requests under way at a time; limit: seconds for all
CODE = "23456789AB"
EMPTY_ROOM = "from meetings.models import Seat; Seat.objects.exclude(user__username='rehearsal-0001').update(arrived_at=None)"
CHECK = """
import json
from journal.models import Entry
from journal.queries import broken
from meetings.models import Ballot, Seat, Vote
told = lambda name: Entry.objects.filter(event=f"meetings.{name}").count()
votes = list(Vote.objects.order_by("pk"))
print(json.dumps({
    "present": Seat.objects.filter(arrived_at__isnull=False).count(),
    "marks": [v.ballots.count() for v in votes], "counted": [v.agree + v.disagree + v.no_opinion for v in votes],
    "told": [told("arrived"), told("ballot_cast"), told("secret_ballot_cast")], "broken": len(list(broken())),
}))
"""


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


def check_in(tablet: Tablet) -> float:
    """Check in and see it."""
    return tablet.post(f"{tablet.meeting}arrive/")


def vote(
    chair: Tablet, tablets: list[Tablet], way: str, number: int, crowds: list[IO[bytes]]
) -> tuple[float, list[float]]:
    """Put a question, let everybody vote, close; returns the seconds from the opening to the last ballot and each one's."""
    chair.post(f"{chair.meeting}votes/new/", question="Thông qua?", way=way, open="1")
    began, path = time.monotonic(), f"/meetings/votes/{number}/"
    if [crowd.readline() for crowd in crowds] != [f"{number}\n".encode()] * len(crowds):
        raise RuntimeError("the ballot did not reach everybody")

    def ballot(tablet: Tablet) -> float:
        return tablet.post(f"{path}cast/", choice="agree", code=CODE if way == "secret" else "")

    _seconds, times = everybody(tablets, ballot)
    took = time.monotonic() - began
    chair.post(f"{path}close/")
    return took, times


@contextlib.contextmanager
def servers(
    size: str, environment: dict[str, str]
) -> Iterator[list[tuple[int, subprocess.Popen[bytes]]]]:
    """The processes of the size: one that does everything, or two that share the work."""
    running: list[tuple[int, subprocess.Popen[bytes]]] = []
    log = Path(environment["NGHISU_DATA"]).parent / "server.log"
    extra = ["--no-jobs"] if size == "city" else []
    for _ in range(2 if size == "city" else 1):
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port), *extra]
        with log.open("ab") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=output
            )
        running.append((port, process))
    try:
        for port, _process in running:
            wait_until_alive(port)
        yield running
    except RuntimeError:
        print(log.read_text(errors="replace")[-3000:])
        raise
    finally:
        for _port, process in running:
            process.terminate()
        for _port, process in running:
            process.wait(20)


def cpu_of(process: subprocess.Popen[bytes]) -> float:
    """Return the CPU seconds the process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def listen(port: int, prepared: dict[str, Any], count: int) -> None:
    """A process of its own: so many sockets that hear everything; says the number of each vote all have a ballot of."""
    crowd = Crowd(port, prepared["socket"])
    crowd.connect(prepared["cookies"][:count], prepared["hello"], at_once=50)
    print("ready", flush=True)
    for number in count_up(1):
        crowd.everybody(
            lambda text, n=number: f'data-vote=\\"{n}\\"'.encode() in text, patience=3600
        )
        print(number, flush=True)


@contextlib.contextmanager
def listeners(port: int, folder: Path, count: int) -> Iterator[IO[bytes]]:
    """So many tablets' sockets, in another process; yields what it says."""
    command = [
        sys.executable,
        "-m",
        "bench.votes",
        "--listen",
        str(port),
        str(folder / "rehearsal.json"),
        str(count),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        if process.stdout is None or process.stdout.readline() != b"ready\n":
            raise RuntimeError("the sockets do not connect")
        yield process.stdout
    finally:
        process.kill()
        process.wait()


def manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def measure(size: str, people: int, folder: Path, environment: dict[str, str]) -> bool:
    """Rehearse once on this size; prints and says whether it went well."""
    prepared = prepare(folder, people, environment)
    manage(environment, "shell", "-v0", "-c", EMPTY_ROOM)
    meeting = prepared["turn"]["path"].removesuffix("show/")
    with servers(size, environment) as running:
        share = people // len(running)
        with contextlib.ExitStack() as stack:
            crowds = [
                stack.enter_context(listeners(port, folder, share)) for port, _process in running
            ]
            ports = [port for port, _ in running]
            tablets = [
                Tablet(ports[n % len(ports)], c, meeting) for n, c in enumerate(prepared["cookies"])
            ]
            everybody(tablets, lambda tablet: tablet.mine())  # everybody is on the page
            before = sum(cpu_of(process) for _, process in running)
            arrived = everybody(tablets[1:], check_in)
            by_name = vote(tablets[0], tablets, "open", 1, crowds)
            busy = sum(cpu_of(process) for _, process in running) - before
            secret = vote(tablets[0], tablets, "secret", 2, crowds)
    found = json.loads(manage(environment, "shell", "-v0", "-c", CHECK).splitlines()[-1])
    return report(
        size,
        people,
        {"check in": arrived, "vote by name": by_name, "secret vote": secret},
        busy,
        found,
    )


def report(
    size: str,
    people: int,
    phases: dict[str, tuple[float, list[float]]],
    busy: float,
    found: dict[str, Any],
) -> bool:
    """Print a table and what is wrong; says whether nothing is."""
    print(f"\n## {size}, {people} people\n\n| | all | p50 | p95 | slowest |\n|---|---|---|---|---|")
    for name, (whole, times) in phases.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        print(
            f"| {name} | {whole:.1f} s | {statistics.median(times) * 1000:.0f} ms | {p95 * 1000:.0f} ms | {max(times) * 1000:.0f} ms |"
        )
    whole = phases["check in"][0] + phases["vote by name"][0]
    print(
        f"\nCheck in and vote by name: {whole:.1f} s (limit {LIMIT:.0f} s); CPU of the server: {busy:.1f} s."
    )
    good = {
        "present": people, "marks": [people, people], "counted": [people, people],
        "told": [people, people, people], "broken": 0,
    }  # fmt: skip
    print("Lost or double: none." if found == good else f"LOST OR DOUBLE: {found}")
    return found == good and whole <= LIMIT


def city(
    stack: contextlib.ExitStack, folder: Path, environment: dict[str, str]
) -> dict[str, str] | None:
    """PostgreSQL and Redis of our own; None where they are not installed."""
    if not shutil.which("redis-server") or not list(
        Path("/usr/lib/postgresql").glob("*/bin/initdb")
    ):
        return None
    from tests.services import postgres

    database = stack.enter_context(postgres()).make_database("votes")
    url = stack.enter_context(redis(folder))
    return {**environment, "DATABASE_URL": database, "REDIS_URL": url}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--size", nargs="+", default=["embedded", "city"])
    parser.add_argument("--listen", nargs=3)
    asked = parser.parse_args(arguments)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
    if asked.listen:
        port, file, count = asked.listen
        listen(int(port), json.loads(Path(file).read_text()), int(count))
        return 0
    good = True
    for size in asked.size:
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-votes-")))
            kept = {
                k: v
                for k, v in os.environ.items()
                if not k.startswith(("NGHISU_", "DATABASE_", "REDIS_"))
            }
            kept |= {
                "NGHISU_DATA": str(folder / "data"),
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            chosen = city(stack, folder, kept) if size == "city" else kept
            if chosen is None:
                print(f"\n{size}: PostgreSQL or Redis is not installed; left out.")
                continue
            good = measure(size, asked.people, folder, chosen) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
