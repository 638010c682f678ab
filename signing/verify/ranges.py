"""Which bytes a signature covers, and whether every byte after them belongs to an ordinary later revision.

Both are checked on the raw file: a signature must cover everything up to its end but its own ``/Contents``, and the
tail must be nothing but revisions that were really parsed. Readers repair what a lax parser overlooks (an empty
cross-reference section, objects no table knows), and show another page than the one that was signed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionData, XRefSectionMetaInfo

from signing.verify import ambiguous, rows

BLANK = re.compile(rb"(?:[\x00\t\n\x0c\r ]+|%(?!%EOF)[^\r\n]*(?:[\r\n]|$))*")
GAP = re.compile(rb"\s*<?([0-9A-Fa-f\s]*)>?\s*")
END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
KEYWORD = re.compile(rb"xref\s*\Z")
OBJECT = re.compile(rb"(\d+)\s+(\d+)\s+obj\b")
CLOSED = re.compile(rb"\s*endstream\s*endobj\s*")


SHAPELESS = "shapeless"  # it names no bytes that could be checked


class BadRange(Exception):
    """The byte range does not describe everything but the signature itself."""


@dataclass(frozen=True)
class Coverage:
    """The end of what is covered, and the hex digits that lie in the gap."""

    end: int
    contents: bytes


def coverage(data: bytes, byte_range: list[int]) -> Coverage:
    """Read a ``/ByteRange`` strictly: from byte 0, one gap, and in the gap a hex string only; else ``BadRange``."""
    if len(byte_range) != 4 or any(number < 0 for number in byte_range):
        raise BadRange(SHAPELESS)
    start, first, second, length = byte_range
    end = second + length
    if first == 0 or second <= first or length == 0 or end > len(data):
        raise BadRange(SHAPELESS)
    if start != 0:
        raise BadRange
    gap = GAP.fullmatch(data[first:second])
    if gap is None:
        raise BadRange
    digits = re.sub(rb"\s", b"", gap[1])
    return Coverage(end, bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def covers_all(data: bytes, end: int) -> bool:
    """Say whether nothing but blanks follows ``end``."""
    return not data[end:].strip(b"\x00\t\n\x0c\r ")


@dataclass(frozen=True)
class Stranger:
    """A byte of the tail that belongs to no revision: where, and what is odd about it."""

    offset: int
    what: str


def revision_at(reader: PdfFileReader, end: int) -> int | None:
    """Return the number of the last revision within the first ``end`` bytes; ``None`` when revisions overlap it."""
    starts = [
        _container(reader, number).start_location for number in range(reader.xrefs.total_revisions)
    ]
    inside = [number for number, start in enumerate(starts) if start < end]
    if not inside or inside != list(range(len(inside))):
        return None
    if any(_container(reader, number).end_location > end for number in inside):
        return None
    return inside[-1]


@dataclass
class _Tail:
    """The parsed revisions after a signature: where their objects and their tables lie."""

    objects: dict[int, tuple[generic.Reference, int]] = field(default_factory=dict)
    tables: dict[int, int] = field(default_factory=dict)


@dataclass
class Watch:
    """Watches the tail of one file; what was walked for one signature is not walked again for the next."""

    reader: PdfFileReader
    data: bytes
    walked: tuple[int, list[Stranger]] | None = None

    def first_after(self, end: int) -> Stranger | None:
        """Return the first byte after ``end`` that no ordinary later revision accounts for."""
        if revision_at(self.reader, end) is None:
            return Stranger(end, "revisions overlap the signed part")
        if not self._known_for(end):
            self.walked = (end, list(strangers(self.reader, self.data, end)))
        _start, found = self.walked or (end, [])
        return next((one for one in found if one.offset >= end), None)

    def _known_for(self, end: int) -> bool:
        """A walk from further ahead that met nothing odd before ``end`` says all about the bytes after it."""
        if self.walked is None:
            return False
        start, found = self.walked
        return start <= end and all(one.offset >= end for one in found)


def strangers(reader: PdfFileReader, data: bytes, end: int) -> Iterator[Stranger]:
    """Walk the bytes after ``end`` and name each piece that no parsed revision accounts for."""
    base = revision_at(reader, end) or 0
    tail, floor = _Tail(), end
    for number in range(base + 1, reader.xrefs.total_revisions):
        place = _container(reader, number)
        tail.tables[_table_start(data, place.start_location)] = place.end_location
        yield from _entries(reader, data, number, floor, tail)
        floor = place.end_location
    yield from _walk(reader, data, end, tail)


def _container(reader: PdfFileReader, number: int) -> XRefSectionMetaInfo:
    return reader.xrefs.get_xref_container_info(number)


def _table_start(data: bytes, start: int) -> int:
    """Return where the word “xref” stands in front of a table, or where a cross-reference stream begins."""
    word = KEYWORD.search(data, max(0, start - 12), start)
    return word.start() if word else start


def _entries(
    reader: PdfFileReader, data: bytes, number: int, floor: int, tail: _Tail
) -> Iterator[Stranger]:
    """Collect where the objects of one later revision lie; one that reaches back behind ``floor`` is a trick."""
    main = reader.xrefs.get_xref_data(number)
    start = _container(reader, number).start_location
    sections = [main]
    if main.hybrid:
        sections.append(main.hybrid.xref_data)
        place = main.hybrid.meta_info
        if place.stream_ref is not None:
            tail.objects[place.start_location] = (place.stream_ref, number)
    if not any(section.explicit_refs_in_revision for section in sections):
        yield Stranger(start, "an empty cross-reference section")
    if ambiguous.leaves_out(reader, number):
        yield Stranger(start, "a table that leaves out objects")
    yield from (Stranger(start, what) for what in rows.odd(reader, data, number))
    for section in sections:
        for what in _section(reader, section, number, floor, tail):
            yield Stranger(start, what)


def _section(
    reader: PdfFileReader, section: XRefSectionData, number: int, floor: int, tail: _Tail
) -> Iterator[str]:
    for idnum, (generation, offset) in section.standard_xrefs.items():
        if _reborn(reader, idnum, generation, number):
            yield f"object {idnum} has another generation"
        reference = generic.Reference(idnum, generation, pdf=reader)
        if offset >= floor:
            tail.objects[offset] = (reference, number)
        elif reader.xrefs.get_historical_ref(reference, number - 1) != offset:
            yield f"object {idnum} points back into the signed part"
    for idnum, generation in section.freed.items():
        if generation > 0 and existed(reader, idnum, number):
            yield f"object {idnum} was taken away"
    yield from ambiguous.odd_entries(reader, section, number, floor)


def taken_away(source: HistoricalResolver) -> list[generic.Reference]:
    """Return what a revision calls free although an earlier one used it; many call free what never was (iText)."""
    return [
        one
        for one in source.refs_freed_in_revision()
        if existed(source.reader, one.idnum, source.revision)
    ]


def existed(reader: PdfFileReader, idnum: int, number: int) -> bool:
    """Say whether an object of that number was written in a revision before ``number``."""
    for earlier in range(number):
        table = reader.xrefs.get_xref_data(earlier)
        for one in (table, table.hybrid.xref_data) if table.hybrid else (table,):
            if idnum in one.standard_xrefs or idnum in one.xrefs_in_objstm:
                return True
    return False


def _reborn(reader: PdfFileReader, idnum: int, generation: int, number: int) -> bool:
    """Say whether the number is in use under another generation: most readers go by the number alone."""
    tables = (reader.xrefs.get_xref_data(one).standard_xrefs.get(idnum) for one in range(number))
    others = {0, *(one[0] for one in tables if one)} - {generation}
    return any(
        reader.xrefs.get_historical_ref(generic.Reference(idnum, one, pdf=reader), number - 1)
        is not None
        for one in others
    )


def _walk(reader: PdfFileReader, data: bytes, end: int, tail: _Tail) -> Iterator[Stranger]:
    tail.objects = {_skip(data, offset): found for offset, found in tail.objects.items()}
    starts = sorted({*tail.objects, *tail.tables, len(data)})
    position, closed = _skip(data, end), end
    while position < len(data):
        following = starts[min(bisect_right(starts, position), len(starts) - 1)]
        if position in tail.tables:
            found = _table_end(data, tail.tables[position])
            if found is None:
                yield Stranger(position, "a revision without an end")
                return
            closed = found
        elif position not in tail.objects:
            yield Stranger(position, "bytes that no revision knows")
            return
        elif not _whole(reader, data[position:following], *tail.objects[position]):
            yield Stranger(position, "something hides behind an object")
            return
        elif ambiguous.says_twice(reader, data[position:following]):
            yield Stranger(position, "a key said twice")
            return
        position = _skip(data, closed if position in tail.tables else following)
    if not covers_all(data, closed):
        yield Stranger(closed, "bytes behind the last revision")


def _table_end(data: bytes, after: int) -> int | None:
    """Return where “startxref … %%EOF” ends behind a table (with its trailer) or a cross-reference stream."""
    found = END.search(data, after)
    if found is None:
        return None
    between = data[after : found.start()].strip()
    plain = between in (b"", b"endobj", b"endstream endobj")
    dictionary = (
        between.startswith((b"trailer", b"<<"))
        and b"endobj" not in between
        and b"stream" not in between
    )
    commented = _skip(data, after) == found.start() or _skip(between, 6) == len(between)
    return found.end() if plain or dictionary or commented else None


def _skip(data: bytes, position: int) -> int:
    found = BLANK.match(data, position)
    return found.end() if found else position


def _whole(reader: PdfFileReader, piece: bytes, ref: generic.Reference, number: int) -> bool:
    """Say whether ``piece`` is exactly one object, closed, with nothing but blanks or comments behind it."""
    head = OBJECT.match(piece)
    if head is None or (int(head[1]), int(head[2])) != (ref.idnum, ref.generation):
        return False
    value = reader.get_object(ref, number, transparent_decrypt=False, never_decrypt=True)
    if isinstance(value, generic.StreamObject):
        return _whole_stream(piece, value.encoded_data)
    close = piece.find(b"endobj")
    return close >= 0 and _skip(piece, close + 6) == len(piece)


def _whole_stream(piece: bytes, encoded: bytes) -> bool:
    keyword = piece.find(b"stream")
    at = piece.find(encoded, keyword) if encoded else keyword + 6
    close = CLOSED.match(piece, at + len(encoded))
    return 0 <= keyword <= at and close is not None and _skip(piece, close.end()) == len(piece)


def revision_before(reader: PdfFileReader, end: int) -> int | None:
    """Return the number of the last revision that begins within the first ``end`` bytes, or whose objects do."""
    ends = [
        _container(reader, number).end_location for number in range(reader.xrefs.total_revisions)
    ]
    inside = [number for number, place in enumerate(ends) if place <= end]
    return inside[-1] if inside else None
