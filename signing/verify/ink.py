"""Ink: what a mark that was added later does to the pixels of a page – swallows letters, or writes some (pure).

Two rules of the eye. A letter is gone when the pixels around it no longer differ, whatever colour swallowed them. And
black shapes as large as letters that stand in a row are writing, even where they are drawn as lines and not as text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

DARK, LIGHT, BLACK = 128, 190, 140  # of 255; BLACK: the brightest channel of what looks printed
AROUND = 5  # pixels: the neighbourhood in which a letter differs from its ground
CONTRAST, FLAT = 90, 40  # of 255: what a letter has, and what nobody reads
SMALLEST, LARGEST = 4, 64  # pixels: height of letters at 108 dots per inch
STRAIGHT = 2.5  # pixels that a straight line may stray
RUN = re.compile(rb"\xff+")
ROW = 3  # shapes in a row that are a word
NEXT_TO = 12  # pixels between a shape and the printed letters it joins
BOX, ROUND = 48, 1.2  # pixels: a box to tick; how much longer it may be than broad
RIM, OPEN = 5, 0.3  # the part of a box that is its rim; the share of a side where a ring has none


@dataclass
class Shape:
    """Pixels that hang together: their edges, and the middle of each row."""

    left: int
    top: int
    right: int
    bottom: int
    middles: list[tuple[int, float]]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.right - self.left, self.bottom - self.top + 1

    def is_letter(self) -> bool:
        """Say whether it has the size of a letter and is no straight line."""
        width, height = self.size
        fits = SMALLEST <= height <= LARGEST and 2 <= width <= LARGEST and max(width, height) > 5
        return fits and not self._is_line()

    def _is_line(self) -> bool:
        if min(self.size) <= 3:
            return True
        (first, start), (last, end) = self.middles[0], self.middles[-1]
        slope = (end - start) / max(last - first, 1)
        return all(
            abs(middle - start - slope * (row - first)) <= STRAIGHT for row, middle in self.middles
        )

    def beside(self, other: "Shape") -> bool:
        """Say whether two shapes stand on one line, as letters of a word do."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        gap = max(self.left, other.left) - min(self.right, other.right)
        height = max(self.size[1], other.size[1])
        return 2 * overlap >= min(self.size[1], other.size[1]) and gap <= 2 * height


