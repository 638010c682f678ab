"""What stands where on a PDF's pages: letters, lines, and pieces of lines (a line of two columns is two pieces).

Lengths are points (1/72 inch) from the page's lower left corner.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

MM = 72 / 25.4
COLUMN_GAP = 14.0  # points between two letters of one line that belong to two columns
SCAN_LETTERS = 20  # a page with fewer letters is a scan: its ink counts as text
SCAN_DOT, SCAN_CELL, SCAN_WHITE = 0.5, 6, 248
ANNEX_NOTE = "(kèm theo"  # how the note below an annex's title begins
FULL_READ = 12  # pages of a long file that are read whole, from its end


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
    def middle(self) -> float:
        """The middle from left to right, in points."""
        return (self.left + self.right) / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, rounded to a hundredth of a point."""
        return round(self.left, 2), round(self.bottom, 2), round(self.right, 2), round(self.top, 2)


def overlaps(one: Place, other: Place, inset: float = 0.5) -> bool:
    """Say whether two boxes of one page cover each other by more than ``inset`` points."""
    return (
        one.page == other.page
        and min(one.right, other.right) - max(one.left, other.left) > inset
        and min(one.top, other.top) - max(one.bottom, other.bottom) > inset
    )


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

    @property
    def place(self) -> Place:
        """The box around the whole line."""
        return self.span(0, len(self.letters))


@dataclass(frozen=True)
class Sheet:
    """One page: its size in points, its lines, and its ink where it is a scan."""

    page: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    ink: tuple[Place, ...] = ()

    @property
    def pieces(self) -> list[Line]:
        """The lines, those of two columns cut apart."""
        return [piece for line in self.lines for piece in cut(line)]

    @property
    def taken(self) -> list[Place]:
        """Every box that something is written or scanned in."""
        return [piece.place for piece in self.pieces] + list(self.ink)


def cut(line: Line, gap: float = COLUMN_GAP) -> Iterator[Line]:
    """Cut a line where a gap between its letters is wider than any space."""
    letters: list[Letter] = []
    last: Letter | None = None
    for letter in line.letters:
        if letter.text.strip():
            if last is not None and (letter.left - last.right > gap or letter.right < last.left):
                yield Line(line.page, tuple(letters))
                letters = []
            last = letter
        if letters or letter.text.strip():
            letters.append(letter)
    if letters:
        yield Line(line.page, tuple(letters))


def read_lines(content: bytes, most: int = 0) -> list[list[Line]]:
    """Read the text lines of every page (of the first ``most``); an unreadable page has none."""
    document = pdfium.PdfDocument(content)
    try:
        count = min(len(document), most) if most else len(document)
        return [list(_page_lines(document, index)) for index in range(count)]
    finally:
        document.close()


def read_sheets(content: bytes, names: Sequence[str] = ()) -> list[Sheet]:
    """Read the pages where places are looked for: the first, the last ones, and those on which a name of ``names`` stands.

    The pages between are there with their size and no lines.
    """
    document = pdfium.PdfDocument(content)
    wanted = [plain(name) for name in names]
    try:
        count = len(document)
        return [
            sheet_of(document, index, whole=_looked_at(document, index, count, wanted))
            for index in range(count)
        ]
    finally:
        document.close()


def _looked_at(document: pdfium.PdfDocument, index: int, count: int, names: list[str]) -> bool:
    if index == 0 or index >= count - FULL_READ:
        return True
    page = document[index]
    text = page.get_textpage()
    written = text.get_text_range()
    said = plain(written)
    text.close()
    page.close()
    note = ANNEX_NOTE in unicodedata.normalize("NFC", written).casefold()
    return note or any(name and name in said for name in names)


def sheet_of(document: pdfium.PdfDocument, index: int, *, whole: bool = True) -> Sheet:
    """Read one page; not ``whole``: its size only."""
    page = document[index]
    wide, high = page.get_size()
    lines = tuple(_page_lines(document, index)) if whole else ()
    scan = whole and sum(len(line.letters) for line in lines) < SCAN_LETTERS
    ink = tuple(_ink(page, index, high)) if scan else ()
    page.close()
    return Sheet(index, wide, high, lines, ink)


def _ink(page: pdfium.PdfPage, index: int, high: float) -> Iterator[Place]:
    """Yield the cells of a scanned page in which something dark stands."""
    image = page.render(scale=SCAN_DOT, grayscale=True).to_pil().convert("L")
    cells = image.reduce(SCAN_CELL)
    size = SCAN_CELL / SCAN_DOT
    for at, level in enumerate(cells.tobytes()):
        if level < SCAN_WHITE:
            row, column = divmod(at, cells.width)
            top = high - row * size
            yield Place(index, column * size, top - size, (column + 1) * size, top)


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


def plain(text: str) -> str:
    """Return the letters alone, small and without their marks, so that spacing, case and encoding do not matter."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")).casefold()
    return "".join(letter for letter in apart if letter.isalnum())


def around(places: Iterable[Place]) -> Place:
    """Return the box around boxes of one page."""
    some = list(places)
    return Place(
        some[0].page,
        min(one.left for one in some),
        min(one.bottom for one in some),
        max(one.right for one in some),
        max(one.top for one in some),
    )
