"""kill -9 while LibreOffice runs: it ends with the worker, nothing is half taken in, and the next turn takes the message in."""

import json
import shutil
import signal

import pytest

from tests.servers import Server

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


def test_killed_while_a_word_file_of_the_exchange_is_converted(tmp_path):
    server = Server(tmp_path, "embedded", NGHISU_DEMO="1")
    try:
        said = server._python("-m", "tests.registry.killing_conversion")
    finally:
        server.stop()
    told = json.loads(said.splitlines()[-1])
    assert told["ended"] == -signal.SIGKILL
    assert told["before"] == {"messages": [], "documents": 0, "pdf": []}
    assert told["orphans"] == 0
    assert (told["taken"], told["again"]) == (1, 0)
    assert told["after"] == {"messages": ["taken"], "documents": 1, "pdf": ["%PDF-"]}
    assert (told["left"], told["swept"]) == (1, True)
