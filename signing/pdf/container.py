"""The signature container of PAdES B-B written by hand in DER (RFC 5652, RFC 5035, ETSI EN 319 122-1).

Building the same few hundred bytes from asn1crypto's objects costs three times as much as everything else in signing a
page. Only what a person's signature here needs is written: SHA-256, one signer, at most one timestamp.
"""

import hashlib
from collections.abc import Callable

from cryptography import x509
from cryptography.hazmat.primitives import serialization

SEQUENCE, SET, OBJECT, OCTETS, INTEGER, NULL = 0x30, 0x31, 0x06, 0x04, 0x02, b"\x05\x00"
DETACHED_0, UNSIGNED_1 = 0xA0, 0xA1

DATA = bytes.fromhex("2a864886f70d010701")
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("2a864886f70d010910022f")
TIMESTAMP_TOKEN = bytes.fromhex("2a864886f70d010910020e")
SHA256 = bytes.fromhex("608648016503040201")
SHA256_RSA = bytes.fromhex("2a864886f70d01010b")
SHA256_ECDSA = bytes.fromhex("2a8648ce3d040302")


def der(tag: int, *parts: bytes) -> bytes:
    """Return one DER value: tag, length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def container(
    digest: bytes,
    certificate: x509.Certificate,
    above: tuple[x509.Certificate, ...],
    *,
    sign: Callable[[bytes], bytes],
    elliptic: bool,
    stamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """Return the container over a file's SHA-256 ``digest``; ``sign`` signs the attributes (hashing them itself).

    ``stamp`` gives the timestamp token over the SHA-256 of the raw signature (RFC 3161, appendix A).
    """
    own = certificate.public_bytes(serialization.Encoding.DER)
    hashing = der(SEQUENCE, der(OBJECT, SHA256), NULL)
    signed_attributes = attributes(digest, certificate)
    signing = der(
        SEQUENCE, der(OBJECT, SHA256_ECDSA if elliptic else SHA256_RSA), b"" if elliptic else NULL
    )
    signature = sign(der(SET, signed_attributes))
    timed = stamp(hashlib.sha256(signature).digest()) if stamp else b""
    unsigned = der(UNSIGNED_1, _attribute(TIMESTAMP_TOKEN, timed)) if timed else b""
    signer = der(
        SEQUENCE,
        der(INTEGER, b"\x01"),
        _issuer_and_serial(certificate),
        hashing,
        der(DETACHED_0, signed_attributes),
        signing,
        der(OCTETS, signature),
        unsigned,
    )
    others = [one.public_bytes(serialization.Encoding.DER) for one in above]
    signed = der(
        SEQUENCE,
        der(INTEGER, b"\x01"),
        der(SET, hashing),
        der(SEQUENCE, der(OBJECT, DATA)),
        der(DETACHED_0, own, *others),
        der(SET, signer),
    )
    return der(SEQUENCE, der(OBJECT, SIGNED_DATA), der(DETACHED_0, signed))


def attributes(digest: bytes, certificate: x509.Certificate) -> bytes:
    """Return the signed attributes in DER's order of a set: content type, message digest, the certificate's hash."""
    own = certificate.public_bytes(serialization.Encoding.DER)
    identity = der(SEQUENCE, der(OCTETS, hashlib.sha256(own).digest()))
    found = [
        _attribute(CONTENT_TYPE, der(OBJECT, DATA)),
        _attribute(MESSAGE_DIGEST, der(OCTETS, digest)),
        _attribute(SIGNING_CERTIFICATE_V2, der(SEQUENCE, der(SEQUENCE, identity))),
    ]
    return b"".join(sorted(found))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return der(SEQUENCE, der(OBJECT, kind), der(SET, value))


def _issuer_and_serial(certificate: x509.Certificate) -> bytes:
    serial = certificate.serial_number
    number = serial.to_bytes(serial.bit_length() // 8 + 1, "big")
    return der(SEQUENCE, certificate.issuer.public_bytes(), der(INTEGER, number))
