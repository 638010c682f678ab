"""Comments that viewers draw by themselves, each its own way, or show only sometimes: judged by what they say of themselves.

A comment without ``/AP`` is drawn by the viewer (ISO 32000-2, 12.5.5): what one leaves out, another puts over the text.
"""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

from signing.pdf.reading import entry, items
from signing.verify.pages import rect_of

# flags (ISO 32000-1, table 165): not shown; it does not zoom, or turn, with its page
HIDDEN, APART = 2, 8 | 16
ICONS = ("/Text", "/Popup")  # of one size at every zoom
STRAY = 12.0  # points that a comment's lines may lie outside its place
THICK = 4.0  # points from which a line covers letters
DARK = 0.4  # brightness below which letters on a highlight cannot be read
PLACES = ("/QuadPoints", "/L", "/Vertices", "/InkList", "/CL")
FILLED = {"/Square", "/Circle", "/Line", "/Polygon", "/PolyLine"}


def doubt(one: generic.DictionaryObject) -> str:
    """Say what is odd about a new comment: “unseen” (shown in some viewers only), “opaque” (may cover), or ""."""
    kind, drawings = entry(one, "/Subtype"), entry(one, "/AP")
    drawn = entry(drawings, "/N") is not None
    if kind not in ICONS and _has(one, APART):  # over other letters at another zoom
        return "unseen"
    if drawn:
        return "unseen" if _shows_at_times(one, kind, drawings) else ""
    if kind == "/FreeText" and str(entry(one, "/Contents", "") or "").strip():
        return "opaque" if items(entry(one, "/C")) else "unseen"  # bare letters on the page
    if _strays(one):
        return "unseen"
    return "opaque" if _is_opaque(one, kind) else ""


def _shows_at_times(one: generic.DictionaryObject, kind: Any, drawings: Any) -> bool:
    """A window with a drawing of its own, a hidden stamp, or another drawing under the mouse."""
    hidden = _has(one, HIDDEN)
    other = any(entry(drawings, key) not in (None, entry(drawings, "/N")) for key in ("/R", "/D"))
    return kind == "/Popup" or (kind != "/Text" and (hidden or other))


def _has(one: generic.DictionaryObject, wanted: int) -> bool:
    flags = entry(one, "/F", 0)
    return isinstance(flags, int) and bool(flags & wanted)


def _strays(one: generic.DictionaryObject) -> bool:
    """Say whether lines or corners lie outside the place that the comment names."""
    rect, slack = rect_of(one), STRAY + _width(one)
    if rect is None:
        return False
    left, bottom, right, top = rect
    if any(inwards < 0 for inwards in _numbers(entry(one, "/RD"))):
        return True
    for key in PLACES:
        numbers = list(_numbers(entry(one, key)))
        for x, y in zip(numbers[::2], numbers[1::2], strict=False):
            if not (left - slack <= x <= right + slack and bottom - slack <= y <= top + slack):
                return True
    return False


def _numbers(found: Any) -> Iterator[float]:
    for one in items(found):
        if isinstance(one, generic.ArrayObject):
            yield from _numbers(one)
        else:
            yield float(one)


def _width(one: generic.DictionaryObject) -> float:
    border = items(entry(one, "/Border"))
    found = entry(entry(one, "/BS"), "/W", border[2] if len(border) > 2 else 1)
    return float(found) if isinstance(found, int | float) else THICK + 1


def _is_opaque(one: generic.DictionaryObject, kind: Any) -> bool:
    if kind in FILLED and items(entry(one, "/IC")):
        return True
    if kind == "/Highlight":
        colour = list(_numbers(entry(one, "/C")))
        return bool(colour) and len(colour) != 4 and sum(colour) / len(colour) < DARK / 2
    return kind == "/Stamp" or (kind in {*FILLED, "/Ink"} and _width(one) > THICK)
