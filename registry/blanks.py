"""What a draft still leaves open (pure): the “…” of its template, dotted and underlined gaps.

“v.v…” and “[…]” (words left out of a quotation) are no gaps. A gap that nobody leaves on purpose must be filled: a legal
ground, a paragraph of nothing else, a sentence still as the template wrote it. Any other may be meant; it is asked about.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

GAP = re.compile(
    r"(?<!\.[vV])(?<!\.[vV]\.)(?<!\.[vV]\. )(?<![\[(])(?:…|\.{3,}|(?:\. ){3,}|_{3,}|\.\.…)(?![\])])"
)
SHOWN = 50  # letters beside the gap


class Blank(NamedTuple):
    """A gap: the key of its paragraph ("" in the head), the paragraph's place from 1, its words, whether it must be filled."""

    key: str
    place: int
    words: str
    must: bool


def blanks(rows: Iterable[tuple[str, str, str]], untouched: Collection[str] = ()) -> list[Blank]:
    """Return one gap a paragraph, in order; rows are key, kind and text, ``untouched`` the sentences of the template."""
    found = []
    for place, (key, kind, text) in enumerate(rows, start=1):
        gap = GAP.search(text)
        if gap is not None:
            must = kind == "grounds" or text in untouched or not any(map(str.isalnum, text))
            found.append(Blank(key, place, _around(text, gap), must))
    return found


def _around(text: str, gap: re.Match[str]) -> str:
    """Return the words around the gap, in one line."""
    begin, end = max(0, gap.start() - SHOWN), gap.end() + SHOWN
    words = " ".join(text[begin:end].split())
    words = words.partition(" ")[2] if begin and " " in words else words
    words = words.rpartition(" ")[0] if end < len(text) and " " in words else words
    return f"{'[…] ' if begin else ''}{words}{' […]' if end < len(text) else ''}"
