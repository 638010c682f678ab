"""A script asked in a child process that takes its own limits: a file from outside is opened there and never here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class ChildFailed(Exception):
    """The child died, took too long, or did not answer."""


def ask_child(script: Path | str, *words: object, seconds: float) -> Any:
    """Run ``python -I`` on a script (its path, or its text) and return its answer, JSON on its output.

    Memory and processor time the script limits itself, before it opens anything; ``seconds`` is the end of our patience.
    ``ChildFailed`` when it dies, is late or says nothing: what that means of the file, the caller knows.
    """
    named = (str(script),) if isinstance(script, Path) else ("-c", script)
    command = [sys.executable, "-I", *named, *map(str, words)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True)
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise ChildFailed from error
