"""In what order a paper is signed (pure): ranks, and what may not stand where.

Decree 30/2020/NĐ-CP art. 7-8 (opinions and initials before the paper is laid before the signatory), art. 13 (signing),
art. 14-15 (number and date after the signature, then the agency's signature).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

STAGE = {"review": 0, "initial": 0, "sign": 1, "number": 2, "seal": 3}


class Fault(Enum):
    """What is wrong with a way."""

    NOBODY_SIGNS = "nobody_signs"
    LATE_OPINION = "late_opinion"
    NUMBER_AND_SEAL = "number_and_seal"
    TWICE = "twice"


@dataclass(frozen=True)
class Spot:
    """One step as far as its order matters: its kind, its rank, who does it."""

    kind: str
    rank: int
    who: int


def ranks(given: Iterable[int]) -> list[int]:
    """Return dense ranks from 1: 0 means “after the one before”, equal numbers next to each other “together”."""
    made: list[int] = []
    last = None
    for one in given:
        together = made and one and one == last
        made.append(made[-1] if together else (made[-1] + 1 if made else 1))
        last = one
    return made


def fault(spots: Sequence[Spot]) -> Fault | None:
    """Return what is wrong with the order, None when nothing is."""
    spots = sorted(spots, key=lambda spot: spot.rank)
    kinds = [spot.kind for spot in spots]
    if "sign" not in kinds:
        return Fault.NOBODY_SIGNS
    if kinds.count("number") > 1 or kinds.count("seal") > 1 or _unsealed(kinds):
        return Fault.NUMBER_AND_SEAL
    if not _in_stages(spots):
        return Fault.LATE_OPINION
    doing = [(spot.who, spot.rank) for spot in spots]
    return Fault.TWICE if len(set(doing)) < len(doing) else None


def _unsealed(kinds: Sequence[str]) -> bool:
    """Number and seal are the end, the number directly before the seal: they are one revision of the file."""
    end = [kind for kind in kinds if STAGE[kind] >= STAGE["number"]]
    if end not in ([], ["seal"], ["number", "seal"]):
        return True
    return list(kinds[len(kinds) - len(end) :]) != end


def _in_stages(spots: Sequence[Spot]) -> bool:
    """Every rank holds one stage, and stages only rise; ``spots`` are sorted by rank."""
    return all(
        STAGE[a.kind] <= STAGE[b.kind] and (a.rank < b.rank or STAGE[a.kind] == STAGE[b.kind])
        for a, b in pairwise(spots)
    )
