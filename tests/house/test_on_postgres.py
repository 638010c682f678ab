"""What the rooms promise on SQLite they also keep on PostgreSQL: the same tests once more, on a real one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "journal", "people", "notices", "documents", "meetings", "tasks")
MORE = ("faults/test_race.py", "office/test_corridors.py")


def test_the_rooms_stand_on_postgres_too(postgres):
    places = [f"tests/{room}" for room in ROOMS if (ROOT / "tests" / room).is_dir()]
    places += [f"tests/{more}" for more in MORE]
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "NGHISU_"))
    }
    environment["TEST_DATABASE_URL"] = postgres.make_database("rooms")
    options = [
        "-n",
        "0",
        "-q",
        "-p",
        "no:cacheprovider",
        "--no-header",
        "-m",
        "not city and not journey",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *places],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-8000:]}{done.stderr[-2000:]}"
