"""The house running as it is measured: its servers, what they cost, its commands, the databases of a city."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.fanout import free_port, redis, wait_until_alive

ROOT = Path(__file__).resolve().parent.parent


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


def manage(environment: dict[str, str], *command: str) -> str:
    """Run a command of ``manage.py`` and return what it says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


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
