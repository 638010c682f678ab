"""The demonstration authority: a root, an issuing authority, certificates for persons and for the agency's seal.

Everything it makes says MẪU (sample) in its names: it stands in for the State's authority (Ban Cơ yếu) where none
is connected, and has no legal value. Certificates carry the usage ``emailProtection``, without which NSS
(``pdfsig``) does not trust a signer of documents.
"""

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ORGANISATION = "DỮ LIỆU MẪU - không có giá trị pháp lý"
ROOT_NAME = "Nghị Sự MẪU - CA gốc trình diễn"
ISSUER_NAME = "Nghị Sự MẪU - CA cấp phát trình diễn"
AUTHORITY_BITS, HOLDER_BITS = 3072, 2048
AUTHORITY_YEARS, HOLDER_YEARS = 20, 5
COUNTRY = "VN"


@dataclass(frozen=True)
class Identity:
    """A private key with its certificate and the certificates above it (issuer first, root last)."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def found_authority(at: dt.datetime) -> Identity:
    """Make a new root and a new issuing authority at the moment ``at``; the root's private key is thrown away."""
    root_key, issuing_key = _new_key(AUTHORITY_BITS), _new_key(AUTHORITY_BITS)
    root_name = _name(ROOT_NAME)
    root = _authority_certificate(root_name, root_key, root_name, root_key, at, depth=1)
    name = _name(ISSUER_NAME)
    issuing = _authority_certificate(name, issuing_key, root_name, root_key, at, depth=0)
    return Identity(issuing_key, issuing, (root,))


def issue(authority: Identity, *, holder: str, unit: str, at: dt.datetime) -> Identity:
    """Issue a key and a certificate to ``holder`` (a person's or an agency's full name), valid ``HOLDER_YEARS``."""
    key = _new_key(HOLDER_BITS)
    builder = _builder(_name(holder, unit), key, authority.certificate.subject, at, HOLDER_YEARS)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=False, path_length=None), critical=True
    )
    builder = builder.add_extension(_usage(signs=True), critical=True)
    usages = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    builder = builder.add_extension(usages, critical=False)
    certificate = _finish(builder, authority.key)
    return Identity(key, certificate, (authority.certificate, *authority.chain))


def pem(certificate: x509.Certificate) -> bytes:
    """Return the certificate as PEM, as it lies in the trust store."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def _new_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _name(common: str, unit: str = "") -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, COUNTRY), (NameOID.ORGANIZATION_NAME, ORGANISATION)]
    if unit:
        parts.append((NameOID.ORGANIZATIONAL_UNIT_NAME, unit[:64]))
    parts.append((NameOID.COMMON_NAME, common[:64]))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _authority_certificate(
    name: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer: x509.Name,
    issuer_key: rsa.RSAPrivateKey,
    at: dt.datetime,
    *,
    depth: int,
) -> x509.Certificate:
    builder = _builder(name, key, issuer, at, AUTHORITY_YEARS)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=depth), critical=True
    )
    builder = builder.add_extension(_usage(signs=False), critical=True)
    return _finish(builder, issuer_key)


def _builder(
    name: x509.Name, key: rsa.RSAPrivateKey, issuer: x509.Name, at: dt.datetime, years: int
) -> x509.CertificateBuilder:
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
    )
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(at - dt.timedelta(days=1))
    builder = builder.not_valid_after(at + dt.timedelta(days=365 * years + years // 4))
    return builder.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    )


def _finish(builder: x509.CertificateBuilder, issuer_key: rsa.RSAPrivateKey) -> x509.Certificate:
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return builder.add_extension(above, critical=False).sign(issuer_key, hashes.SHA256())


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )
