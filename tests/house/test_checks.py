"""What `make check` runs, each as a test: style, format, types, walls, templates, migrations, words, JavaScript."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import checks


@pytest.mark.parametrize("name", checks.NAMES)
def test_the_check_finds_nothing(name):
    done = checks.check(name)
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
