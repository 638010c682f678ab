"""Names of signers as they are printed: where each of them stands, and whether there is room to sign above it. Pure.

Lengths are points from the page's lower left corner.
"""

from collections.abc import Iterator, Sequence

from signing.pdf.pieces import MM, Line, Place, Sheet, around, plain

LEAST_HEIGHT, AIR = 9 * MM, 2.0  # of a signature between title and name; above and below it
ROOM = LEAST_HEIGHT + 2 * AIR  # above a name: there somebody signs
ANNEX = ("phuluc", "kemtheo")  # how a line begins that begins an annex: its title or its note
BESIDE = 25 * MM - 4  # of a name: half of a usual signature


def printed_name(sheets: Sequence[Sheet], name: str) -> Place | None:
    """Return the box of the signer's printed name: the last one that stands alone, else the last that ends a line.

    Spacing, case and encoding do not matter, nor whether the name is broken over lines. One with room for a signature above
    it goes before one without in an annex behind it: lists of persons name signers, too.
    """
    wanted = plain(name)
    if not wanted:
        return None
    alone = list(_from_the_end(sheets, wanted, alone=True))
    last = next(iter(alone), None) or next(_from_the_end(sheets, wanted, alone=False), None)
    for place in alone:
        behind = sheets[place.page + 1 : alone[0].page + 1]
        if (place is last or _annex_begins(behind)) and _has_room(sheets[place.page], place):
            return place
    return last


def _from_the_end(sheets: Sequence[Sheet], wanted: str, *, alone: bool) -> Iterator[Place]:
    for sheet in reversed(sheets):
        found = _occurrences(sheet, wanted, alone=alone)
        yield from sorted(found, key=lambda place: (round(place.bottom), -place.left))


def _has_room(sheet: Sheet, name: Place) -> bool:
    feet = feet_above(sheet, name, BESIDE)
    return bool(feet) and min(feet) - name.top > ROOM


def _annex_begins(sheets: Sequence[Sheet]) -> bool:
    return any(plain(piece.text).startswith(ANNEX) for sheet in sheets for piece in sheet.pieces)


def feet_above(sheet: Sheet, name: Place, half: float) -> list[float]:
    """Return the feet of what stands above a name, as far as ``half`` to its left and right."""
    return [
        box.bottom
        for box in sheet.taken
        if box.bottom > name.top - 1
        and box.left < name.middle + half
        and box.right > name.middle - half
    ]


def _occurrences(sheet: Sheet, wanted: str, *, alone: bool) -> Iterator[Place]:
    pieces = sheet.pieces
    for index, piece in enumerate(pieces):
        said = plain(piece.text)
        if said == wanted or (not alone and said.endswith(wanted)):
            yield _tail(piece, wanted)
        elif said and alone and wanted.startswith(said):
            yield from _broken(pieces, index, wanted)


def _tail(piece: Line, wanted: str) -> Place:
    """Return the box of the end of the piece that says ``wanted``."""
    start = len(piece.letters)
    while start and len(plain(piece.text[start:])) < len(wanted):
        start -= 1
    return piece.span(start, len(piece.letters))


def _broken(pieces: list[Line], index: int, wanted: str) -> Iterator[Place]:
    """Yield the box of a name that goes on in the line below, in the same column."""
    taken, rest, last = (
        [pieces[index].place],
        wanted[len(plain(pieces[index].text)) :],
        pieces[index].place,
    )
    for piece in pieces[index + 1 : index + 6]:
        here, said = piece.place, plain(piece.text)
        below = 0 < last.bottom - here.bottom < 30 and abs(here.middle - last.middle) < 60
        if not said or not below:
            continue
        if not rest.startswith(said):
            return
        taken.append(here)
        rest, last = rest[len(said) :], here
        if not rest:
            yield around(taken)
            return
