"""What a draft still leaves open (pure): the “…” of its template, dotted and underlined gaps.

“v.v…” and “[…]” (words left out of a quotation) are no gaps. A gap that nobody leaves on purpose must be filled: a legal
ground, a paragraph of nothing else, a sentence still as the template wrote it. Any other may be meant; it is asked about.
In a file none must be filled, for a form in an annex is full of them; what the clerk fills in (number and day) is no gap.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

GAP = re.compile(
    r"(?<!\.[vV])(?<!\.[vV]\.)(?<!\.[vV]\. )(?<![\[(])(?:…|\.{3,}|(?:\. ){3,}|_{3,}|\.\.…)(?![\])])"
)
SHOWN = 50  # letters beside the gap
MOST = 60  # gaps of a file that are named
TOP = 700  # letters of the first page in which number and day stand, and a line of underscores is a rule
BY_CLERK = re.compile(r"Số ?: ?[ …._]*/|, ?ngày[ …._]+tháng[ …._]+năm[ …._]*(?:20\d*[…._]*)?|_{3,}")
RULE = re.compile(r"_{3,}")
LEADERS = re.compile(r"(?:(?<!\.)\.{4,}+|(?<!…)…{2,}+|(?<!\. )(?:\. ){4,}+) ?\d{1,4}(?= |$)")
CONTENTS = 3  # such lines make a table of contents


class Blank(NamedTuple):
    """A gap: the key of its paragraph ("" in the head), the paragraph's place from 1, its words, whether it must be filled.

    In a file ``page`` counts from 1 and there is no paragraph; ``file`` names an attachment, ``url`` opens it.
    """

    key: str
    place: int
    words: str
    must: bool
    page: int = 0
    file: str = ""
    url: str = ""


def blanks(rows: Iterable[tuple[str, str, str]], untouched: Collection[str] = ()) -> list[Blank]:
    """Return one gap a paragraph, in order; rows are key, kind and text, ``untouched`` the sentences of the template."""
    found = []
    for place, (key, kind, text) in enumerate(rows, start=1):
        gap = GAP.search(text)
        if gap is not None:
            must = kind == "grounds" or text in untouched or not any(map(str.isalnum, text))
            found.append(Blank(key, place, _around(text, gap), must))
    return found


def blanks_of_pages(pages: Iterable[str], *, attached: bool = False) -> list[Blank]:
    """Return the gaps of a file by its pages' text, in order, ``MOST`` of them; two side by side are one.

    ``attached``: nobody fills number and day into an attachment, so dots in their place are gaps as any other.
    """
    filled = RULE if attached else BY_CLERK
    found: list[Blank] = []
    for number, text in enumerate(pages, start=1):
        page = " ".join(text.split())
        seen = filled.sub(_same_length, page[:TOP]) + page[TOP:] if number == 1 else page
        if len(LEADERS.findall(seen)) >= CONTENTS:
            seen = LEADERS.sub(_same_length, seen)
        end = -SHOWN
        for gap in GAP.finditer(seen):
            if gap.start() - end >= SHOWN:
                found.append(Blank("", 0, _around(page, gap), must=False, page=number))
                end = gap.end()
    return found[:MOST]


def _same_length(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _around(text: str, gap: re.Match[str]) -> str:
    """Return the words around the gap, in one line."""
    begin, end = max(0, gap.start() - SHOWN), gap.end() + SHOWN
    words = " ".join(text[begin:end].split())
    words = words.partition(" ")[2] if begin and " " in words else words
    words = words.rpartition(" ")[0] if end < len(text) and " " in words else words
    return f"{'[…] ' if begin else ''}{words}{' […]' if end < len(text) else ''}"
