"""The real server as real processes, in both sizes: `embedded` (SQLite, one process) and `city` (PostgreSQL, Redis, four)."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.services import PATIENCE, Postgres, Redis, free_port, stop, wait_for_port

ROOT = Path(__file__).resolve().parent.parent
OURS = ("NGHISU_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "TEST_DATABASE_URL", "COV_")


class Server:
    """One installation: a data folder, its surroundings, and the processes that serve it."""

    def __init__(self, folder: Path, size: str, **surroundings: str) -> None:
        self.folder, self.size = folder, size
        self.ports = [free_port() for _ in range(2 if size == "city" else 1)]
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(OURS)},
            "NGHISU_DATA": str(folder / "data"),
            "NGHISU_SIZE": size,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
            **surroundings,
        }
        self.processes: dict[str, subprocess.Popen] = {}
        self.stage: subprocess.Popen | None = None
        self.manage("migrate", "--noinput", "-v0")

    @property
    def url(self) -> str:
        """The address of the first server process."""
        return self.urls[0]

    @property
    def urls(self) -> list[str]:
        """The addresses of all server processes; in the city size there are two."""
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def log(self) -> Path:
        """What all its processes say."""
        return self.folder / "server.log"

    def commands(self) -> dict[str, list[str]]:
        """The processes of this size: name -> manage.py command."""
        alone = ["--no-jobs"] if self.size == "city" else []
        serving = {
            f"serve-{n}": ["serve", "--port", str(port), *alone]
            for n, port in enumerate(self.ports)
        }
        return serving | ({"work": ["work"]} if self.size == "city" else {})

    def start(self) -> None:
        """Start what does not run, and wait until it is ready."""
        for name, command in self.commands().items():
            if name not in self.processes or self.processes[name].poll() is not None:
                self.processes[name] = self._start(command)
        for n, port in enumerate(self.ports):
            wait_for_port(port, self.processes[f"serve-{n}"], self.log)
        for url in self.urls:
            self._wait_until_ready(url)

    def _start(self, command: list[str]) -> subprocess.Popen:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def _wait_until_ready(self, url: str) -> None:
        deadline, said = time.monotonic() + PATIENCE, ""
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                    return
            except (urllib.error.URLError, OSError) as error:
                said = str(error)
            time.sleep(0.1)
        pytest.fail(f"{url} does not become ready ({said}):\n{self.log.read_text()[-3000:]}")

    def kill_9(self, *names: str) -> None:
        """Kill processes as a power cut would; without names all of them."""
        for name in names or tuple(self.processes):
            stop(self.processes[name], signal.SIGKILL)

    def restart(self, *names: str) -> None:
        """End processes politely and start them again; without names all of them."""
        for name in names or tuple(self.processes):
            stop(self.processes[name])
        self.start()

    def stop(self) -> None:
        """End everything."""
        for process in (*self.processes.values(), *filter(None, [self.stage])):
            stop(process)

    def manage(self, *arguments: str, **more: str) -> str:
        """Run a management command beside the server; answers what it printed."""
        return self._python("manage.py", *arguments, **more)

    def world(self, scene: str, *arguments: str) -> SimpleNamespace:
        """Let a scene of tests/world.py happen in this installation; answers its words."""
        if self.stage is None or self.stage.poll() is not None:
            self.stage = self._open_stage()
        self.stage.stdin.write(json.dumps([scene, *arguments]) + "\n")
        self.stage.stdin.flush()
        said = self.stage.stdout.readline()
        assert said, f"{scene} did not happen:\n{self.log.read_text()[-3000:]}"
        return SimpleNamespace(**json.loads(said))

    def _open_stage(self) -> subprocess.Popen:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.world"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
            )

    def shell(self, code: str) -> str:
        """Run Python with Django set up beside the server; answers what it printed."""
        return self._python("-c", f"import django; django.setup()\n{code}")

    def _python(self, *arguments: str, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode:
            pytest.fail(
                f"{' '.join(arguments)[:300]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
            )
        return done.stdout


@contextlib.contextmanager
def embedded(folder: Path, **surroundings: str) -> Iterator[Server]:
    """A server of one process on SQLite for the time of the block."""
    yield from _run(Server(folder, "embedded", **surroundings))


@contextlib.contextmanager
def city(folder: Path, postgres: Postgres, redis: Redis, **surroundings: str) -> Iterator[Server]:
    """Two server processes and a worker on PostgreSQL and Redis for the time of the block."""
    database = postgres.make_database(f"nghisu_{time.monotonic_ns()}")
    yield from _run(
        Server(folder, "city", DATABASE_URL=database, REDIS_URL=redis.url, **surroundings)
    )


def _run(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()
