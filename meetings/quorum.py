"""Whether enough members are here (pure)."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Quorum:
    """Members with a vote, how many are present, how many are needed."""

    total: int
    present: int
    needed: int

    @property
    def reached(self) -> bool:
        """Say whether enough are present."""
        return self.total > 0 and self.present >= self.needed


def quorum(total: int, present: int, share: Fraction) -> Quorum:
    """Work out the quorum: at least ``share`` of ``total`` members, rounded up (Law 77/2015 art. 114: 2/3)."""
    return Quorum(total, present, ceil(share * total))
