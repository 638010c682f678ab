"""What is changed after signing is called changed, whatever the trick."""

from __future__ import annotations

import random

import pytest

from signing.verify.verdicts import Change, Reason, Verdict
from tests.signing import attacks

M, INV = Verdict.MODIFIED, Verdict.INVALID
LATER = [
    (attacks.garbage, M),
    (attacks.comment, M),
    (attacks.isa_content, M),
    (attacks.isa_page_added, M),
    (attacks.isa_annotation, M),
    (attacks.isa_objects_without_table, M),
    (attacks.isa_3_empty_table, M),
    (attacks.isa_table_of_another_place, M),
    (attacks.isa_hidden_behind_object, M),
    (attacks.usf_in_place, INV),
    (attacks.swa, M),
    (attacks.swa_raw, M),
    (attacks.signature_removed, M),
    (attacks.form_removed, M),
    (attacks.field_overwritten, M),
    (attacks.hide_and_replace, M),
    (attacks.object_freed, M),
]


def test_the_sealed_decision_is_valid(sealed, verdict):
    found = verdict(sealed)
    assert found.verdict == Verdict.VALID
    leader, agency = found.signatures
    assert (leader.covers_whole_file, leader.modification) == (False, Change.FORM)
    assert (agency.covers_whole_file, agency.modification) == (True, Change.NONE)


@pytest.mark.parametrize(
    ("attack", "expected"), LATER, ids=lambda one: getattr(one, "__name__", "")
)
@pytest.mark.parametrize("which", ["signed", "sealed"])
def test_no_attack_passes(attack, expected, which, request, verdict):
    if attack is attacks.field_overwritten and which == "signed":
        pytest.skip("before the seal the field is empty: filling it is what the leader allows")
    if "ConDau" in attack.__code__.co_consts or attack is attacks.swa:
        which = "sealed"
    found = verdict(attack(request.getfixturevalue(which)))
    assert found.verdict in {expected, M, INV}, found
    if expected == M:
        assert found.verdict == M, found


@pytest.mark.parametrize("how", attacks.USF)
def test_a_signature_without_anything_to_check_is_no_signature(how, sealed, verdict):
    found = verdict(attacks.usf(sealed, how))
    assert found.verdict in {INV, M}
    assert {one.verdict for one in found.signatures} <= {INV, M}


def test_one_changed_byte_is_named(sealed, verdict):
    at = sealed.find(b"stream") + 20
    found = verdict(attacks.one_byte(sealed, at))
    assert (found.verdict, found.reason) == (Verdict.MODIFIED, Reason.CONTENT_CHANGED)
    assert {one.intact for one in found.signatures} == {False}


def test_no_changed_byte_anywhere_goes_unseen(sealed, verdict):
    dice = random.Random(7)
    places = [dice.randrange(len(sealed)) for _ in range(30)]
    for first, second in ((one[1], one[2]) for one in attacks.ranges(sealed)):
        places += [first, first + 1, first + 300, second - 40, second - 2, second - 1, second]
    unseen = []
    for at in places:
        found = verdict(attacks.one_byte(sealed, at))
        if found.verdict == Verdict.VALID:
            unseen.append(
                (at, sealed[at - 10 : at + 10], found.verdict, found.reason, found.detail)
            )
    assert unseen == []


def test_a_letter_in_other_case_within_the_hex_changes_nothing_that_counts(sealed, verdict):
    """The hex digits of a signature are its own notation: ``a`` and ``A`` are the same byte."""
    _zero, first, _second, _length = attacks.ranges(sealed)[-1]
    at = next(n for n in range(first + 1, first + 900) if sealed[n : n + 1].isalpha())
    other = sealed[:at] + sealed[at : at + 1].swapcase() + sealed[at + 1 :]
    assert verdict(other).verdict == Verdict.VALID


def test_a_line_end_behind_the_end_is_harmless(sealed, verdict):
    assert verdict(sealed + b"\r\n").verdict == Verdict.VALID


def test_an_unknown_authority_is_not_trusted(sealed):
    from signing.verify.judge import judge

    found = judge(sealed, [])
    assert (found.verdict, found.reason) == (Verdict.UNTRUSTED, Reason.UNKNOWN_SIGNER)
    assert [(one.intact, one.trusted) for one in found.signatures] == [(True, False)] * 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Reason.EMPTY),
        (b"hello", Reason.NOT_A_PDF),
        (b"%PDF-1.7\n", Reason.DAMAGED),
        (b"%PDF-1.7\n" + b"\x00" * 5000, Reason.DAMAGED),
    ],
)
def test_what_is_no_pdf_is_said_so(content, expected, verdict):
    found = verdict(content)
    assert (found.verdict, found.reason) == (Verdict.MALFORMED, expected)


def test_an_unsigned_file_is_unsigned(draft, prepared, verdict):
    assert verdict(draft).verdict == Verdict.UNSIGNED
    assert verdict(prepared.content).verdict == Verdict.UNSIGNED


def test_a_signed_file_cut_anywhere_is_never_valid(sealed, verdict):
    for part in (0.3, 0.6, 0.9, 0.99):
        found = verdict(sealed[: int(len(sealed) * part)])
        assert found.verdict in {Verdict.MALFORMED, Verdict.MODIFIED, Verdict.INVALID}, part


def test_the_first_signature_alone_is_valid_again(sealed, signed, verdict):
    """Cutting the seal off gives back what the leader signed: a true file, without the seal."""
    assert verdict(sealed[: len(signed)]).verdict == Verdict.VALID
