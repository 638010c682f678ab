"""The body of a document: its paragraphs with indent, gaps and spacing; what numbers the pages."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from signing.looks import words
from signing.looks.column import ENDED, Column, alike, column
from signing.looks.glyphs import Leaf, Strip
from signing.looks.parts import MM, Anatomy
from signing.looks.reading import PageNumber, Paragraph

SINGLE = 1.149  # the height of a single line of Times New Roman, as a share of its size
INDENTED, SHORT = 3.5 * MM, 16.0
BOLD = 0.9  # a line of its own in bold is a heading
FULL = 6.0  # points within which a line reaches the edge: a comma may hang into the margin
HEAD_BAND = 27 * MM
LEAST_LINES = 3  # upright lines of one height beside each other: a row of two cells
CONTENTS = re.compile(r"(\. ?|… ?){5,}\d*$")  # a line of a table of contents
ADDRESSED = re.compile(r"^Kính gửi\b|điện:$")


def page_numbers(leaves: Sequence[Leaf]) -> list[tuple[PageNumber, Strip]]:
    """Return what numbers the pages: figures alone on a line, in the upper or lower margin, outside of tables."""
    found = []
    for leaf in leaves:
        grids = _grids(leaf)
        for strip in leaf.strips:
            on_top = strip.base > leaf.height - HEAD_BAND
            if not (on_top or strip.base < HEAD_BAND) or not _figures(strip.text):
                continue
            if _within(strip, grids):
                continue
            middles = leaf.width / 2, _text_middle(alike(leaves, leaf))
            centred = min(abs(strip.middle - one) for one in middles) < 4 * MM
            slanted = strip.share("italic") > 0.5
            number = PageNumber(leaf.page, strip.text, strip.size, centred, on_top, slanted)
            found.append((number, strip))
    return found


def _within(strip: Strip, grids: Sequence[tuple[float, float]]) -> bool:
    return any(low - 2 < strip.base < high + 2 for low, high in grids)


def _figures(text: str) -> bool:
    said = text.strip(" -–|").lower().removeprefix("trang").removeprefix("page").strip()
    return said.split("/")[0].strip().isdigit() and len(said) < 8


def _text_middle(leaves: Sequence[Leaf]) -> float:
    text = column(leaves)
    return (text.left + text.right) / 2


def body_strips(leaves: Sequence[Leaf], found: Anatomy, numbers: set[int]) -> Iterator[Strip]:
    """Yield the lines of the body: below the title, above the closing, outside of tables."""
    for leaf in leaves:
        grids = _grids(leaf)
        for strip in leaf.strips:
            if id(strip) in found.taken or id(strip) in numbers:
                continue
            if leaf.page == 0 and strip.base > found.body_top - 2:
                continue
            if (leaf.page, -strip.base) > (found.body_end[0], -found.body_end[1]):
                continue
            if not _within(strip, grids):
                yield strip


def tables(leaves: Sequence[Leaf], found: Anatomy) -> bool:
    """Say whether tables stand in the document above its closing."""
    last, floor = found.body_end
    rows = Counter(
        (leaf.page, round(low), round(high)) for leaf in leaves for low, high in _grids(leaf)
    )
    return any(
        (page, -high) < (last, -floor) and count >= LEAST_LINES
        for (page, _low, high), count in rows.items()
    )


def _grids(leaf: Leaf) -> list[tuple[float, float]]:
    """Return the heights between which a table's upright lines run."""
    return [
        (rule.bottom, rule.top)
        for rule in leaf.rules
        if rule.upright and rule.top - rule.bottom > 9
    ]


def paragraphs(leaves: Sequence[Leaf], strips: Sequence[Strip], found: Anatomy) -> list[Paragraph]:
    """Put the body's lines together into paragraphs and measure them; pages across have a column of their own."""
    ways = {leaf.across: alike(leaves, leaf) for leaf in leaves}
    told = [one for leaves in ways.values() for one in _paragraphs(leaves, strips, found)]
    return sorted(told, key=lambda one: one.page)


