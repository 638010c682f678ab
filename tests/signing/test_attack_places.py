"""Places for signatures made after signing: who did not sign says nothing in them, and they do nothing."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing import stamps
from tests.signing.hand import FIELD, OBJECTS, hand_signed, later, signed_by, signed_later

CERTIFIED = b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]>>"
SAYS = b"BT /F1 14 Tf 0 5 Td (900 trieu dong) Tj ET"
NOTE = b"1 1 0.6 rg 0 0 300 30 re f 0 g " + SAYS
GROUP = b"<</FT/Sig/T(x)/Kids[10 0 R]>>"
WIDGET = (
    b"<</Type/Annot/Subtype/Widget/Parent 9 0 R/Rect[60 600 360 630]/F 4/P 3 0 R/AP<</N 11 0 R>>"
)
EMPTY = b"<</FT/Sig/T(x)/Type/Annot/Subtype/Widget/Rect[60 %d 360 630]/F 132/P 3 0 R%s>>"
LINK = b"/A<</S/URI/URI(http://a.example)>>"
SCRIPT = b"/AA<</PO<</S/JavaScript/JS(app.beep\\(\\))>>>>"


def drawn(content):
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 300 30]/Resources<</Font<</F1 5 0 R>>>>"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def with_place(on_page, **objects):
    numbered = {int(name[1:]): body for name, body in objects.items()}
    return {
        1: OBJECTS[1].replace(b"6 0 R", b"6 0 R 9 0 R"),
        3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R %d 0 R]" % on_page),
        **numbered,
    }


def kid(more, way=WIDGET):
    return with_place(10, _9=GROUP, _10=way + more + b">>", _11=drawn(SAYS))


def alone(body, content=SAYS):
    return with_place(9, _9=body, _11=drawn(content))


WAYS = {
    "a text field below it, with a value": kid(b"/FT/Tx/V(x)"),
    "a box below it": kid(b"/FT/Btn/V/Yes"),
    "a place of the first signature's field": kid(b"", WIDGET.replace(b"/Parent 9", b"/Parent 6")),
    "a parent of its own": kid(b"", WIDGET.replace(b"/Parent 9 0 R", b"/Parent<</V 7 0 R>>")),
    "a value of the place": kid(b"/V 7 0 R"),
    "a link below it": kid(LINK, WIDGET.replace(b"/Widget", b"/Link").replace(b"11 0 R", b"null")),
    "a note": alone(EMPTY % (600, b"/AP<</N 11 0 R>>"), NOTE),
    "a link": alone((EMPTY % (600, LINK)).replace(b"/Widget", b"/Link")),
    "an address": alone(EMPTY % (600, LINK)),
    "a script": alone(EMPTY % (600, SCRIPT)),
}


def drawn_later(leader, roots, objects, rest=b">>"):
    base = hand_signed(signed_by(leader), size=20, rest=rest)
    return judge(later(base, objects, size=20), roots)


@pytest.mark.parametrize("way", WAYS)
def test_a_place_that_nobody_signed_says_and_does_nothing(leader, roots, way):
    found = drawn_later(leader, roots, WAYS[way])
    assert found.verdict == Verdict.MODIFIED
    assert found.signatures[0].attack


def test_a_certified_file_runs_no_script_from_a_place_nobody_sees(leader, roots):
    unseen = alone(EMPTY % (630, SCRIPT))
    assert drawn_later(leader, roots, unseen, CERTIFIED).verdict == Verdict.MODIFIED


@pytest.mark.parametrize("place", [alone(EMPTY % (600, b"")), kid(b"").copy() | {11: drawn(b"")}])
def test_an_empty_place_may_come(leader, roots, place):
    assert drawn_later(leader, roots, place).verdict == Verdict.VALID


def test_who_signs_there_may_be_seen(leader, agency, roots):
    base = hand_signed(signed_by(leader), size=20)
    below = kid(b"") | {9: GROUP.replace(b"/Kids", b"/V 12 0 R/Kids"), 12: b"@"}
    seen = alone(EMPTY % (600, b"/AP<</N 11 0 R>>/V 12 0 R")) | {12: b"@"}
    for objects in (below, seen):
        data = signed_later(base, signed_by(agency), objects, size=20)
        assert judge(data, roots).verdict == Verdict.VALID


@pytest.mark.parametrize("prepared", [True, False])
@pytest.mark.parametrize("content", [SAYS, b""])
def test_a_clock_that_stamps_for_anybody_says_nothing(leader, roots, prepared, content):
    """A document timestamp needs no certificate: what stands in its place was written by nobody."""
    clock = stamps.clock()
    place = EMPTY % (600, b"")
    signed = alone(place) if prepared else {}
    base = hand_signed(signed_by(leader), signed | {6: FIELD} if prepared else None, size=20)
    stamped = {9: EMPTY % (600, b"/AP<</N 12 0 R>>/V 13 0 R"), 12: drawn(content), 13: b"@"}
    objects = stamped if prepared else alone(b"") | stamped
    data = signed_later(base, clock.container(), objects, start=stamps.STAMP, size=20)
    found = judge(data, roots, times=[clock.certificate])
    assert [one.kind for one in found.signatures] == ["signature", "timestamp"]
    assert found.verdict == (Verdict.MODIFIED if content else Verdict.VALID)
