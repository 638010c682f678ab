"""Whether an issued paper still holds: in force, recalled, corrected, replaced. A seam on the floor below the rooms.

The registry makes itself known here at start; who shows an issued paper asks here, so that siblings never meet.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from documents.models import Paper

IN_FORCE, RECALLED, CORRECTED, REPLACED = "in_force", "recalled", "corrected", "replaced"


@dataclass(frozen=True)
class Standing:
    """How an issued paper stands: since when, why (as the public notice says it), and through which paper."""

    state: str = IN_FORCE
    on: dt.date | None = None
    reason: str = ""
    by_paper: Paper | None = None
    by_notation: str = ""


Teller = Callable[[Paper], Standing | None]
_tellers: list[Teller] = []


def make_known(teller: Teller) -> None:
    """Let a room say how issued papers stand; ``None`` means it knows nothing of that paper."""
    if teller not in _tellers:
        _tellers.append(teller)


def standing(paper: Paper) -> Standing:
    """Return how the paper stands; what nobody has changed is in force."""
    for teller in _tellers:
        found = teller(paper)
        if found is not None:
            return found
    return Standing()
