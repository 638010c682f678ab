"""The body of a document: its paragraphs with indent, gaps and spacing; the margins; what numbers the pages."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from signing.looks import words
from signing.looks.glyphs import Leaf, Strip
from signing.looks.parts import MM, Anatomy
from signing.looks.reading import PageNumber, Paragraph

SINGLE = 1.149  # the height of a single line of Times New Roman, as a share of its size
INDENTED, SHORT = 3.5 * MM, 16.0
FULL = 6.0  # points within which a line reaches the edge: a comma may hang into the margin
HEAD_BAND = 27 * MM
TOP_AIR = 1.0


def page_numbers(leaves: Sequence[Leaf]) -> list[tuple[PageNumber, Strip]]:
    """Return what numbers the pages: figures alone on a line, in the upper or lower margin."""
    found = []
    for leaf in leaves:
        for strip in leaf.strips:
            on_top = strip.base > leaf.height - HEAD_BAND
            if (on_top or strip.base < HEAD_BAND) and _figures(strip.text):
                middle = _text_middle(leaves)
                centred = (
                    min(abs(strip.middle - leaf.width / 2), abs(strip.middle - middle)) < 4 * MM
                )
                slanted = strip.share("italic") > 0.5
                number = PageNumber(leaf.page, strip.text, strip.size, centred, on_top, slanted)
                found.append((number, strip))
    return found


def _figures(text: str) -> bool:
    said = text.strip(" -–|").lower().removeprefix("trang").removeprefix("page").strip()
    return said.split("/")[0].strip().isdigit() and len(said) < 8


def _text_middle(leaves: Sequence[Leaf]) -> float:
    left, right = edges(leaves)
    return (left + right) / 2


def edges(leaves: Sequence[Leaf]) -> tuple[float, float]:
    """Return where the text's column begins and ends: the edge most lines begin at, the edge full lines end at."""
    wide = [s for leaf in leaves for s in leaf.strips if s.right - s.left > leaf.width * 0.4]
    if not wide:
        return 30 * MM, (leaves[0].width if leaves else 595.0) - 20 * MM
    starts = Counter(round(strip.left / 2) * 2 for strip in wide)
    often = [left for left, count in starts.items() if count >= max(2, len(wide) // 8)]
    left = min(often or starts)
    return min((s.left for s in wide if abs(s.left - left) < 3), default=left), max(
        s.right for s in wide
    )


def margins(leaves: Sequence[Leaf], numbers: set[int]) -> dict[str, float]:
    """Return the margins in millimetres; one that cannot be told from the text is left out."""
    kept = [[s for s in leaf.strips if id(s) not in numbers] for leaf in leaves]
    wide = sum(s.right - s.left > leaf.width * 0.4 for leaf in leaves for s in leaf.strips)
    found: dict[str, float] = {}
    tops = [
        leaf.height - max(s.top for s in own) for leaf, own in zip(leaves, kept, strict=True) if own
    ]
    lows = [min(s.bottom for s in own) for own in kept if own]
    if wide >= 3:
        left, right = edges(leaves)
        found |= {"left": left / MM, "right": (leaves[0].width - right) / MM}
    if tops:
        found["top"] = min(tops) / MM
    if lows:
        found["bottom"] = min(lows) / MM
        found["full"] = min(_flowing(kept), default=0) / MM
    return {name: round(value, 1) for name, value in found.items()}


def _flowing(pages: Sequence[Sequence[Strip]]) -> Iterator[float]:
    """Yield how low the text reaches on pages whose last paragraph goes on overleaf: nothing broke them off."""
    for own, following in itertools.pairwise(pages):
        if own and following:
            last, first = min(own, key=lambda s: s.base), max(following, key=lambda s: s.base)
            left = (
                min(s.left for s in following if s.right - s.left > 100)
                if len(following) > 2
                else 0
            )
            if last.right - last.left > 300 and first.left < left + INDENTED:
                yield last.bottom


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
            if not any(low - 2 < strip.base < high + 2 for low, high in grids):
                yield strip


def _grids(leaf: Leaf) -> list[tuple[float, float]]:
    """Return the heights between which a table's upright lines run."""
    return [
        (rule.bottom, rule.top)
        for rule in leaf.rules
        if rule.upright and rule.top - rule.bottom > 9
    ]


def paragraphs(leaves: Sequence[Leaf], strips: Sequence[Strip]) -> list[Paragraph]:
    """Put the body's lines together into paragraphs and measure them."""
    left, right = edges(leaves)
    running = [strip for strip in strips if _running(strip, left, right)]
    further_in = sum(left + INDENTED < strip.left < left + 16 * MM for strip in running)
    short = 0.0 if further_in >= max(2, len(running) / 12) else right - SHORT
    groups = list(_groups(running, left, short))
    pitch = _pitch(groups)
    found = []
    for index, lines in enumerate(groups):
        above = groups[index - 1][-1] if index else None
        found.append(_measured(lines, above, pitch, left, right))
    return found


def _running(strip: Strip, left: float, right: float) -> bool:
    """Say whether a line is running text: no heading in the middle, no line of capitals."""
    if words.capitals(strip.text):
        return False
    centred = abs(strip.middle - (left + right) / 2) < 3 * MM and strip.left > left + 16 * MM
    return not centred and strip.left < left + 40 * MM


def _groups(strips: list[Strip], left: float, short: float) -> Iterator[list[Strip]]:
    """Cut lines into paragraphs: at first lines further in; where none are, behind lines that end before ``short``."""
    lines: list[Strip] = []
    for strip in strips:
        if lines and _begins(strip, lines, left, short):
            yield lines
            lines = []
        lines.append(strip)
    if lines:
        yield lines


def _begins(strip: Strip, lines: list[Strip], left: float, short: float) -> bool:
    last = lines[-1]
    if strip.left > left + INDENTED or last.right < short:
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
    lines: list[Strip], above: Strip | None, pitch: float | None, left: float, right: float
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
        " ".join(strip.text for strip in lines)[:400],
        first.page,
        first.size,
        round((first.left - left) / MM, 1),
        round(gap, 1) if gap is not None and gap < 40 else None,
        round(median(own) / SINGLE, 2) if own else None,
        all(abs(strip.right - right) < FULL for strip in full) if full else None,
        sum(strip.share("italic") for strip in lines) / len(lines) < 0.6,
    )
