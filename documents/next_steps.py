"""Where a person goes on from a paper: to issue it, back to its draft. A seam on the floor below the rooms.

The registry makes itself known here at start; who shows a paper asks here, so that siblings never meet.
"""

from collections.abc import Callable
from dataclasses import dataclass

from documents.models import Paper
from people.models import User


@dataclass(frozen=True)
class NextStep:
    """A way on: its address, the word and icon of its button, whether it is the work that waits now."""

    url: str
    word: str
    icon: str = ""
    waits: bool = False


Teller = Callable[[Paper, User], list[NextStep]]
_tellers: list[Teller] = []


def make_known(teller: Teller) -> None:
    """Let a room say where the person goes on from a paper; nothing for papers it does not know."""
    if teller not in _tellers:
        _tellers.append(teller)


def next_steps(paper: Paper, user: User) -> list[NextStep]:
    """Return where the person goes on from the paper, as far as they may; what waits comes first."""
    found = [step for teller in _tellers for step in teller(paper, user)]
    return sorted(found, key=lambda step: not step.waits)
