"""Certificates that mean nothing, laid by the dozen beside an honest signature: it is judged as without them, and quickly."""

from __future__ import annotations

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from pyhanko_certvalidator.registry import CertificateRegistry

from signing.pdf.keys import OpenKey
from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing.hand import OBJECTS, hand_signed, later, signed_by
from tests.signing.test_attack_chains import DAY, DER, NOW, issued, key

FIRST = 100  # number of the first object that carries one
MIDDLE = "Cấp phát"


class TooMuch(BaseException):
    """More was asked than an honest file needs; nothing on the way may take this for an answer."""


@pytest.fixture(scope="module")
def keys():
    return {name: key() for name in ("root", "middle", "signer", "stranger")}


@pytest.fixture(scope="module")
def root(keys):
    return issued("Gốc", keys["root"].public_key(), "Gốc", keys["root"])


@pytest.fixture(scope="module")
def middle(keys):
    return issued(MIDDLE, keys["middle"].public_key(), "Gốc", keys["root"])


@pytest.fixture(scope="module")
def mine(keys, middle):
    signer = keys["signer"].public_key()
    return OpenKey(
        keys["signer"], issued("An", signer, MIDDLE, keys["middle"], authority=False), (middle,)
    )


@pytest.fixture(scope="module")
def trusted(root):
    return [asn1.Certificate.load(root.public_bytes(DER))]


def carrying(signed, certificates):
    """Append a store of proofs with these certificates."""
    numbers = range(FIRST, FIRST + len(certificates))
    listed = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {1: OBJECTS[1].replace(b"/Pages 2", b"/DSS<</Certs[%s]>>/Pages 2" % listed)}
    for number, one in zip(numbers, certificates, strict=True):
        content = one.public_bytes(DER)
        objects[number] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return later(signed, objects, size=FIRST + len(certificates))


def web(keys, count):
    """The authority's name and public key certified by strangers who all certify each other."""
    strangers = [key() for _ in range(count)]
    ends = [issued(MIDDLE, keys["middle"].public_key(), f"S{n}", one) for n, one in enumerate(strangers)]  # fmt: skip
    return ends + [
        issued(f"S{n}", one.public_key(), f"S{m}", other)
        for n, one in enumerate(strangers)
        for m, other in enumerate(strangers)
        if n != m
    ]


def alike(_keys, count):
    """Authorities of one name, each of which could have issued each other."""
    return [issued(MIDDLE, key().public_key(), MIDDLE, key()) for _ in range(count)]


def twins(keys, count):
    """The authority's name and public key, as if certified by the root."""
    public = keys["middle"].public_key()
    return [issued(MIDDLE, public, "Gốc", keys["stranger"]) for _ in range(count)]


@pytest.fixture(params=[(web, 10), (alike, 40), (twins, 60)], ids=["web", "alike", "twins"])
def junk(request, keys):
    made, count = request.param
    return made(keys, count)


def test_certificates_of_strangers_delay_no_verdict(mine, trusted, junk, monkeypatch):
    data = carrying(hand_signed(signed_by(mine), size=40), junk)
    asked, search = [], CertificateRegistry.find_potential_issuers

    def counted(*args, **more):
        asked.append(1)
        if len(asked) > 20:
            raise TooMuch
        return search(*args, **more)

    monkeypatch.setattr(CertificateRegistry, "find_potential_issuers", counted)
    found = judge(data, trusted)
    assert found.verdict == Verdict.VALID, found
    assert [one["subject"] for one in found.signatures[0].chain] == ["An", MIDDLE, "Gốc"]


def test_a_certificate_with_issuer_and_number_of_anothers_keeps_nobody_out(
    keys, mine, middle, trusted
):
    """pyHanko takes the first one of each issuer and number."""
    false = x509.CertificateBuilder(
        middle.issuer, middle.subject, keys["stranger"].public_key(), middle.serial_number
    )
    false = false.not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
    false = false.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    data = carrying(
        hand_signed(signed_by(mine), size=40), [false.sign(keys["stranger"], hashes.SHA256())]
    )
    assert judge(data, trusted).verdict == Verdict.VALID


class Spoilt:
    """A certificate of which a part cannot be read."""

    def __init__(self, certificate, good, bad):
        self._certificate, self._good, self._bad = certificate, good, bad

    def public_bytes(self, form):
        content = self._certificate.public_bytes(form)
        assert self._good in content
        return content.replace(self._good, self._bad)


SPOILT = {
    "name": (bytes.fromhex("0c04"), bytes.fromhex("0cfd")),  # a text longer than the certificate
    "key": (bytes.fromhex("06072a8648ce3d0201"), bytes.fromhex("06072a8648ce3d0209")),
    "time": (b"Z0", b"X0"),
}


@pytest.mark.parametrize("part", SPOILT)
def test_a_spoilt_certificate_in_the_container_spoils_nothing_else(mine, middle, trusted, part):
    """Certificates in a container are no part of what is signed."""
    whole = issued("Rác", key().public_key(), "Rác", key())
    laid = OpenKey(mine.private, mine.certificate, (Spoilt(whole, *SPOILT[part]), middle))
    found = judge(hand_signed(signed_by(laid)), trusted)
    assert found.verdict == Verdict.VALID, found


def test_junk_in_the_container_delays_no_verdict(keys, mine, middle, trusted):
    laid = OpenKey(mine.private, mine.certificate, (*alike(keys, 15), middle))
    assert judge(hand_signed(signed_by(laid)), trusted).verdict == Verdict.VALID
