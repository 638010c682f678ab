"""The column of the text: where lines begin and end, how far that is known, and the margins that follow from it.

A first line stands further in than its column begins, and a last line ends before it does. A short paper may be made of
nothing else: then its edges are told by “Nơi nhận”, which stands at the left edge, or they are not told at all.
"""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from signing.looks import words
from signing.looks.glyphs import Leaf, Strip
from signing.looks.parts import MM
from signing.looks.words import plain

INDENT = (7 * MM, 16 * MM)  # so far in a first line may stand
WIDE = 0.4  # of the page's width: a line of running text
NEAR, REACHES = 3.0, 12.0  # points
USUAL = (30 * MM, 20 * MM)  # margins on the left and right where nothing is known
ENDED = re.compile(r"[.;:!?]$")  # a line that ends so may be a paragraph's only one


@dataclass(frozen=True)
class Column:
    """Left and right edge in points from the page's left, and whether the text shows each of them."""

    left: float
    right: float
    left_known: bool = True
    right_known: bool = True


def alike(leaves: Sequence[Leaf], one: Leaf) -> list[Leaf]:
    """Return the pages that lie as this one does, upright or across: they share their column."""
    return [leaf for leaf in leaves if leaf.across == one.across]


def column(leaves: Sequence[Leaf], parts: Collection[int] = ()) -> Column:
    """Return the column of the text; ``parts`` are strips (by ``id``) of the masthead, the title and the closing."""
    width = leaves[0].width if leaves else 595.0
    wide = [
        strip
        for leaf in leaves
        for strip in leaf.strips
        if strip.right - strip.left > leaf.width * WIDE and id(strip) not in parts
    ]
    if not wide:
        return Column(USUAL[0], width - USUAL[1], left_known=False, right_known=False)
    heads = _heads(leaves)
    left = _left(wide, heads)
    full = [one for one, below in itertools.pairwise(wide) if _goes_on(one, below, left)]
    right = _right(full) if full else max(strip.right for strip in wide)
    known = bool(full) or any(abs(head.left - left) < NEAR for head in heads)
    return Column(left, right, left_known=known, right_known=bool(full))


def _heads(leaves: Sequence[Leaf]) -> list[Strip]:
    return [s for leaf in leaves for s in leaf.strips if plain(s.text) == "noinhan"]


def _left(wide: Sequence[Strip], heads: Sequence[Strip]) -> float:
    """The edge most lines begin at; a single line counts where “Nơi nhận” or the first lines beside it speak for it."""
    starts = Counter(round(strip.left / 2) * 2 for strip in wide)
    common = starts.most_common(1)[0][0]
    said = {
        left
        for left, count in starts.items()
        if count >= max(2, len(wide) // 8)
        or INDENT[0] < common - left < INDENT[1]
        or any(abs(head.left - left) < NEAR for head in heads)
    }
    left = float(min(said or starts))
    left = min((s.left for s in wide if abs(s.left - left) < NEAR), default=left)
    return min((one.left for one in heads if INDENT[0] < left - one.left < INDENT[1]), default=left)


def _goes_on(line: Strip, below: Strip, left: float) -> bool:
    """Say whether the text goes on in the line below: then this one is full."""
    near = below.page == line.page and 0 < line.base - below.base < 2.4 * line.size
    same = line.share("bold") < 0.9 and not words.capitals(below.text)
    ended = ENDED.search(line.text.rstrip())
    return near and same and not ended and abs(below.left - left) < NEAR


def _right(full: Sequence[Strip]) -> float:
    """The edge many full lines end at; of ragged text how far the longest reaches."""
    ends = Counter(round(strip.right / 2) * 2 for strip in full)
    often = [end for end, count in ends.items() if count >= max(2, len(full) * 0.3)]
    most = float(max(often or ends))
    return max(s.right for s in full if abs(s.right - most) < NEAR or not often)


def margins(
    leaves: Sequence[Leaf], numbers: Collection[int], parts: Collection[int] = ()
) -> dict[str, float]:
    """Return the margins in millimetres; one that cannot be told from the text is left out."""
    kept = [[s for s in leaf.strips if id(s) not in numbers] for leaf in leaves]
    text = column(leaves, parts)
    found: dict[str, float] = {}
    if text.left_known:
        found["left"] = text.left / MM
    if text.right_known:
        found["right"] = (leaves[0].width - text.right) / MM
    tops = [
        leaf.height - max(s.top for s in own) for leaf, own in zip(leaves, kept, strict=True) if own
    ]
    lows = [min(s.bottom for s in own) for own in kept if own]
    if tops:
        found["top"] = min(tops) / MM
    if lows:
        found["bottom"] = min(lows) / MM
        found["full"] = min(_flowing(kept, text), default=0) / MM
    return {name: round(value, 1) for name, value in found.items()}


def _flowing(pages: Sequence[Sequence[Strip]], text: Column) -> Iterator[float]:
    """Yield how low the text reaches on pages whose last paragraph goes on overleaf: nothing broke them off."""
    for own, following in itertools.pairwise(pages):
        if own and following:
            last, first = min(own, key=lambda s: s.base), max(following, key=lambda s: s.base)
            running = first.share("bold") < 0.9 and not words.capitals(first.text)
            full = last.right > text.right - REACHES and last.left < text.left + INDENT[1]
            if running and full and abs(first.left - text.left) < NEAR:
                yield last.bottom
