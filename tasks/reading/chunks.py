"""A sentence as chunks: the longest phrases of the tables, and the words between them, each with its place."""

import re
from typing import NamedTuple

from tasks.reading.words import END, LEXICON, TREE

TOKEN = re.compile(r"[^\W_]+(?:[&/\-.](?=[^\W_])[^\W_]+)*|[^\s]")
INITIALS = "U"  # “TTPVHCC”: a body called by its initials
SHORT = frozenset(
    {"tp", "tx", "p", "q", "h", "đ", "tt", "ts", "gs", "ths", "bs"}
)  # “TP. Huế” goes on
NAMES = frozenset("HGC")
TAGS = {phrase: frozenset(tags) for phrase, tags in LEXICON.items()}
OPENERS = frozenset(':;."(“')


class Chunk(NamedTuple):
    """A phrase: folded words, place, families of the tables, whether it begins with a capital that means a name."""

    word: str
    start: int
    end: int
    tags: str
    capital: bool


def chunks_of(text: str, plain: str, start: int, end: int) -> list[Chunk]:
    """Return the chunks between two places; a capital at the beginning, after a colon or a quote means nothing."""
    tokens = [(found[0], found.start(), found.end()) for found in TOKEN.finditer(plain, start, end)]
    chunks: list[Chunk] = []
    here, opening = 0, True
    shouts = text[start:end].isupper() and text.count(" ", start, end) > 1
    while here < len(tokens):
        size, word = _longest(text, tokens, here)
        first, last = tokens[here][1], tokens[here + size - 1][2]
        capital = text[first].isupper() and not opening
        tags = LEXICON.get(word, "")
        if (
            not tags
            and not shouts
            and last - first >= 3
            and text[first:last].isupper()
            and not any(map(str.isdigit, word))
        ):
            tags = INITIALS
        chunks.append(Chunk(word, first, last, tags, capital))
        opening = word in OPENERS and not (
            word == "." and chunks[-2:-1] and chunks[-2].word in SHORT
        )
        here += size
    return chunks


def _longest(text: str, tokens: list[tuple[str, int, int]], here: int) -> tuple[int, str]:
    """Return how many tokens the longest phrase of the tables takes here, and the phrase."""
    size, word = 1, tokens[here][0]
    branch = TREE.get(word)
    ahead = here
    while branch is not None:
        ahead += 1
        if (
            (phrase := branch.get(END))
            and ahead - here > 1
            and (NAMES & TAGS[phrase] or not _broken(text, tokens, here, ahead - here))
        ):
            size, word = ahead - here, phrase
        branch = branch.get(tokens[ahead][0]) if ahead < len(tokens) else None
    return size, word


def _broken(text: str, tokens: list[tuple[str, int, int]], here: int, size: int) -> bool:
    """Whether a capital inside a phrase begins a name: “giao Ban Quản lý” is no “giao ban”."""
    small = text[tokens[here][1]].islower() or text[tokens[here][1] + 1 : tokens[here][2]].islower()
    return small and any(text[row[1]].isupper() for row in tokens[here + 1 : here + size])
