"""What a check finds: deviations with their rule, what was measured, what is required, and where."""

from dataclasses import asdict, dataclass, field
from typing import Any

WRONG, ADVICE = "wrong", "advice"
UNJUDGED = ("scan", "blank", "foreign")  # rules by which a file is no matter of its form


@dataclass(frozen=True)
class Deviation:
    """One deviation: the rule's id and clause, component and aspect, measured and required, page (from 1) and box in mm."""

    rule: str
    clause: str
    component: str
    aspect: str
    measured: str
    required: str
    severity: str = WRONG
    page: int = 1
    box: tuple[float, float, float, float] | None = None
    text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the deviation as JSON can hold it."""
        return asdict(self)


@dataclass(frozen=True)
class Result:
    """The outcome of a check: which rules, what was looked at, what deviates; ``error`` is a word when nothing could be read."""

    form: str = ""
    source: str = ""
    kind: str = ""
    pages: int = 0
    looked_at: int = 0
    deviations: tuple[Deviation, ...] = field(default=())
    error: str = ""

    @property
    def judged(self) -> bool:
        """Say whether the file could be judged: it has letters, and is an official document at all."""
        return not self.error and all(one.rule not in UNJUDGED for one in self.deviations)

    @property
    def fits(self) -> bool:
        """Say whether nothing is wrong (advice aside)."""
        return self.judged and all(one.severity != WRONG for one in self.deviations)

    def as_dict(self) -> dict[str, Any]:
        """Return the result as JSON can hold it."""
        return {**asdict(self), "fits": self.fits, "judged": self.judged}
