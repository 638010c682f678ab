"""A one-page PDF (a picture of a signature, a seal, a number) taken into a revision as a form, letters and all."""

import io
import zlib
from functools import lru_cache
from typing import Any

import pikepdf

from signing.pdf.revision import Revision, unparsed

Piece = bytes | int
Box = tuple[float, float, float, float]


def imported(revision: Revision, picture: bytes) -> tuple[int, Box]:
    """Write a one-page PDF as a form into the revision; return its number and its box: x, y, width, height."""
    objects, box = _taken_apart(picture)
    numbers = [revision.number() for _one in objects]
    for number, pieces in zip(numbers, objects, strict=True):
        body = b"".join(b"%d 0 R" % numbers[p] if isinstance(p, int) else p for p in pieces)
        revision.add(body, number)
    return numbers[0], box


@lru_cache(maxsize=128)
def _taken_apart(picture: bytes) -> tuple[list[list[Piece]], Box]:
    """Return a one-page PDF as objects: pieces of bytes, and indices where one object refers to another."""
    with pikepdf.open(io.BytesIO(picture)) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        order: list[pikepdf.Object] = []
        known: dict[tuple[int, int], int] = {}
        packed = zlib.compress(page.as_form_xobject().read_bytes(), 9)
        head: list[Piece] = [
            b"<</Type/XObject/Subtype/Form/Filter/FlateDecode/Length %d/BBox[%f %f %f %f]/Resources "
            % (len(packed), left, bottom, right, top)
        ]
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        objects = [
            [*head, *_pieces(resources, known, order), b">>\nstream\n" + packed + b"\nendstream"]
        ]
        while len(objects) <= len(order):
            objects.append(_whole(order[len(objects) - 1], known, order))
        return objects, (left, bottom, right - left, top - bottom)


def _whole(one: pikepdf.Object, known: dict[tuple[int, int], int], order: list[Any]) -> list[Piece]:
    if not isinstance(one, pikepdf.Stream):
        return _pieces(one, known, order, resolved=True)
    raw = one.read_raw_bytes()
    entries = one.stream_dict
    entries["/Length"] = len(raw)
    return [*_pieces(entries, known, order, resolved=True), b"\nstream\n", raw, b"\nendstream"]


def _pieces(
    one: Any, known: dict[tuple[int, int], int], order: list[Any], *, resolved: bool = False
) -> list[Piece]:
    if isinstance(one, pikepdf.Object) and one.is_indirect and not resolved:
        if one.objgen not in known:
            order.append(one)
            known[one.objgen] = len(order)
        return [known[one.objgen]]
    if isinstance(one, pikepdf.Dictionary):
        made: list[Piece] = [b"<<"]
        for key in one.keys():  # noqa: SIM118 (pikepdf's own dictionary)
            made += [key.encode() + b" ", *_pieces(one.get(key), known, order)]
        return [*made, b">>"]
    if isinstance(one, pikepdf.Array):
        return [b"[", *(p for item in one for p in (*_pieces(item, known, order), b" ")), b"]"]
    return [unparsed(one)]
