"""kill -9 at every point of an interrupted signing: nothing is ever half-issued; it goes on by itself or is begun again."""

import json
import signal

import pytest

from tests.servers import Server
from tests.signing.killing import POINTS

LOST = {"prepared", "sent"}  # no signature had come: the person begins again
STORED = {"done"}
CASES = [f"{kind}: {point}" for kind in ("sign", "number") for point in POINTS]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The installation after all the killing."""
    server = Server(tmp_path_factory.mktemp("killed"), "embedded", NGHISU_DEMO="1")
    try:
        return json.loads(server._python("-m", "tests.signing.killing").splitlines()[-1])
    finally:
        server.stop()


@pytest.mark.parametrize("case", CASES)
def test_killed_at(told, case):
    kind, _colon, point = case.partition(": ")
    found = told[case]
    before, after = found["before"], found["after"]
    assert found["ended"] == -signal.SIGKILL
    done = point in STORED
    first = 2 if kind == "sign" else 3  # the draft, the prepared one, those signed
    number = kind == "number"
    whole = {"signatures": 1, "versions": first + 1, "number": int(number), "step": "signed"}
    nothing = {"signatures": 0, "versions": first, "number": 0, "step": "asked"}
    assert {k: before[k] for k in nothing} == (whole if done else nothing)
    assert {k: after[k] for k in nothing} == (nothing if point in LOST else whole)
    assert after["attempt"] == ({"prepared": "prepared", "sent": "sent"}.get(point, "embedded"))
