"""kill -9 at every point of issuing: number, seal, sendings and publication are there together or not at all, and go on."""

import json
import signal

import pytest

from tests.registry.killing import POINTS
from tests.servers import Server

NOTHING = {"numbers": 0, "entry": "", "paper": "in_review", "sendings": [], "public": False}
SEALED = {"numbers": 1, "entry": "registered", "paper": "signed", "sendings": [], "public": False}
SENT = [["email", "sent"], ["inside", "sent"], ["paper", "sent"]]
ISSUED = {"numbers": 1, "entry": "issued", "paper": "issued", "sendings": SENT, "public": True}
WAITS = ISSUED | {"sendings": [["email", "waiting"], *SENT[1:]]}
BEFORE = {
    "numbering": NOTHING, "sealed": SEALED, "sending": SEALED, "before the commit": SEALED,
    "issued": WAITS, "claimed": WAITS, "posted": WAITS, "done": ISSUED,
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory, post_office):
    """The installation after all the killing, and the letters that came."""
    folder = tmp_path_factory.mktemp("killed-issuing")
    server = Server(folder, "embedded", NGHISU_DEMO="1", NGHISU_MAIL=post_office.url)
    try:
        said = json.loads(server._python("-m", "tests.registry.killing").splitlines()[-1])
    finally:
        server.stop()
    letters = {(one["To"], one["Message-ID"]) for one in post_office.mails if "bao-" in one["To"]}
    return said | {"letters": letters}


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_issuing(told, point):
    assert told[point]["ended"] == -signal.SIGKILL
    assert told[point]["before"] == BEFORE[point]
    assert told[point]["after"] == ISSUED


def test_no_number_is_left_out_and_each_letter_has_one_name(told):
    assert told["register"] == {"numbers": list(range(1, len(POINTS) + 1)), "broken": []}
    assert len(told["letters"]) == len({to for to, _name in told["letters"]}) == len(POINTS)
