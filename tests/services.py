"""The services that the city size needs, started by the tests on free ports, as root or as a plain user."""

from __future__ import annotations

import contextlib
import functools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

PATIENCE = 120  # seconds a service may take to come up on a very busy machine
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def free_port() -> int:
    """A port of this machine that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, process: subprocess.Popen, log: Path) -> None:
    """Wait until the process listens; fail with its last words when it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    pytest.fail(
        f"{process.args} does not listen on {port}:\n{log.read_text(errors='replace')[-3000:]}"
    )


def stop(process: subprocess.Popen, sign: int = signal.SIGTERM) -> None:
    """End the process: as asked, and after ten seconds for sure."""
    if process.poll() is None:
        process.send_signal(sign)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()


def need(program: str, package: str) -> str:
    """The program's path. Missing: the test is left out, with CI=true it fails."""
    found = shutil.which(program) or next(
        (str(p) for p in Path("/").glob(program.lstrip("/"))), None
    )
    if found:
        return found
    sentence = f"{program} is missing (Debian: {package})"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


class Postgres:
    """A PostgreSQL of our own in a temporary folder. It refuses root, so root starts it as another user."""

    def __init__(self, folder: Path) -> None:
        initdb = need("/usr/lib/postgresql/*/bin/initdb", "postgresql")
        self.programs, self.folder, self.port = Path(initdb).parent, folder, free_port()
        self._run(
            "initdb",
            "-D",
            folder / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        self.start()

    def start(self) -> None:
        """Start on the port it always had."""
        options = [part for option in QUICK for part in ("-c", option)]
        command = self._command(
            "postgres", "-D", self.folder / "data", "-p", self.port, "-k", self.folder, *options
        )
        log = self.folder.parent / f"{self.folder.name}.log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd="/", env=self._environment(), stdout=output, stderr=output
            )
        wait_for_port(self.port, self.process, log)
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        """After a crash it listens before it has recovered."""
        asked = self._command(
            "pg_isready", "-q", "-h", "127.0.0.1", "-p", self.port, "-t", PATIENCE
        )
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(asked, cwd="/", env=self._environment(), check=False).returncode:
            assert time.monotonic() < deadline, "PostgreSQL does not recover"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop at once, without waiting for its guests."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        stop(self.process)

    def make_database(self, name: str) -> str:
        """A new empty database; answers its DATABASE_URL."""
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", name)
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: object) -> None:
        command, environment = self._command(program, *arguments), self._environment()
        done = subprocess.run(
            command, cwd="/", env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(f"{program}: {done.stderr}")

    def _command(self, program: str, *arguments: object) -> list[str]:
        as_other = ["runuser", "-u", owner_of_postgres(), "--"] if os.geteuid() == 0 else []
        return [*as_other, str(self.programs / program), *map(str, arguments)]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "PATH": f"{os.environ.get('PATH', os.defpath)}:/usr/sbin",
        }


@functools.cache
def owner_of_postgres() -> str:
    """The user that PostgreSQL runs as when we are root."""
    return "postgres" if "postgres" in {user.pw_name for user in pwd.getpwall()} else "nobody"


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL for the time of the block."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    log = folder.parent / f"{folder.name}.log"
    if os.geteuid() == 0:
        shutil.chown(folder, owner_of_postgres())
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
        log.unlink(missing_ok=True)


class Redis:
    """A Redis of our own that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.program, self.folder, self.port = (
            need("redis-server", "redis-server"),
            folder,
            free_port(),
        )
        self.start()

    @property
    def url(self) -> str:
        """Its REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start on the port it always had, empty."""
        log = self.folder / "redis.log"
        arguments = [
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [self.program, *arguments], cwd=self.folder, stdout=output, stderr=output
            )
        wait_for_port(self.port, self.process, log)

    def kill(self) -> None:
        """Kill it; everything it knew is gone."""
        stop(self.process, signal.SIGKILL)


@contextlib.contextmanager
def redis() -> Iterator[Redis]:
    """A Redis for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        server = Redis(Path(folder))
        try:
            yield server
        finally:
            server.kill()


class _Keep(Message):
    """Keeps each mail it gets."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[EmailMessage] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.mails.append(message)


class PostOffice:
    """An SMTP server that keeps the mails it gets in `mails`."""

    def __init__(self) -> None:
        self._keep = _Keep()
        self._controller = Controller(self._keep, hostname="127.0.0.1", port=free_port())
        self._controller.start()
        self.mails = self._keep.mails

    @property
    def url(self) -> str:
        """Its NGHISU_MAIL."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def stop(self) -> None:
        """Close the office."""
        self._controller.stop()


@contextlib.contextmanager
def post_office() -> Iterator[PostOffice]:
    """An SMTP server for the time of the block."""
    office = PostOffice()
    try:
        yield office
    finally:
        office.stop()
