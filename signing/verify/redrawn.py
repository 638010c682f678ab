"""Fields whose look would change when viewers are told to draw them anew (``/NeedAppearances``, ISO 32000-1, 12.7.2).

Signed with a value that its drawing does not show, a field changes before everybody's eyes without being touched.
"""

import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from signing.pdf.reading import entry, items

LITERAL = re.compile(rb"\(((?:\\.|[^\\()])*)\)")
DEEPEST = 20


def redrawn(old: HistoricalResolver, new: HistoricalResolver) -> str:
    """Return the name of a field that viewers would show otherwise in ``new``; "" for none."""
    before, after = (entry(one.root, "/AcroForm") for one in (old, new))
    if bool(entry(after, "/NeedAppearances")) <= bool(entry(before, "/NeedAppearances")):
        return ""
    fields = _fields(items(entry(before, "/Fields")), 0)
    return next((str(entry(one, "/T", "?")) for one in fields if _lies(one)), "")


def _fields(level: list[Any], depth: int) -> Iterator[Any]:
    for one in level if depth < DEEPEST else ():
        yield one
        yield from _fields(items(entry(one, "/Kids")), depth + 1)


def _lies(one: Any) -> bool:
    """Say whether a field's drawing shows plain text that is not its value."""
    said, drawing = entry(one, "/V"), entry(entry(one, "/AP"), "/N")
    if not isinstance(said, str) or not isinstance(drawing, generic.StreamObject):
        return False
    if not said.isascii() or isinstance(said, generic.NameObject):
        return False
    shown = b"".join(LITERAL.findall(drawing.data)).replace(b" ", b"")
    wanted = "".join(said.split()).encode()
    return bool(shown) and b"\\" not in shown and wanted not in shown
