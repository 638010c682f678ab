"""PostgreSQL restarts or is away: the process lives, says so, and goes on by itself."""

import contextlib
import subprocess
import sys
import time
import urllib.error

import pytest

from tests import servers, services
from tests.realtime.rehearsal import Rehearsal, status
from tests.servers import ROOT

pytestmark = [pytest.mark.city, pytest.mark.xdist_group("database")]


@pytest.fixture(scope="module")
def cellar():
    """A PostgreSQL that may be stopped."""
    with services.postgres() as server:
        yield server


@pytest.fixture(scope="module")
def meeting(cellar, whisper, tmp_path_factory):
    """A rehearsal in a city on that database."""
    with servers.city(tmp_path_factory.mktemp("cellar"), cellar, whisper) as server:
        rehearsal = Rehearsal(server, people=5)
        yield rehearsal
        rehearsal.close()


def stop(cellar):
    """Stop it at once, after a moment: the tests' PostgreSQL writes a little later than it answers."""
    time.sleep(1)
    cellar.stop()


def turn_until_it_works(meeting, page, patience=20):
    """The chair taps again until the page is turned; answers how often it was refused."""
    until, refused = time.monotonic() + patience, 0
    while time.monotonic() < until:
        with contextlib.suppress(urllib.error.HTTPError, TimeoutError):
            meeting.turn(page)
            return refused
        refused += 1
        time.sleep(0.2)
    return pytest.fail(f"the page cannot be turned {patience} s after the database is back")


def test_a_restart_between_two_acts_is_hardly_noticed(meeting, cellar):
    page = meeting.page(1)
    meeting.turn(5)
    stop(cellar)
    cellar.start()
    assert turn_until_it_works(meeting, 6) <= 2
    page.until(lambda p: p.facts.get("show", {}).get("page") == 6)


def test_an_hour_without_a_database_is_survived(meeting, cellar):
    url, page = meeting.server.url, meeting.page(2)
    stop(cellar)
    try:
        assert status(f"{url}/livez") == 200
        assert status(f"{url}/readyz") == 503
        page.listen(8)  # long enough for every round of the watch; the socket stays
        newcomer = meeting.dial(meeting.cookies[3])
        assert status(f"{url}/livez") == 200
    finally:
        cellar.start()
    newcomer.close()
    turn_until_it_works(meeting, 9)
    page.until(lambda p: p.facts.get("show", {}).get("page") == 9)
    deadline = time.monotonic() + 70  # a worker beats every ten seconds
    while status(f"{url}/readyz") != 200 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert status(f"{url}/readyz") == 200


def test_a_job_whose_database_died_is_done_when_it_is_back(meeting, cellar, tmp_path):
    """Nobody could write that it failed, and its worker lives: it was never done again."""
    server = meeting.server
    server.kill_9("work")
    command = [sys.executable, "-m", "tests.core.working", str(tmp_path)]
    with server.log.open("ab") as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=server.environment, stdout=log, stderr=log)
    try:
        until(tmp_path / "begun")
        stop(cellar)
        (tmp_path / "go").touch()
        time.sleep(0.5)
        cellar.start()
        until(tmp_path / "done")
    finally:
        services.stop(worker)
        server.start()


def until(path, patience=30):
    """Wait for a file."""
    deadline = time.monotonic() + patience
    while not path.exists():
        assert time.monotonic() < deadline, f"no {path.name} in {patience} s"
        time.sleep(0.05)
