"""What differs between two texts and two editions (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
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


Text = Mapping[str, object]  # a paragraph of an edition: key, kind, text


def editions(old: Sequence[Text], new: Sequence[Text]) -> Iterator[list[Piece]]:
    """Yield each paragraph of the new edition against the old; removed ones stand where they stood."""
    before = {str(one["key"]): str(one["text"]) for one in old}
    kept = {str(one["key"]) for one in new}
    gone = _gone(old, kept)
    for key in gone.pop("", []):
        yield [Piece(REMOVED, before[key])]
    for one in new:
        key, text = str(one["key"]), str(one["text"])
        yield words(before[key], text) if key in before else [Piece(ADDED, text)]
        for lost in gone.pop(key, []):
            yield [Piece(REMOVED, before[lost])]


def _gone(old: Sequence[Text], kept: set[str]) -> dict[str, list[str]]:
    """Return the removed paragraphs by the last kept one before them."""
    gone: dict[str, list[str]] = {}
    last = ""
    for one in old:
        key = str(one["key"])
        if key in kept:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    return gone
