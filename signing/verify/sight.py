"""Look: whether the pages of the signed revision and of the whole file look the same, and what new marks cover.

Pages are drawn small and grey, once without annotations and once with them; then only the places of marks that were
added as allowed may look different. First come the pages on which something is used that was written after the
signature, the lightest first: a heavy page hides no other. The others, for the earliest signature, as long as the time
lasts: of them the tables already say that nothing in them changed. What should have been drawn and was not is ``missed``.
"""

import contextlib
import ctypes
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from signing.verify.pages import Box

SCALE, CLOSE = 0.6, 1.5  # of 72 dots per inch: to compare, to look what is covered
SECONDS, MORE = (
    2.5,
    1.5,
)  # of processor time for all signatures of a file together; more for pages that were touched
PATIENCE = 6.0  # seconds by the clock, on a machine that has much to do
LARGEST = 5000  # points; a bigger page is drawn as if it were so large
DARK, LIGHT = 128, 190  # of 255
BARE = (
    "seal",
    "tick",
)  # marks that may hide what was drawn at their own place, but nothing of the page
MARGIN = 3  # pixels around an allowed place
MOST = 20_000  # letters of a page
WAS_DARK = bytes(int(grey < DARK) for grey in range(256))
IS_LIGHT = bytes(int(grey > LIGHT) for grey in range(256))
TINTED = bytes(int(100 < grey < 253) for grey in range(256))


@dataclass(frozen=True)
class Drawing:
    """One page as pixels, grey, ``width`` bytes a row."""

    size: tuple[float, float]
    width: int
    height: int
    pixels: bytes
    marks: int  # annotations of the page, drawn or not

    def part(self, edges: tuple[int, int, int, int]) -> bytes:
        """Return the pixels within left, top, right, bottom."""
        left, top, right, bottom = edges
        rows = (row * self.width for row in range(top, bottom))
        return b"".join(self.pixels[start + left : start + right] for start in rows)

    def blotted(self, places: Iterable[tuple[int, int, int, int]]) -> bytes:
        """Return the pixels with some places blotted out."""
        out = bytearray(self.pixels)
        for left, top, right, bottom in places:
            for row in range(top, bottom):
                start = row * self.width
                out[start + left : start + right] = bytes(right - left)
        return bytes(out)


