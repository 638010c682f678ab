"""Sets the project up from nothing and runs it: `make run`, `make test`, `make setup`, `make check`, `make format`, `make bench`.

Standard library only: on a fresh machine there is nothing else. Each step leaves a stamp; a second start is quick.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys

import assets
import checks
import packages
import programs
from saying import ROOT, VENV_PYTHON, Stop, complain, die_politely_on_terminate, run, step, tell

MANAGE = ROOT / "manage.py"


def set_up(*more_packages: str) -> None:
    """Packages, browser assets and messages."""
    tell("Setting up Nghị Sự")
    packages.prepare("base", *more_packages)
    assets.prepare()
    run("Vietnamese messages", VENV_PYTHON, "tools/words.py", "--compile")


def serve(port: int) -> None:
    """Set up, migrate, seed the demonstration city, and become the server."""
    _need_free_port(port)
    set_up()
    os.environ.setdefault("NGHISU_DEMO", "1")
    run("Database", VENV_PYTHON, MANAGE, "migrate", "--noinput", "-v0")
    run("Sample city (the first time about a minute)", VENV_PYTHON, MANAGE, "seed_demo")
    tell("Starting (Ctrl-C ends it)")
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), str(MANAGE), "serve", "--port", str(port)])  # noqa: S606


def _need_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OverflowError as error:
            raise Stop(f"{port} is not a port number (1 to 65535).") from error
        except PermissionError as error:
            raise Stop(
                f"Port {port} is reserved for the administrator. Choose one above 1023: make run PORT=8001"
            ) from error
        except OSError as error:
            raise Stop(
                f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}"
            ) from error


def test(arguments: list[str]) -> int:
    """Set up with the test tools and system programs, then run every test (the checks are among them)."""
    set_up("dev")
    programs.prepare()
    return subprocess.call([VENV_PYTHON, "-m", "pytest", *arguments], cwd=ROOT)


def check() -> int:
    """Set up and run the checks alone."""
    set_up("dev")
    return min(checks.check_all(), 1)


def tidy() -> None:
    """Set up and put the code and the templates into the form that `check` asks for."""
    set_up("dev")
    for command in checks.FORMATTERS:
        with step(command[0].rpartition("/")[2]):
            subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def bench() -> int:
    """Set up and run the benchmarks."""
    set_up("dev")
    return subprocess.call([VENV_PYTHON, "-m", "bench"], cwd=ROOT)


def main() -> int:
    """Do what was asked; end with a status for make."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("run", "test", "setup", "check", "format", "bench"))
    parser.add_argument("--port", default="8000")
    asked, rest = parser.parse_known_args()
    die_politely_on_terminate()
    os.chdir(ROOT)
    try:
        return _do(asked.what, asked.port, rest) or 0
    except Stop as stop:
        complain(str(stop))
        return 1
    except KeyboardInterrupt:
        complain("Stopped.")
        return 130


def _do(what: str, port: str, rest: list[str]) -> int | None:
    if what == "run":
        return serve(_port(port))
    return {
        "test": lambda: test(rest),
        "setup": set_up,
        "check": check,
        "format": tidy,
        "bench": bench,
    }[what]()


def _port(text: str) -> int:
    if not text.isdigit():
        raise Stop(f"“{text}” is not a port number. For example: make run PORT=8001")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
