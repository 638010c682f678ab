"""Resources that a form shares with its pages, as LibreOffice writes them: programs that sign later add fonts and drawings there."""

from __future__ import annotations

import pytest

from signing.verify.judge import judge
from signing.verify.verdicts import Reason, Verdict
from tests.signing.hand import OBJECTS, SHOWN, hand_signed, later, signed_by

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
DRAWN = b"1 0 0 rg 0 0 90 90 re f"
DRAWING = b"<</Type/XObject/Subtype/Form/BBox[0 0 90 90]/Length %d>>stream\n%s\nendstream" % (
    len(DRAWN), DRAWN,
)  # fmt: skip
SHARED = {
    1: OBJECTS[1].replace(b"/Fields[6 0 R]", b"/Fields[6 0 R]/DR 8 0 R"),
    3: OBJECTS[3].replace(b"<</Font<</F1 5 0 R>>>>", b" 8 0 R"),
    8: b"<</Font 9 0 R/ProcSet[/PDF/Text]>>",
    9: b"<</F1 5 0 R>>",
}
FONTS = {9: b"<</F1 5 0 R/Helv 10 0 R>>", 10: FONT}
DRAWINGS = {8: SHARED[8][:-2] + b"/XObject<</FRM 10 0 R>>>>", 10: DRAWING}
REPLACED = {9: b"<</F1 10 0 R/Helv 10 0 R>>", 10: FONT}


def _judged(leader, roots, objects, content=SHOWN, *, keys=b"", own=None):
    shown = b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(content), content)
    signed = hand_signed(signed_by(leader), {**SHARED, 4: shown} | (own or {}))
    first = judge(later(signed, objects, size=11), roots).signatures[0]
    return first.verdict, first.reason


@pytest.mark.parametrize("objects", [FONTS, DRAWINGS], ids=["fonts (PDFBox)", "drawings (iText)"])
def test_resources_of_form_and_page_may_grow(leader, roots, objects):
    assert _judged(leader, roots, objects) == (Verdict.VALID, Reason.GOOD_THEN_FILLED)


def test_a_font_of_the_page_is_not_replaced_so(leader, roots):
    assert _judged(leader, roots, REPLACED)[0] == Verdict.MODIFIED


@pytest.mark.parametrize("called", [b"/FRM Do", b"/F#52M Do", b"q /FRM\nDo Q", b"/FRM\0Do"])
def test_what_the_page_calls_already_does_not_come_into_being(leader, roots, called):
    """Drawn white below the signature or off the page, the eyes alone would not see it."""
    content = SHOWN + b" q 1 0 0 1 900 900 cm " + called + b" Q"
    assert _judged(leader, roots, DRAWINGS, content)[0] == Verdict.MODIFIED


@pytest.mark.parametrize("keys", [b"/Length1 5", b"/Subtype/Image"])
def test_what_the_page_shows_is_read_whatever_its_keys_say(leader, roots, keys):
    content = SHOWN + b" q 1 0 0 1 900 900 cm /FRM Do Q"
    assert _judged(leader, roots, DRAWINGS, content, keys=keys)[0] == Verdict.MODIFIED


def test_a_colour_that_counts_without_a_name_does_not_come_in_so(leader, roots):
    """White letters for some readers, black for others."""
    lab = b"/ColorSpace<</DefaultRGB[/Lab<</WhitePoint[0.95 1 1.09]>>]>>"
    assert _judged(leader, roots, {8: SHARED[8][:-2] + lab + b">>"})[0] == Verdict.MODIFIED


def test_a_page_that_the_form_calls_a_list_of_fonts_is_none(leader, roots):
    """The signer wrote “/Font 3 0 R”, the page; later the page would run a program."""
    own = {8: b"<</Font 3 0 R/ProcSet[/PDF/Text]>>"}
    grown = {3: OBJECTS[3].replace(b"<</Font<</F1 5 0 R>>>>", b" 8 0 R")[:-2] + b"/AA<</O<</S/JavaScript/JS(1)>>>>>>"}  # fmt: skip
    assert _judged(leader, roots, grown, own=own)[0] == Verdict.MODIFIED
