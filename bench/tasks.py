"""Tasks by the million: what people open every day, at 1,000 tasks and at the largest number, in one run.

On PostgreSQL 1,000 → 100,000 → 1,000,000 and then 100,000 of them open; on SQLite 1,000 → 100,000. Printed for each
page: milliseconds (median of ROUNDS), queries, and the cost relative to 1,000 tasks. Limits: my work and boards ≤ 15
queries and ≤ 1.5 times; search ≤ 5 times; a tick of reminders costs by what is due. Run:
``python -m bench.tasks [--postgres 1000 100000 …] [--sqlite 1000 …]``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

ROUNDS, DUE, OPEN = 7, 50, 600
POSTGRES, SQLITE = (1_000, 100_000, 1_000_000), (1_000, 100_000)
MOST_QUERIES = 15  # of my work and the boards
MANY_OPEN = 100_000  # open tasks of the last measurement on PostgreSQL
PAGES = {
    "my work (head of a unit)": ("head", "/tasks/today/"),
    "given board (chair)": ("chair", "/tasks/given/"),
    "leader's board by unit (chair)": ("chair", "/tasks/board/"),
    "leader's board by unit (head)": ("head", "/tasks/board/"),
    "list: overdue, chair": ("chair", "/tasks/all/?stand=overdue"),
    "list: one unit, open": ("chair", "/tasks/all/?unit=UNIT&state=open"),
    "search: one task (so 777)": ("chair", "/tasks/all/?q=so+777"),
    "search: common words (chong ngap)": ("chair", "/tasks/all/?q=chong+ngap"),
    "search: beginning (giai nga)": ("head", "/tasks/all/?q=giai+nga"),
}
LIMITS = {"my": 1.5, "given": 1.5, "leader's": 1.5, "list": 1.5, "search": 5.0}


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def measure(who: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Every page, a tick of reminders, the nightly foresight."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, (person, address) in PAGES.items():
        path = address.replace("UNIT", str(who["units"][1].pk))
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(who[person])

        def page(client: Client = client, path: str = path) -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)

        page()
        with CaptureQueriesContext(connection) as asked:
            page()
        queries = len(asked)
        if os.environ.get("SLOWEST"):
            worst = sorted(asked, key=lambda q: -float(q["time"]))[:2]
            print(
                name,
                json.dumps([(q["time"], q["sql"][:6000]) for q in worst], indent=1),
                file=sys.stderr,
            )
        found[name] = {
            "ms": statistics.median(timed(page) for _n in range(ROUNDS)),
            "queries": queries,
        }
    return found | clockwork()


def clockwork() -> dict[str, dict[str, float]]:
    """What the clock does: nothing due, fifty due, and the night's foresight."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tasks.actions import foresee_all
    from tasks.actions.reminding import find_due
    from tasks.models import Task

    found = {
        "tick: nothing due": {
            "ms": statistics.median(timed(find_due) for _n in range(ROUNDS)),
            "queries": 0,
        }
    }
    due = list(
        Task.objects.filter(ended_at=None, state="accepted", due_on__gte="2026-11-25")
        .order_by("due_on")
        .values_list("pk", flat=True)[:DUE]
    )
    from bench.task_city import NOW

    Task.objects.filter(pk__in=due).update(remind_at=NOW)
    with CaptureQueriesContext(connection) as asked:
        took = timed(find_due)
    found[f"tick: {DUE} due"] = {"ms": took, "queries": len(asked)}
    found["night: foresight of all open"] = {"ms": timed(foresee_all), "queries": 0}
    return found


def run(sizes: list[int], many_open: int) -> None:
    """In a process of its own, on the database that the surroundings name: grow, measure, print."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench import task_city as city
    from core.calendar import fill
    from core.clock import at

    call_command("migrate", verbosity=0)
    fill(range(2018, 2028))
    with at(city.NOW):
        who, had = city.people(), 0
        for size in sizes:
            begun = time.perf_counter()
            with city.WithoutIndexes():
                city.add(range(had + 1, size + 1), range(1, OPEN + 1), who)
            had = size
            say(f"{size:,} tasks", time.perf_counter() - begun, measure(who))
        if many_open:
            begun = time.perf_counter()
            with city.WithoutIndexes():
                city.add(
                    range(had + 1, had + many_open + 1), range(had + 1, had + many_open + 1), who
                )
            say(f"{had:,} and {many_open:,} open", time.perf_counter() - begun, measure(who))


def say(size: str, loading: float, found: dict[str, dict[str, float]]) -> None:
    """Hand the numbers to the table, which is drawn at the end; and say to who waits that something happens."""
    print(f"measured: {size}", file=sys.stderr)
    print(json.dumps({"size": size, "loading": loading, "found": found}), flush=True)


def table(name: str, told: list[dict[str, Any]]) -> int:
    """Print what one database did; return how many limits were passed."""
    print(
        f"\n## {name}\n\n| ms (queries) | "
        + " | ".join(one["size"] for one in told)
        + " | × | limit |"
    )
    print("|---|" + "---|" * (len(told) + 2))
    broken = 0
    for what in told[0]["found"]:
        cells = [one["found"][what] for one in told]
        ratio = max(cell["ms"] for cell in cells[1:]) / cells[0]["ms"] if cells[1:] else 1.0
        limit = next((most for word, most in LIMITS.items() if what.startswith(word)), 0.0)
        asks = max(c["queries"] for c in cells)
        over = bool(limit) and (
            ratio > limit or (asks > MOST_QUERIES and not what.startswith(("list", "search")))
        )
        broken += over
        shown = " | ".join(f"{c['ms']:.0f} ({c['queries']:.0f})" for c in cells)
        print(
            f"| {what} | {shown} | {ratio:.2f} | {f'{limit:g}' if limit else '–'}{' **over**' if over else ''} |"
        )
    print("\nloaded in " + ", ".join(f"{one['loading']:.0f} s" for one in told))
    return broken


def child(sizes: list[int], many_open: int, **surroundings: str) -> list[dict[str, Any]]:
    """Run one database in a process of its own."""
    data = tempfile.mkdtemp(prefix="nghisu-bench-")
    environment = {
        **os.environ,
        "NGHISU_DATA": data,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **surroundings,
    }
    command = [sys.executable, "-m", "bench.tasks", "--here", str(many_open), *map(str, sizes)]
    try:
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def main(given: list[str] | None = None) -> int:
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("--postgres", type=int, nargs="*", default=POSTGRES)
    reads.add_argument("--sqlite", type=int, nargs="*", default=SQLITE)
    reads.add_argument("--many-open", type=int, default=MANY_OPEN)
    reads.add_argument("--here", type=int, nargs="+", help=argparse.SUPPRESS)
    asked = reads.parse_args(given)
    if asked.here:
        run(asked.here[1:], asked.here[0])
        return 0
    broken = 0
    if asked.sqlite:
        broken += table("SQLite", child(list(asked.sqlite), 0))
    if asked.postgres:
        from tests.services import postgres

        with postgres() as server:
            address = server.make_database("tasks")
            broken += table(
                "PostgreSQL", child(list(asked.postgres), asked.many_open, DATABASE_URL=address)
            )
    return broken


if __name__ == "__main__":
    sys.exit(main())