def swallowed(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return where letters of ``before`` can no longer be told from their ground (grey pictures, 255 where)."""
    black = dark(before)
    if not black.getbbox():  # nothing stood there: most marks stand on bare paper
        return black
    ink = ImageChops.multiply(black, _above(_contrast(before), CONTRAST))
    return ImageChops.multiply(ink, _below(_contrast(after), FLAT))


def lost(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return where dark pixels of ``before`` are light now or no longer differ from their ground."""
    made_light = ImageChops.multiply(dark(before), _above(after, LIGHT))
    return ImageChops.lighter(made_light, swallowed(before, after))


def fresh(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return where the bare ground of ``before`` is dark now."""
    return ImageChops.multiply(_above(before, LIGHT), dark(after))


def dark(picture: Image.Image) -> Image.Image:
    """Return where a grey picture is dark."""
    return _below(picture, DARK)


def count(mask: Image.Image) -> int:
    """Return how many pixels of a mask are set."""
    return mask.histogram()[255]


def only_reframed(before: Image.Image, after: Image.Image) -> bool:
    """Say whether a little square or ring stood there, which now is ticked or filled and lost no more than of its rim.

    The two states of a box to tick are often drawn with frames of different width (grey pictures).
    """
    edges = dark(before).getbbox()
    if edges is None:
        return False
    one, two = before.crop(edges), after.crop(edges)
    if max(one.size) > BOX or max(one.size) > ROUND * min(one.size) or min(one.size) < SMALLEST:
        return False
    if 2 * count(dark(two)) < count(dark(one)) or not _is_rim(dark(one)):
        return False
    if not _is_closed(dark(after)):
        return False
    rim = max(1, min(one.size) // RIM)
    inside = (rim, rim, one.width - rim, one.height - rim)
    return not lost(one, two).crop(inside).getbbox()


def _is_closed(black: Image.Image) -> bool:
    """Say whether the middle of each side of what is drawn is unbroken: no digit that lost a stroke."""
    sides = (one.tobytes() for one in _sides(black.crop(black.getbbox())))
    return not any(0 in one[3 * len(one) // 10 : len(one) - 3 * len(one) // 10] for one in sides)


def _is_rim(black: Image.Image) -> bool:
    """Say whether dark pixels lie along all four sides."""
    return all(one.histogram()[0] <= OPEN * max(one.size) for one in _sides(black))


def _sides(black: Image.Image) -> tuple[Image.Image, ...]:
    """Return the four sides of a mask, each one pixel deep: as dark as its rim is there."""
    width, height = black.size
    rim = max(1, min(width, height) // RIM)
    return (
        black.crop((0, 0, width, rim)).resize((width, 1), Image.Resampling.BOX),
        black.crop((0, height - rim, width, height)).resize((width, 1), Image.Resampling.BOX),
        black.crop((0, 0, rim, height)).resize((1, height), Image.Resampling.BOX),
        black.crop((width - rim, 0, width, height)).resize((1, height), Image.Resampling.BOX),
    )


def written(
    before: Image.Image, after: Image.Image, coloured: Image.Image, corner: tuple[int, int]
) -> list[Shape]:
    """Return the shapes of the size of letters that stand black on the bare ground of ``before``.

    ``before``, ``after``: grey; ``coloured``: ``after`` in RGB; ``corner``: their left and top on the page, in pixels.
    """
    red, green, blue = coloured.split()
    black = _below(ImageChops.lighter(ImageChops.lighter(red, green), blue), BLACK)
    new = ImageChops.multiply(black, fresh(before, after))
    return [one for one in _shapes(new, *corner) if one.is_letter()]


def is_a_word(shapes: list[Shape]) -> bool:
    """Say whether enough shapes stand in a row."""
    return any(sum(one.beside(other) for other in shapes) >= ROW for one in shapes)


def joins(shape: Shape, page: Image.Image) -> bool:
    """Say whether a shape stands in a line of the printed ``page`` (grey), as a digit put before a number does."""
    box = (shape.left, shape.top, shape.right, shape.bottom + 1)
    if count(_below(page.crop(box), DARK)):
        return False  # drawn around something or across it
    sides = (
        (shape.left - NEXT_TO, shape.top, shape.left, shape.bottom + 1),
        (shape.right, shape.top, shape.right + NEXT_TO, shape.bottom + 1),
    )
    return any(_stands(page.crop(_within(side, page)), shape.size[1]) for side in sides)


def _stands(part: Image.Image, height: int) -> bool:
    """Say whether print of about this height stands in ``part``."""
    edges = _below(part, DARK).getbbox() if part.width and part.height else None
    return edges is not None and 2 * (edges[3] - edges[1]) >= height


def _within(box: tuple[int, int, int, int], page: Image.Image) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return max(left, 0), max(top, 0), max(min(right, page.width), 0), min(bottom, page.height)


def _contrast(picture: Image.Image) -> Image.Image:
    highest = picture.filter(ImageFilter.MaxFilter(AROUND))
    return ImageChops.subtract(highest, picture.filter(ImageFilter.MinFilter(AROUND)))


def _below(picture: Image.Image, limit: int) -> Image.Image:
    return _mapped(picture, b"\xff" * limit + bytes(256 - limit))


def _above(picture: Image.Image, limit: int) -> Image.Image:
    return _mapped(picture, bytes(limit + 1) + b"\xff" * (255 - limit))


def _mapped(picture: Image.Image, table: bytes) -> Image.Image:
    """Return a grey picture with each grey replaced; Pillow's "point" works its table out anew each time."""
    return Image.frombytes("L", picture.size, picture.tobytes().translate(table))


def _shapes(mask: Image.Image, across: int, down: int) -> Iterator[Shape]:
    """Yield the shapes of a mask, joined from the runs of its rows; ``across``, ``down`` are added to their edges."""
    pixels, width = mask.tobytes(), mask.width
    runs: list[tuple[int, int, int]] = []
    parents: list[int] = []
    above: range = range(0)
    for row in range(mask.height):
        found = RUN.finditer(pixels[row * width : (row + 1) * width])
        first = len(runs)
        runs += [(row, one.start(), one.end()) for one in found]
        parents += range(first, len(runs))
        here = range(first, len(runs))
        _join(runs, parents, above, here)
        above = here
    yield from _gathered(runs, parents, across, down)


def _join(runs: list[tuple[int, int, int]], parents: list[int], above: range, here: range) -> None:
    """Make one shape of runs that touch, corners too; both rows are sorted from the left."""
    waiting = above.start
    for number in here:
        _row, start, end = runs[number]
        while waiting < above.stop and runs[waiting][2] < start:
            waiting += 1
        other = waiting
        while other < above.stop and runs[other][1] <= end:
            parents[_root(parents, other)] = _root(parents, number)
            other += 1


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _gathered(
    runs: list[tuple[int, int, int]], parents: list[int], across: int, down: int
) -> Iterator[Shape]:
    found: dict[int, Shape] = {}
    for number, (row, start, end) in enumerate(runs):
        left, right, place = start + across, end + across, row + down
        one = found.setdefault(_root(parents, number), Shape(left, place, right, place, []))
        one.left, one.right, one.bottom = min(one.left, left), max(one.right, right), place
        one.middles.append((place, (left + right) / 2))
    yield from found.values()
