"""Shadow attacks by fields: what viewers draw anew says something else; an empty field may be filled however it was drawn."""

from __future__ import annotations

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from signing.verify.verdicts import Attack, Reason, Verdict
from tests.signing import attacks, makers
from tests.signing.test_attack_files import FALSE, TRUE, filled, shown, text, with_field

PLACE = (60, 600, 300, 620)


def drawn_anew(data):
    """Viewers are told to draw all fields by their values."""

    def change(writer):
        form = writer.root["/AcroForm"]
        form[pdf_name("/NeedAppearances")] = generic.BooleanObject(value=True)
        writer.update_container(form)

    return attacks.updated(data, change)


def test_a_value_signed_unseen_is_not_shown_later(leader, verdict):
    field = with_field("/Tx", PLACE, V=text("900 trieu"), AP=shown(TRUE))
    signed = makers.pyhanko_signs(field, leader)
    assert verdict(signed).verdict == Verdict.VALID
    found = verdict(drawn_anew(signed))
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.FIELD_OVERWRITTEN), found
    assert found.signatures[0].attack == Attack.SHADOW_REPLACE


def test_an_empty_field_is_empty_however_it_was_drawn(leader, verdict):
    empty = b"BT /F1 12 Tf 2 4 Td () Tj ET"
    signed = makers.pyhanko_signs(with_field("/Tx", PLACE, AP=shown(empty)), leader)
    found = verdict(filled(signed, V=text("900 trieu"), AP=shown(FALSE)))
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_FILLED), found
