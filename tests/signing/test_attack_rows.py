"""Tables of a later revision that one reader obeys and another skips, or that make it seek all objects anew."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing.hand import OBJECTS, SHOWN, hand_signed, signed_by

OTHER = SHOWN.replace(b"Quyet dinh", b"900 trieu")
EDGE = 1010  # blanks: the mark of the end is found within the last 1024 bytes, what stands before it is not


def drawn(content):
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


@pytest.fixture(scope="module")
def base(leader):
    """A signed file in which another page content sleeps: no table leads to it."""
    sleeping = OBJECTS[4] + b"\nendobj\n\n4 0 obj\n" + drawn(OTHER)
    return hand_signed(signed_by(leader), {4: sleeping}, size=30)


def with_rows(data, rows, size=b"30", trailer=b"", before=b""):
    at = len(data)
    previous = int(data.rsplit(b"startxref", 1)[1].split()[0])
    body = data + b"9 0 obj\nnull\nendobj\n"
    table = b"xref\n%s%s9 1\n%010d 00000 n \n" % (before, rows, at)
    end = b"trailer\n<</Size %s/Root 1 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (size, previous, trailer, len(body))


def in_a_stream(data, *rows, more=b""):
    """Append a revision whose table is a stream; ``rows``: number, kind, place, generation."""
    at, previous = len(data), int(data.rsplit(b"startxref", 1)[1].split()[0])
    body = data + b"9 0 obj\nnull\nendobj\n"
    found = sorted([(9, 1, at, 0), (25, 1, len(body), 0), *rows])
    packed = b"".join(
        kind.to_bytes(1) + place.to_bytes(4) + generation.to_bytes(3)
        for _number, kind, place, generation in found
    )
    index = b" ".join(b"%d 1" % one[0] for one in found)
    head = b"25 0 obj\n<</Type/XRef/Size 30/Root 1 0 R/Prev %d/W[1 4 3]/Index[%s]%s/Length %d>>stream\n"
    table = head % (previous, index, more, len(packed)) + packed + b"\nendstream\nendobj\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize("count", [1, 500])
def test_blanks_behind_the_end_are_harmless(base, roots, count):
    assert judge(base + b" " * count, roots).verdict == Verdict.VALID


def test_blanks_that_hide_the_end_are_not(base, roots):
    """MuPDF seeks the last table in 1024 bytes, finds none, and shows what sleeps."""
    assert judge(base + b" " * EDGE, roots).verdict == Verdict.MODIFIED


def test_tables_as_programs_write_them(base, roots):
    plain = [with_rows(base, b""), with_rows(base, b"", before=b"0 1\n0000000000 65536 f \n")]
    for data in (*plain, in_a_stream(base), in_a_stream(base, (0, 0, 0, 65536))):
        assert judge(data, roots).verdict == Verdict.VALID


TABLES = {
    "a remark": {"before": b"% hi\n"},
    "a row of another kind": {"rows": b"4 1\n0000000100 00000 x \n"},
    "an impossible generation": {"rows": b"4 1\n0000000100 99999 n \n"},
    "an object of an impossible generation is gone": {"rows": b"4 1\n0000000000 70000 f \n"},
    "a negative number": {"rows": b"4 -1\n"},
    "billions of objects": {"size": b"99999999999"},
    "two earlier tables": {"trailer": b"/Prev null"},
    "two earlier tables, one disguised": {"trailer": b"/Pr#65v null"},
}


@pytest.mark.parametrize("way", TABLES)
def test_a_table_that_readers_read_differently(base, roots, way):
    assert judge(with_rows(base, **{"rows": b"", **TABLES[way]}), roots).verdict == Verdict.MODIFIED


@pytest.mark.parametrize("row", [(4, 3, 0, 0), (4, 255, 100, 0), (4, 1, 100, 70000)])
def test_a_row_that_pyhanko_skips(base, roots, row):
    """ISO 32000-1 calls an object of an unknown kind null; poppler shows an empty page for an unknown generation."""
    assert judge(in_a_stream(base, row), roots).verdict == Verdict.MODIFIED


def test_a_table_in_a_stream_that_says_a_key_twice(base, roots):
    assert judge(in_a_stream(base, more=b"/W[1 4 2]"), roots).verdict == Verdict.MODIFIED
