"""What an evaluation is worth in per cent. Pure: counts and a day come in, per cents go out.

The law and its steps are the dated table of `tasks.merit` (Decree 335/2025/NĐ-CP): each assessment that a product failed
takes a step off its quality, each delay a step off its progress unless an objective cause was confirmed.
"""

from dataclasses import dataclass
from datetime import date

from tasks.merit import rule_on

REOPEN_DAYS = 10  # working days within which an accepted result may be reopened (a setting of this city, no law names it)


@dataclass(frozen=True)
class Worth:
    """Per cents, 0 to 100, of the product's converted points."""

    quality: int
    progress: int


def worth(*, failed: int, late: bool, objective: bool, on: date) -> Worth | None:
    """What counts of a product finished on the day: `failed` results, a late one, a confirmed cause; None before the law."""
    rule = rule_on(on)
    if rule is None:
        return None
    delays = 1 if late and not objective else 0
    return Worth(_less(rule.quality_step, failed), _less(rule.progress_step, delays))


def _less(step: int, times: int) -> int:
    return max(0, 100 - step * max(0, times))
