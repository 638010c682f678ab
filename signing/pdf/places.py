"""Where on the pages a decision is numbered, dated, signed and sealed (Decree 30/2020/NĐ-CP, appendix I).

Places are found in the text of the PDF: the blank between “Số:” and “/QĐ-UBND”, the blanks of “ngày … tháng … năm”,
the signer's full name under his title. Lengths are points (1/72 inch) from the page's lower left corner.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from signing.pdf.pieces import MM, Letter, Line, Place, overlaps, read_lines

__all__ = ["MM", "Letter", "Line", "Place", "overlaps", "read_lines"]

SEAL_SIZE = 36 * MM  # a real seal of a People's Committee: 36 mm
SEAL_COVERS = 1 / 3  # of the signature picture, on its left (appendix I, part II, 8.a)
TEXT_HEIGHT, TEXT_WIDTH, TEXT_LEAST = 16.0, 22 * MM, 5 * MM
YEAR_WIDTH = 11 * MM
CAPITAL_S = 0.69  # height of the ink of an “S” of Times New Roman, as a share of the size
LEAST_SIZE, USUAL_SIZE, MOST_SIZE = 11.0, 13.0, 14.0


NUMBER_BLANK = re.compile(r"Số\s*:(\s*)(?=/)")
NUMBER_OPEN = re.compile(r"Số\s*:\s*$")
SUFFIX = re.compile(r"Số\s*:\s*/\s*([\w-]+)")
PARTY_BLANK = re.compile(r"^\s*Số(\s+)(?=-\w+/)")  # “Số     -QĐ/TU”: Instruction 36-HD/VPTW
PARTY_SUFFIX = re.compile(r"^\s*Số\s+(-\w+/[\w.-]+)")
COPIES = (
    "SY-",
    "SL-",
    "TrS-",
)  # a copy bears its number below the text it copies (Decree 30/2020, form 3.1)
TOWN_OPEN = re.compile(r"[^\W\d_][\w .-]*,\s*$")
FULL_DATE_WIDTH, SAME_LINE = 166.0, 8.0
DATE_BLANK = re.compile(r"ngày(\s*)tháng(\s*)năm(\s*)(\d{4})?")


def number_places(lines: Sequence[Line]) -> dict[str, Place]:
    """Find the blank for the number: ``So`` before a printed “/QĐ-UBND”, or ``SoKyHieu`` after a bare “Số:”."""
    for line in lines:
        if found := NUMBER_BLANK.search(line.text) or PARTY_BLANK.search(line.text):
            colon, slash = line.letters[found.start(1) - 1], line.letters[found.end(1)]
            return {"So": between(line.page, colon, slash)}
        if found := NUMBER_OPEN.search(line.text):
            label = line.span(found.start(), found.end())
            return {
                "SoKyHieu": _text_box(
                    line.page, label.right + 2, label.right + 2 * TEXT_WIDTH, label.bottom
                )
            }
    return {}


def printed_suffix(lines: Sequence[Line]) -> str:
    """Return the letters printed behind the number's blank, e.g. “QĐ-UBND”; "" when there are none."""
    for line in lines:
        if party := PARTY_SUFFIX.search(line.text):
            return party[1]
        if found := SUFFIX.search(line.text):
            return found[1].strip("-")
    return ""


def numbered_page(sheets: Sequence[Sequence[Line]]) -> int:
    """Return the index of the page that bears number and date: the first, of a copy that on which its form stands."""
    last = len(sheets) - 1
    return last if last > 0 and printed_suffix(sheets[last]).startswith(COPIES) else 0


def printed_size(lines: Sequence[Line]) -> float:
    """Return the size in points of “Số”, told by its capital, to half a point; 13 where none is printed."""
    for line in lines:
        if _numbers(line.text):
            capital = line.letters[line.text.index("Số")]
            size = round((capital.top - capital.bottom) / CAPITAL_S * 2) / 2
            return min(max(size, LEAST_SIZE), MOST_SIZE)
    return USUAL_SIZE


def _numbers(text: str) -> bool:
    return "Số" in text and (":" in text or PARTY_BLANK.search(text) is not None)


def date_places(lines: Sequence[Line]) -> dict[str, Place]:
    """Find the blanks of “ngày … tháng … năm …”, or the blank behind “Town,” beside the number."""
    for line in lines:
        if found := DATE_BLANK.search(line.text):
            return parts_of_date(line, found)
    number = next((line for line in lines if _numbers(line.text)), None)
    for line in lines if number else ():
        found = TOWN_OPEN.search(line.text)
        if found and number and abs(line.letters[0].bottom - number.letters[0].bottom) < SAME_LINE:
            town = line.span(found.start(), found.end())
            last_word = line.text.rstrip(" ,\xa0").rfind(" ") + 1  # not the tail of a “Q” before it
            floor = line.letters[last_word].bottom
            left = town.right + 3
            return {"NgayThangNam": _text_box(line.page, left, left + FULL_DATE_WIDTH, floor)}
    return {}


def parts_of_date(line: Line, found: re.Match[str]) -> dict[str, Place]:
    """Return the blanks of “ngày … tháng … năm …”, all on the foot of its “n” (a “y” reaches below the line)."""
    letters, page = line.letters, line.page
    floor = letters[found.start()].bottom
    parts = {
        "Ngay": between(page, letters[found.start(1) - 1], letters[found.end(1)], floor),
        "Thang": between(page, letters[found.start(2) - 1], letters[found.end(2)], floor),
    }
    if not found[4]:
        end = line.span(found.start(), found.end(2) + 3)
        after = next((one for one in letters[found.end() :] if one.text.strip()), None)
        room = after.left - 1 if after else end.right + YEAR_WIDTH
        parts["Nam"] = _text_box(page, end.right + 1, max(room, end.right + YEAR_WIDTH), floor)
    return parts


def between(page: int, before: Letter, after: Letter, floor: float | None = None) -> Place:
    """Return the blank between two letters, on ``floor`` or on the lower of their feet."""
    left, right = before.right + 0.5, after.left - 0.5
    if right - left < TEXT_LEAST:
        middle = (left + right) / 2
        left, right = middle - TEXT_LEAST / 2, middle + TEXT_LEAST / 2
    return _text_box(
        page, left, right, min(before.bottom, after.bottom) if floor is None else floor
    )


def _text_box(page: int, left: float, right: float, baseline: float) -> Place:
    return Place(page, left, baseline - 3.5, right, baseline - 3.5 + TEXT_HEIGHT)


def default_signature_place(pages: int, at: int = 0) -> Place:
    """Return the usual place when no name is found: low on the right of the last page, upwards for further signers."""
    return Place.mm(max(pages - 1, 0), 120, 60 + 32 * at, 50, 24)


def seal_place(signature: Place, size: tuple[float, float] = (SEAL_SIZE, SEAL_SIZE)) -> Place:
    """Return the place of the seal: real size, covering a third of the signature picture from its left."""
    wide, high = size
    right = signature.left + signature.width * SEAL_COVERS
    middle = (signature.bottom + signature.top) / 2
    return Place(signature.page, right - wide, middle - high / 2, right, middle + high / 2)


def within(place: Place, width: float, height: float) -> Place:
    """Push a place back onto a page of the given size in points."""
    right = min(max(place.left, 0) + place.width, width)
    top = min(max(place.bottom, 0) + place.height, height)
    return replace(place, left=right - place.width, right=right, bottom=top - place.height, top=top)
