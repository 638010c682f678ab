"""Attacks through what the format allows beside a signature: places, layers, generations, hybrid tables, fields used twice."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Reason, Verdict
from tests.signing.hand import FIELD, OBJECTS, SHOWN, VALUE, hand_signed, later, signed_by

CERTIFIED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]>>"
TEXT = b"BT /F1 14 Tf 5 20 Td (Phat 900 trieu) Tj ET"
DRAWN = b"<</Type/XObject/Subtype/Form/BBox[0 0 180 50]/Resources<</Font<</F1 5 0 R>>>>/Length %d>>stream\n%s\nendstream" % (len(TEXT), TEXT)  # fmt: skip
PLACE = b"<</FT/Sig/Type/Annot/Subtype/Widget/T(Hai)/F 132/Rect[%s]/P 3 0 R/AP<</N 9 0 R>>>>"


def listed(body):
    """The catalogue or the page with a second field."""
    return body.replace(b"[6 0 R]", b"[6 0 R 8 0 R]")


@pytest.fixture
def by(leader):
    return signed_by(leader)


def test_a_new_place_with_text_that_nobody_signed(by, roots):
    base = hand_signed(by, size=20)
    assert judge(base, roots).verdict == Verdict.VALID
    added = {1: listed(OBJECTS[1]), 3: listed(OBJECTS[3]), 8: PLACE % b"60 400 300 450", 9: DRAWN}
    found = judge(later(base, added, size=20), roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.HIDDEN)


def test_a_place_whose_numbers_are_written_elsewhere_is_seen(by, roots):
    page = OBJECTS[3].replace(b"/Resources<<", b"/Resources<</XObject<</Z 9 0 R>>")
    base = hand_signed(by, {9: DRAWN, 10: b"60", 3: page}, size=20, rest=CERTIFIED)
    assert judge(base, roots).verdict == Verdict.VALID
    added = {1: listed(OBJECTS[1]), 3: listed(page), 8: PLACE % b"10 0 R 400 300 450"}
    found = judge(later(base, added, size=20), roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.LOCKED)


def test_layers_that_are_listed_under_another_number(by, roots):
    layers = b"/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>/Pages"
    shown = b"/OC /L BDC " + SHOWN + b" EMC"
    objects = {
        1: OBJECTS[1].replace(b"/Pages", layers),
        3: OBJECTS[3].replace(b"/Resources<<", b"/Resources<</Properties<</L 9 0 R>>"),
        4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        9: b"<</Type/OCG/Name(x)>>",
    }
    base = hand_signed(by, objects, size=20, rest=CERTIFIED)
    changed = {1: objects[1].replace(b"9 0 R", b"10 0 R"), 10: objects[9]}
    assert judge(later(base, changed, size=20), roots).verdict == Verdict.MODIFIED


def test_an_object_under_another_generation(by, roots):
    base = hand_signed(by, size=20)
    data = later(base, {4: OBJECTS[4].replace(b"Quyet", b"Huy_q")}, size=20)
    at = len(base)
    data = data[:at] + data[at:].replace(b"4 0 obj", b"4 1 obj").replace(b" 00000 n", b" 00001 n")
    found = judge(data, roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.TAIL)


def test_a_field_that_is_signed_anew_has_lost_its_signature(by, roots):
    """The first signature is gone, although a field of its name is signed."""
    base = hand_signed(by, size=20)
    swapped = later(base, {6: FIELD.replace(b"7 0 R", b"11 0 R"), 11: VALUE + b"/ByteRange[0 1 2 3]/Contents<00>>>"}, size=20)  # fmt: skip
    assert Reason.REMOVED in {one.reason for one in judge(swapped, roots).signatures}
