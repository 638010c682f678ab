"""What the signatures of a PDF show: each appearance is drawn alone on white paper and looked at."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from signing.looks.glyphs import read_leaf
from signing.looks.reading import Shown
from signing.pdf.images import named

MM = 72 / 25.4
SCALE = 200 / 72
MOST_MARKS, MOST_DEEP = 24, 6
PAPER = 243


def shown(content: bytes) -> list[Shown]:
    """Return what each visible signature of the file shows; broken ones are left out."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            one
            for page, widget, name in list(_widgets(pdf))[:MOST_MARKS]
            if (one := _shown(page, widget, name)) is not None
        ]


def _widgets(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any, str]]:
    for index, page in enumerate(pdf.pages):
        for one in page.obj.get("/Annots", Array()):
            try:
                signed = one.get("/FT") == Name.Sig and "/V" in one and "/AP" in one
            except (AttributeError, ValueError):
                continue
            if signed:
                yield index, one, str(one.get("/T", ""))


def _shown(page: int, widget: Any, name: str) -> Shown | None:
    box = [float(edge) for edge in widget.Rect]
    left, bottom, right, top = (
        min(box[0], box[2]),
        min(box[1], box[3]),
        max(box[0], box[2]),
        max(box[1], box[3]),
    )
    look = widget.AP.get("/N")
    if right - left < 2 or top - bottom < 2 or not isinstance(look, pikepdf.Stream):
        return None
    drawn, alone = _alone(look, right - left, top - bottom)
    text, size = _said(alone)
    ink = _ink(drawn)
    if ink is None:
        return None
    (x1, y1, x2, y2), colour = ink
    place = (left + x1 / SCALE, top - y2 / SCALE, left + x2 / SCALE, top - y1 / SCALE)
    image = _has_image(look, 0)
    return Shown(
        name, page, tuple(round(edge / MM, 2) for edge in place), colour,  # type: ignore[arg-type]
        opaque=_opaque(look, 0), text="" if image is not None else text, size=size if text else None,
    )  # fmt: skip


def _alone(look: pikepdf.Stream, wide: float, high: float) -> tuple[Image.Image, bytes]:
    """Draw an appearance alone, filling a page of its field's size."""
    sheet = pikepdf.new()
    sheet.add_blank_page(page_size=(wide, high))
    page = sheet.pages[0]
    form = sheet.copy_foreign(look)
    page.obj.Resources = Dictionary(XObject=Dictionary(Fm=form))
    x1, y1, x2, y2 = (float(edge) for edge in look.get("/BBox", Array([0, 0, wide, high])))
    matrix = [float(one) for one in look.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))]
    across, up = (x2 - x1) * matrix[0] or wide, (y2 - y1) * matrix[3] or high
    content = f"q {wide / across:.5f} 0 0 {high / up:.5f} {-x1 * wide / across:.4f} {-y1 * high / up:.4f} cm /Fm Do Q"
    page.obj.Contents = sheet.make_stream(content.encode())
    out = io.BytesIO()
    sheet.save(out)
    document = pdfium.PdfDocument(out.getvalue())
    try:
        picture = document[0].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    return picture, out.getvalue()


def _ink(image: Image.Image) -> tuple[tuple[int, int, int, int], str] | None:
    """Return the box of what is not white, and its colour."""
    red, green, blue = image.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    mask = darkest.point(lambda level: 255 if level < PAPER else 0)
    box = mask.getbbox()
    if box is None:
        return None
    dark = darkest.point(lambda level: 255 if level < 170 else 0)
    used = dark if dark.getbbox() else mask
    count = used.histogram()[255]
    black = Image.new("L", image.size)
    means = []
    for band in (red, green, blue):
        levels = Image.composite(band, black, used).histogram()
        means.append(sum(level * many for level, many in enumerate(levels)) / count)
    return box, named(*means)


def _said(sheet: bytes) -> tuple[str, float]:
    document = pdfium.PdfDocument(sheet)
    try:
        leaf = read_leaf(document, 0)
    finally:
        document.close()
    sizes = [strip.size for strip in leaf.strips]
    return "\n".join(strip.text for strip in leaf.strips), max(sizes, default=0.0)


def _images(look: Any, depth: int) -> Iterator[Any]:
    if depth > MOST_DEEP:
        return
    found = look.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for one in dict(found).values():
        if one.get("/Subtype") == Name.Image:
            yield one
        elif one.get("/Subtype") == Name.Form:
            yield from _images(one, depth + 1)


def _has_image(look: Any, depth: int) -> Any:
    return next(_images(look, depth), None)


def _opaque(look: Any, depth: int) -> bool:
    """Say whether a picture in the appearance hides the paper: no mask at all."""
    found = list(_images(look, depth))
    masked = ("/SMask", "/Mask", "/SMaskInData", "/ImageMask")
    return any(not any(name in image for name in masked) for image in found)