@dataclass
class Sight:
    """The eyes on one file."""

    data: bytes
    begun: tuple[float, float] = field(
        default_factory=lambda: (time.process_time(), time.monotonic())
    )
    missed: bool = False  # a touched page was not drawn: the time was over
    _open: dict[int, pdfium.PdfDocument] = field(default_factory=dict)
    _drawn: dict[tuple[int, int, bool], Drawing] = field(default_factory=dict)
    _complete: bool = False
    _coloured: tuple[int, Image.Image] | None = None
    _letters: dict[tuple[int, int], list[tuple[str, Box]]] = field(default_factory=dict)
    _corners: dict[tuple[Any, ...], list[tuple[int, int]]] = field(default_factory=dict)

    def looks_different(self, end: int, boxes: list[Box], touched: list[int]) -> int | None:
        """Return the first page (from 1) that looks different from the one signed, 0 for another count, or ``None``.

        ``touched``: the pages on which something is used that came later, in the order in which they are drawn.
        """
        before, after = self._document(end), self._document(len(self.data))
        if len(before) != len(after):
            return 0
        count = len(before)
        first = list(dict.fromkeys(one for one in touched if one < count))
        self.missed = False
        for index in [*first, *self._rest(count, first)]:
            if self._is_over(MORE if index in first else 0):
                self.missed = self.missed or index in first
                break
            if self._differs(end, index, [one for one in boxes if one.page == index]):
                return index + 1
        return None

    def _is_over(self, more: float) -> bool:
        spent, at = self.begun
        worked, waited = time.process_time() - spent, time.monotonic() - at
        return worked > SECONDS + more or waited > PATIENCE + more

    def _rest(self, count: int, first: list[int]) -> Iterator[int]:
        rest = [] if self._complete else range(count)
        self._complete = True
        wanted = dict.fromkeys([0, count - 1, *rest] if count else [])
        return (one for one in wanted if one not in first)

    def _differs(self, end: int, index: int, allowed: list[Box]) -> bool:
        for annotated in (False, True):
            before = self._draw(end, index, SCALE, annotated=annotated)
            after = self._draw(len(self.data), index, SCALE, annotated=annotated)
            if before.size != after.size:
                return True
            if before.pixels == after.pixels:
                if before.marks or after.marks:
                    continue
                return False  # nothing more is drawn with annotations
            if not annotated or not allowed:
                return True
            places = [self._edges(one, after, MARGIN) for one in allowed]
            if before.blotted(places) != after.blotted(places):
                return True
        return False

    def covers(self, end: int, box: Box) -> int:
        """Return how many dark pixels of the signed page are light under a mark that was added later."""
        before, after = self._pair(end, box)
        return (
            int.from_bytes(before.translate(WAS_DARK)) & int.from_bytes(after.translate(IS_LIGHT))
        ).bit_count()

    def same(self, end: int, box: Box) -> bool:
        """Say whether the place of a mark looks as it did when the document was signed."""
        before, after = self._pair(end, box)
        return before == after

    def looks_like_print(self, end: int, box: Box) -> bool:
        """Say whether a mark shows on the bare page like printed text: dark, and not on a tinted ground."""
        before, after = self._pair(end, box)
        new_ink = (
            int.from_bytes(before.translate(IS_LIGHT)) & int.from_bytes(after.translate(WAS_DARK))
        ).bit_count()
        return new_ink > 0 and not _tinted(after)

    def is_tinted(self, end: int, box: Box) -> bool:
        """Say whether a mark stands on a coloured ground of its own, as comments do."""
        return _tinted(self._pair(end, box)[1])

    def pictures(self, end: int, box: Box) -> tuple[Image.Image, Image.Image] | None:
        """Return the place of a mark, grey, without and with it; ``None`` when it lies off the page."""
        before, after = self._pair(end, box)
        left, top, right, bottom = self.place(box)
        size = (right - left, bottom - top)
        if not before or len(before) != len(after) or len(before) != size[0] * size[1]:
            return None
        return Image.frombytes("L", size, before), Image.frombytes("L", size, after)

    def page(self, end: int, index: int) -> Image.Image:
        """Return a page of the signed part as a grey picture, with the marks it had."""
        drawn = self._draw(end, index, CLOSE, annotated=True)
        return Image.frombytes("L", (drawn.width, drawn.height), drawn.pixels)

    def colours(self, box: Box) -> Image.Image:
        """Return the place of a mark in colours, as it looks now."""
        if self._coloured is None or self._coloured[0] != box.page:
            page = self._document(len(self.data))[box.page]
            picture = page.render(scale=_scale(page, CLOSE), may_draw_forms=True)
            self._coloured = (box.page, picture.to_pil().convert("RGB"))
            picture.close()
            page.close()
        return self._coloured[1].crop(self.place(box))

    def place(self, box: Box) -> tuple[int, int, int, int]:
        """Return the place of a mark in pixels of these pictures: left, top, right, bottom."""
        return self._edges(box, self._draw(len(self.data), box.page, CLOSE, annotated=True), 0)

    def letters(self, end: int, index: int) -> list[tuple[str, Box]]:
        """Return the letters and digits of a page of the signed part, each with its place."""
        mark = (end, index)
        if mark not in self._letters:
            page = self._document(end)[index]
            text = page.get_textpage()
            said = text.get_text_range()
            self._letters[mark] = [
                (one, Box(index, text.get_charbox(number), "letter"))
                for number, one in enumerate(said[:MOST])
                if one.isalnum()
            ]
            text.close()
            page.close()
        return self._letters[mark]

    def _pair(self, end: int, box: Box) -> tuple[bytes, bytes]:
        before = self._draw(end, box.page, CLOSE, annotated=box.kind not in BARE)
        after = self._draw(len(self.data), box.page, CLOSE, annotated=True)
        if before.size != after.size or not before.pixels:
            return b"", b""
        edges = self._edges(box, after, 0)
        return before.part(edges), after.part(edges)

    def _document(self, end: int) -> pdfium.PdfDocument:
        if end not in self._open:
            if len(self._open) > 2:  # the whole file, and one or two of its beginnings
                oldest = next(key for key in self._open if key != len(self.data))
                self._open.pop(oldest).close()
                self._drawn = {key: one for key, one in self._drawn.items() if key[0] != oldest}
            self._open[end] = _opened(self.data, min(end, len(self.data)))
            with contextlib.suppress(pdfium.PdfiumError):
                self._open[end].init_forms()  # else no widget is drawn
        return self._open[end]

    def _draw(self, end: int, index: int, scale: float, *, annotated: bool) -> Drawing:
        mark = (end, index * 10 + int(scale * 2), annotated)
        if mark not in self._drawn:
            if len(self._drawn) > 60:
                self._drawn.clear()
            self._drawn[mark] = _drawn(self._document(end), index, scale, annotated=annotated)
        return self._drawn[mark]

    def _edges(self, box: Box, drawn: Drawing, margin: int) -> tuple[int, int, int, int]:
        """Return a place of the page in pixels: left, top, right, bottom, within the drawing."""
        corners = self._places(box, drawn)
        across, down = [one[0] for one in corners], [one[1] for one in corners]
        return (
            min(max(min(across) - margin, 0), drawn.width),
            min(max(min(down) - margin, 0), drawn.height),
            min(max(max(across) + margin + 1, 0), drawn.width),
            min(max(max(down) + margin + 1, 0), drawn.height),
        )

    def _places(self, box: Box, drawn: Drawing) -> list[tuple[int, int]]:
        """Return the corners of a place in pixels of a drawing of that size, found once."""
        mark = (box.page, box.rect, drawn.width, drawn.height)
        if mark not in self._corners:
            page = self._document(len(self.data))[box.page]
            left, bottom, right, top = box.rect
            self._corners[mark] = [
                _pixel(page, drawn, x, y) for x in (left, right) for y in (bottom, top)
            ]
            page.close()
        return self._corners[mark]

    def close(self) -> None:
        """Close what was opened."""
        for one in self._open.values():
            one.close()
        self._open.clear()


