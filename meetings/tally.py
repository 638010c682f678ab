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
    "SECRET", "TOTAL", "Rule", "Tally", "count", "rule_of_kind", "rule_on", "rules_for",
]  # fmt: skip


def rule_of_kind(kind: str, on: date) -> Rule:
    """Return the rule a meeting of this kind decides by on the day unless it chooses another."""
    return rules_for(kind, on)[0]
