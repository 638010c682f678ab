"""How a meeting's vote is worked out (pure): the rules of ``core.deciding``, as this room asks for them."""

from datetime import date

from core.deciding import (
    AGREE,
    BY_KIND,
    CAST,
    CHOICES,
    DISAGREE,
    NO_OPINION,
    OPEN,
    OTHER,
    PAPER,
    PRESENT,
    RULES,
    SECRET,
    TOTAL,
    Rule,
    Tally,
    count,
    rule_on,
    rules_for,
)

__all__ = [
    "AGREE", "BY_KIND", "CAST", "CHOICES", "DISAGREE", "NO_OPINION", "OPEN", "OTHER", "PAPER", "PRESENT", "RULES",
    "SECRET", "TOTAL", "Rule", "Tally", "count", "rule_of_kind", "rule_on", "rules_of",
]  # fmt: skip


FIRST = date(2016, 1, 1)  # the oldest law in the table


def rules_of(kind: str, on: date) -> list[Rule]:
    """Return the rules a meeting of this kind may decide by on the day, the usual one first."""
    return rules_for(kind, max(on, FIRST))


def rule_of_kind(kind: str, on: date) -> Rule:
    """Return the rule a meeting of this kind decides by on the day unless it chooses another."""
    return rules_of(kind, on)[0]
