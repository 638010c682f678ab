"""The stamper's child (a script, never imported): lays the stamp ĐẾN over page 1 of a copy where the page is emptiest.

Started as ``python -I stamping_child.py SOURCE STAMP OUT MEBIBYTES SECONDS``; it takes its limits before it opens a file.
"""

import resource
import sys
from typing import Any

MM = 72 / 25.4
WIDTH, HEIGHT = 50 * MM, 35 * MM  # Decree 30/2020/NĐ-CP, Appendix IV: 35 x 50 mm
STEP = 2 * MM  # how finely the page is looked at
EDGE = 8 * MM
INK = 200  # darker than this is ink (0 black, 255 white)


def take_limits(mebibytes: int, seconds: int) -> None:
    """Give up memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def emptiest(source: str) -> tuple[float, float]:
    """Return the left lower corner (points) of the place with the least ink; the upper left half of the page first."""
    import pypdfium2 as pdfium

    page = pdfium.PdfDocument(source)[0]
    _width, height = page.get_size()
    bitmap = page.render(scale=1 / STEP, grayscale=True, may_draw_forms=True)
    rows = [bytes(bitmap.buffer)[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)]
    ink = _sums([[1 if value < INK else 0 for value in row] for row in rows])
    wide, high, edge = round(WIDTH / STEP), round(HEIGHT / STEP), round(EDGE / STEP)
    best: tuple[tuple[int, int, int], int, int] | None = None
    for y in range(edge, bitmap.height - high - edge):
        for x in range(edge, bitmap.width - wide - edge):
            covered = ink[y + high][x + wide] - ink[y][x + wide] - ink[y + high][x] + ink[y][x]
            found = ((covered, y > bitmap.height // 2, x + abs(y - 30)), x, y)
            best = found if best is None or found < best else best
    if best is None:
        return EDGE, height - EDGE - HEIGHT
    return best[1] * STEP, height - best[2] * STEP - HEIGHT


def _sums(grid: list[list[int]]) -> list[list[int]]:
    """Return the sums of everything above and left (summed-area table)."""
    table = [[0] * (len(grid[0]) + 1)]
    for row in grid:
        line, running = [0], 0
        for place, value in enumerate(row):
            running += value
            line.append(table[-1][place + 1] + running)
        table.append(line)
    return table


def stamp(source: str, drawn: str, out: str) -> None:
    """Write a copy with the stamp; signatures become part of the page, the copy is no signed file."""
    import pikepdf

    left, low = emptiest(source)
    with pikepdf.open(source) as pdf, pikepdf.open(drawn) as mark:
        pdf.flatten_annotations("print")
        for name in ("/AcroForm", "/Perms", "/DSS", "/OpenAction", "/AA", "/Names"):
            if name in pdf.Root:
                del pdf.Root[name]
        page: Any = pdf.pages[0]
        for name in ("/Annots", "/AA"):
            if name in page:
                del page[name]
        page.flatten_rotation()  # the stamp's place is one of the page as it is seen
        box = page.cropbox
        x, y = float(box[0]) + left, float(box[1]) + low
        page.add_overlay(mark.pages[0], pikepdf.Rectangle(x, y, x + WIDTH, y + HEIGHT))
        pdf.save(out)


if __name__ == "__main__":
    take_limits(int(sys.argv[4]), int(sys.argv[5]))
    stamp(*sys.argv[1:4])
    sys.stdout.write("true")
