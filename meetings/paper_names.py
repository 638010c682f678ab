"""Which item a file belongs to, of what type it is and what it is called, from its name alone (pure)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from core.folding import fold

_LEAD = re.compile(
    r"^\s*(?:(?:nd|n\.d|noi\s*dung|muc|item|stt|tt|cau)\s*[.:_-]?\s*)?(\d{1,3})(?=\D|$)"
)
_LATER = re.compile(r"\b(?:nd|noi\s*dung|muc)\s*[.:_-]?\s*(\d{1,3})\b")
_DATE = re.compile(r"^\s*(?:\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{1,2}[-.]\d{1,2}[-.]\d{4})")
_ORDER = re.compile(r"^\d{0,2}[a-z]?(?:[.\-_)]\d{1,2})*[.\-_)\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """What a file's name says: the item's number (None: it does not say), the type's key, a title."""

    number: int | None
    kind: int | None
    title: str


def guess(name: str, kinds: Sequence[tuple[int, str]] = ()) -> Guess:
    """Read a file name; ``kinds`` are (key, words separated by commas), the first that is found counts."""
    stem = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")[-1]
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE)
    said = fold(re.sub(r"[_]+", " ", stem))
    return Guess(_number(said), _kind(said, kinds), _title(stem))


def _number(said: str) -> int | None:
    if _DATE.match(said):
        return None
    found = _LEAD.match(said) or _LATER.search(said)
    return int(found[1]) if found else None


def _kind(said: str, kinds: Sequence[tuple[int, str]]) -> int | None:
    for key, words in kinds:
        if any(re.search(rf"\b{re.escape(fold(w.strip()))}\b", said) for w in words.split(",") if w.strip()):  # fmt: skip
            return key
    return None


def _title(stem: str) -> str:
    """Return the name as a title: without its number, with spaces."""
    words = re.sub(r"[_]+", " ", stem)
    words = re.sub(r"^\s*(?:nd|nội\s*dung|noi\s*dung|mục|muc)\s*[.:\-]?\s*", "", words, flags=re.IGNORECASE)  # fmt: skip
    bare = _ORDER.sub("", words) if re.match(r"\d", words) else words
    title = " ".join((bare or words).split()).strip(" -–.")
    return title[:1].upper() + title[1:]
