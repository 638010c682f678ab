"""Our judgement beside poppler's on files of every make; a small fuzz; hostile files. Nothing changed is ever valid."""

from __future__ import annotations

import io
import random
import re
import subprocess

import pytest
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.pdf.keys import OpenKey
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Notice, Reason, Verdict
from tests.cost import work
from tests.signing import attacks_certified, hostile, makers
from tests.signing.attacks import one_byte
from tests.signing.longterm import asn1_of, signed, stamper
from tests.world import pdf as plain_pdf

PADES = SigSeedSubFilter.PADES


def simple(key, *, pss=False):
    """pyHanko's own signer, as its manual shows it."""
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    der = key.private.private_bytes(encoding, form, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(asn1_of(one) for one in key.chain)
    private = asn1_keys.PrivateKeyInfo.load(der)
    return SimpleSigner(asn1_of(key.certificate), private, store, prefer_pss=pss)


def by_manual(key, *, md="sha256", pss=False, content=None):
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content or plain_pdf()))
    meta = PdfSignatureMetadata(field_name="S1", md_algorithm=md, subfilter=PADES)
    spec = SigFieldSpec("S1", box=(300, 60, 500, 120))
    signer = PdfSigner(meta, signer=simple(key, pss=pss), new_field_spec=spec)
    signer.sign_pdf(writer, output=out, bytes_reserved=24_000)
    return out.getvalue()


def self_made(curve):
    key, certificate = makers.self_signed(curve=curve)
    return OpenKey(key, certificate, ())


MAKES = {
    "sha384": (lambda key, _ca: by_manual(key, md="sha384"), "RSA-2048, SHA-384"),
    "sha512": (lambda key, _ca: by_manual(key, md="sha512"), "RSA-2048, SHA-512"),
    "PSS": (lambda key, _ca: by_manual(key, pss=True), "RSA-PSS-2048, SHA-256"),
    "B-T": (lambda _key, ca: signed(ca, stamp=stamper(ca, ca.today)), "RSA-2048, SHA-256"),
    "P-256": (lambda _key, ca: signed(ca, "deputy"), "ECDSA P-256, SHA-256"),
    "P-384": (lambda _k, _c: by_manual(self_made(ec.SECP384R1())), "ECDSA P-384, SHA-256"),
    "P-521": (
        lambda _k, _c: by_manual(self_made(ec.SECP521R1()), md="sha512"),
        "ECDSA P-521, SHA-512",
    ),
    "PDF 2.0": (lambda key, _ca: by_manual(key, content=makers.pdf_2()), "RSA-2048, SHA-256"),
    "object streams": (
        lambda key, _ca: by_manual(key, content=makers.with_object_streams()),
        "RSA-2048, SHA-256",
    ),
    "linearized": (
        lambda key, _ca: by_manual(key, content=makers.linearized()),
        "RSA-2048, SHA-256",
    ),
}


def pdfsig(content, tmp_path):
    path = tmp_path / "one.pdf"
    path.write_bytes(content)
    command = ["pdfsig", "-nocert", path]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return re.findall(r"Signature Validation: (.*)", said)


@pytest.fixture(scope="module")
def both(state_ca, root_pem):
    return read_certificates([root_pem, state_ca.root_pem])


@pytest.mark.parametrize("make", MAKES)
def test_poppler_and_we_agree(make, leader, state_ca, both, tmp_path):
    how, algorithm = MAKES[make]
    content = how(leader, state_ca)
    found = judge(content, both)
    own = make in {"P-384", "P-521"}
    expected = Verdict.UNTRUSTED if own else Verdict.VALID
    assert (found.verdict, found.signatures[0].intact) == (expected, True), found
    assert found.signatures[0].algorithm == algorithm
    changed = one_byte(content, content.find(b"stream") + 20)
    assert judge(changed, both).reason == Reason.CONTENT_CHANGED
    assert pdfsig(content, tmp_path) == ["Signature is Valid."]
    assert pdfsig(changed, tmp_path) == ["Digest Mismatch."]


def mutated(data, dice):
    """Spoil a file in one of five ways."""
    at, kind = dice.randrange(len(data)), dice.randrange(5)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[at + dice.randrange(1, 400) :]
    if kind == 2:
        return data[:at] + dice.randbytes(dice.randrange(1, 60)) + data[at:]
    if kind == 3:
        return data + data[at : at + 3000] + b"\nstartxref\n%d\n%%%%EOF\n" % at
    return one_byte(data, at)


def test_whatever_is_spoilt_gets_an_answer_and_is_never_valid(sealed, verdict):
    dice = random.Random(2026)
    inside = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
    for _round in range(60):
        content = mutated(sealed, dice)
        found = verdict(content)
        if found.verdict == Verdict.VALID:  # only what no signature is about
            _zero, first, second, length = map(int, list(inside.finditer(sealed))[-1].groups())
            assert content[:first] == sealed[:first], found
            assert content[second : second + length] == sealed[second : second + length], found


QUICK = [
    (hostile.deep, Verdict.MODIFIED),
    (hostile.deep_dictionaries, Verdict.MODIFIED),
    (hostile.cyclic_pages, Verdict.MODIFIED),
    (hostile.cyclic_fields, Verdict.MODIFIED),
    (hostile.table_loop, Verdict.MODIFIED),
    (hostile.huge_page, Verdict.VALID),
    (hostile.many_pages, Verdict.UNSIGNED),
    (hostile.polyglot, Verdict.MALFORMED),
]


@pytest.mark.parametrize(("make", "expected"), QUICK, ids=lambda one: getattr(one, "__name__", ""))
def test_hostile_files(make, expected, leader, verdict):
    content = make(leader)
    found, took = work(lambda: verdict(content))
    assert found.verdict == expected
    assert took < 10


def test_programs_in_a_signed_file_are_mentioned(leader, verdict):
    found = verdict(hostile.scripted(leader))
    assert found.verdict == Verdict.VALID
    assert Notice.SCRIPTS in found.signatures[0].notices


def test_many_signatures_are_judged_quickly(leader, verdict):
    content = attacks_certified.paper()
    for number in range(12):
        box = (20 + 120 * (number % 4), 60 + 50 * (number // 4), 120 + 120 * (number % 4), 100)
        content = makers.pyhanko_signs(content, leader, name=f"S{number}", box=box)
    found, took = work(lambda: verdict(content))
    assert (found.verdict, len(found.signatures)) == (Verdict.VALID, 12)
    assert took < 4
