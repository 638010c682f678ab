"""What an evaluation is worth in per cent. Pure: counts come in, per cents go out.

Decree 335/2025/NĐ-CP (in force 1 January 2026): each assessment that a product failed takes 25 % off its quality, each
delay takes 25 % off its progress unless an objective cause was confirmed. No per cent falls below zero.
"""

from dataclasses import dataclass
from datetime import date

LAW, IN_FORCE = "335/2025/NĐ-CP", date(2026, 1, 1)
QUALITY_STEP = 25  # per cent off for each failed assessment
PROGRESS_STEP = 25  # per cent off for each delay without a confirmed objective cause
REOPEN_DAYS = 10  # working days within which an accepted result may be reopened (a setting of this city, no law names it)


@dataclass(frozen=True)
class Worth:
    """Per cents, 0 to 100, of the product's converted points."""

    quality: int
    progress: int


def worth(*, failed: int, late: bool, objective: bool) -> Worth:
    """What is counted: `failed` results that had to be redone, a late one, a confirmed objective cause."""
    delays = 1 if late and not objective else 0
    return Worth(_less(QUALITY_STEP, failed), _less(PROGRESS_STEP, delays))


def _less(step: int, times: int) -> int:
    return max(0, 100 - step * max(0, times))
