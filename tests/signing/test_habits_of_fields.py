"""Fields as signing programs treat them after a signature: filled in, locked, stamped with the time, signed by a second person."""

from __future__ import annotations

import pytest
from pyhanko.sign.fields import MDPPerm

from signing.pdf.keys import OpenKey
from signing.verify.judge import judge
from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing import attacks_certified, makers
from tests.signing.hand import FIELD, OBJECTS, hand_signed, later, signed_by

CATALOG = OBJECTS[1]
LOCK = b"/Lock<</Type/SigFieldLock/Action/Include/Fields[(So)]>>"
TEXT = b"<</FT/Tx/Type/Annot/Subtype/Widget/T(So)/F 4/Rect[60 600 200 620]/P 3 0 R/DA(/F1 9 Tf)"
FORM = {
    1: CATALOG.replace(b"[6 0 R]", b"[6 0 R 8 0 R 9 0 R]"),
    3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 8 0 R 9 0 R]"),
    8: FIELD.replace(b"(Ky)", b"(Hai)").replace(b"/V 7 0 R", b"").replace(b"/P 3 0 R", b""),
    9: TEXT + b"/AP<</N 10 0 R>>>>",
    10: b"<</Type/XObject/Subtype/Form/BBox[0 0 140 20]/Length 0>>stream\n\nendstream",
}
SECOND = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<30>>>"
LATER = {
    "an empty field signed, with a lock (iText)": {
        8: FORM[8][:-2] + b"/P 3 0 R/V 12 0 R" + LOCK + b">>",
        12: SECOND,
    },
    "a field filled in, drawn by the reader (iText)": {9: TEXT + b"/V(05)>>"},
    "a field filled in, with the day (Acrobat)": {9: TEXT + b"/V(05)/M(D:2026)/AP<</N 10 0 R>>>>"},
}


@pytest.mark.parametrize("what", LATER)
def test_fields_are_filled_in_as_programs_do(leader, roots, what):
    content = later(hand_signed(signed_by(leader), FORM), LATER[what], size=13)
    first = judge(content, roots).signatures[0]
    assert (first.verdict, first.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED), first


def test_a_lock_of_a_signed_field_is_not_written_later(leader, roots):
    again = later(hand_signed(signed_by(leader), FORM), {6: FIELD[:-2] + LOCK + b">>"}, size=13)
    assert judge(again, roots).verdict == Verdict.MODIFIED


def test_a_field_that_said_something_does_not_lose_its_drawing(leader, roots):
    said = {**FORM, 9: TEXT + b"/V(05)/AP<</N 10 0 R>>>>"}
    again = later(hand_signed(signed_by(leader), said), {9: TEXT + b"/V(06)>>"}, size=13)
    assert judge(again, roots).signatures[0].reason == Reason.FIELD_OVERWRITTEN


def test_a_field_with_a_period_in_its_name_is_still_watched(leader, roots):
    dotted = {**FORM, 9: TEXT.replace(b"(So)", b"(muc.so)") + b"/V(05)/AP<</N 10 0 R>>>>"}
    after = dotted[9].replace(b"/V(05)", b"/V(06)")
    again = later(hand_signed(signed_by(leader), dotted), {9: after}, size=13)
    assert judge(again, roots).signatures[0].reason == Reason.FIELD_OVERWRITTEN


STAMP = SECOND.replace(b"/Type/Sig", b"/Type/DocTimeStamp").replace(
    b"adbe.pkcs7.detached", b"ETSI.RFC3161"
)
STAMPED = {  # as PDFBox and iText write a document timestamp: with an empty drawing, and fonts for the form
    1: CATALOG.replace(b"[6 0 R]", b"[6 0 R 8 0 R]/DR<</Font<</Helv 5 0 R>>>>"),
    3: OBJECTS[3].replace(b"[6 0 R]", b"[6 0 R 8 0 R]"),
    8: b"<</FT/Sig/Type/Annot/Subtype/Widget/T(Dau)/F 132/Rect[0 0 0 0]/P 3 0 R/V 11 0 R/AP<</N 10 0 R>>>>",
    10: b"<</Type/XObject/Subtype/Form/BBox[0 0 0 0]/Length 0>>stream\n\nendstream",
    11: STAMP,
}
CLOSED = (
    b">>/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>"
    b"<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/Action/All/V/1.2>>>>]>>"
)[2:]


