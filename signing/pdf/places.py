"""Where on the pages a decision is numbered, dated, signed and sealed (Decree 30/2020/NĐ-CP, appendix I).

Places are found in the text of the PDF: the blank between “Số:” and “/QĐ-UBND”, the blanks of “ngày … tháng … năm”,
the signer's full name under his title. Lengths are points (1/72 inch) from the page's lower left corner.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

MM = 72 / 25.4
SEAL_SIZE = 36 * MM  # a real seal of a People's Committee: 36 mm
SIGNATURE_WIDTH, SIGNATURE_HEIGHT, SIGNATURE_LEAST = 50 * MM, 24 * MM, 12 * MM
SEAL_COVERS = 1 / 3  # of the signature picture, on its left (appendix I, part II, 8.a)
TEXT_HEIGHT, TEXT_WIDTH, TEXT_LEAST = 16.0, 22 * MM, 5 * MM
YEAR_WIDTH = 11 * MM
INITIAL_WIDTH, INITIAL_HEIGHT = 20 * MM, 8 * MM
TEXT_END, KEPT_LINE = re.compile(r"\./\.$"), re.compile(r"^\s*-?\s*Lưu\s*:")


@dataclass(frozen=True)
class Place:
    """A box on a page: page index from 0, left, bottom, right, top in points."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def mm(cls, page: int, left: float, bottom: float, width: float, height: float) -> "Place":
        """Make a place from millimetres."""
        return cls(page, left * MM, bottom * MM, (left + width) * MM, (bottom + height) * MM)

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, rounded to a hundredth of a point."""
        return round(self.left, 2), round(self.bottom, 2), round(self.right, 2), round(self.top, 2)


@dataclass(frozen=True)
class Letter:
    """One character of a page with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Line:
    """One line of text of a page: its letters from left to right."""

    page: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """The line's text, NFC."""
        return "".join(letter.text for letter in self.letters)

    def span(self, start: int, end: int) -> Place:
        """Return the box around the letters ``start`` … ``end``."""
        some = [
            letter for letter in self.letters[start:end] if letter.text.strip()
        ] or self.letters[start:end]
        return Place(
            self.page,
            min(letter.left for letter in some),
            min(letter.bottom for letter in some),
            max(letter.right for letter in some),
            max(letter.top for letter in some),
        )


def read_lines(content: bytes) -> list[list[Line]]:
    """Read the text lines of every page; an unreadable page has none."""
    document = pdfium.PdfDocument(content)
    try:
        return [list(_page_lines(document, index)) for index in range(len(document))]
    finally:
        document.close()


def _page_lines(document: pdfium.PdfDocument, index: int) -> Iterator[Line]:
    page = document[index]
    text = page.get_textpage()
    letters: list[Letter] = []
    for place in range(text.count_chars()):
        char = unicodedata.normalize("NFC", text.get_text_range(place, 1))
        if char in ("\r", "\n"):
            if letters:
                yield Line(index, tuple(letters))
            letters = []
        elif char:
            letters.append(Letter(char[0], *text.get_charbox(place)))
    if letters:
        yield Line(index, tuple(letters))
    text.close()
    page.close()


NUMBER_BLANK = re.compile(r"Số\s*:(\s*)(?=/)")
NUMBER_OPEN = re.compile(r"Số\s*:\s*$")
SUFFIX = re.compile(r"Số\s*:\s*/\s*([\w-]+)")
TOWN_OPEN = re.compile(r"[^\W\d_][\w .-]*,\s*$")
FULL_DATE_WIDTH, SAME_LINE = 166.0, 8.0
DATE_BLANK = re.compile(r"ngày(\s*)tháng(\s*)năm(\s*)(\d{4})?")


def number_places(lines: Sequence[Line]) -> dict[str, Place]:
    """Find the blank for the number: ``So`` before a printed “/QĐ-UBND”, or ``SoKyHieu`` after a bare “Số:”."""
    for line in lines:
        if found := NUMBER_BLANK.search(line.text):
            colon, slash = line.letters[found.start(1) - 1], line.letters[found.end(1)]
            return {"So": _between(line.page, colon, slash)}
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
    found = next((match for line in lines if (match := SUFFIX.search(line.text))), None)
    return found[1].strip("-") if found else ""


def date_places(lines: Sequence[Line]) -> dict[str, Place]:
    """Find the blanks of “ngày … tháng … năm …”, or the blank behind “Town,” beside the number."""
    for line in lines:
        if found := DATE_BLANK.search(line.text):
            return _parts_of_date(line, found)
    number = next((line for line in lines if "Số" in line.text and ":" in line.text), None)
    for line in lines if number else ():
        found = TOWN_OPEN.search(line.text)
        if found and number and abs(line.letters[0].bottom - number.letters[0].bottom) < SAME_LINE:
            town = line.span(found.start(), found.end())
            last_word = line.text.rstrip(" ,\xa0").rfind(" ") + 1  # not the tail of a “Q” before it
            floor = line.letters[last_word].bottom
            left = town.right + 3
            return {"NgayThangNam": _text_box(line.page, left, left + FULL_DATE_WIDTH, floor)}
    return {}


