"""Fields that said something when the document was signed: all that readers go by stays, not only the plain value."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing.hand import OBJECTS, hand_signed, later, signed_by

PLACE = b"/Type/Annot/Subtype/Widget/Rect[60 600 360 630]/P 3 0 R/DA(/F1 12 Tf 0 g)"
TEXT = b"<</FT/Tx/T(a)/F 4" + PLACE
LIST = b"<</FT/Ch/T(a)/F 4/Ff 131072/Opt[(100)[(900)(chin tram)]]" + PLACE
SHOWN = b"/AP<</N 11 0 R>>>>"


def drawn(said):
    content = b"/Tx BMC BT /F1 12 Tf 0 5 Td (%s) Tj ET EMC" % said
    more = b"/Type/XObject/Subtype/Form/BBox[0 0 300 30]/Resources<</Font<</F1 5 0 R>>>>"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def long(said):
    return b"<</Length %d>>stream\n%s\nendstream" % (len(said), said)


def changed(leader, roots, before, after, **objects):
    numbered = {int(name[1:]): body for name, body in objects.items()}
    signed = {
        1: OBJECTS[1].replace(b"6 0 R", b"6 0 R 10 0 R"),
        3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 10 0 R]"),
        10: before,
        11: drawn(b"100"),
        12: long(b"100"),
    }
    base = hand_signed(signed_by(leader), signed, size=20)
    assert judge(base, roots).verdict == Verdict.VALID
    return judge(later(base, {10: after, **numbered}, size=20), roots)


FULL = TEXT + b"/V(100)" + SHOWN
WAYS = {  # as it was signed, as it is later
    "a drawing under the mouse": (FULL, FULL.replace(b"/N", b"/R 13 0 R/N")),
    "a drawing while it is pressed": (FULL, FULL.replace(b"/N", b"/D 13 0 R/N")),
    "on paper it is gone": (FULL, FULL.replace(b"/F 4", b"/F 0")),
    "it does not zoom with the page": (FULL, FULL.replace(b"/F 4", b"/F 12")),
    "another line is called chosen": (LIST + b"/V(100)" + SHOWN, LIST + b"/V(100)/I[1]" + SHOWN),
    "a line without a value": (LIST + b"/I[0]" + SHOWN, LIST + b"/I[1]" + SHOWN),
    "a long value": (TEXT + b"/V 12 0 R" + SHOWN, TEXT + b"/V 14 0 R" + SHOWN),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_it_said_is_overwritten(leader, roots, way):
    found = changed(leader, roots, *WAYS[way], _13=drawn(b"900"), _14=long(b"900"))
    assert found.verdict == Verdict.MODIFIED
    first = found.signatures[0]
    assert (first.reason, first.attack) == (Reason.FIELD_OVERWRITTEN, Attack.SHADOW_REPLACE)


KEPT = {
    "locked against typing": (FULL, FULL.replace(b"/F 4", b"/F 132/Ff 1")),
    "printed from now on": (FULL.replace(b"/F 4", b"/F 0"), FULL),
    "the line that it says": (LIST + b"/V(100)" + SHOWN, LIST + b"/V(100)/I[0]" + SHOWN),
    "the line that it means": (LIST + b"/V(900)" + SHOWN, LIST + b"/V(900)/I[1]" + SHOWN),
}


@pytest.mark.parametrize("way", KEPT)
def test_what_it_said_is_kept(leader, roots, way):
    assert changed(leader, roots, *KEPT[way]).verdict == Verdict.VALID
