"""A prepared file on the clerk's desk: its fields where they stand, and a page as a picture to move them on."""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array

from signing.pdf import moving
from signing.pdf.pieces import sheet_of

WIDE = 1400  # dots across a page's picture


class Unreadable(Exception):
    """The file cannot be read."""


@dataclass(frozen=True)
class Desk:
    """Fields by name (page, left, bottom, right, top in points), the pages' sizes, the page drawn, its PNG, its words.

    ``words``: left, bottom, right, top of every piece of text on the drawn page, dotted lines left out.
    """

    places: dict[str, dict[str, float]]
    pages: list[tuple[float, float]]
    page: int
    png: bytes
    words: list[tuple[float, float, float, float]]


def fields(content: bytes, page: int) -> Desk:
    """Read the free fields of a prepared file and draw a page without them; a page out of range becomes the nearest."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            found = {
                str(one.T): _place(index, one)
                for index, leaf in enumerate(pdf.pages)
                for one in leaf.obj.get("/Annots", Array())
                if "/T" in one and "/Rect" in one
            }
        document = pdfium.PdfDocument(content)
    except (pikepdf.PdfError, pdfium.PdfiumError, ValueError, TypeError, KeyError) as error:
        raise Unreadable(str(error)) from error
    try:
        sizes = [document.get_page_size(index) for index in range(len(document))]
        page = min(max(page, 0), len(sizes) - 1)
        image = document[page].render(scale=WIDE / sizes[page][0], draw_annots=False).to_pil()
        words = [one.box for one in moving.words(sheet_of(document, page))]
    finally:
        document.close()
    out = io.BytesIO()
    image.convert("L").save(out, "PNG")
    return Desk(found, sizes, page, out.getvalue(), words)


def _place(page: int, widget: Any) -> dict[str, float]:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    return {"page": page, "left": left, "bottom": bottom, "right": right, "top": top}