def test_a_closed_file_is_stamped_with_the_time_all_the_same(leader, roots):
    content = hand_signed(signed_by(leader), rest=CLOSED)
    first = judge(later(content, STAMPED), roots).signatures[0]
    assert (first.verdict, first.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED), first


def test_a_closed_file_is_not_stamped_where_it_is_seen(leader, roots):
    content = hand_signed(signed_by(leader), rest=CLOSED)
    seen = {**STAMPED, 8: STAMPED[8].replace(b"[0 0 0 0]", b"[60 60 200 90]")}
    assert judge(later(content, seen), roots).signatures[0].verdict == Verdict.MODIFIED
    other = {**STAMPED, 11: SECOND}
    assert judge(later(content, other), roots).signatures[0].verdict == Verdict.MODIFIED


@pytest.mark.parametrize("permission", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_whom_the_reader_trusts_may_sign_a_certified_file_where_it_is_seen(
    permission, leader, agency, roots
):
    first = attacks_certified.certified(leader, permission)
    place = (320, 60, 500, 120)
    found = judge(makers.pyhanko_signs(first, agency, name="Hai", box=place), roots)
    assert found.verdict == Verdict.VALID, found
    stranger = OpenKey(*makers.self_signed("Người lạ"), ())
    again = makers.pyhanko_signs(first, stranger, name="Hai", box=place, signer_key_usage=set())
    one = judge(again, roots).signatures[0]
    assert (one.verdict, one.attack) == (Verdict.MODIFIED, Attack.CERTIFICATION)
    unseen = makers.pyhanko_signs(first, stranger, name="Hai", box=None, signer_key_usage=set())
    assert judge(unseen, roots).signatures[0].verdict == Verdict.VALID


FRAME, INNER = b"1 1 13 13 re s", b"1 1 13 13 re f"
ONE = b"3 1 m 7 1 l 7 14 l 3 14 l f"  # a digit drawn, not written
RING = b"1 w 14 7 m 14 11 11 14 7 14 c 3 14 0 11 0 7 c 0 3 3 0 7 0 c 11 0 14 3 14 7 c s"
DOT = b"11 7 m 11 9 9 11 7 11 c 5 11 3 9 3 7 c 3 5 5 3 7 3 c 9 3 11 5 11 7 c f"
WHITE = b"1 g 0 0 15 15 re f 0 g 1 1 13 13 re s"


def _ticked(leader, roots, states, rect=b"60 500 75 515"):
    box = (
        b"<</FT/Btn/Type/Annot/Subtype/Widget/T(Dong y)/F 4/Rect[%s]/P 3 0 R/AS/%s/V/%s"
        b"/AP<</N<</Off 10 0 R/Yes 11 0 R>>>>>>"
    )
    drawn = b"<</Type/XObject/Subtype/Form/BBox[0 0 15 15]/Length %d>>stream\n%s\nendstream"
    off, yes = (drawn % (len(one), one) for one in states)
    objects = {**FORM, 9: box % (rect, b"Off", b"Off"), 10: off, 11: yes}
    again = later(
        hand_signed(signed_by(leader), objects), {9: box % (rect, b"Yes", b"Yes")}, size=12
    )
    first = judge(again, roots).signatures[0]
    return first.verdict, first.reason


@pytest.mark.parametrize("states", [(FRAME, INNER), (RING, DOT + b" " + RING), (FRAME, RING)])
def test_a_box_is_ticked_whose_states_have_other_frames(leader, roots, states):
    assert _ticked(leader, roots, states) == (Verdict.VALID, Reason.GOOD_THEN_FILLED)


EIGHT = b"2 w 2 1 m 13 1 l 13 14 l 2 14 l h 2 7.5 m 13 7.5 l S"
THREE = b"2 w 2 1 m 13 1 l 13 14 l 2 14 l S 2 7.5 m 13 7.5 l S"


@pytest.mark.parametrize(
    "states", [(ONE, b""), (ONE, FRAME), (FRAME + b" " + ONE, FRAME), (EIGHT, THREE)]
)
def test_a_box_does_not_hide_a_digit_that_it_drew(leader, roots, states):
    assert _ticked(leader, roots, states) == (Verdict.MODIFIED, Reason.HIDDEN)


@pytest.mark.parametrize("yes", [WHITE, INNER])
def test_a_box_does_not_hide_what_it_lies_on(leader, roots, yes):
    found = _ticked(leader, roots, (FRAME, yes), rect=b"59 747 74 762")
    assert found == (Verdict.MODIFIED, Reason.HIDDEN)
