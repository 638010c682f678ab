"""How a vote's result is worked out (pure): versioned rules, each with its clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

AGREE, DISAGREE, NO_OPINION = "agree", "disagree", "no_opinion"
CHOICES = (AGREE, DISAGREE, NO_OPINION)
TOTAL, PRESENT = "total", "present"


@dataclass(frozen=True)
class Rule:
    """A rule of decision: more than ``share`` of ``base`` must agree; who breaks a tie; where it is written."""

    name: str
    base: str
    share: Fraction
    at_least: bool
    chair_breaks_tie: bool
    quorum: Fraction
    clause: str


RULES = {
    "committee": Rule(
        "committee", TOTAL, Fraction(1, 2), at_least=False, chair_breaks_tie=True,
        quorum=Fraction(2, 3),
        clause="Luật Tổ chức chính quyền địa phương 77/2015/QH13, Điều 114, 117 (đang rà soát theo Luật 72/2025/QH15)",
    ),
    "council": Rule(
        "council", TOTAL, Fraction(1, 2), at_least=False, chair_breaks_tie=False,
        quorum=Fraction(2, 3),
        clause="Luật Tổ chức chính quyền địa phương 77/2015/QH13, Điều 91 (đang rà soát theo Luật 72/2025/QH15)",
    ),
    "working": Rule(
        "working", PRESENT, Fraction(1, 2), at_least=False, chair_breaks_tie=True,
        quorum=Fraction(1, 2),
        clause="Quy chế làm việc của cơ quan (mặc định; quản trị có thể đổi)",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """A counted vote: counts by choice, not voted, the base counted against, whether it passed and why."""

    counts: Mapping[str, int]
    not_voted: int
    base: int
    passed: bool
    tie: bool


def count(
    rule: Rule, counts: Mapping[str, int], *, total: int, present: int, chair: str | None
) -> Tally:
    """Work out the result. ``total`` seats with a vote, ``present`` of them here; ``chair``: the chair's choice."""
    full = {choice: counts.get(choice, 0) for choice in CHOICES}
    base = total if rule.base == TOTAL else present
    agree, needed = full[AGREE], rule.share * base
    tie = base > 0 and agree == full[DISAGREE] and Fraction(agree) == needed
    passed = agree > needed or (rule.at_least and base > 0 and agree == needed)
    if tie and rule.chair_breaks_tie:
        passed = chair == AGREE
    return Tally(full, max(0, total - sum(full.values())), base, passed, tie)
