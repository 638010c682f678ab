"""Places moved by hand: on the page, and not over text (only a seal may lie over its signature's title and name)."""

from collections.abc import Mapping

import pikepdf
import pypdfium2 as pdfium

from documents.upright import upright
from signing.pdf import hands
from signing.pdf.pieces import Letter, Line, Place, Sheet, overlaps, read_sheets
from signing.pdf.prepare import SEAL_FIELD, SIGNED_FIELDS

LEAST = {"ChuKy": (20 / 25.4 * 72, 8 / 25.4 * 72), "KyNhay": (20.0, 10.0)}
BLANKS = frozenset("._…-–/ \xa0")  # dotted lines to write on are no text


class Unreadable(Exception):
    """The file is not a PDF that can be read."""


def wrong(content: bytes, given: Mapping[str, Place]) -> dict[str, str]:
    """Return what is wrong with each place: outside, too_small, covers_text, seal_over_text; nothing when all are free."""
    try:
        sheets = read_sheets(upright(content))
    except (pikepdf.PdfError, pdfium.PdfiumError, ValueError, OSError) as error:
        raise Unreadable(str(error)) from error
    signed = _signature_of_the_seal(given)
    found = {name: _wrong(sheets, name, place, signed) for name, place in given.items()}
    return {name: word for name, word in found.items() if word}


def _signature_of_the_seal(given: Mapping[str, Place]) -> Place | None:
    hand = sorted(
        (name for name in given if name.startswith("ChuKy")), key=lambda name: int(name[5:] or 0)
    )
    return given[hand[-1]] if hand else None


def _wrong(sheets: list[Sheet], name: str, place: Place, signed: Place | None) -> str:
    if not 0 <= place.page < len(sheets) or not hands.inside(sheets[place.page], place):
        return hands.Doubt.OUTSIDE
    least = next((size for word, size in LEAST.items() if name.startswith(word)), (4.0, 4.0))
    if place.width < least[0] - 0.1 or place.height < least[1] - 0.1:
        return "too_small"
    if not name.startswith(SIGNED_FIELDS):
        return ""  # number and date are written into the blanks of a line of text
    sheet = sheets[place.page]
    if name == SEAL_FIELD:
        return _seal_wrong(sheet, place, signed)
    return "covers_text" if any(overlaps(place, box, 1.5) for box in words(sheet)) else ""


def _seal_wrong(sheet: Sheet, place: Place, signed: Place | None) -> str:
    if signed is not None and signed.page == place.page:
        others = hands.text_beside(sheet, signed)
    else:
        others = sheet.taken
    return "seal_over_text" if hands.covered(place, others) > 2.0 else ""


def words(sheet: Sheet) -> list[Place]:
    """Return the boxes of what is written, dotted lines left out."""
    pieces = (_without_blanks(piece) for piece in sheet.pieces)
    return [piece.place for piece in pieces if piece] + list(sheet.ink)


def _without_blanks(piece: Line) -> Line | None:
    letters: tuple[Letter, ...] = tuple(one for one in piece.letters if one.text not in BLANKS)
    return Line(piece.page, letters) if letters else None
