"""Attacks on the patience of the eyes: a page that takes long to draw may hide nothing on the others."""

from __future__ import annotations

import time
import zlib

import pytest
from django.utils.translation import override

from signing.reports.sentences import notices
from signing.verify import sight
from signing.verify.judge import judge
from signing.verify.later import Aftermath
from signing.verify.verdicts import Notice, Reason, Verdict
from tests.signing.hand import OBJECTS, SHOWN, hand_signed, later, signed_by

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
FILLED = b"BT /F1 9 Tf 2 4 Td (05) Tj ET"
DRAWING = b"<</Type/XObject/Subtype/Form/BBox[0 0 140 20]/Resources<</Font<</F1 5 0 R>>>>/Length %d>>stream\n%s\nendstream"
FIELD = b"<</FT/Tx/Type/Annot/Subtype/Widget/T(So)/F 4/Rect[60 60 200 80]/P 12 0 R/DA(/F1 9 Tf)%s>>"


def drawn(content, more=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def heavy(lines):
    packed = zlib.compress(b"0 0 m 595 842 l S 595 0 m 0 842 l S\n" * lines)
    return drawn(packed, b"/Filter/FlateDecode")


@pytest.fixture
def base(leader):
    """A file of two pages, the first one heavy, with a field to fill in on the second."""
    objects = {
        1: OBJECTS[1].replace(b"[6 0 R]", b"[6 0 R 9 0 R]"),
        2: b"<</Type/Pages/Kids[3 0 R 12 0 R]/Count 2>>",
        4: heavy(400),
        9: FIELD % b"",
        12: PAGE % (13, b"/Annots[9 0 R]"),
        13: drawn(SHOWN),
    }
    return hand_signed(signed_by(leader), objects, size=20)


@pytest.fixture
def slow(monkeypatch):
    """The first page takes longer than there is time."""
    draw = sight._drawn

    def drawn_slowly(document, index, scale, **how):
        if index == 0:
            monkeypatch.setattr(sight.Sight, "_is_over", lambda *_: True)
        return draw(document, index, scale, **how)

    monkeypatch.setattr(sight, "_drawn", drawn_slowly)


def test_what_was_touched_is_looked_at_before_a_heavy_page(base, roots, slow, monkeypatch):
    """Where the rules of structure see nothing, the eyes still do: the second page is drawn first."""
    monkeypatch.setattr(Aftermath, "_marks", lambda *_: [])
    text = DRAWING % (len(FILLED), FILLED)
    filled = {9: FIELD % b"/V(05)/AP<</N 14 0 R>>", 14: text}
    found = judge(later(base, filled, size=20), roots)
    assert (found.verdict, found.reason, found.detail) == (Verdict.MODIFIED, Reason.LOOKS_DIFFERENT, "2")  # fmt: skip


def test_touched_pages_that_were_not_drawn_are_told(base, roots, monkeypatch):
    monkeypatch.setattr(sight.Sight, "_is_over", lambda *_: True)
    text = DRAWING % (len(FILLED), FILLED)
    filled = {9: FIELD % b"/V(05)/AP<</N 14 0 R>>", 14: text}
    found = judge(later(base, filled, size=20), roots)
    assert found.verdict == Verdict.VALID
    assert Notice.NOT_ALL_SEEN in found.signatures[0].notices
    with override("en"):
        assert any("look at the pages yourself" in one for one in notices(found.signatures[0]))


def test_pages_that_nothing_touched_need_no_look(base, roots, slow):
    text = DRAWING % (len(FILLED), FILLED)
    filled = {9: FIELD % b"/V(05)/AP<</N 14 0 R>>", 14: text}
    found = judge(later(base, filled, size=20), roots)
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED)
    assert Notice.NOT_ALL_SEEN not in found.signatures[0].notices


def test_waiting_on_a_busy_machine_is_no_work(base, roots, monkeypatch):
    """The time is counted in work: a machine that does something else meanwhile shortens no look."""
    eyes = sight.Sight(base)
    at = time.monotonic()
    monkeypatch.setattr(sight.time, "monotonic", lambda: at + sight.SECONDS + 1)
    assert not eyes._is_over(0)
    monkeypatch.setattr(sight.time, "monotonic", lambda: at + sight.PATIENCE + 1)
    assert eyes._is_over(0)


def test_fields_that_another_font_of_the_form_draws_are_looked_at(leader, roots, slow):
    """A field without a drawing is drawn with the form's font: another one shows other digits."""
    form = OBJECTS[1].replace(b"[6 0 R]", b"[6 0 R 9 0 R]")
    form = form.replace(b"/SigFlags 3", b"/SigFlags 3/DR<</Font<</F1 %d 0 R>>>>")
    objects = {
        1: form % 5,
        2: b"<</Type/Pages/Kids[3 0 R 12 0 R]/Count 2>>",
        4: heavy(400),
        9: FIELD % b"/V(100)",
        12: PAGE % (13, b"/Annots[9 0 R]"),
        13: drawn(SHOWN),
    }
    base = hand_signed(signed_by(leader), objects, size=20)
    digits = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[48/nine/eight]>>>>"
    )
    found = judge(later(base, {1: form % 14, 14: digits}, size=20), roots)
    assert (found.verdict, found.detail) == (Verdict.MODIFIED, "2")
