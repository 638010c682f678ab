"""Finding (pure): what a room gives the search to find, and how a found place is shown."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from core.folding import fold

AROUND = 90  # characters shown before the first hit
SHOWN = 260  # characters shown in all


@dataclass(frozen=True)
class Line:
    """One thing that can be found: ``key`` names it (“item.12”), ``gate`` and ``gate_id`` whose permission opens it.

    ``source`` says from what the body was made (a digest): the same source is not read again.
    """

    key: str
    kind: str
    gate: str
    gate_id: int
    title: str
    url: str
    at: datetime
    body: str = field(default="", repr=False)
    source: str = ""


def words_of(asked: str) -> list[str]:
    """Return the folded words of a question, letters and digits only, at most 12."""
    return re.findall(r"[^\W_]+", fold(asked))[:12]


def plain(text: str) -> str:
    """Return the folded words of a text, one space between them: what an index of words is made from."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def alike(text: str) -> str:
    """Fold letter by letter: as long as the composed text (NFC), so that places in both are the same."""
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


class _Letters(dict[int, str]):
    """Each letter without its marks and in lower case, learned when first met; never longer than one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFD", letter)[0].lower()
        plain = {"đ": "d"}.get(plain, plain)
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


_LETTERS = _Letters()


@dataclass(frozen=True)
class Piece:
    """A stretch of shown text; ``hit`` when it is one of the words asked for."""

    text: str
    hit: bool


def pieces(text: str, words: list[str]) -> list[Piece]:
    """Return a stretch of the text around the first place that is asked for, cut where the words begin and end."""
    text = unicodedata.normalize("NFC", text)
    if not words:
        return [Piece(text[:SHOWN], hit=False)]
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
    )
    folded = alike(text)
    first = _best(folded, words, pattern)
    start = text.rfind(" ", 0, max(0, first - AROUND)) + 1 if first > AROUND else 0
    end = min(len(text), start + SHOWN)
    found: list[Piece] = [Piece("… ", hit=False)] if start else []
    at = start
    for match in pattern.finditer(folded, start, end):
        found += [
            Piece(text[at : match.start()], hit=False),
            Piece(text[match.start() : match.end()], hit=True),
        ]
        at = match.end()
    return [piece for piece in [*found, Piece(text[at:end], hit=False)] if piece.text]


def _best(folded: str, words: list[str], pattern: re.Pattern[str]) -> int:
    """Return where the words stand together, or else where the first of them stands."""
    together = re.search(r"\b" + r"\W+".join(map(re.escape, words)), folded)
    match = together or pattern.search(folded)
    return match.start() if match else 0