def _parts_of_date(line: Line, found: re.Match[str]) -> dict[str, Place]:
    letters, page = line.letters, line.page
    parts = {
        "Ngay": _between(page, letters[found.start(1) - 1], letters[found.end(1)]),
        "Thang": _between(page, letters[found.start(2) - 1], letters[found.end(2)]),
    }
    if not found[4]:
        end = line.span(found.start(), found.end(2) + 3)
        floor = letters[found.start()].bottom
        parts["Nam"] = _text_box(page, end.right + 1, end.right + YEAR_WIDTH, floor)
    return parts


def _between(page: int, before: Letter, after: Letter) -> Place:
    left, right = before.right + 0.5, after.left - 0.5
    if right - left < TEXT_LEAST:
        middle = (left + right) / 2
        left, right = middle - TEXT_LEAST / 2, middle + TEXT_LEAST / 2
    return _text_box(page, left, right, min(before.bottom, after.bottom))


def _text_box(page: int, left: float, right: float, baseline: float) -> Place:
    return Place(page, left, baseline - 3.5, right, baseline - 3.5 + TEXT_HEIGHT)


def signature_place(pages: Sequence[Sequence[Line]], name: str) -> Place | None:
    """Find the room for a signature picture: above ``name``, below what stands over it.

    The last line that says nothing but the name is taken; else the last line that ends with it.
    """
    wanted = _plain(name).strip()
    for whole in (True, False):
        for lines in reversed(pages):
            for line in reversed(lines):
                text = _plain(line.text).rstrip()
                at = len(text) - len(wanted)
                if wanted and text.endswith(wanted) and (not whole or not text[:at].strip()):
                    return _above(line, line.span(at, at + len(wanted)), lines)
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _above(line: Line, name: Place, lines: Sequence[Line]) -> Place:
    middle, floor = (name.left + name.right) / 2, name.top + 3
    over = [box.bottom for box in _boxes_over(line, middle, lines) if box.bottom > floor]
    room = min(over, default=floor + SIGNATURE_HEIGHT) - 2 - floor
    height = max(SIGNATURE_LEAST, min(SIGNATURE_HEIGHT, room))
    bottom = floor + max(0.0, (room - height) / 2)
    return Place(
        line.page,
        middle - SIGNATURE_WIDTH / 2,
        bottom,
        middle + SIGNATURE_WIDTH / 2,
        bottom + height,
    )


def _boxes_over(line: Line, middle: float, lines: Sequence[Line]) -> Iterator[Place]:
    for other in lines:
        box = other.span(0, len(other.letters))
        if other is not line and box.left <= middle <= box.right:
            yield box


def default_signature_place(pages: int, at: int = 0) -> Place:
    """Return the usual place when no name is found: low on the right of the last page, upwards for further signers."""
    return Place.mm(max(pages - 1, 0), 120, 60 + 32 * at, 50, 24)


def initial_place(pages: Sequence[Sequence[Line]], at: int = 0) -> Place:
    """Return the place of a small signature: behind “./.” where the text ends, further ones behind “Lưu: VT”."""
    ends = [line for lines in pages for line in lines if TEXT_END.search(line.text.rstrip())]
    kept = [line for lines in pages for line in lines if KEPT_LINE.search(line.text)]
    lines = ends[-1:] if at == 0 or not kept else kept[-1:]
    shift = at if not (ends and kept) else max(at - 1, 0)
    if not lines:
        return Place.mm(max(len(pages) - 1, 0), 30 + 24 * (at % 4), 20 + 11 * (at // 4), 22, 10)
    box = lines[0].span(0, len(lines[0].letters))
    left = box.right + 4 + shift * (INITIAL_WIDTH + 2)
    bottom = (box.bottom + box.top - INITIAL_HEIGHT) / 2
    return Place(lines[0].page, left, bottom, left + INITIAL_WIDTH, bottom + INITIAL_HEIGHT)


def seal_place(signature: Place) -> Place:
    """Return the place of the seal: real size, covering a third of the signature picture from its left."""
    right = signature.left + signature.width * SEAL_COVERS
    middle = (signature.bottom + signature.top) / 2
    return Place(
        signature.page, right - SEAL_SIZE, middle - SEAL_SIZE / 2, right, middle + SEAL_SIZE / 2
    )


def default_seal_place(pages: int) -> Place:
    """Return where a seal without a signature beside it goes: low on the right of the last page."""
    return seal_place(default_signature_place(pages))


def within(place: Place, width: float, height: float) -> Place:
    """Push a place back onto a page of the given size in points."""
    right = min(max(place.left, 0) + place.width, width)
    top = min(max(place.bottom, 0) + place.height, height)
    return replace(place, left=right - place.width, right=right, bottom=top - place.height, top=top)
