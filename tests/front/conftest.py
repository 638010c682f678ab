"""The stand as a process, and what a test asks of it."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pikepdf
import pytest

from tests.services import free_port, stop, wait_for_port

ROOT = Path(__file__).resolve().parents[2]
PAGES = 12


class Stand:
    """The running stand."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def do(self, **wish: object) -> None:
        """Let the stand do something: say, cut, mute, deaf, set."""
        body = json.dumps(wish).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/do/", body), timeout=5).close()

    def say(self, rev: int, since: int, **change: object) -> None:
        """Tell every page a change of the meeting."""
        self.do(say={"topic": "meeting.7", "since": since, "rev": rev, **change})

    def seen(self) -> dict:
        """What pages said so far: hellos, posts, open sockets."""
        with urllib.request.urlopen(f"{self.url}/seen/", timeout=5) as answer:
            return json.load(answer)


@pytest.fixture
def stand(tmp_path):
    """A fresh stand with a PDF of PAGES pages."""
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(tmp_path / "paper.pdf")
    port, log = free_port(), tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.front.stand", str(port), str(tmp_path / "paper.pdf")],
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    wait_for_port(port, process, log)
    yield Stand(port)
    stop(process)
