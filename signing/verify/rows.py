"""How a later revision writes its table of objects: rows that one reader skips and another obeys, tables that make one rebuild all.

A reader that does not understand a table seeks the objects of the whole file by itself, and may find some that nobody signed
as part of the document; a row that pyHanko leaves out may lead another reader to something else. No program writes such.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import (
    XRefEntry,
    XRefSectionMetaInfo,
    XRefSectionType,
    parse_xref_stream,
    parse_xref_table,
    read_object_header,
)

from signing.verify import ambiguous

TABLES = (XRefSectionType.STANDARD, XRefSectionType.HYBRID_MAIN)
PLAIN = re.compile(rb"[\d\snf]*trailer\s*")
LAST_GENERATION = 65_535
MOST = 8_388_608  # objects of a file, the one of number 0 among them (ISO 32000-1, annex C.2)
# bytes from the end in which readers seek the last “startxref” (ISO 32000-1, annex H.3)
WITHIN = 1024


def odd(reader: PdfFileReader, data: bytes, number: int) -> Iterator[str]:
    """Yield what is odd about the tables of a revision."""
    place, table = reader.xrefs.get_xref_container_info(number), reader.xrefs.get_xref_data(number)
    hybrid = [table.hybrid.meta_info] if table.hybrid is not None else []
    for one in [place, *hybrid]:
        if one.size > MOST:
            yield "a table of more objects than there can be"
        try:
            yield from _table(reader, data, one) if one.xref_section_type in TABLES else _stream(reader, data, one)  # fmt: skip
        except Exception:  # noqa: BLE001, S112 (what cannot be read at all is judged elsewhere)
            continue


def _table(reader: PdfFileReader, data: bytes, place: XRefSectionMetaInfo) -> Iterator[str]:
    written = data[place.start_location : place.end_location]
    if not PLAIN.fullmatch(written):
        yield "a table with more than rows"
    elif _is_skipped(parse_xref_table(BytesIO(written + b"<<"), strict=False)):
        yield "a row of no generation"
    end = data.find(b"startxref", place.end_location)
    if ambiguous.says_twice(reader, data[place.end_location : end]):
        yield "a key said twice in a trailer"


def _stream(reader: PdfFileReader, data: bytes, place: XRefSectionMetaInfo) -> Iterator[str]:
    piece = data[place.start_location : place.end_location]
    if ambiguous.says_twice(reader, piece):
        yield "a key said twice in a trailer"
    source = BytesIO(piece)
    idnum, generation = read_object_header(source, strict=False)
    reference = generic.Reference(idnum, generation, pdf=reader)
    stream = generic.StreamObject.read_from_stream(source, reference)
    stream.container_ref = reference
    index = [int(one) for one in stream.get("/Index", [0, place.size])]
    rows = list(parse_xref_stream(stream, strict=False))
    if len(rows) != sum(index[1::2]):
        yield "a row of no kind"
    if _is_skipped(rows):
        yield "a row of no generation"


def _is_skipped(rows: Iterable[XRefEntry]) -> bool:
    """Say whether pyHanko leaves out a row because there is no such generation."""
    return any(one.idnum and one.generation > LAST_GENERATION for one in rows)


def lies_too_far(data: bytes) -> bool:
    """Say whether the last table is told of so far from the end that some readers do not find it."""
    return len(data) - data.rfind(b"startxref") > WITHIN
