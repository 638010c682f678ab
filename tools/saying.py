"""What set-up says: one line a step, and one sentence when it has to stop. Standard library only."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV_PYTHON = ROOT / ".venv" / "bin" / "python"

# What a failed program said -> what the person should read. The first line that fits is shown.
REASONS = (
    (
        "No space left on device",
        "the disk is full. Free some space (about 2 GB) and run the command again.",
    ),
    (
        "Disk quota exceeded",
        "the disk quota is used up. Free about 2 GB and run the command again.",
    ),
    (
        "ensurepip is not available",
        "this Python cannot make environments (Debian: sudo apt install python3-venv).",
    ),
    (
        "No module named ensurepip",
        "this Python cannot make environments (Debian: sudo apt install python3-venv).",
    ),
    (
        "Temporary failure in name resolution",
        "there is no network. Check the connection and run the command again.",
    ),
    (
        "Name or service not known",
        "there is no network. Check the connection and run the command again.",
    ),
    ("dns error", "there is no network. Check the connection and run the command again."),
    ("EAI_AGAIN", "there is no network. Check the connection and run the command again."),
    ("ENOTFOUND", "there is no network. Check the connection and run the command again."),
    (
        "Network is unreachable",
        "there is no network. Check the connection and run the command again.",
    ),
    (
        "NewConnectionError",
        "the package registry cannot be reached. Check the network and run the command again.",
    ),
    (
        "error sending request",
        "the package registry cannot be reached. Check the network and run the command again.",
    ),
    (
        "ECONNREFUSED",
        "the package registry cannot be reached. Check the network and run the command again.",
    ),
    (
        "ETIMEDOUT",
        "the package registry did not answer in time. Check the network and run the command again.",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED",
        "this network inspects TLS and its certificate is not trusted by the system.",
    ),
    ("Permission denied", "the project's folder is not writable for this user."),
)


class Stop(Exception):
    """Set-up cannot go on; the message is one sentence for the person at the terminal."""


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Print `title`, and behind it the seconds it took."""
    print(f"  {title} ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def run(title: str, *command: str | Path, **extra_environment: str) -> None:
    """Run a long program as one step, with a dot every three seconds. Raises Stop with the reason when it fails."""
    with step(title), tempfile.TemporaryFile() as output:
        code = _watch([str(part) for part in command], {**os.environ, **extra_environment}, output)
        if code == 0:
            return
        output.seek(0)
        said = output.read().decode(errors="replace")
    raise Stop(f"{title}: {reason(said)}")


def answer(*command: str | Path) -> str | None:
    """What a short program printed; None when it is not there or failed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout


def reason(said: str) -> str:
    """The sentence for what a failed program said, or the end of it when no sentence is known."""
    unwrapped = " ".join(said.split())
    for sign, sentence in REASONS:
        if sign in unwrapped:
            return sentence
    return "it failed. Its last words:\n" + "\n".join(said.strip().splitlines()[-15:])


def _watch(command: list[str], environment: dict[str, str], output: IO[bytes]) -> int:
    """Wait for the program; whatever ends us also ends it and everything it started."""
    try:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            process_group=0,
        )
    except OSError as error:
        raise Stop(f"{command[0]} cannot be started ({error.strerror}).") from error
    try:
        return _wait_with_dots(process)
    finally:
        end_group(process)


def _wait_with_dots(process: subprocess.Popen) -> int:
    while True:
        try:
            return process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            print(".", end="", flush=True)


def end_group(process: subprocess.Popen) -> None:
    """End the process and all it started: politely, after five seconds firmly."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


def die_politely_on_terminate() -> None:
    """Let SIGTERM end set-up the way Ctrl-C does, so that nothing it started is left behind."""

    def interrupt(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


def tell(*lines: str) -> None:
    """Print lines at once (make and CI read our output through a pipe)."""
    print(*lines, sep="\n", flush=True)


def complain(sentence: str) -> None:
    """The one sentence with which set-up ends."""
    sys.stdout.flush()
    print(f"\n{sentence}", file=sys.stderr, flush=True)
