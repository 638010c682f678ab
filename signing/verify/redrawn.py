"""Fields whose look would change when viewers are told to draw them anew (``/NeedAppearances``, ISO 32000-1, 12.7.2).

Signed with a value that its drawing does not show, a field changes before everybody's eyes without being touched.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from signing.pdf.reading import entry, items, words
from signing.verify.spelled import spelled

DEEPEST = 20
UNSEEN = 2 | 32  # flags: hidden, not on screens (ISO 32000-1, table 165)
PASSWORD = 1 << 13  # flag of a field that shows asterisks (table 228)
INHERITED = ("/FT", "/V", "/Ff", "/Opt")


def redrawn(old: HistoricalResolver, new: HistoricalResolver) -> str:
    """Return the name of a field that viewers would show otherwise in ``new``; "" for none."""
    before, after = (entry(one.root, "/AcroForm") for one in (old, new))
    if bool(entry(after, "/NeedAppearances")) <= bool(entry(before, "/NeedAppearances")):
        return ""
    fonts = entry(entry(before, "/DR"), "/Font")
    fields = _fields(items(entry(before, "/Fields")), {}, 0)
    lying = (words(entry(one, "/T")) or "?" for one, said in fields if _lies(one, said, fonts))
    return next(lying, "")


def _fields(
    level: list[Any], above: dict[str, Any], depth: int
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield each field and each of its places, with what it has from above."""
    for one in level if depth < DEEPEST else ():
        own = {key: entry(one, key) for key in INHERITED if entry(one, key) is not None}
        yield one, {**above, **own}
        yield from _fields(items(entry(one, "/Kids")), {**above, **own}, depth + 1)


def _lies(one: Any, said: dict[str, Any], fonts: Any) -> bool:
    """Say whether a field's drawing does not show the text that is its value."""
    flags, hidden = said.get("/Ff", 0), entry(one, "/F", 0)
    if said.get("/FT") not in {"/Tx", "/Ch"} or "/Rect" not in one:
        return False
    if _has(flags, PASSWORD) or _has(hidden, UNSEEN):
        return False
    drawing = entry(entry(one, "/AP"), "/N")
    wanted = {plain(text) for text in _texts(said)} - {""}
    if not wanted or not isinstance(drawing, generic.StreamObject):
        return False  # nothing to draw, or every viewer draws it already
    shown = plain(spelled(drawing, fonts))
    if said["/FT"] == "/Ch":  # a list shows all its lines
        return not any(text in shown for text in wanted)
    return shown not in wanted


def _texts(said: dict[str, Any]) -> Iterator[str]:
    """Yield what a field may show: its value, of choices the words for it."""
    value = said.get("/V")
    values = items(value) if isinstance(value, generic.ArrayObject) else [value]
    for one in values:
        if isinstance(one, generic.TextStringObject | generic.ByteStringObject):
            yield words(one)
    chosen = {words(one) for one in values}
    for pair in map(items, items(said.get("/Opt"))):
        if len(pair) > 1 and words(pair[0]) in chosen:
            yield words(pair[1])


def _has(flags: Any, wanted: int) -> bool:
    return isinstance(flags, int) and bool(flags & wanted)


def plain(text: str) -> str:
    """Return a text as it is compared: composed, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
