"""What differs between two texts, word by word (pure)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words: ``same`` in both, ``added`` in the new text, ``removed`` from the old."""

    op: str
    text: str


def words(old: str, new: str) -> list[Piece]:
    """Return the new text against the old, word by word."""
    a, b = WORD.findall(old), WORD.findall(new)
    pieces: list[Piece] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece(SAME, "".join(a[i:j])))
            continue
        if i < j:
            pieces.append(Piece(REMOVED, "".join(a[i:j])))
        if k < m:
            pieces.append(Piece(ADDED, "".join(b[k:m])))
    return pieces
