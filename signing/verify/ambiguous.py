"""What programs read differently: a key said twice in one dictionary, a table that leaves out objects, unpacked pieces of the past.

Of two values under one key some readers take the first and some the last (ISO 32000-1, 7.3.7 leaves it open): what one
shows was never seen by the other. No honest program writes such a thing.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionData

from signing.pdf.reading import entry

LONG = re.compile(
    rb"<[0-9A-Fa-f\s]{256,}>"
)  # signatures: read digit by digit, they cost more than all else
BLANKS = b"\x00\t\n\x0c\r "
HEAD = re.compile(rb"\d+\s+\d+\s+obj\b")


def says_twice(reader: PdfFileReader, piece: bytes) -> bool:
    """Say whether a dictionary within the object ``piece`` has one key twice, escapes (``#6f``) undone."""
    head = HEAD.match(piece)
    dictionary, word, rest = piece[head.end() if head else 0 :].partition(b"stream")
    body = LONG.sub(b"<00>", dictionary) + word + rest
    return _is_refused(reader, body)


def _is_refused(reader: PdfFileReader, body: bytes) -> bool:
    lax, reader.strict = reader.strict, True
    try:
        generic.read_object(BytesIO(body.lstrip(BLANKS)), generic.Reference(0, 0, reader))
    except PdfStrictReadError as error:
        return "Multiple definitions" in str(error)
    except Exception:  # noqa: BLE001 (what cannot be read is judged elsewhere)
        return False
    finally:
        reader.strict = lax
    return False


def signature_says_twice(reader: PdfFileReader, data: bytes, gap: tuple[int, int]) -> bool:
    """Say so of the dictionary around a signature whose ``/Contents`` lies at ``gap`` (its first byte and its end)."""
    first, second = gap
    start, end = data.rfind(b"obj", 0, first), data.find(b"endobj", second)
    if start < 0 or end < 0:
        return False
    return _is_refused(reader, data[start + 3 : first] + b"<00>" + data[second:end])


def odd_entries(
    reader: PdfFileReader, section: XRefSectionData, number: int, floor: int
) -> Iterator[str]:
    """Yield what is odd about packed objects of a later revision: of an earlier stream, or with one key twice."""
    for idnum, place in section.xrefs_in_objstm.items():
        reference = generic.Reference(idnum, 0, pdf=reader)
        if reader.xrefs.get_historical_ref(reference, number - 1) == place:
            continue
        stream = generic.Reference(place.obj_stream_id, 0, pdf=reader)
        offset = reader.xrefs.get_historical_ref(stream, number)
        if isinstance(offset, int) and offset < floor:
            yield f"object {idnum} points back into the signed part"
    for stream_number in {one.obj_stream_id for one in section.xrefs_in_objstm.values()}:
        if _packs_twice(reader, generic.Reference(stream_number, 0, pdf=reader), number):
            yield f"a key said twice in stream {stream_number}"


def _packs_twice(reader: PdfFileReader, stream: generic.Reference, number: int) -> bool:
    """Say whether an object in a stream of objects has one key twice."""
    try:
        found = reader.get_object(stream, number)
        first, count, data = int(found["/First"]), int(found["/N"]), bytes(found.data)
        numbers = [int(one) for one in data[:first].split()[: 2 * count]]
    except Exception:  # noqa: BLE001
        return False
    return any(_is_refused(reader, LONG.sub(b"<00>", data[first + at :])) for at in numbers[1::2])


def leaves_out(reader: PdfFileReader, number: int) -> bool:
    """Say whether a revision's ``/Size`` is smaller than the number of its catalogue or of an object it writes."""
    try:
        trailer = reader.trailer.flatten(number)
        size, root = entry(trailer, "/Size"), trailer.raw_get("/Root").reference.idnum
    except Exception:  # noqa: BLE001
        return False
    data = reader.xrefs.get_xref_data(number)
    highest = max([root, *data.standard_xrefs, *data.xrefs_in_objstm])
    earlier = reader.xrefs.get_xref_data(number - 1)
    highest = max([highest, *earlier.standard_xrefs, *earlier.xrefs_in_objstm])
    return isinstance(size, int) and size <= highest
