"""Pictures for the eye: a page as it was signed and as the file shows it now, differences framed. Runs in the bounded child."""

import base64
import io
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

LONGEST = 1300  # pixels of the longer side of a picture
LARGEST = 400_000  # bytes of one picture
FIRST = 6  # pages that are searched for a difference
DIFFERENT = 24  # of 255: a difference the eye sees
FRAME = (164, 32, 28)


def pictures(question: dict[str, Any]) -> dict[str, Any]:
    """Draw page ``question["page"]`` (from 1; 0: the first that differs) of the file's first ``question["end"]`` bytes and of all.

    Answers ``page``, ``before`` and ``after`` (PNG, base64), or ``{}`` when a page cannot be drawn or both look the same.
    """
    content, end = Path(question["file"]).read_bytes(), int(question["end"])
    wanted = int(question["page"])
    for number in [wanted] if wanted else range(1, FIRST + 1):
        before, after = _drawn(content[:end], number - 1), _drawn(content, number - 1)
        if before is None or after is None:
            return {}
        place = _difference(before, after)
        if place is not None:
            return _framed(before, after, place, number)
    return {}


def _framed(
    before: Image.Image, after: Image.Image, place: tuple[int, int, int, int], number: int
) -> dict[str, Any]:
    for picture in (before, after):
        ImageDraw.Draw(picture).rectangle(place, outline=FRAME, width=3)
    packed = [_packed(one) for one in (before, after)]
    if max(map(len, packed)) > LARGEST:
        return {}
    first, second = (base64.b64encode(one).decode() for one in packed)
    return {"page": number, "before": first, "after": second}


def _drawn(content: bytes, index: int) -> Image.Image | None:
    document = pdfium.PdfDocument(content)
    try:
        if not 0 <= index < len(document):
            return None
        document.init_forms()
        page = document[index]
        scale = LONGEST / max(*page.get_size(), 1)
        picture: Image.Image = page.render(scale=min(scale, 3)).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def _difference(before: Image.Image, after: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the frame around everything that differs, with a margin; the whole page where the sizes differ."""
    if before.size != after.size:
        return 0, 0, min(before.width, after.width) - 1, min(before.height, after.height) - 1
    grey = ImageChops.difference(before, after).convert("L")
    box = grey.point(lambda value: 255 if value > DIFFERENT else 0).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    return max(left - 8, 0), max(top - 8, 0), min(right + 8, before.width - 1), min(bottom + 8, before.height - 1)  # fmt: skip


def _packed(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
