"""A few children kept warm: a visitor's file need not wait until the libraries are loaded again.

Each child still opens every file in a fork with limits of its own (``signing.bounded.child``). At most ``MOST`` files are
looked at in one server process at a time; who finds no free child within ``PATIENCE`` is asked to come again.
"""

import atexit
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from signing.bounded.parent import Child, ChildFailed

MOST = 2  # files at the same time in this process: a meeting on the same server must not wait for visitors
PATIENCE = 8.0  # seconds somebody waits for a turn
IDLE = 120.0  # seconds a child waits for work before it ends
Answer = dict[str, Any]


class Busy(Exception):
    """Every child is at work."""


_turns = threading.BoundedSemaphore(MOST)
_lock = threading.Lock()
_waiting: list[tuple[float, str, Child]] = []
_kept: set[str] = set()  # verbs of which one child is always warm


@contextmanager
def turn(patience: float = PATIENCE) -> Iterator[None]:
    """Hold one of the few turns for the block; ``Busy`` when none comes free in time (seconds)."""
    if not _turns.acquire(timeout=patience):
        raise Busy
    try:
        yield
    finally:
        _turns.release()


def ask(verb: str, question: Answer) -> Answer:
    """Ask a warm child, or a new one, one question; ``ChildFailed`` when it gives no answer."""
    running = _taken(verb) or Child(verb)
    try:
        answer = running.ask({"verb": verb, **question})
    except ChildFailed:
        running.end()
        raise
    _put_back(verb, running)
    return answer


def keep_warm(verb: str) -> None:
    """Start a child now, and keep one as long as this server runs: the first visitor need not wait either."""
    _kept.add(verb)
    _put_back(verb, Child(verb))


def _taken(verb: str) -> Child | None:
    with _lock:
        _end_idle()
        for entry in [one for one in _waiting if one[1] == verb]:
            _waiting.remove(entry)
            if entry[2].alive:
                return entry[2]
            entry[2].end()
    return None


def _put_back(verb: str, running: Child) -> None:
    with _lock:
        _waiting.append((time.monotonic(), verb, running))
        _end_idle()
    watch = threading.Timer(IDLE + 1, _look)
    watch.daemon = True
    watch.start()


def _look() -> None:
    with _lock:
        _end_idle()


def _end_idle() -> None:
    """End children that have had nothing to do for long, and more than ``MOST`` of a kind; the lock is held."""
    latest = time.monotonic() - IDLE
    for entry in list(_waiting):
        alone = sum(one[1] == entry[1] for one in _waiting) == 1
        if alone and entry[1] in _kept:
            continue
        if entry[0] < latest or len(_waiting) > MOST + 1:
            _waiting.remove(entry)
            entry[2].end()


def end_all() -> None:
    """End every waiting child; none is kept warm any more."""
    with _lock:
        _kept.clear()
        while _waiting:
            _waiting.pop()[2].end()


atexit.register(end_all)
