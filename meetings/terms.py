"""How a vote is to be voted (pure): what is chosen when the question is worded."""

from dataclasses import dataclass

from core.deciding import OPEN

TELLERS = 3  # a counting board has at least as many members
TEXT = 1000  # letters of another opinion


@dataclass(frozen=True)
class Terms:
    """The rule (blank: the usual one of the meeting's kind), the way, and what else is wished.

    ``other``: “other opinion” may be answered; ``codes``: receipts in a secret vote; ``hold``: members see the
    result only when it is announced.
    """

    rule: str = ""
    way: str = OPEN
    other: bool = False
    codes: bool = False
    hold: bool = False
