"""What marks of text say, and their place at the top right of the first page. Pure.

Decree 30/2020/NĐ-CP, Appendix I: part I, II.8.b (attachments: number and symbol, time of signing) and part II (copies: form
of copy, agency, time). The time by ISO 8601 in Vietnam's zone. Lengths are points from the page's lower left corner.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from zoneinfo import ZoneInfo

from signing.pdf.pieces import MM, Place, overlaps

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LEADING, PADDING = 12.0, 1.0
WIDTH, EDGE_TOP, EDGE_RIGHT = 78 * MM, 8 * MM, 15 * MM
A_ROW = 42  # letters of 10 pt that fit into the width
BESIDE = WIDTH + 3 * MM  # where the corner bears the mark of an earlier copy: left of it


class CopyForm(StrEnum):
    """The three forms of copies (Decree 30/2020, art. 25)."""

    SAO_Y = "SAO Y"
    SAO_LUC = "SAO LỤC"
    TRICH_SAO = "TRÍCH SAO"


LETTERS = {"SY": CopyForm.SAO_Y, "SL": CopyForm.SAO_LUC, "TrS": CopyForm.TRICH_SAO}  # Appendix III


def form_of(suffix: str) -> CopyForm | None:
    """Return the form of the copy that bears this symbol behind its number (“SY-UBND”); None for any other paper."""
    letters, dash, _agency = suffix.partition("-")
    return LETTERS.get(letters) if dash else None


def iso_time(at: dt.datetime) -> str:
    """Return the moment by ISO 8601 in Vietnam's zone, to the second: 2026-11-22T10:15:30+07:00."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def attachment_lines(notation: str, at: dt.datetime) -> tuple[str, ...]:
    """Return what the mark of an attachment says: number and symbol, time of signing (part I, II.8.b)."""
    return f"Số: {notation}", f"Thời gian ký: {iso_time(at)}"


def copy_lines(form: CopyForm, agency: str, at: dt.datetime) -> tuple[str, ...]:
    """Return what the mark of an electronic copy says: form of copy, agency, time of signing (part II)."""
    return str(form), agency, f"Thời gian ký: {iso_time(at)}"


def height_of(lines: Sequence[str]) -> float:
    """Return the height in points of a mark of these lines; a long agency's name takes two."""
    rows = sum(1 + len(line) // A_ROW for line in lines)
    return rows * LEADING + 2 * PADDING


def copy_height(agency: str) -> float:
    """Return the height in points of the mark of an agency's copies."""
    return height_of((CopyForm.SAO_LUC, agency, ""))


def corner(taken: Iterable[Place], right: float, top: float, height: float) -> tuple[Place, bool]:
    """Return the place in the corner: as low as the text lets it, never off the page; and whether it covers text.

    ``taken`` are the boxes of what stands on the first page, ``right`` and ``top`` the page's edges.
    """
    boxes = list(taken)
    last = right - EDGE_RIGHT
    tries = [(0.0, EDGE_TOP), (0.0, 5 * MM), (0.0, 2 * MM), (BESIDE, EDGE_TOP), (BESIDE, 2 * MM)]
    for aside, down in tries:
        edge = last - aside
        place = Place(0, edge - WIDTH, top - down - height, edge, top - down)
        if not any(overlaps(place, box) for box in boxes):
            return place, False
    return Place(0, last - WIDTH, top - 2 * MM - height, last, top - 2 * MM), True
