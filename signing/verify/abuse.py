"""Whether a mark that a signature allows was abused: it hides what was signed, or pretends to be part of it.

EAA and SSA (Rohlmann and others 2021): the format allows the mark, so only its looks can tell.
"""

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from signing.verify import ink
from signing.verify.pages import Box
from signing.verify.sight import Sight

PRINTED = (
    "/FreeText",
    "/Stamp",
)  # comments that can look like the text of the page; others when they show text
HIDES = {
    "seal": 300,
    "comment": 8,
    "field": 16,
    "tick": 8,
}  # dark pixels that a new mark may make light: stray edges, no word
SWALLOWS = 12  # pixels of letters that may lose their ground to a comment
INK = 8  # dark pixels below which a place is empty
GONE = 0.5  # of the pixels of a letter: it cannot be read any more
CHANGED = 0.3  # of them, where others came: it reads as another letter
LETTERS_GONE = 2  # a word; one digit is enough
SMALL_ICON = 48  # pixels: notes and carets have pictures of their own
ICONS = ("/Text", "/Caret")


def first(sight: Sight, end: int, boxes: list[Box]) -> Box | None:
    """Return the first mark that is abused against the signature that covers ``end`` bytes."""
    shapes: dict[int, list[ink.Shape]] = {}
    for box in sorted(boxes, key=lambda one: one.page):
        if _abused(sight, end, box):
            return box
        if box.kind == "comment":
            found = _writing(sight, end, box)
            shapes.setdefault(box.page, []).extend(found)
            page = sight.page(end, box.page) if found and box.name not in ICONS else None
            joins = page is not None and any(ink.joins(one, page) for one in found)
            if joins or ink.is_a_word(shapes[box.page]):
                return box
    return None


def _abused(sight: Sight, end: int, box: Box) -> bool:
    if box.kind == "unseen":
        return True
    if box.kind == "said":  # its text is the same; so must be its letters
        return not sight.same(end, box)
    if box.kind == "opaque":  # each viewer draws it its own way
        pictures = sight.pictures(end, box)
        return pictures is not None and ink.count(ink.dark(pictures[0])) >= INK
    if box.kind == "box":
        pictures = sight.pictures(end, box)
        reframed = pictures is not None and ink.only_reframed(*pictures)
        box = replace(box, kind="tick" if reframed else "field")
    hides = _hides_letters if box.kind == "seal" else _swallows
    if sight.covers(end, box) >= HIDES[box.kind] or hides(sight, end, box):
        return True
    return box.name in PRINTED and sight.looks_like_print(end, box)


def _swallows(sight: Sight, end: int, box: Box) -> bool:
    pictures = sight.pictures(end, box)
    return pictures is not None and ink.count(ink.swallowed(*pictures)) >= SWALLOWS


def _writing(sight: Sight, end: int, box: Box) -> list[ink.Shape]:
    """Return the black shapes of the size of letters that a comment puts on the bare page."""
    pictures = sight.pictures(end, box)
    if pictures is None or sight.is_tinted(end, box):
        return []
    left, top, right, bottom = sight.place(box)
    if box.name in ICONS and max(right - left, bottom - top) <= SMALL_ICON:
        return []
    return ink.written(*pictures, sight.colours(box), (left, top))


def _hides_letters(sight: Sight, end: int, box: Box) -> bool:
    """Say whether a picture of a signature hides a digit or a word of the text."""
    pictures = sight.pictures(end, box)
    if pictures is None:
        return False
    masks = (ink.lost(*pictures), ink.dark(pictures[0]), ink.fresh(*pictures))
    if not masks[0].getbbox():
        return False
    hidden = list(_hidden(sight, end, box, masks))
    return any(one.isdigit() for one in hidden) or len(hidden) >= LETTERS_GONE


def _hidden(sight: Sight, end: int, box: Box, masks: tuple[Image.Image, ...]) -> Iterator[str]:
    """Yield the letters below a mark that are gone, or made into others."""
    left, top, right, bottom = sight.place(box)
    for said, letter in sight.letters(end, box.page):
        if not _meet(letter.rect, box.rect):
            continue
        a, b, c, d = sight.place(letter)
        if a < left or b < top or c > right + 1 or d > bottom + 1:
            continue  # reaches out: still read
        inside = (a - left, b - top, c - left, d - top)
        gone, dark, fresh = (ink.count(one.crop(inside)) for one in masks)
        share = CHANGED if fresh >= CHANGED * dark else GONE
        if dark > 3 and gone >= share * dark:
            yield said


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
