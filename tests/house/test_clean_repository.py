"""The repository names no package registry and no place on the machine of whoever wrote it."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOWNLOAD = re.compile(r"https?://[^\"'\s]+\.(?:whl|tgz|tar\.gz)\b")
HOSTS = re.compile(
    r"registry\.npm(?:js|mirror)\.|files\.pythonhosted\.|pypi\.(?:org|python)|/simple/"
)
MACHINE = re.compile(r"(?<![\w/.-])/(?:work|root|home|Users)/\w+")


def _committed():
    """Every text file that git knows, with its text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and path != Path(__file__):
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize(
    "unwanted", [DOWNLOAD, HOSTS, MACHINE], ids=["downloads", "hosts", "machine"]
)
def test_nothing_of_the_workshop_is_committed(unwanted):
    found = [(name, hit[0]) for name, text in _committed() for hit in unwanted.finditer(text)]
    assert found == []


def test_no_file_of_others_is_committed():
    minified = [name for name, _ in _committed() if re.search(r"\.min\.(js|mjs|css)$", name)]
    assert minified == []


def test_no_file_grows_beyond_measure():
    """A file past about 300 lines becomes a folder split by noun; tables of cases in tests may be longer."""
    long = {
        name: text.count("\n")
        for name, text in _committed()
        if re.search(r"\.(py|js|css|html)$", name)
        and "/migrations/" not in name
        and text.count("\n") > 330
    }
    assert long == {}
