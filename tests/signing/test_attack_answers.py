"""Answers (OCSP) of nobody in particular that mean a signer thousands of times: each is asked once who signed it."""

from __future__ import annotations

import pytest
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ocsp

from signing.pdf.keys import OpenKey
from signing.verify import revocations
from signing.verify.judge import judge
from signing.verify.revocations import GOOD, REVOKED, Evidence
from signing.verify.verdicts import Reason, Verdict
from tests.signing.hand import OBJECTS, hand_signed, later, signed_by
from tests.signing.test_attack_chains import DAY, DER, NOW, issued, key, named

FIRST = 100  # number of the first object that carries an answer
ASKED = 10  # certificates in an answer that are looked at


@pytest.fixture(scope="module")
def keys():
    return {name: key() for name in ("root", "signer", "responder", "stranger")}


@pytest.fixture(scope="module")
def root(keys):
    return issued("Gốc", keys["root"].public_key(), "Gốc", keys["root"])


@pytest.fixture(scope="module")
def mine(keys, root):
    public = keys["signer"].public_key()
    one = issued("An", public, "Gốc", keys["root"], authority=False)
    return OpenKey(keys["signer"], one, (root,))


def responder(keys, by, who):
    """A certificate for answering in the name of the root, signed ``by``."""
    public = keys[who].public_key()
    made = x509.CertificateBuilder(
        named("Gốc"), named("Trả lời"), public, x509.random_serial_number()
    )
    made = made.not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
    usage = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.OCSP_SIGNING])
    return made.add_extension(usage, critical=False).sign(keys[by], hashes.SHA256())


def answer(mine, root, private, own, beside, *, revoked=False):
    made = ocsp.OCSPResponseBuilder().add_response(
        cert=mine.certificate,
        issuer=root,
        algorithm=hashes.SHA1(),
        cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
        this_update=NOW - DAY,
        next_update=NOW + DAY,
        revocation_time=NOW - 2 * DAY if revoked else None,
        revocation_reason=None,
    )
    made = made.responder_id(ocsp.OCSPResponderEncoding.HASH, own)
    made = made.certificates(beside) if beside else made
    return made.sign(private, hashes.SHA256()).public_bytes(DER)


def repeated(der, count):
    """The answer says its one sentence ``count`` times; its signature no longer fits, if it ever did."""
    made = asn1_ocsp.OCSPResponse.load(der)
    basic = made["response_bytes"]["response"].parsed
    single = basic["tbs_response_data"]["responses"][0].dump()
    many = [asn1_ocsp.SingleResponse.load(single) for _ in range(count)]
    basic["tbs_response_data"]["responses"] = asn1_ocsp.Responses(many)
    made["response_bytes"]["response"] = asn1_ocsp.ParsableOctetString(basic.dump(force=True))
    return made.dump(force=True)


@pytest.fixture(scope="module")
def junk(keys, mine, root):
    """It means the signer a hundred times, and carries thirty certificates that seem to be for answering."""
    false = [responder(keys, "stranger", "stranger") for _ in range(30)]
    return repeated(answer(mine, root, keys["stranger"], false[0], false), 100)


@pytest.fixture
def asked(monkeypatch):
    """How often a signature was checked: of an answer, of a certificate within one."""
    counted = []
    for name in ("_fits", "_may_answer"):
        check = getattr(revocations, name)
        counting = lambda *said, check=check: counted.append(1) or check(*said)  # noqa: E731
        monkeypatch.setattr(revocations, name, counting)
    return counted


def test_who_signed_an_answer_is_asked_once(mine, root, junk, asked):
    evidence = Evidence()
    evidence.add(junk, "file")
    assert len(evidence.answers) == 1
    for _again in range(3):
        assert evidence.about(mine.certificate, root) == []
    assert 1 <= len(asked) <= 1 + 2 * ASKED


def test_an_answer_about_others_is_not_asked_who_signed_it(keys, root, junk, asked):
    other = issued("Bình", keys["signer"].public_key(), "Gốc", keys["root"], authority=False)
    evidence = Evidence()
    evidence.add(junk, "file")
    assert evidence.about(other, root) == []
    assert asked == []


def test_junk_answers_delay_no_verdict_and_hide_no_word(keys, mine, root, junk, asked):
    trusted = [asn1.Certificate.load(root.public_bytes(DER))]
    signed = hand_signed(signed_by(mine), size=40)
    assert judge(carrying(signed, [junk]), trusted).verdict == Verdict.VALID
    assert len(asked) <= 1 + 2 * ASKED
    true = answer(mine, root, keys["root"], root, [], revoked=True)
    found = judge(carrying(signed, [junk, true]), trusted)
    assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.REVOKED_UNPROVED), found


def carrying(signed, answers, kind=b"OCSPs"):
    """Append a store of proofs with these answers (or lists)."""
    listed = b" ".join(b"%d 0 R" % (FIRST + number) for number in range(len(answers)))
    objects = {1: OBJECTS[1].replace(b"/Pages 2", b"/DSS<</%s[%s]>>/Pages 2" % (kind, listed))}
    for number, content in enumerate(answers, FIRST):
        objects[number] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return later(signed, objects, size=FIRST + len(answers))


@pytest.mark.parametrize("before", [0, 1, ASKED - 1])
@pytest.mark.parametrize("revoked", [False, True])
def test_an_honest_answer_counts_wherever_its_certificate_stands(keys, mine, root, before, revoked):
    own = responder(keys, "root", "responder")
    beside = [root] * before + [own]
    said = answer(mine, root, keys["responder"], own, beside, revoked=revoked)
    evidence = Evidence()
    evidence.add(said, "file")
    words = evidence.about(mine.certificate, root)
    assert [word.status for word in words] == [REVOKED if revoked else GOOD]


SPOILT = {  # what is replaced, by what, and where the proof lies
    "algorithm": ("06082a8648ce3d040302", "06082a8648ce3d04037f", b"OCSPs"),
    "hash": ("06052b0e03021a", "06052b0e03021f", b"OCSPs"),
    "name": ("0c0547e1bb9163", "0c0547e1bb91ff", b"CRLs"),
}


@pytest.mark.parametrize("part", SPOILT)
def test_a_proof_that_cannot_be_read_spoils_no_signature(keys, mine, root, part):
    """Anybody may append one; the libraries find out late that they cannot read it."""
    good, bad, kind = SPOILT[part]
    made = answer(mine, root, keys["root"], root, [])
    if kind == b"CRLs":
        empty = x509.CertificateRevocationListBuilder(root.subject, NOW - DAY, NOW + DAY)
        made = empty.sign(keys["root"], hashes.SHA256()).public_bytes(DER)
    assert bytes.fromhex(good) in made
    made = made.replace(bytes.fromhex(good), bytes.fromhex(bad))
    trusted = [asn1.Certificate.load(root.public_bytes(DER))]
    found = judge(carrying(hand_signed(signed_by(mine), size=40), [made], kind), trusted)
    assert found.verdict == Verdict.VALID, found
