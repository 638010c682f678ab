"""Three hundred check in and vote: on the embedded default (SQLite, one process), and on PostgreSQL with Redis.

Everything a room of tablets does: one socket each that hears what changes, one POST to check in, the ballot that is
sent to everybody when the vote opens, one POST to cast it. The rehearsal is by name, then secret. Printed: seconds for
checking in and for voting together, the answers' p50 and p95, what was lost or counted twice (nothing may be), and how
busy the server was. Run: ``python -m bench.votes [--people N] [--size embedded city]``; ``make bench`` runs it, too.
"""

import argparse
import contextlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count as count_up
from pathlib import Path
from typing import IO, Any

from bench.alone import alone
from bench.crowd import Crowd
from bench.fanout import prepare
from bench.running import city, cpu_of, manage, servers
from bench.tablets import Tablet, everybody

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, LIMIT = 300, 10.0  # limit: seconds for all
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
            folder, kept = stack.enter_context(alone())
            chosen = city(stack, folder, kept) if size == "city" else kept
            if chosen is None:
                print(f"\n{size}: PostgreSQL or Redis is not installed; left out.")
                continue
            good = measure(size, asked.people, folder, chosen) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
