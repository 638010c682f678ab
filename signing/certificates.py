"""Certificates, lists of withdrawn ones and OCSP answers as an administrator uploads them: read and described (pure).

Certificates are small and are read by the library ``cryptography`` (a strict DER parser in Rust); PDFs never come here.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import ocsp

LARGEST = 512 * 1024  # bytes of an uploaded certificate file
LARGEST_LIST = 8 * 1024 * 1024  # bytes of a list of withdrawn certificates
MOST = 20  # certificates of one file
LEAST_RSA = 2048  # bits (QCVN 4:2016, as the issue of keys)
LEAST_EC = 256


class Unreadable(Exception):
    """The bytes are nothing that can be read here."""


@dataclass(frozen=True)
class Described:
    """A certificate in words; ``fault`` names why it cannot be an authority ("" when it can)."""

    der: bytes
    sha256: str
    subject: str
    issuer: str
    serial: str
    algorithm: str
    not_before: dt.datetime
    not_after: dt.datetime
    is_root: bool
    fault: str = ""
    common_name: str = ""

    @property
    def last8(self) -> str:
        """The last eight characters of the fingerprint, which the importer types."""
        return self.sha256[-8:].upper()


def read_authorities(content: bytes) -> list[Described]:
    """Read PEM (several), DER or PKCS#7 (P7B) certificates; ``Unreadable`` when there is none or they are too many."""
    found = {one.fingerprint_bytes: one for one in map(_Named, _certificates(content))}
    if not found or len(found) > MOST:
        raise Unreadable
    return [described(one.certificate) for one in found.values()]


@dataclass(frozen=True)
class _Named:
    certificate: x509.Certificate

    @property
    def fingerprint_bytes(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


def _certificates(content: bytes) -> list[x509.Certificate]:
    ways = (
        (x509.load_pem_x509_certificates, pkcs7.load_pem_pkcs7_certificates)
        if b"-----BEGIN" in content
        else (lambda der: [x509.load_der_x509_certificate(der)], pkcs7.load_der_pkcs7_certificates)
    )
    for way in ways:
        try:
            return list(way(content))
        except Exception:  # noqa: BLE001, S112 (hostile bytes raise anything)
            continue
    raise Unreadable


def described(certificate: x509.Certificate) -> Described:
    """Describe a certificate; ``Unreadable`` when a part of it cannot be read."""
    try:
        der = certificate.public_bytes(serialization.Encoding.DER)
        return Described(
            der=der, sha256=hashlib.sha256(der).hexdigest(), subject=name_of(certificate.subject),
            issuer=name_of(certificate.issuer), serial=f"{certificate.serial_number:X}",
            algorithm=algorithm_of(certificate.public_key()), not_before=certificate.not_valid_before_utc,
            not_after=certificate.not_valid_after_utc, is_root=certificate.subject == certificate.issuer,
            fault=_fault(certificate), common_name=_common_name(certificate.subject),
        )  # fmt: skip
    except Exception as error:
        raise Unreadable from error


def _fault(certificate: x509.Certificate) -> str:
    """Return why this cannot be an authority: ``leaf``, ``usage``, ``weak``, ``forged``; "" when it can (RFC 5280, 4.2.1.9)."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return "leaf"
    if not basic.ca:
        return "leaf"
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        if not usage.key_cert_sign:
            return "usage"
    except x509.ExtensionNotFound:
        pass
    if _weak(certificate.public_key()):
        return "weak"
    return "forged" if _wrongly_self_signed(certificate) else ""


def _weak(key: Any) -> bool:
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < LEAST_RSA
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.key_size < LEAST_EC
    return not isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey)


def _wrongly_self_signed(certificate: x509.Certificate) -> bool:
    """Say whether a certificate that names itself as its issuer was not signed by its own key."""
    if certificate.subject != certificate.issuer:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError):
        return True
    except Exception:  # noqa: BLE001 (InvalidSignature)
        return True
    return False


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value)[:300] if found else ""


def name_of(name: x509.Name) -> str:
    """Return a name as people read it: common name, then organisation and country."""
    wanted = (
        x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATIONAL_UNIT_NAME,
        x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COUNTRY_NAME,
    )  # fmt: skip
    parts = [str(one.value) for oid in wanted for one in name.get_attributes_for_oid(oid)]
    return ", ".join(dict.fromkeys(parts))[:300] or name.rfc4514_string()[:300]


def algorithm_of(key: Any) -> str:
    """Return e.g. “RSA-3072”, “EC secp256r1”."""
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA-{key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"EC {key.curve.name}"
    return type(key).__name__.removeprefix("_").removesuffix("PublicKey")


@dataclass(frozen=True)
class Withdrawn:
    """A list (``crl``) or an answer (``ocsp``) about withdrawn certificates, described."""

    der: bytes
    sha256: str
    kind: str
    issuer: str
    this_update: dt.datetime
    next_update: dt.datetime | None
    number: int


def read_revocation(content: bytes) -> Withdrawn:
    """Read a CRL (PEM or DER) or an OCSP answer (DER); ``Unreadable`` for anything else."""
    for read in (_list, _answer):
        try:
            return read(content)
        except Exception:  # noqa: BLE001, S112 (hostile bytes raise anything)
            continue
    raise Unreadable


def _list(content: bytes) -> Withdrawn:
    armoured = b"-----BEGIN X509 CRL" in content
    crl = x509.load_pem_x509_crl(content) if armoured else x509.load_der_x509_crl(content)
    der = crl.public_bytes(serialization.Encoding.DER)
    issued = crl.last_update_utc
    return Withdrawn(
        der, hashlib.sha256(der).hexdigest(), "crl", name_of(crl.issuer), issued, crl.next_update_utc, len(crl)
    )  # fmt: skip


def issued_by_one_of(der: bytes, authorities: list[bytes]) -> bool:
    """Say whether one of these certificates (DER) is that of the list's issuer, whose key signed the list (DER)."""
    try:
        crl = x509.load_der_x509_crl(der)
        known = [x509.load_der_x509_certificate(one) for one in authorities]
        same = [one for one in known if one.subject == crl.issuer]
        return any(crl.is_signature_valid(one.public_key()) for one in same)  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 (an unknown kind of key or algorithm)
        return False


def _answer(content: bytes) -> Withdrawn:
    answer = ocsp.load_der_ocsp_response(content)
    der = answer.public_bytes(serialization.Encoding.DER)
    who = answer.responder_name
    name = name_of(who) if who else (answer.responder_key_hash or b"").hex()
    since, until = answer.this_update_utc, answer.next_update_utc
    return Withdrawn(der, hashlib.sha256(der).hexdigest(), "ocsp", name, since, until, 1)
