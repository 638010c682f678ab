"""The checks of the house: one table, run by `make check` and, each as a test, by `make test`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import assets
from saying import ROOT, tell

BIN = Path(".venv/bin")
CHECKS: dict[str, list[str]] = {
    "style": [f"{BIN}/ruff", "check", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "."],
    "types": [f"{BIN}/mypy"],
    "walls": [f"{BIN}/lint-imports"],
    "templates": [f"{BIN}/djlint", "--check", "--quiet", "."],
    "migrations": [f"{BIN}/python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "words": [f"{BIN}/python", "tools/words.py", "--check"],
}

LAY_OUT = [f"{BIN}/djlint", "--reformat", "--quiet", "."]
# Some templates come to rest only in the second pass.
FORMATTERS = (
    [f"{BIN}/ruff", "format", "."],
    LAY_OUT,
    LAY_OUT,
)


def command(name: str) -> list[str]:
    """The command of one check; the one for JavaScript needs to know where node is."""
    if name == "javascript":
        return [*assets.node(), "node_modules/typescript/bin/tsc", "--project", "jsconfig.json"]
    return CHECKS[name]


NAMES = (*CHECKS, "javascript")


def check(name: str) -> subprocess.CompletedProcess[str]:
    """Run one check from the project's folder and keep what it says."""
    return subprocess.run(
        command(name),
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def check_all() -> int:
    """Run every check, say what each found, answer how many failed."""
    failed = 0
    for name in NAMES:
        done = check(name)
        tell(f"  {name:<11} {'ok' if done.returncode == 0 else 'FAILED'}")
        if done.returncode:
            failed += 1
            tell(done.stdout + done.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(min(check_all(), 1))
