"""The letters of a PDF's pages with their typeface, size, weight and colour, put together into strips; and drawn lines.

A strip is a run of letters on one baseline without a gap as wide as between two columns. Points from the lower left corner.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import hypot

import pypdfium2 as pdfium
from pypdfium2 import raw

SPACE, COLUMN = (
    0.13,
    1.05,
)  # of the letter's size: a gap that is a space; one that parts two columns
LEAST_COLUMN = 14.0
BOLD_WEIGHT, ITALIC_FLAG, BOLD_FLAG = 600, 1 << 6, 1 << 18
DARK = 70  # each channel of black at most
TIMES = re.compile(
    r"times ?new ?roman|timesnewroman|^times\b|tinos|liberation ?serif|nimbusromno9l", re.IGNORECASE
)
MOST_LETTERS = 60_000
TYPED_RULE = re.compile(r"[_—]{3,}")  # a line below a title that was typed, not drawn
THIN, A_GOOD_PART = 3.0, 0.4


@dataclass(frozen=True)
class Glyph:
    """One letter: its advance box, baseline, size, typeface, weight, slant, colour."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    bold: bool
    italic: bool
    black: bool


@dataclass(frozen=True)
class Strip:
    """Letters of one baseline that belong together."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """The letters with the spaces between them."""
        said, last = "", None
        for glyph in self.glyphs:
            if last is not None and glyph.left - last.right > SPACE * glyph.size:
                said += " "
            said += glyph.text
            last = glyph
        return said

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @cached_property
    def base(self) -> float:
        """Its baseline."""
        return Counter(round(glyph.base, 1) for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return Counter(round(glyph.size, 1) for glyph in self.glyphs).most_common(1)[0][0]

    @property
    def top(self) -> float:
        """The top of its line (Times: 0.891 of the size above the baseline)."""
        return self.base + 0.891 * self.size

    @property
    def bottom(self) -> float:
        """The bottom of its line (Times: 0.216 of the size below the baseline)."""
        return self.base - 0.216 * self.size

    def share(self, what: str) -> float:
        """Return the share of letters that are ``bold``, ``italic`` or ``black``."""
        words = [glyph for glyph in self.glyphs if glyph.text.isalnum()] or list(self.glyphs)
        return sum(bool(getattr(glyph, what)) for glyph in words) / len(words)

    @property
    def other_fonts(self) -> set[str]:
        """Typefaces of its letters that are not Times New Roman or a metric twin."""
        return {
            glyph.font
            for glyph in self.glyphs
            if glyph.text.isalnum() and not TIMES.search(glyph.font)
        }


@dataclass(frozen=True)
class Rule:
    """A thin line drawn on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def upright(self) -> bool:
        """Say whether it runs from top to bottom."""
        return self.right - self.left < THIN < self.top - self.bottom


@dataclass(frozen=True)
class Leaf:
    """One page: size in points, strips from top to bottom, lines drawn."""

    page: int
    width: float
    height: float
    strips: tuple[Strip, ...]
    rules: tuple[Rule, ...]
    pictured: bool = False  # a picture fills a good part of it

    @property
    def across(self) -> bool:
        """Say whether it lies across, as pages of wide tables do."""
        return self.width > self.height


def read_leaf(document: pdfium.PdfDocument, index: int) -> Leaf:
    """Read a page, what its text fields and marks show included; what signatures show is looked at apart (``shown``)."""
    page = document[index]
    rules = tuple(_rules(page))
    pictured = _pictured(page)
    _without_signatures(page)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    page = document[index]
    wide, high = page.get_size()
    glyphs = list(_glyphs(page))
    page.close()
    strips = list(_strips(index, glyphs))
    typed = [strip for strip in strips if TYPED_RULE.fullmatch(strip.text)]
    rules += tuple(Rule(one.left, one.base - THIN, one.right, one.base - 1) for one in typed)
    return Leaf(
        index, wide, high, tuple(one for one in strips if one not in typed), rules, pictured
    )


