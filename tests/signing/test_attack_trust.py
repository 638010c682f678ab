"""Lists of withdrawn certificates that an attacker puts in the way: forged, of the future, about other certificates."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from core.refused import Refused
from signing.actions import trust
from signing.certificates import read_authorities, read_revocation
from signing.models import RevocationFile
from signing.verify.revocations import Evidence
from tests.signing import trust_files as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def listed(signer="CA thử nghiệm", since=made.NOW - made.DAY, serials=(), extension=None):
    builder = x509.CertificateRevocationListBuilder().issuer_name(made.certificate().subject)
    builder = builder.last_update(since).next_update(since + 30 * made.DAY)
    for serial in serials:
        one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        builder = builder.add_revoked_certificate(one)
    if extension is not None:
        builder = builder.add_extension(extension, critical=True)
    found = builder.sign(made.key(signer), hashes.SHA256())
    return found.public_bytes(serialization.Encoding.DER)


def imported(content, by):
    return trust.import_revocation(read_revocation(content), by=by)


def test_a_list_in_the_name_of_an_authority_does_not_make_us_forget(who):
    trust.add_root(made.der(made.certificate()), why="thử", by=who.an)
    true = imported(listed(serials=(77,), since=made.NOW - 3 * made.DAY), who.an)
    imported(listed("Kẻ khác"), who.an)
    assert RevocationFile.objects.filter(pk=true.pk).exists()
    imported(listed(serials=(77, 78), since=made.NOW - 2 * made.DAY), who.an)
    assert not RevocationFile.objects.filter(pk=true.pk).exists()


def test_a_list_of_the_future_is_refused(who):
    with pytest.raises(Refused):
        imported(listed("Kẻ khác", since=made.NOW + 9 * made.DAY), who.an)
    assert not RevocationFile.objects.exists()


def point(**said):
    wanted = ("only_contains_user_certs", "only_contains_ca_certs", "indirect_crl", "only_contains_attribute_certs")  # fmt: skip
    return x509.IssuingDistributionPoint(
        full_name=None, relative_name=None, only_some_reasons=said.get("reasons"),
        **{one: said.get(one, False) for one in wanted},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("extension", "says"),
    [
        (None, ["good"]),
        (point(only_contains_user_certs=True), ["good"]),
        (point(only_contains_ca_certs=True), []),
        (point(only_contains_attribute_certs=True), []),
        (point(reasons=frozenset({x509.ReasonFlags.key_compromise})), []),
        (x509.DeltaCRLIndicator(3), []),
    ],
)
def test_a_list_about_others_says_nothing_good(extension, says):
    evidence, issuer = Evidence(), made.certificate()
    evidence.add(listed(extension=extension), "file")
    person = issued_by(issuer)
    assert [one.status for one in evidence.about(person, issuer)] == says


def issued_by(issuer):
    """A person's certificate under the authority of these tests."""
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "An")]))
        .issuer_name(issuer.subject)
        .public_key(made.key("An").public_key())
        .serial_number(99)
        .not_valid_before(made.NOW - made.DAY)
        .not_valid_after(made.NOW + made.DAY)
        .sign(made.key("CA thử nghiệm"), hashes.SHA256())
    )


def test_the_list_of_an_authority_is_known_by_its_key():
    from signing.certificates import issued_by_one_of

    ders = [one.der for one in read_authorities(made.der(made.certificate()))]
    assert issued_by_one_of(listed(), ders)
    assert not issued_by_one_of(listed("Kẻ khác"), ders)
