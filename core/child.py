"""A script asked in a child process that takes its own limits: a file from outside is opened there and never here."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.refused import NotNow

# who stops a server stops its children, too
STOPPED = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class ChildFailed(Exception):
    """The child died, took too long, or did not answer."""


class Interrupted(NotNow):
    """Somebody stopped the child, as happens when the server is stopped: of the file nothing is known."""

    def __init__(self) -> None:
        super().__init__(_("The server is just being restarted. Please try again in a minute."))


def ask_child(script: Path | str, *words: object, seconds: float) -> Any:
    """Run ``python -I`` on a script (its path, or its text) and return its answer, JSON on its output.

    Memory and processor time the script limits itself, before it opens anything; ``seconds`` is the end of our patience.
    ``ChildFailed`` when it dies, is late or says nothing: what that means of the file, the caller knows. ``Interrupted``
    when it was stopped from outside.
    """
    named = (str(script),) if isinstance(script, Path) else ("-c", script)
    return answer_of([sys.executable, "-I", *named, *map(str, words)], seconds=seconds)


def answer_of(command: list[str], *, seconds: float, **how: Any) -> Any:
    """Run a command and return its answer, JSON on its output; ``how`` goes to ``subprocess.run``.

    ``ChildFailed`` as above; ``Interrupted`` when it was stopped from outside.
    """
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True, **how)
        return json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        raise (Interrupted() if error.returncode in STOPPED else ChildFailed()) from error
    except (subprocess.SubprocessError, ValueError) as error:
        raise ChildFailed from error
