"""Which items may go into the consent block (pure): a table of reasons against, the first that holds is told.

The block is a way of putting questions to the vote, not of deciding them: Law 77/2015/QH13 art. 117 lets the committee
decide by vote, by a majority of all its members. So silence beforehand only lets an item into the block; what adopts it
is the vote by name in the session (docs/decisions/consent.md).
"""

from collections.abc import Callable
from dataclasses import dataclass

VOTE, OPINION = (
    "vote",
    "opinion",
)  # purposes of items that end in a decision; information is not voted on
AUTO, IN, OUT = "auto", "in", "out"


@dataclass(frozen=True)
class Facts:
    """What is known of an item: numbers of positions (``outdated``: agreed to an older version), and the deadline."""

    waiting: bool
    purpose: str = ""
    papers: bool = True
    mark: str = AUTO
    moved_back: bool = False
    recused: int = 0
    objections: int = 0
    wishes: int = 0
    outdated: int = 0
    missing: int = 0
    past: bool = False


@dataclass(frozen=True)
class Against:
    """A reason why an item is debated: its code, and when it holds."""

    code: str
    holds: Callable[[Facts], bool]


def is_asked(purpose: str, *, papers: bool) -> bool:
    """Say whether positions are asked on an item: it is to be voted on, or opinions on its papers are wanted."""
    return purpose == VOTE or (purpose == OPINION and papers)


def _unsuitable(facts: Facts) -> bool:
    return facts.mark != IN and not is_asked(facts.purpose, papers=facts.papers)


REASONS = (
    Against("started", lambda f: not f.waiting),
    Against("moved_back", lambda f: f.moved_back),
    Against("out", lambda f: f.mark == OUT),
    Against("unsuitable", _unsuitable),
    Against("recused", lambda f: f.recused > 0),
    Against("objection", lambda f: f.objections > 0),
    Against("wish", lambda f: f.wishes > 0),
    Against("changed", lambda f: f.outdated > 0),
    Against("missing", lambda f: f.missing > 0 and not f.past),
)


def why_not(facts: Facts) -> str:
    """Return the code of the first reason against the block; "" when the item belongs into it."""
    return next((reason.code for reason in REASONS if reason.holds(facts)), "")
