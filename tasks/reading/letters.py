"""Letters: one spelling for reading, and the way back to the places in the text as it was given.

Vietnamese is written composed (NFC) or decomposed (NFD), and with the tone on either vowel (“hoà”, “hòa”). Rules are
written once; the text is folded to their spelling, letter for letter, so that a place stays a place.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

OLD_TONES = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
OLD_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
QUOTES = str.maketrans("“”„‟″«»\u00a0\u2002\u2003\u2009\u202f–—‐‑‒−\t", '"""""""     ------ ')


@dataclass(frozen=True)
class Page:
    """A text ready to be read: ``text`` is composed, ``plain`` is folded, letter for letter as long."""

    text: str
    plain: str
    places: tuple[int, ...]  # where each piece of a decomposed text began; () when nothing moved
    pieces: tuple[int, ...]

    def place(self, here: int) -> int:
        """Return the place in the text as it was given."""
        if not self.places:
            return here
        row = bisect_right(self.pieces, here) - 1
        return self.places[row] + (here - self.pieces[row])


def page_of(given: str) -> Page:
    """Compose and fold a text."""
    if unicodedata.is_normalized("NFC", given):
        return Page(given, fold(given), (), ())
    text, places, pieces = _composed(given)
    return Page(text, fold(text), tuple(places), tuple(pieces))


def fold(text: str) -> str:
    """Return the text in small letters, tones and signs in one spelling; as long as it was."""
    small = text.lower()
    if len(small) != len(text):  # a few foreign capitals become two letters
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    small = small.translate(QUOTES)
    return OLD_TONE.sub(lambda found: OLD_TONES[found[0]], small)


def _composed(given: str) -> tuple[str, list[int], list[int]]:
    """Compose letter by letter: a letter with its marks is one piece; pieces of one sign are run together."""
    out: list[str] = []
    places, pieces = [], []
    written, shift = 0, None
    for start, end in _clusters(given):
        whole = unicodedata.normalize("NFC", given[start:end])
        if start - written != shift:
            places.append(start)
            pieces.append(written)
            shift = start - written
        out.append(whole)
        written += len(whole)
    places.append(len(given))
    pieces.append(written)
    return "".join(out), places, pieces


def _clusters(given: str) -> list[tuple[int, int]]:
    starts = [n for n, letter in enumerate(given) if not n or not unicodedata.combining(letter)]
    return list(zip(starts, [*starts[1:], len(given)], strict=True))
