"""Attacks over names that look as if they led back up: a picture called “Parent”, a page that is a drawing itself."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing.hand import OBJECTS, SHOWN, hand_signed, later, signed_by

CERTIFIED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P %d/V/1.2>>>>]>>"
BLACK = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 21>>stream\n100 100 99 99 re f   \nendstream"
NOTHING = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 0>>stream\n\nendstream"


def drawn(content):
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def with_resources(more):
    return OBJECTS[3].replace(b"/Resources<<", b"/Resources<<" + more)


@pytest.fixture
def by(leader):
    return signed_by(leader)


@pytest.mark.parametrize("permission", [1, 2])
def test_a_picture_called_parent_that_comes_later(by, roots, permission):
    objects = {
        3: with_resources(b"/XObject<</Parent 9 0 R>>"),
        4: drawn(SHOWN + b" /Parent Do"),
    }
    base = hand_signed(by, objects, size=20, rest=CERTIFIED % permission)
    assert judge(base, roots).verdict == Verdict.VALID
    found = judge(later(base, {9: BLACK}, size=20), roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.PROMISED)
    assert found.signatures[0].attack == Attack.SHADOW_HIDE_AND_REPLACE


def test_what_lies_below_a_picture_called_parent(by, roots):
    """The picture was signed; what it draws itself comes later."""
    outer = NOTHING.replace(
        b"/Length 0>>stream\n", b"/Resources<</XObject<</X 10 0 R>>>>/Length 5>>stream\n/X Do"
    )
    objects = {
        3: with_resources(b"/XObject<</Parent 9 0 R>>"),
        4: drawn(SHOWN + b" /Parent Do"),
        9: outer,
    }
    base = hand_signed(by, objects, size=20, rest=CERTIFIED % 2)
    found = judge(later(base, {10: BLACK}, size=20), roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.PROMISED)


def test_the_drawing_of_a_field_called_parent_by_the_page(by, roots):
    """A field may be filled; its drawing is the text of the page, too."""
    field = b"<</FT/Tx/Type/Annot/Subtype/Widget/T(So)/F 4/Rect[60 60 200 80]/P 3 0 R/DA(/F1 9 Tf)%s/AP<</N 10 0 R>>>>"
    objects = {
        1: OBJECTS[1].replace(b"[6 0 R]", b"[6 0 R 9 0 R]"),
        3: with_resources(b"/XObject<</Parent 10 0 R>>").replace(b"[6 0 R]", b"[6 0 R 9 0 R]"),
        4: drawn(SHOWN + b" /Parent Do"),
        9: field % b"",
        10: NOTHING,
    }
    base = hand_signed(by, objects, size=20, rest=CERTIFIED % 2)
    assert judge(base, roots).verdict == Verdict.VALID
    found = judge(later(base, {9: field % b"/V(5)", 10: BLACK}, size=20), roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.PROMISED)


def test_a_page_that_is_a_drawing_of_another_page(by, roots):
    """Of a page the keys are compared when a comment is added; what it draws elsewhere would change unseen."""
    text = b"BT /F1 14 Tf 60 650 Td (%s) Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Subtype/Form/BBox[0 0 600 800]%s"
    page += b"/Resources<</Font<</F1 5 0 R>>>>/Length %d>>stream\n%s\nendstream"
    before, after = text % b"9 trieu", text % b"1 trieu"
    objects = {
        2: b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>",
        3: with_resources(b"/XObject<</C 9 0 R>>"),
        4: drawn(SHOWN + b" /C Do"),
        9: page % (b"", len(before), before),
    }
    base = hand_signed(by, objects, size=20, rest=CERTIFIED % 3)
    note = b"<</Type/Annot/Subtype/Text/Rect[9 9 29 29]/Contents(x)/F 4>>"
    changed = {9: page % (b"/Annots[10 0 R]", len(after), after), 10: note}
    assert judge(later(base, changed, size=20), roots).verdict == Verdict.MODIFIED


def test_fields_with_places_below_are_filled_as_before(by, roots):
    """An honest ``/Parent``: the field above its two places is filled."""
    field = b"<</FT/Tx/T(So)/Kids[10 0 R 11 0 R]/DA(/F1 9 Tf)%s>>"
    place = b"<</Type/Annot/Subtype/Widget/F 4/Rect[60 %d 200 %d]/P 3 0 R/Parent 9 0 R>>"
    objects = {
        1: OBJECTS[1].replace(b"[6 0 R]", b"[6 0 R 9 0 R]"),
        3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 10 0 R 11 0 R]"),
        9: field % b"",
        10: place % (60, 80),
        11: place % (160, 180),
    }
    base = hand_signed(by, objects, size=20, rest=CERTIFIED % 2)
    found = judge(later(base, {9: field % b"/V(5)"}, size=20), roots)
    assert (found.verdict, found.reason) != (Verdict.MODIFIED, Reason.PROMISED)
