"""Certificates as an administrator might upload them: sound ones and all kinds of wrong ones."""

from __future__ import annotations

import datetime as dt
import functools

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


@functools.cache
def key(name="ca"):
    return ec.generate_private_key(ec.SECP256R1())


def certificate(
    name="CA thử nghiệm",
    *,
    ca=True,
    since=NOW - DAY,
    until=NOW + 3650 * DAY,
    signer=None,
    made_with=None,
    issuer=None,
):
    own = made_with or key(name)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        ]
    )
    above = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]) if issuer else subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above)
        .public_key(own.public_key())
    )
    builder = (
        builder.serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )
    if ca is not None:
        builder = builder.add_extension(
            x509.BasicConstraints(ca=ca, path_length=None), critical=True
        )
    return builder.sign(signer or own, hashes.SHA256())


def pem(*certificates):
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def der(one):
    return one.public_bytes(serialization.Encoding.DER)


def p7b(*certificates):
    return pkcs7.serialize_certificates(list(certificates), serialization.Encoding.DER)


def leaf():
    return certificate(
        "Nguyễn Văn A", ca=False, issuer="CA thử nghiệm", signer=key("CA thử nghiệm")
    )


def expired():
    return certificate("CA đã hết hạn", since=NOW - 900 * DAY, until=NOW - 30 * DAY)


@functools.cache
def weak():
    return certificate("CA yếu", made_with=rsa.generate_private_key(65537, 1024))


def forged():
    """It names itself as its issuer, but another key signed it."""
    return certificate("CA giả", signer=key("somebody else"))


def revoked_list(*, since=NOW - DAY, serials=(77,)):
    builder = x509.CertificateRevocationListBuilder().issuer_name(certificate().subject)
    builder = builder.last_update(since).next_update(since + 30 * DAY)
    for serial in serials:
        one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        builder = builder.add_revoked_certificate(one)
    return builder.sign(key("CA thử nghiệm"), hashes.SHA256()).public_bytes(
        serialization.Encoding.DER
    )
