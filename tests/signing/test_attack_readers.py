"""Files that programs read differently: a key said twice, a table that leaves out objects, a packed piece of the past."""

from __future__ import annotations

import re
import zlib

import pytest

from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing import attacks_certified as certified
from tests.signing import makers


def last_body(data, number):
    found = re.findall(rb"\n%d 0 obj\s*(<<.*?>>)\s*endobj" % number, data, re.DOTALL)
    return found[-1]


def revision(data, objects, trailer=b"", size=None):
    """Append a revision with a plain table."""
    out, places = data, {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % one for one in sorted(places.items()))
    top, before = sizes(data), re.findall(rb"startxref\s+(\d+)", data)[-1]
    kept = b"<</Size %d/Root 1 0 R/Prev %s%s>>" % (size or top, before, trailer)
    return out + b"xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (table, kept, len(out))


def sizes(data):
    return max(int(one) for one in re.findall(rb"/Size (\d+)", data))


@pytest.fixture(scope="module")
def signed(leader):
    return makers.pyhanko_signs(certified.paper(), leader)


@pytest.fixture(scope="module")
def catalog(signed):
    """The catalogue with an empty store of proofs, which may be added."""
    return last_body(signed, 1)[:-2] + b"/DSS <</Certs []>>>>"


def refused(found, attack=Attack.INCREMENTAL):
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.TAIL), found
    assert found.signatures[0].attack == attack
    return True


def test_a_store_of_proofs_may_come(signed, catalog, verdict):
    assert verdict(revision(signed, {1: catalog})).verdict == Verdict.VALID


@pytest.mark.parametrize("key", [b"/Pages 2 0 R", b"/P#61ges 2 0 R", b"/DSS null"])
def test_no_key_is_said_twice(key, signed, catalog, verdict):
    assert refused(verdict(revision(signed, {1: catalog[:-2] + key + b">>"})))
    assert refused(verdict(revision(signed, {1: b"<<" + key + catalog[2:]})))


def test_a_table_leaves_out_no_object(signed, catalog, verdict):
    assert refused(verdict(revision(signed, {1: catalog}, size=4)))


def test_a_signature_says_its_range_once(leader, verdict):
    signed = makers.pyhanko_signs(certified.paper(), leader, reason="x" * 30)
    when = re.search(rb"/Reason \(x*\)", signed)[0]
    for other in (b"/Contents <00>", b"/#42yteRange [0 1]"):
        found = verdict(signed.replace(when, other.ljust(len(when))))
        assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.BAD_RANGE), found


def test_a_packed_object_of_the_past_stays_there(leader, verdict):
    """Hide and replace with streams of objects: the other page lies packed and unused in the signed part."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Rotate 180>>"
    packed = zlib.compress(b"3 0 " + page)
    kind = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    pack = kind + b"stream\n" + packed + b"\nendstream"
    paper = certified.paper()
    number = sizes(paper)
    signed = makers.pyhanko_signs(revision(paper, {number: pack}, size=number + 1), leader)
    at, table = len(signed), sizes(signed)
    rows = bytes([2, 0, 0, 0, number, 0]) + b"\x01" + at.to_bytes(4, "big") + b"\0"
    before = re.findall(rb"startxref\s+(\d+)", signed)[-1]
    stream = b"<</Type/XRef/W[1 4 1]/Index[3 1 %d 1]/Size %d/Root 1 0 R/Prev %s/Length %d>>" % (
        table, table + 1, before, len(rows),
    )  # fmt: skip
    whole = b"%d 0 obj\n%sstream\n%s\nendstream\nendobj\n" % (table, stream, rows)
    found = verdict(signed + whole + b"startxref\n%d\n%%%%EOF\n" % at)
    assert refused(found, Attack.SHADOW_HIDE_AND_REPLACE)
