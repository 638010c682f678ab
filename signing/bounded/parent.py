"""Ask the bounded child: what is this file worth, make this file ready."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from signing.bounded.limits import WALL_SECONDS
from signing.bounded.line import ChildFailed, LineChild
from signing.verify.verdicts import Judgement, Reason, Verdict, judgement_from

START_SECONDS = 60  # to load the libraries on a busy machine


class Child:
    """A running child for one verb, ``verify`` or ``prepare``; use it from one thread."""

    def __init__(self, verb: str) -> None:
        self._line = LineChild("signing.bounded.child", verb, passed_on=["VIRTUAL_ENV"])
        self._first = True

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Ask one question; ``ChildFailed`` when no answer comes in time."""
        seconds = WALL_SECONDS + 5 + (START_SECONDS if self._first else 0)
        self._first = False
        return self._line.ask(question, seconds=seconds)

    @property
    def alive(self) -> bool:
        """Say whether the child runs."""
        return self._line.alive

    def end(self) -> None:
        """End the child."""
        self._line.end()


@contextmanager
def child(verb: str) -> Iterator[Child]:
    """Run a child for the time of the block."""
    running = Child(verb)
    try:
        yield running
    finally:
        running.end()


def verify_files(
    paths: Iterable[Path],
    trust: Iterable[Path],
    *,
    times: Iterable[Path] | None = None,
    revocation: Iterable[Path] = (),
    ended: Iterable[tuple[str, str, bool]] = (),
) -> Iterator[tuple[Path, Judgement]]:
    """Judge files one after the other; each is opened in a fork of its own.

    ``times``: certificates of those whose timestamps are trusted, when they are others; ``revocation``: lists of withdrawn
    certificates and answers about them, used beside what a file carries; ``ended``: whose belief ended (``signing.verify.ended``).
    """
    known: dict[str, Any] = {"trust": _absolute(trust), "revocation": _absolute(revocation)}
    known["ended"] = list(ended)
    known |= {} if times is None else {"times": _absolute(times)}
    running: Child | None = None
    try:
        for path in paths:
            running = running or Child("verify")
            question = {"verb": "verify", "file": str(Path(path).absolute()), **known}
            try:
                yield path, judgement_from(running.ask(question))
            except ChildFailed:
                running.end()
                running = None
                yield path, Judgement(Verdict.MALFORMED, Reason.TOO_COMPLEX)
    finally:
        if running is not None:
            running.end()


def _absolute(paths: Iterable[Path]) -> list[str]:
    return [str(Path(one).absolute()) for one in paths]
