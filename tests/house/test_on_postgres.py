"""What the rooms promise on SQLite they also keep on PostgreSQL: their tests once more, on a real one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    "floors": ("journal", "people", "notices", "documents"),
    "meetings": tuple(
        f"meetings/test_{noun}.py"
        for noun in (
            "actions_before", "actions_during", "actions_after", "attendance", "consent", "drafts", "handing_in", "linkage",
            "queries", "remarks", "secret_votes", "rooms", "rush", "series", "statistics", "votes",
        )
    ),
    "tasks": ("tasks",),
    "races": ("faults/test_race.py", "faults/test_block_race.py", "faults/test_signer_race.py"),
    "office": ("office/test_corridors.py", "office/test_search.py"),
    "opinions": ("opinions/test_actions.py", "opinions/test_results.py", "opinions/test_reminding.py"),
}  # fmt: skip
# Not here: what has a city of its own, plays in browsers, is about SQLite, asks no database, or only walks addresses.
LEFT_OUT = (
    "-m",
    "not city and not journey",
    "-k",
    "not sqlite and not bomb and not typeset and not test_access and not test_tally and not test_states and not extraction and not propose and not foresight and not test_whys and not test_exports",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_room_stands_on_postgres_too(postgres, place):
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "NGHISU_"))
    }
    surroundings["TEST_DATABASE_URL"] = postgres.make_database(f"room_{place}")
    options = ("-n0", "-q", "-p", "no:cacheprovider", *LEFT_OUT)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *(f"tests/{path}" for path in PLACES[place])],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-8000:]}{done.stderr[-2000:]}"