def _paragraphs(
    leaves: Sequence[Leaf], strips: Sequence[Strip], found: Anatomy
) -> Iterator[Paragraph]:
    pages = {leaf.page for leaf in leaves}
    strips = [strip for strip in strips if strip.page in pages]
    text = column(leaves, found.taken)
    left, right = text.left, text.right
    running = [strip for strip in _unaddressed(strips, left) if _running(strip, left, right)]
    further_in = sum(left + INDENTED < strip.left < left + 16 * MM for strip in running)
    short = 0.0 if further_in >= max(2, len(running) / 12) else right - SHORT
    groups = list(_groups(running, text, short))
    pitch = _pitch(groups)
    for index, lines in enumerate(groups):
        above = groups[index - 1][-1] if index else None
        yield _measured(lines, above, pitch, text)


def _unaddressed(strips: Sequence[Strip], left: float) -> Iterator[Strip]:
    """Yield the lines without “Kính gửi: …” (“… điện: …”) and the list of those it names."""
    opened: Strip | None = None
    for strip in strips:
        if ADDRESSED.search(strip.text.strip()):
            opened = strip
            continue
        if opened and _is_addressee(strip, opened, left):
            continue
        opened = None
        yield strip


def _is_addressee(strip: Strip, opened: Strip, left: float) -> bool:
    level = abs(strip.base - opened.base) < 3
    listed = strip.text.lstrip().startswith(("-", "–")) and strip.left > left + 14 * MM
    return level or listed or strip.left > max(opened.left, left + 14 * MM) + 5 * MM


def _running(strip: Strip, left: float, right: float) -> bool:
    """Say whether a line is running text: no heading in the middle or in bold, no line of capitals."""
    if words.capitals(strip.text) or strip.share("bold") > BOLD or CONTENTS.search(strip.text):
        return False
    centred = abs(strip.middle - (left + right) / 2) < 3 * MM and strip.left > left + 16 * MM
    return not centred and strip.left < left + 40 * MM


def _groups(strips: list[Strip], text: Column, short: float) -> Iterator[list[Strip]]:
    """Cut lines into paragraphs: at first lines further in; where none are, behind lines that end before ``short``."""
    lines: list[Strip] = []
    for strip in strips:
        if lines and _begins(strip, lines, text, short):
            yield lines
            lines = []
        lines.append(strip)
    if lines:
        yield lines


def _begins(strip: Strip, lines: list[Strip], text: Column, short: float) -> bool:
    last = lines[-1]
    ended = not text.right_known and ENDED.search(last.text.rstrip())  # no line is known to be full
    if strip.left > text.left + INDENTED or last.right < short or ended:
        return True
    far = strip.page == last.page and last.base - strip.base > 2.0 * SINGLE * strip.size
    return far or abs(strip.size - last.size) > 0.6


def _pitch(groups: list[list[Strip]]) -> float | None:
    """Return the usual distance of baselines inside of paragraphs, as a share of the size."""
    steps = [
        (above.base - below.base) / below.size
        for lines in groups
        for above, below in itertools.pairwise(lines)
        if above.page == below.page
    ]
    return median(steps) if steps else None


def _measured(
    lines: list[Strip], above: Strip | None, pitch: float | None, text: Column
) -> Paragraph:
    first = lines[0]
    step = (pitch or SINGLE) * first.size
    gap = above.base - first.base - step if above and above.page == first.page else None
    own = [
        (one.base - two.base) / two.size
        for one, two in itertools.pairwise(lines)
        if one.page == two.page
    ]
    full = list(lines[:-1])
    return Paragraph(
        words.told(" ".join(strip.text for strip in lines)),
        first.page,
        first.size,
        round((first.left - text.left) / MM, 1) if text.left_known else None,
        round(gap, 1) if gap is not None and gap < 40 else None,
        round(median(own) / SINGLE, 2) if own else None,
        all(abs(strip.right - text.right) < FULL for strip in full) if full else None,
        sum(strip.share("italic") for strip in lines) / len(lines) < 0.6,
    )
