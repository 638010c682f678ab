"""Look: whether the pages of the signed revision and of the whole file look the same.

Pages are drawn without annotations and form fields (those are compared as objects), small and grey, until the time
is used up: first page, last page, then the others.
"""

import time

import pypdfium2 as pdfium

SCALE = 0.6  # of 72 dots per inch
SECONDS = 2.5
LARGEST = 5000  # points; a bigger page is not drawn


def looks_different(signed: bytes, whole: bytes, seconds: float = SECONDS) -> int | None:
    """Return the number (from 1) of the first page that looks different, 0 for another count of pages, or ``None``."""
    stop = time.monotonic() + seconds
    before, after = pdfium.PdfDocument(signed), pdfium.PdfDocument(whole)
    try:
        count = len(before)
        if count != len(after):
            return 0
        for index in _order(count):
            if time.monotonic() > stop:
                break
            if _drawn(before, index) != _drawn(after, index):
                return index + 1
        return None
    finally:
        before.close()
        after.close()


def _order(count: int) -> list[int]:
    return [0, count - 1, *range(1, count - 1)] if count > 1 else list(range(count))


def _drawn(document: pdfium.PdfDocument, index: int) -> tuple[tuple[float, float], bytes]:
    page = document[index]
    size = page.get_size()
    if max(size) > LARGEST:
        return size, b""
    picture = page.render(scale=SCALE, may_draw_forms=False, draw_annots=False, grayscale=True)
    drawn = bytes(picture.buffer)
    picture.close()
    page.close()
    return size, drawn
