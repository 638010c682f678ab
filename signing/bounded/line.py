"""A child process that is asked line by line: a question and its answer are a line of JSON each."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Any

from core.child import ChildFailed

ROOT = Path(__file__).resolve().parents[2]
PASSED_ON = frozenset({"PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH"})


class LineChild:
    """A module running as a child with little of our environment; one question at a time, whoever asks."""

    def __init__(self, module: str, *words: str, passed_on: Collection[str] = ()) -> None:
        self._lock = threading.Lock()
        names = PASSED_ON.union(passed_on)
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name in names},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, question: dict[str, Any], *, seconds: float) -> dict[str, Any]:
        """Ask one question; ``ChildFailed`` (and the child is dead) when no answer comes in time."""
        with self._lock:
            clock = threading.Timer(seconds, self._process.kill)
            clock.daemon = True
            clock.start()
            try:
                self._process.stdin.write(json.dumps(question) + "\n")  # type: ignore[union-attr]
                self._process.stdin.flush()  # type: ignore[union-attr]
                answer: dict[str, Any] = json.loads(self._process.stdout.readline())  # type: ignore[union-attr]
            except (OSError, ValueError) as error:
                raise ChildFailed from error
            finally:
                clock.cancel()
        return answer

    @property
    def alive(self) -> bool:
        """Say whether the child runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the child."""
        if self.alive:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self._process.wait()
