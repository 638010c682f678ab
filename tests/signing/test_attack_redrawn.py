"""Shadow attacks by fields that viewers draw anew: whatever way the drawing writes its letters, it must show the value."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Reason, Verdict
from tests.signing.hand import OBJECTS, hand_signed, later, signed_by

CERTIFIED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]>>"
FIELD = b"<</FT/%s/Type/Annot/Subtype/Widget/T(So)/F 4/Rect[60 600 200 620]/P 3 0 R/DA(/F1 9 Tf)/V%s%s/AP<</N 10 0 R>>>>"
DRAWING = b"<</Type/XObject/Subtype/Form/BBox[0 0 140 20]/Resources<</Font<</F1 %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
MAP = b"1 beginbfchar <0001> <0110> endbfchar 1 beginbfrange <0030> <0039> <0030> endbfrange"
PACKED = {  # a font of two bytes a letter, with its map
    11: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 12 0 R/DescendantFonts[13 0 R]>>",
    12: b"<</Length %d>>stream\n%s\nendstream" % (len(MAP), MAP),
    13: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>",
}


def anew(leader, value, shown, *, packed=False, more=b"", moved=False):
    """A field with a value and a drawing, signed; then viewers are told to draw all fields by their values."""
    text = b"BT /F1 9 Tf 2 4 Td %s ET" % shown
    catalogue = OBJECTS[1].replace(b"[6 0 R]", b"[6 0 R 9 0 R]")
    objects = {
        1: catalogue,
        3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 9 0 R]"),
        9: FIELD % (b"Ch" if b"/Opt" in more else b"Tx", value, more),
        10: DRAWING % (11 if packed else 5, len(text), text),
        **(PACKED if packed else {}),
    }
    if moved:  # the value stands above its place
        objects[3] = OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 14 0 R]")
        objects[9] = b"<</FT/Tx/T(So)/Kids[14 0 R]/V%s>>" % value
        place = FIELD % (b"Tx", b"()", b"")
        objects[14] = place.replace(b"/FT/Tx", b"/Parent 9 0 R").replace(b"/T(So)", b"").replace(b"/V()", b"")  # fmt: skip
    base = hand_signed(signed_by(leader), objects, size=20, rest=CERTIFIED)
    told = catalogue.replace(b"/SigFlags 3", b"/SigFlags 3/NeedAppearances true")
    return later(base, {1: told}, size=20)


@pytest.fixture
def no_eyes(monkeypatch):
    """What one program draws anew, another does not: the rule must not need the pictures."""
    monkeypatch.setattr("signing.verify.sight.Sight.looks_different", lambda *_: None)


LIES = {
    "hexadecimal": {"value": b"(900 trieu)", "shown": b"<313030> Tj"},
    "with blanks": {"value": b"(900 trieu)", "shown": b"[<31 30> -20 <30>] TJ"},
    "escaped": {"value": b"(900 trieu)", "shown": rb"(\061\060\060) Tj"},
    "letters beyond ASCII": {"value": b"<FEFF0110003900300030>", "shown": b"(100) Tj"},
    "by a map": {"value": b"(900)", "shown": b"<003100300030> Tj", "packed": True},
    "without a map": {"value": b"(900)", "shown": b"<0131> Tj", "packed": True},
    "more than the value": {"value": b"(1)", "shown": b"(100 trieu) Tj"},
    "nothing": {"value": b"(900)", "shown": b""},
    "lines": {"value": b"(900)", "shown": b"0 0 m 9 9 l S"},
    "its place below": {"value": b"(900)", "shown": b"(100) Tj", "moved": True},
    "a choice": {
        "value": b"(b)",
        "shown": b"(Dong y) Tj",
        "more": b"/Opt[[(a)(Dong y)][(b)(Tu choi)]]",
    },
}
TRUE = {
    "hexadecimal": {"value": b"(100)", "shown": b"<313030> Tj"},
    "escaped": {"value": b"(100)", "shown": rb"(\061\060) Tj (0) Tj"},
    "by a map": {
        "value": b"<FEFF0110003900300030>",
        "shown": b"<0001003900300030> Tj",
        "packed": True,
    },
    "its place below": {"value": b"(100)", "shown": b"(100) Tj", "moved": True},
    "empty": {"value": b"()", "shown": b""},
    "a password": {"value": b"(100)", "shown": b"(***) Tj", "more": b"/Ff 8192"},
    "a choice": {
        "value": b"(b)",
        "shown": b"(Tu choi) Tj",
        "more": b"/Opt[[(a)(Dong y)][(b)(Tu choi)]]",
    },
}


@pytest.mark.parametrize("name", LIES)
def test_a_value_that_was_not_shown(leader, roots, no_eyes, name):
    found = judge(anew(leader, **LIES[name]), roots)
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.FIELD_OVERWRITTEN)


@pytest.mark.parametrize("name", TRUE)
def test_a_value_that_was_shown(leader, roots, no_eyes, name):
    found = judge(anew(leader, **TRUE[name]), roots)
    assert found.verdict == Verdict.VALID, found.signatures[0].detail