def _without_signatures(page: pdfium.PdfPage) -> None:
    """Take the signatures off the page in memory: the letters of a seal are none of the text they lie on."""
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page.raw))):
        mark = raw.FPDFPage_GetAnnot(page.raw, index)
        buffer = ctypes.create_string_buffer(16)
        raw.FPDFAnnot_GetStringValue(
            mark, b"FT", ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), 16
        )
        raw.FPDFPage_CloseAnnot(mark)
        if buffer.raw[:8] == "Sig".encode("utf-16-le") + b"\0\0":
            raw.FPDFPage_RemoveAnnot(page.raw, index)


def _pictured(page: pdfium.PdfPage) -> bool:
    wide, high = page.get_size()
    bounds = [
        one.get_bounds() for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    ]
    return any(
        (right - left) * (top - bottom) > A_GOOD_PART * wide * high
        for left, bottom, right, top in bounds
    )


def _rules(page: pdfium.PdfPage) -> Iterator[Rule]:
    for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1):
        left, bottom, right, top = one.get_bounds()
        if min(right - left, top - bottom) < THIN < max(right - left, top - bottom):
            yield Rule(left, bottom, right, top)


def _glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    handle = text.raw
    fonts: dict[bytes, tuple[str, bool, bool]] = {}
    for place in range(min(text.count_chars(), MOST_LETTERS)):
        letter = chr(raw.FPDFText_GetUnicode(handle, place) or 32)
        if (
            letter.isspace()
            or not letter.isprintable()
            or raw.FPDFText_IsGenerated(handle, place) == 1
            or _unseen(handle, place)
        ):
            continue
        yield _glyph(handle, place, letter, fonts)
    text.close()


def _unseen(handle: object, place: int) -> bool:
    """Say whether a letter is written without ink: what a machine read in a scanned picture."""
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(handle, place))
    return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _glyph(
    handle: object, place: int, letter: str, fonts: dict[bytes, tuple[str, bool, bool]]
) -> Glyph:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(handle, place, box)
    raw.FPDFText_GetCharOrigin(handle, place, x, y)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, place, matrix)
    size = raw.FPDFText_GetFontSize(handle, place) * (hypot(matrix.c, matrix.d) or 1.0)
    name, bold, italic = _font(handle, place, fonts)
    return Glyph(
        letter, box.left, box.right, y.value, size, name, bold, italic, _black(handle, place)
    )


def _font(
    handle: object, place: int, known: dict[bytes, tuple[str, bool, bool]]
) -> tuple[str, bool, bool]:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(handle, place, buffer, 128, flags)
    if buffer.value not in known:
        name = buffer.value.decode("utf-8", "replace").split("+")[-1]
        small = name.lower()
        weight = raw.FPDFText_GetFontWeight(handle, place)
        bold = (
            "bold" in small
            or "black" in small
            or weight >= BOLD_WEIGHT
            or bool(flags.value & BOLD_FLAG)
        )
        italic = "italic" in small or "oblique" in small or bool(flags.value & ITALIC_FLAG)
        known[buffer.value] = name, bold, italic
    return known[buffer.value]


def _black(handle: object, place: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _part in range(4))
    if not raw.FPDFText_GetFillColor(handle, place, red, green, blue, alpha):
        return True
    return max(red.value, green.value, blue.value) <= DARK


def _strips(page: int, glyphs: Iterable[Glyph]) -> Iterator[Strip]:
    """Put letters of one baseline together from left to right; cut where two columns part."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - glyph.base) <= 0.22 * max(glyph.size, 4):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        run: list[Glyph] = []
        for glyph in sorted(row, key=lambda one: one.left):
            if run and glyph.left - run[-1].right > max(LEAST_COLUMN, COLUMN * glyph.size):
                yield Strip(page, tuple(run))
                run = []
            run.append(glyph)
        yield Strip(page, tuple(run))
