"""Certificates that an attacker lays into the file, so that the search for a chain ends before what was withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signing.pdf.keys import OpenKey
from signing.trust_rules import Root, Store, weigh
from signing.verify.judge import judge
from signing.verify.verdicts import Reason, Verdict
from tests.signing.hand import OBJECTS, hand_signed, later, signed_by

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
DAY = dt.timedelta(days=1)
DER = serialization.Encoding.DER
LONG = 12  # authorities one below the other: more than a search follows


def key():
    return ec.generate_private_key(ec.SECP256R1())


def named(name):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def issued(name, public, issuer, signer, *, authority=True):
    made = x509.CertificateBuilder(named(issuer), named(name), public, x509.random_serial_number())
    made = made.not_valid_before(NOW - 300 * DAY).not_valid_after(NOW + 300 * DAY)
    made = made.add_extension(x509.BasicConstraints(authority, None), critical=True)
    usage = [not authority, not authority, False, False, False, authority, authority, False, False]
    return made.add_extension(x509.KeyUsage(*usage), critical=True).sign(signer, hashes.SHA256())


def carrying(signed, certificate):
    """Append a store of proofs with one certificate."""
    content = certificate.public_bytes(DER)
    store = OBJECTS[1].replace(b"/Pages 2", b"/DSS<</Certs[9 0 R]>>/Pages 2")
    carried = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return later(signed, {1: store, 9: carried}, size=40)


@pytest.fixture(scope="module")
def keys():
    authorities = {name: rsa.generate_private_key(65537, 2048) for name in ("root", "middle")}
    return authorities | {name: key() for name in ("signer", "stranger")}


@pytest.fixture(scope="module")
def root(keys):
    return issued("Gốc", keys["root"].public_key(), "Gốc", keys["root"])


@pytest.fixture(scope="module")
def middle(keys):
    return issued("Cấp phát", keys["middle"].public_key(), "Gốc", keys["root"])


@pytest.fixture(scope="module")
def trusted(root):
    return [asn1.Certificate.load(root.public_bytes(DER))]


@pytest.fixture(scope="module")
def signed(keys, middle):
    mine = issued("An", keys["signer"].public_key(), "Cấp phát", keys["middle"], authority=False)
    return hand_signed(signed_by(OpenKey(keys["signer"], mine, (middle,))), size=40)


@pytest.fixture(scope="module")
def with_a_twin(keys, signed):
    """Name and public key of the authority, certified by nobody in particular: that takes no key of anybody's."""
    twin = issued("Cấp phát", keys["middle"].public_key(), "Người lạ", keys["stranger"])
    return carrying(signed, twin)


@pytest.fixture(scope="module")
def at_the_end_of_many(keys, middle):
    """Whoever has the key of an authority makes as many below it as they like."""
    chain, above, name = [middle], keys["middle"], "Cấp phát"
    for number in range(LONG):
        fresh = key()
        chain.append(issued(f"CA {number}", fresh.public_key(), name, above))
        above, name = fresh, f"CA {number}"
    mine = issued("An", keys["signer"].public_key(), name, above, authority=False)
    return hand_signed(signed_by(OpenKey(keys["signer"], mine, tuple(chain))), size=40)


@pytest.fixture
def withdrawn(keys, middle, tmp_path):
    """A list of the root on which the authority below it stands."""
    entry = x509.RevokedCertificateBuilder().serial_number(middle.serial_number)
    made = x509.CertificateRevocationListBuilder().issuer_name(named("Gốc")).last_update(NOW - DAY)
    made = made.next_update(NOW + DAY).add_revoked_certificate(
        entry.revocation_date(NOW - 100 * DAY).build()
    )
    path = tmp_path / "a.crl"
    path.write_bytes(made.sign(keys["root"], hashes.SHA256()).public_bytes(DER))
    return [str(path)]


def test_a_certificate_of_another_kind_of_key_denies_nobody(keys, signed, trusted):
    """A name and a key of an authority, certified as if by the root, but with a key of another kind than the root has."""
    twin = issued("Cấp phát", keys["middle"].public_key(), "Gốc", keys["stranger"])
    found = judge(carrying(signed, twin), trusted)
    assert found.verdict == Verdict.VALID, found


FILES = ["signed", "with_a_twin", "at_the_end_of_many"]


@pytest.mark.parametrize("file", FILES)
def test_a_withdrawn_authority_is_found(request, trusted, withdrawn, file):
    data = request.getfixturevalue(file)
    assert judge(data, trusted).verdict == Verdict.VALID
    found = judge(data, trusted, revocation=withdrawn)
    assert (found.verdict, found.reason) == (Verdict.INVALID, Reason.AUTHORITY_REVOKED)


@pytest.mark.parametrize("file", FILES)
def test_a_retired_root_is_found(request, trusted, root, file):
    found = judge(request.getfixturevalue(file), trusted)
    assert found.signatures[0].chain[-1]["role"] == "root"
    mark = root.fingerprint(hashes.SHA256()).hex()
    store = Store(1, (Root("a.pem", mark, retired_at=NOW - 200 * DAY, how="compromised"),))
    assert weigh(found, store).verdict == Verdict.UNTRUSTED


def test_a_persons_certificate_hides_no_retired_root(keys, root):
    """Whoever has a root's key names an authority like themselves: the search went over their own certificate to a good root."""
    other = rsa.generate_private_key(65537, 2048)
    good = issued("Gốc tốt", other.public_key(), "Gốc tốt", other)
    own = issued("Lê Văn Tốt", keys["middle"].public_key(), "Gốc tốt", other, authority=False)
    authority = issued("Lê Văn Tốt", keys["middle"].public_key(), "Gốc", keys["root"])
    forged = issued(
        "An", keys["signer"].public_key(), "Lê Văn Tốt", keys["middle"], authority=False
    )
    data = hand_signed(signed_by(OpenKey(keys["signer"], forged, (authority,))), size=40)
    data = carrying(data, own)
    roots = [asn1.Certificate.load(one.public_bytes(DER)) for one in (good, root)]
    found = judge(data, roots)
    assert [one["subject"] for one in found.signatures[0].chain] == ["An", "Lê Văn Tốt", "Gốc"]
    mark = root.fingerprint(hashes.SHA256()).hex()
    store = Store(1, (Root("a.pem", mark, retired_at=NOW - 200 * DAY, how="compromised"),))
    assert (found.verdict, weigh(found, store).verdict) == (Verdict.VALID, Verdict.UNTRUSTED)
