"""Files of other makers get the verdict they deserve."""

from __future__ import annotations

import io

import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.fields import MDPPerm

from signing.pdf.keys import OpenKey
from signing.pdf.prepare import AlreadySigned, Wanted, prepare
from signing.pdf.sign import Mark, sign
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Change, Reason, Verdict
from tests.signing import makers
from tests.signing.attacks import one_byte
from tests.world import pdf as plain_pdf

STRUCTURES = ["with_object_streams", "linearized", "pdf_2", "encrypted", "hybrid"]


@pytest.mark.parametrize("structure", STRUCTURES)
def test_a_signature_in_any_structure(structure, leader, agency, verdict):
    content = getattr(makers, structure)()
    options = {
        "strict": structure != "hybrid",
        "password": "" if structure == "encrypted" else None,
    }
    once = makers.pyhanko_signs(content, leader, **options)
    found = verdict(once)
    assert (found.verdict, found.reason) == (Verdict.VALID, Reason.GOOD), found
    twice = makers.pyhanko_signs(once, agency, name="Signature2", **options)
    found = verdict(twice)
    assert found.verdict == Verdict.VALID, found
    assert [one.covers_whole_file for one in found.signatures] == [False, True]
    assert verdict(one_byte(twice, 700)).verdict in {Verdict.MODIFIED, Verdict.MALFORMED}


def test_a_file_that_was_signed_with_comments_between(leader, verdict):
    """Some makers write a comment with their name into each revision."""
    content = plain_pdf()
    content = content.replace(b"startxref", b"%iText-Core-8.0.2\nstartxref")
    assert verdict(makers.pyhanko_signs(content, leader)).verdict == Verdict.VALID


@pytest.mark.parametrize("attributes", [True, False])
def test_a_container_made_by_openssl_with_an_elliptic_key(attributes, tmp_path):
    key, certificate = makers.self_signed()
    content = makers.openssl_signs(plain_pdf(), key, certificate, tmp_path, attributes=attributes)
    known = read_certificates([tmp_path / "cert.pem"])
    assert judge(content, known).verdict == Verdict.VALID
    assert judge(content, []).verdict == Verdict.UNTRUSTED
    changed = judge(one_byte(content, 300), known)
    assert (changed.verdict, changed.reason) == (Verdict.MODIFIED, Reason.CONTENT_CHANGED)
    assert judge(content, known).signatures[0].time is not None


@pytest.mark.parametrize("kind", ["pkcs7.sha1", "x509.rsa_sha1"])
def test_the_oldest_kinds_of_signatures_are_checked_but_too_weak(kind, leader, root_pem, tmp_path):
    content = makers.openssl_signs(
        plain_pdf(), leader.private, leader.certificate, tmp_path, kind=kind
    )
    known = read_certificates([root_pem, tmp_path / "cert.pem"])
    found = judge(content, known)
    assert (found.verdict, found.reason) == (Verdict.UNTRUSTED, Reason.WEAK), found
    assert found.signatures[0].signer == leader.holder
    changed = judge(one_byte(content, 300), known)
    assert (changed.verdict, changed.reason) == (Verdict.MODIFIED, Reason.CONTENT_CHANGED)


def test_a_certified_file_that_allows_nothing_is_changed_by_a_second_signature(
    leader, agency, verdict
):
    closed = makers.pyhanko_signs(
        plain_pdf(), leader, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    assert verdict(closed).verdict == Verdict.VALID
    signed = verdict(closed).signatures[0]
    assert signed.modification == Change.NONE


def test_a_weak_hash_is_not_trusted(leader, verdict):
    found = verdict(makers.pyhanko_signs(plain_pdf(), leader, md="sha1"))
    assert (found.verdict, found.reason) == (Verdict.UNTRUSTED, Reason.WEAK)


def test_a_certificate_alone_may_be_trusted(leader, sealed, tmp_path):
    path = tmp_path / "leader.der"
    path.write_bytes(leader.certificate.public_bytes(serialization.Encoding.DER))
    found = judge(sealed, read_certificates([path]))
    assert [one.trusted for one in found.signatures] == [True, False]


def test_a_hybrid_file_is_written_anew_before_it_is_signed(leader, verdict):
    prepared = prepare(makers.hybrid(), Wanted(signers=("An",), number=False))
    assert b"XRefStm" not in prepared.content
    assert verdict(prepared.content).verdict == Verdict.UNSIGNED


def test_a_signed_file_is_not_prepared_again(sealed):
    with pytest.raises(AlreadySigned):
        prepare(sealed, Wanted(signers=("An",)))


def test_a_password_is_named(verdict):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain_pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b", R=6))
    assert verdict(out.getvalue()).reason == Reason.PASSWORD


def test_a_key_of_another_person_under_the_same_name_is_not_trusted(leader, verdict):
    key, certificate = makers.self_signed(leader.holder)
    other = OpenKey(key, certificate, ())
    found = verdict(makers.pyhanko_signs(plain_pdf(), other, signer_key_usage=set()))
    assert (found.verdict, found.signatures[0].signer) == (Verdict.UNTRUSTED, leader.holder)


def test_an_elliptic_key_signs_here_too(prepared, tmp_path):
    key, certificate = makers.self_signed("Khóa đường cong")
    content = sign(
        prepared.content, Mark("ChuKy1", certify=True), key=OpenKey(key, certificate, ())
    )
    path = tmp_path / "cert.der"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.DER))
    found = judge(content, read_certificates([path]))
    assert (found.verdict, found.signatures[0].signer) == (Verdict.VALID, "Khóa đường cong")
