"""Every known attack is called by its name, on files that were valid before; what is allowed is told apart."""

from __future__ import annotations

import pytest
from pyhanko.sign.fields import MDPPerm

from signing.verify.verdicts import Attack, Change, Notice, Reason, Verdict
from tests.signing import attacks, attacks_certified, attacks_shadow, makers

A = Attack
SHADOWS = [
    ("hide", A.SHADOW_HIDE),
    ("hide_by_freeing", A.SHADOW_HIDE),
    ("field_replaced", A.SHADOW_REPLACE),
    ("font_replaced", A.FONT),
    ("evil_encoding", A.FONT),
    ("layer_switched", A.LAYER),
    ("layer_state_object", A.LAYER),
    ("promised", A.SHADOW_HIDE_AND_REPLACE),
    ("store_as_cover", A.INCREMENTAL),
    ("store_with_more", A.STORE),
    ("opens_with_program", A.INCREMENTAL),
    ("page_swapped", A.INCREMENTAL),
    ("overlapping_revision", A.SHADOW_HIDE_AND_REPLACE),
]
OLD = [
    (attacks.garbage, A.INCREMENTAL),
    (attacks.isa_content, A.INCREMENTAL),
    (attacks.isa_page_added, A.PAGES),
    (attacks.isa_annotation, A.CERTIFICATION),
    (attacks.isa_3_empty_table, A.INCREMENTAL),
    (attacks.isa_hidden_behind_object, A.INCREMENTAL),
    (attacks.usf_in_place, A.FORGERY),
    (attacks.swa, A.WRAPPING),
    (attacks.signature_removed, A.REMOVED),
    (attacks.form_removed, A.REMOVED),
    (attacks.field_overwritten, A.FORM),
    (attacks.hide_and_replace, A.INCREMENTAL),
    (attacks.object_freed, A.SHADOW_HIDE),
]


def gravest_of(found):
    bad = {Verdict.MODIFIED, Verdict.INVALID}
    return [one for one in found.signatures if one.verdict in bad]


@pytest.mark.parametrize(("name", "attack"), SHADOWS)
def test_shadows_and_stores(name, attack, leader, verdict):
    before, after = getattr(attacks_shadow, name)(leader)
    assert verdict(before).verdict == Verdict.VALID, verdict(before)
    found = verdict(after)
    assert found.verdict == Verdict.MODIFIED, found
    one = gravest_of(found)[0]
    assert one.attack == attack, one
    assert (one.indication, one.subindication) == ("TOTAL-FAILED", "FORMAT_FAILURE")


@pytest.mark.parametrize(("attack", "name"), OLD, ids=lambda one: getattr(one, "__name__", ""))
def test_incremental_wrapping_forgery(attack, name, sealed, verdict):
    found = gravest_of(verdict(attack(sealed)))
    assert name in {one.attack for one in found}, found


@pytest.mark.parametrize("how", attacks.USF)
def test_universal_forgery(how, sealed, verdict):
    names = {one.attack for one in gravest_of(verdict(attacks.usf(sealed, how)))}
    assert names & {A.FORGERY, A.WRAPPING, A.REMOVED}


EVIL = ["covering", "lying", "printing", "with_link"]


@pytest.mark.parametrize("how", EVIL)
def test_comments_that_cover_or_imitate_are_no_comments(how, leader, verdict):
    allowed = attacks_certified.certified(leader)
    assert verdict(allowed).verdict == Verdict.VALID
    found = verdict(getattr(attacks_certified, how)(allowed))
    assert found.verdict == Verdict.MODIFIED, found
    assert found.signatures[0].attack == A.CERTIFICATION


@pytest.mark.parametrize("how", ["note", "yellow_note", "underline"])
def test_comments_that_a_certified_file_allows(how, leader, verdict):
    found = verdict(getattr(attacks_certified, how)(attacks_certified.certified(leader)))
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD_THEN_COMMENTED), found
    one = found.signatures[0]
    assert (one.modification, one.attack) == (Change.ANNOTATIONS, "")
    assert [(line["what"], line["page"], line["allowed"]) for line in one.changes] == [
        ("comment", 1, True)
    ]


@pytest.mark.parametrize("how", ["covering", "lying", "printing", "note", "underline"])
def test_comments_where_they_are_not_allowed(how, leader, verdict):
    strict = attacks_certified.certified(leader, MDPPerm.FILL_FORMS)
    found = verdict(getattr(attacks_certified, how)(strict))
    assert (found.verdict, found.signatures[0].attack) == (Verdict.MODIFIED, A.CERTIFICATION)
    plain = makers.pyhanko_signs(attacks_certified.paper(), leader)
    found = verdict(getattr(attacks_certified, how)(plain))
    assert (found.verdict, found.signatures[0].attack) == (Verdict.MODIFIED, A.ANNOTATION)


@pytest.mark.parametrize("permission", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_a_sneaky_signature_over_the_text(permission, leader, agency, verdict):
    certified = attacks_certified.certified(leader, permission)
    found = verdict(attacks_certified.sneaky_signature(certified, agency))
    assert found.verdict == Verdict.MODIFIED
    assert found.signatures[0].attack == A.CERTIFICATION, found.signatures[0]


def test_a_later_signature_may_stand_on_text_only_when_it_shines_through(leader, agency, verdict):
    plain = makers.pyhanko_signs(attacks_certified.paper(), leader)
    found = verdict(attacks_certified.sneaky_signature(plain, agency))
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.HIDDEN), found
    free = makers.pyhanko_signs(plain, agency, name="Signature2", box=(320, 60, 500, 120))
    assert verdict(free).verdict == Verdict.VALID


def test_a_locked_field_that_is_filled_in(leader, verdict):
    found = verdict(attacks_certified.locked_field_filled(leader))
    assert (found.verdict, found.signatures[0].attack) == (Verdict.MODIFIED, A.FORM)


def test_layers_that_are_off_are_mentioned(leader, verdict):
    found = verdict(makers.pyhanko_signs(attacks_shadow.layered(), leader))
    assert found.verdict == Verdict.VALID
    assert Notice.LAYERS in found.signatures[0].notices
