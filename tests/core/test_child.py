"""A child answers, or it failed: dead, late and senseless are told apart by nobody."""

import pytest

from core.child import ChildFailed, Interrupted, ask_child


def test_it_answers_what_the_script_says():
    said = "import json, sys; print(json.dumps(sys.argv[1:]))"
    assert ask_child(said, "tệp.pdf", 512, seconds=20) == ["tệp.pdf", "512"]


@pytest.mark.parametrize(
    ("script", "seconds"),
    [
        ("import os; os.abort()", 20),
        ("import time; time.sleep(60)", 0.2),
        ("print('no answer')", 20),
        ("", 20),
        ("raise SystemExit(3)", 20),
    ],
)
def test_without_an_answer_it_failed(script, seconds):
    with pytest.raises(ChildFailed):
        ask_child(script, seconds=seconds)


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_stopped_from_outside_says_nothing_of_the_file(how):
    default = f"signal.signal(signal.{how}, signal.SIG_DFL)"  # who runs this test may have left them unheard
    script = f"import os, signal; {default}; os.kill(os.getpid(), signal.{how}); signal.pause()"
    with pytest.raises(Interrupted, match="khởi động lại"):
        ask_child(script, seconds=20)
