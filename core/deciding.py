"""How a body decides (pure): versioned rules of law, each with its clause and dates, and the counting by them.

Rooms above use this one table: votes in a meeting, and opinions given in writing without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

AGREE, DISAGREE, NO_OPINION, OTHER = "agree", "disagree", "no_opinion", "other"
CHOICES = (AGREE, DISAGREE, NO_OPINION, OTHER)
TOTAL, PRESENT, CAST = "total", "present", "cast"
OPEN, SECRET, PAPER = "open", "secret", "paper"
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)

LAW_77 = "Luật Tổ chức chính quyền địa phương 77/2015/QH13 (sửa đổi 2019)"
LAW_65 = "Luật Tổ chức chính quyền địa phương 65/2025/QH15"
LAW_72 = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"
REVIEW_65 = (
    "Đang rà soát: mức theo {}, Luật 77/2015/QH13, cho đến khi đối chiếu xong Luật 65/2025/QH15."
)
REVIEW_72 = (
    "Đang rà soát: mức theo {}, Luật 77/2015/QH13, cho đến khi đối chiếu xong Luật 72/2025/QH15."
)


@dataclass(frozen=True)
class Rule:
    """A rule of decision in one version.

    Agreeing ballots must be more than (``at_least``: at least) ``share`` of ``base``: all with a vote (``total``),
    those of them who are here (``present``), or the valid ballots (``cast``). ``ways``: how it may be voted;
    ``advisory``: in which of these ways the law gives the result no force of its own.
    """

    name: str
    law: str
    clause: str
    since: date
    base: str
    share: Fraction
    until: date | None = None
    at_least: bool = False
    chair_breaks_tie: bool = False
    quorum: Fraction = TWO_THIRDS
    ways: tuple[str, ...] = (OPEN, SECRET, PAPER)
    advisory: tuple[str, ...] = ()
    options: tuple[str, ...] = (AGREE, DISAGREE, NO_OPINION)
    proxy: bool = False
    substitutes: bool = False
    review: str = ""

    @property
    def cited(self) -> str:
        """Where it is written, as one reads it out."""
        return f"{self.clause}, {self.law}" if self.clause else self.law

    def in_force(self, on: date) -> bool:
        """Say whether this version is in force on the day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def needed(self, base: int) -> int:
        """Return how many agreeing ballots are enough out of ``base``; never none."""
        exact = self.share * base
        return max(1, ceil(exact) if self.at_least else floor(exact) + 1)


def _three(rule: Rule, clause: str) -> tuple[Rule, ...]:
    """Return the rule of Law 77/2015 and its two successors, whose clauses are not compared yet."""
    ends, starts = date(2025, 2, 28), date(2025, 3, 1)
    ended, now = date(2025, 6, 15), date(2025, 6, 16)
    same = {
        "name": rule.name, "base": rule.base, "share": rule.share, "at_least": rule.at_least,
        "chair_breaks_tie": rule.chair_breaks_tie, "quorum": rule.quorum, "ways": rule.ways,
        "advisory": rule.advisory, "options": rule.options, "substitutes": rule.substitutes,
    }  # fmt: skip
    return (
        Rule(law=LAW_77, clause=clause, since=rule.since, until=ends, **same),  # type: ignore[arg-type]
        Rule(law=LAW_65, clause="", since=starts, until=ended, review=REVIEW_65.format(clause), **same),  # type: ignore[arg-type]
        Rule(law=LAW_72, clause="", since=now, review=REVIEW_72.format(clause), **same),  # type: ignore[arg-type]
    )  # fmt: skip


