"""Where people sign, initial and seal: found by the names printed, never over text (Decree 30/2020/NĐ-CP, Appendix I, II.7.d, II.8.a).

A signature stands in the middle between title and name. The seal covers a third of it from the left and may lie over
title and name, as the decree wants; nothing else is ever covered. What could not be kept is said in words (``Doubt``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from signing.pdf.pieces import MM, Letter, Line, Place, Sheet, overlaps, plain
from signing.pdf.places import SEAL_SIZE, seal_place
from signing.pdf.printed_names import AIR, LEAST_HEIGHT, feet_above, printed_name

USUAL = (50 * MM, 24 * MM)  # width and height of a signature picture
TIGHT = 0.75  # of a picture's size: less is said
SMALLER = (1.0, 0.7, 0.5)  # of a picture for which a full page has no room
INITIAL = (22 * MM, 10 * MM)
STEP, EDGE = 4 * MM, 10 * MM  # of the search for a free place; its distance from the page's edge
BESIDE = 12 * MM  # so far beside a signature its title and name may reach
BLOCK = 34 * MM  # so far above and below it
SHIFTS = tuple(sign * step * MM for step in (0, 2, 4, 6, 8) for sign in (1, -1))[1:]
HEADING, LEADERS = "noinhan", frozenset("._…-/:, ")


class Doubt(StrEnum):
    """Why a place is only the next best."""

    NOT_NAMED = "not_named"  # the name is not printed; the usual place
    TIGHT = "tight"  # little room between title and name; the picture is smaller
    TITLE_APART = "title_apart"  # the name begins a page, its title stands on the one before
    NOT_FREE = "not_free"  # no place without text was found
    SEAL_OVER_TEXT = "seal_over_text"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Found:
    """A place, and the doubt about it ("" for none)."""

    place: Place
    doubt: str = ""

    @property
    def named(self) -> bool:
        """Say whether the place belongs to a printed name."""
        return self.doubt not in (Doubt.NOT_NAMED, Doubt.NOT_FREE)


def signature(
    sheets: Sequence[Sheet], name: str, *, at: int = 0, size: tuple[float, float] | None = None
) -> Found:
    """Find the room for the picture of ``name``'s signature; ``at`` counts the signers from 0, ``size`` is the picture's."""
    size = size or USUAL
    printed = printed_name(sheets, name)
    if printed is not None:
        return _between(sheets[printed.page], printed, size)
    usual = Place.mm(len(sheets) - 1, 120, 60 + 32 * (at % 6), 50, 24)
    for share in SMALLER:
        wished = _sized(usual, (size[0] * share, size[1] * share))
        if found := free(sheets[-1], wished):
            return Found(found, Doubt.NOT_NAMED)
    return Found(_sized(usual, size), Doubt.NOT_FREE)


def _between(sheet: Sheet, name: Place, size: tuple[float, float]) -> Found:
    """Return the middle of the room between a printed name and what stands above it."""
    floor = name.top + AIR
    above = feet_above(sheet, name, size[0] / 2 - 4)
    room = min(above, default=floor + size[1] + 2 * AIR) - AIR - floor
    scale = min(1.0, room / size[1])
    if room < min(LEAST_HEIGHT, size[1]):
        return _squeezed(sheet, name, size)
    wide, high = size[0] * scale, size[1] * scale
    bottom = floor + max(0.0, (room - high) / 2) if above else floor
    place = Place(name.page, name.middle - wide / 2, bottom, name.middle + wide / 2, bottom + high)
    doubt = Doubt.TIGHT if scale < TIGHT else ""
    return Found(_kept_on(sheet, place), doubt if above or not name.page else Doubt.TITLE_APART)


def _squeezed(sheet: Sheet, name: Place, size: tuple[float, float]) -> Found:
    """No room above the name: below it, or wherever is free nearest to it."""
    wide, high = (side * min(1.0, LEAST_HEIGHT * 1.4 / size[1]) for side in size)
    beside = Place(
        name.page,
        name.middle - wide / 2,
        name.bottom - high - AIR,
        name.middle + wide / 2,
        name.bottom - AIR,
    )
    found = free(sheet, beside)
    return Found(found, Doubt.TIGHT) if found else Found(_kept_on(sheet, beside), Doubt.NOT_FREE)


def _sized(place: Place, size: tuple[float, float]) -> Place:
    wide, high = size
    middle, half = place.middle, (place.bottom + place.top) / 2
    return Place(place.page, middle - wide / 2, half - high / 2, middle + wide / 2, half + high / 2)


def _kept_on(sheet: Sheet, place: Place) -> Place:
    right = min(max(place.left, 0) + place.width, sheet.width)
    top = min(max(place.bottom, 0) + place.height, sheet.height)
    return replace(place, left=right - place.width, right=right, bottom=top - place.height, top=top)


def free(sheet: Sheet, wished: Place) -> Place | None:
    """Return the place nearest to the wished one that covers nothing; ``None`` when the page is full."""
    taken = sheet.taken
    if inside(sheet, wished) and not _covers(wished, taken):
        return wished
    spots = []
    rows = int((sheet.height - 2 * EDGE - wished.height) / STEP)
    columns = int((sheet.width - 2 * EDGE - wished.width) / STEP)
    for row in range(max(rows, 0) + 1):
        for column in range(max(columns, 0) + 1):
            left, bottom = EDGE + column * STEP, EDGE + row * STEP
            far = abs(left - wished.left) + abs(bottom - wished.bottom)
            spots.append((far, left, bottom))
    for _far, left, bottom in sorted(spots):
        place = Place(wished.page, left, bottom, left + wished.width, bottom + wished.height)
        if not _covers(place, taken):
            return place
    return None


def inside(sheet: Sheet, place: Place) -> bool:
    """Say whether the place lies on the page."""
    return (
        place.left >= 0
        and place.bottom >= 0
        and place.right <= sheet.width + 0.5
        and place.top <= sheet.height + 0.5
    )


def _covers(place: Place, taken: Sequence[Place]) -> bool:
    return any(overlaps(place, box) for box in taken)


def seal(sheet: Sheet, signed: Place, size: tuple[float, float] | None = None) -> Found:
    """Return the seal's place beside a signature: shifted up or down a little where it would lie over other text."""
    wished = seal_place(signed, size or (SEAL_SIZE, SEAL_SIZE))
    others = text_beside(sheet, signed)
    best = min(
        (replace(wished, bottom=wished.bottom + shift, top=wished.top + shift) for shift in SHIFTS),
        key=lambda place: (covered(place, others), abs(place.bottom - wished.bottom)),
    )
    kept = _kept_on(sheet, best)
    return Found(kept, Doubt.SEAL_OVER_TEXT if covered(kept, others) else "")


