"""kill -9 at every point of the renewal of proofs: no version is half-kept or kept twice, and the next turn finishes it."""

import json
import signal

import pytest

from tests.servers import Server
from tests.signing.killing_upkeep import POINTS

ISSUED = {"versions": 4, "begins": True, "levels": ["B-T"], "rounds": 0, "trouble": "", "left": 0}
RENEWED = ISSUED | {"versions": 5, "levels": ["B-LTA"], "rounds": 1}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The installation after all the killing."""
    server = Server(tmp_path_factory.mktemp("killed-renewal"), "embedded", NGHISU_DEMO="1")
    try:
        return json.loads(server._python("-m", "tests.signing.killing_upkeep").splitlines()[-1])
    finally:
        server.stop()


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_renewing(told, point):
    found = told[point]
    assert found["ended"] == -signal.SIGKILL
    assert found["before"] == (RENEWED if point == "done" else ISSUED)
    assert found["after"] == found["again"] == RENEWED