_LAW_77_FROM = date(2016, 1, 1)
VERSIONS: tuple[Rule, ...] = (
    # the committee: more than half of ALL members; equal sides: the side the chair voted with
    *_three(
        Rule("committee", "", "", _LAW_77_FROM, TOTAL, HALF, chair_breaks_tie=True, options=CHOICES),
        "Điều 114, 117",
    ),
    # the council: more than half of all deputies, nobody breaks a tie, nobody votes for another.
    # No clause lets deputies vote secretly by machine: on paper it decides, by machine it advises.
    *_three(
        Rule("council", "", "", _LAW_77_FROM, TOTAL, HALF, advisory=(SECRET,)),
        "Điều 91",
    ),
    *_three(
        Rule("dismissal", "", "", _LAW_77_FROM, TOTAL, TWO_THIRDS, at_least=True, advisory=(SECRET,)),
        "Điều 91",
    ),
    Rule(
        "government", "Quy chế làm việc của Chính phủ, Nghị định 138/2016/NĐ-CP", "",
        date(2016, 10, 1), TOTAL, HALF, until=date(2022, 6, 17), chair_breaks_tie=True, options=CHOICES,
    ),
    Rule(
        "government", "Quy chế làm việc của Chính phủ, Nghị định 39/2022/NĐ-CP", "",
        date(2022, 6, 18), TOTAL, HALF, chair_breaks_tie=True, options=CHOICES,
        review="Đang rà soát: mức theo Nghị định 138/2016/NĐ-CP.",
    ),
    # an ordinary meeting decides as the agency's own regulation says; this is the usual one
    Rule(
        "working", "Quy chế làm việc của cơ quan", "", date(2016, 1, 1), PRESENT, HALF,
        chair_breaks_tie=True, quorum=HALF, options=CHOICES, substitutes=True,
    ),
    # asking opinions without deciding
    Rule(
        "advisory", "Biểu quyết tham khảo, không có giá trị quyết định", "", date(2016, 1, 1), CAST, HALF,
        quorum=HALF, options=CHOICES, substitutes=True, advisory=(OPEN, SECRET, PAPER),
    ),
)  # fmt: skip

# which rule a kind of meeting uses unless another of its row is chosen; the first is the usual one
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "committee": ("committee", "advisory"),
    "council": ("council", "dismissal", "advisory"),
    "government": ("government", "advisory"),
    "working": ("working", "advisory"),
}


def rule_on(name: str, on: date) -> Rule:
    """Return the version of the rule in force on the day; ``LookupError`` when there is none."""
    for rule in VERSIONS:
        if rule.name == name and rule.in_force(on):
            return rule
    raise LookupError(f"no rule {name!r} in force on {on}")


def rules_for(kind: str, on: date) -> list[Rule]:
    """Return the rules a meeting of this kind may decide by on the day, the usual one first."""
    return [rule_on(name, on) for name in BY_KIND.get(kind, BY_KIND["working"])]


# the newest version of each
RULES: Mapping[str, Rule] = {rule.name: rule for rule in VERSIONS}


@dataclass(frozen=True)
class Tally:
    """A counted vote: ballots by option, who has not voted, the base counted against, how many were needed.

    ``tie``: as many agree as disagree. ``waits``: the chair's side decides and is not known (a secret vote).
    """

    counts: Mapping[str, int]
    not_voted: int
    base: int
    needed: int
    passed: bool
    tie: bool
    waits: bool = False


def count(
    rule: Rule, counts: Mapping[str, int], *, total: int, present: int, chair: str | None,
    chair_unknown: bool = False,
) -> Tally:  # fmt: skip
    """Work out the result by the rule.

    ``total`` have a vote, ``present`` of them are here; ``chair``: what the chair voted, None without a ballot;
    ``chair_unknown``: the chair has voted, nobody can say how. Equal sides are read literally: as many agree as
    disagree, whatever the others said (Law 77/2015 art. 117).
    """
    full = {choice: counts.get(choice, 0) for choice in CHOICES}
    cast = sum(full.values())
    base = {TOTAL: total, PRESENT: present, CAST: cast}[rule.base]
    needed, agree = rule.needed(base), full[AGREE]
    tie = agree > 0 and agree == full[DISAGREE]
    passed = base > 0 and agree >= needed
    waits = False
    if tie and rule.chair_breaks_tie:
        passed, waits = chair == AGREE, chair is None and chair_unknown
    return Tally(full, max(0, total - cast), base, needed, passed, tie, waits)