def _opened(data: bytes, end: int) -> pdfium.PdfDocument:
    """Open the first ``end`` bytes; they are not copied, so ``data`` must outlive the document."""
    handle = raw.FPDF_LoadMemDocument64(data, end, None)
    if raw.FPDF_GetPageCount(handle) < 1:
        raise pdfium.PdfiumError("no pages")
    return pdfium.PdfDocument(handle)


def _pixel(page: pdfium.PdfPage, drawn: Drawing, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    found = raw.FPDF_PageToDevice(
        page, 0, 0, drawn.width, drawn.height, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return (across.value, down.value) if found else (0, 0)


def _tinted(pixels: bytes) -> bool:
    return pixels.translate(TINTED).count(1) >= max(len(pixels) // 2, 1)


def _scale(page: pdfium.PdfPage, scale: float) -> float:
    return scale * min(1, LARGEST / max(*page.get_size(), 1))


def _drawn(document: pdfium.PdfDocument, index: int, scale: float, *, annotated: bool) -> Drawing:
    page = document[index]
    size = page.get_size()
    picture = page.render(
        scale=_scale(page, scale),
        may_draw_forms=annotated,
        draw_annots=annotated,
        grayscale=True,
    )
    width, height, stride = picture.width, picture.height, picture.stride
    marks = raw.FPDFPage_GetAnnotCount(page)
    grey = Image.frombuffer("L", (width, height), picture.buffer, "raw", "L", stride, 1)
    pixels = grey.tobytes()
    picture.close()
    page.close()
    return Drawing(size, width, height, pixels, marks)
