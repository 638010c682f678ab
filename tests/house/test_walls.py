"""Each wall of the house is broken once, in a copy, and must be seen broken there."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
# (the wall, where somebody writes, what they write, what the linter must name)
BREAKS = (
    ("Floors", "meetings/quorum.py", "import tasks.models", "meetings.quorum -> tasks.models"),
    ("Floors", "core/folding.py", "import people.models", "core.folding -> people.models"),
    ("Floors", "realtime/topics.py", "import journal.book", "realtime.topics -> journal.book"),
    (
        "Doors",
        "office/corridors.py",
        "import meetings.actions",
        "office.corridors -> meetings.actions",
    ),
    ("pyHanko", "documents/store.py", "import pyhanko.sign", "documents.store -> pyhanko"),
    ("guardian", "people/access.py", "import guardian.shortcuts", "people.access -> guardian"),
    ("typst", "meetings/tally.py", "import typst", "meetings.tally -> typst"),
    ("icalendar", "meetings/entries.py", "import icalendar", "meetings.entries -> icalendar"),
    ("python-docx", "documents/store.py", "import docx", "documents.store -> docx"),
    ("Pure", "tasks/deadlines.py", "import django.db", "tasks.deadlines -> django"),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What the linter says of a copy of the house in which every wall is broken."""
    copy = tmp_path_factory.mktemp("house")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(settings, encoding="utf-8")
    for room in tomllib.loads(settings)["tool"]["importlinter"]["root_packages"]:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for _wall, place, line, _named in BREAKS:
        with (copy / place).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    asked = [LINTER, "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(asked, cwd=copy, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(("wall", "named"), [(wall, named) for wall, _, _, named in BREAKS])
def test_a_broken_wall_is_seen(report, wall, named):
    broken = [line for line in report.splitlines() if wall in line and " BROKEN" in line]
    assert broken, report
    assert named in report


def test_every_wall_is_broken_once():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    untried = [c["name"] for c in contracts if not any(wall in c["name"] for wall, *_ in BREAKS)]
    assert untried == []