def text_beside(sheet: Sheet, signed: Place) -> list[Place]:
    """Return the text a seal may not cover: all but the title above and the name below its signature."""
    return [box for box in sheet.taken if not _of_block(box, signed)]


def _of_block(box: Place, signed: Place) -> bool:
    near = signed.left - BESIDE < box.middle < signed.right + BESIDE
    return near and box.bottom < signed.top + BLOCK and box.top > signed.bottom - BLOCK


def covered(place: Place, boxes: Sequence[Place]) -> float:
    """Return the area (square points) of the boxes that the round seal covers, its corners left out."""
    inner = 0.146 * place.width / 2  # the square inside of the circle leaves the corners free
    round_place = replace(place, left=place.left + inner, right=place.right - inner)
    return sum(
        max(0.0, min(round_place.right, box.right) - max(round_place.left, box.left))
        * max(0.0, min(place.top, box.top) - max(place.bottom, box.bottom))
        for box in boxes
        if overlaps(round_place, box)
    )


def initials(sheets: Sequence[Sheet], count: int, signed: Place | None) -> list[Found]:
    """Return small places for initials (ký nháy): beside the end of the text, then beside the end of “Nơi nhận”."""
    ends = [place for place in (_end_of_text(sheets, signed), _end_of_recipients(sheets)) if place]
    ends = ends or [Place.mm(len(sheets) - 1, 30, 40, 10, 5)]
    chosen: list[Found] = []
    for index in range(count):
        end = ends[min(index, len(ends) - 1)]
        sheet = sheets[end.page]
        used = tuple(found.place for found in chosen if found.place.page == end.page)
        busy = replace(sheet, ink=sheet.ink + used + ((signed,) if signed else ()))
        wished = Place(
            end.page,
            end.right + 4,
            end.bottom - 8,
            end.right + 4 + INITIAL[0],
            end.bottom - 8 + INITIAL[1],
        )
        found = free(busy, wished)
        chosen.append(Found(found) if found else Found(_kept_on(sheet, wished), Doubt.NOT_FREE))
    return chosen


def _end_of_text(sheets: Sequence[Sheet], signed: Place | None) -> Place | None:
    """Return the last letter of the body: the last piece above the signing block."""
    last = signed.page if signed else len(sheets) - 1
    roof = _roof(sheets[last], signed)
    above = [piece for piece in sheets[last].pieces if piece.place.bottom > roof + 1]
    if not above and last:
        above = [piece for piece in sheets[last - 1].pieces if not piece.text.strip().isdigit()]
    body = [piece for piece in above if plain(piece.text)]
    return _last_letter(min(body, key=lambda piece: piece.place.bottom)) if body else None


def _roof(sheet: Sheet, signed: Place | None) -> float:
    """Return how high the signing block reaches: “Nơi nhận” or the first line of the title."""
    heads = [piece.place.top for piece in sheet.pieces if plain(piece.text).startswith(HEADING)]
    if signed:
        heads += [piece.place.top for piece in sheet.pieces if _is_title(piece, signed)]
    return max(heads, default=signed.bottom if signed else 0.0)


def _is_title(piece: Line, signed: Place) -> bool:
    box = piece.place
    return piece.text.isupper() and _of_block(box, signed) and box.bottom >= signed.top - 2


def _end_of_recipients(sheets: Sequence[Sheet]) -> Place | None:
    for sheet in reversed(sheets):
        head = next((p for p in sheet.pieces if plain(p.text).startswith(HEADING)), None)
        if head is not None:
            below = [
                p for p in sheet.pieces
                if p.place.bottom <= head.place.bottom and abs(p.place.left - head.place.left) < 12
            ]  # fmt: skip
            return _last_letter(min(below, key=lambda piece: piece.place.bottom))
    return None


def _last_letter(piece: Line) -> Place:
    letters: list[Letter] = [letter for letter in piece.letters if letter.text.strip()]
    end = letters[-1]
    return Place(piece.page, end.left, end.bottom, end.right, end.top)
