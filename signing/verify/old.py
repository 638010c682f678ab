"""Signatures of the oldest kind (``adbe.x509.rsa_sha1``, ISO 32000-1 12.8.3.2): checked, but too weak to be trusted."""

from typing import Any

from asn1crypto import core, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils
from pyhanko.pdf_utils import generic

from signing.pdf.reading import entry, items
from signing.verify.container import Digests, Spoilt
from signing.verify.names import common_name
from signing.verify.verdicts import Finding, Reason, Verdict


def examine(value: generic.DictionaryObject, contents: bytes, digests: Digests) -> Finding:
    """Judge the signature in ``contents`` by the certificate in ``/Cert``; ``Spoilt`` when either is unreadable."""
    try:
        certificate = x509.Certificate.load(_first_certificate(entry(value, "/Cert")))
        key = serialization.load_der_public_key(certificate.public_key.dump())
        signature = core.OctetString.load(contents).native
    except Exception as error:
        raise Spoilt(type(error).__name__) from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise Spoilt("not RSA")
    finding = Finding(
        signer=common_name(certificate.subject), issuer=common_name(certificate.issuer)
    )
    try:
        prehashed = utils.Prehashed(hashes.SHA1())  # noqa: S303 (the format knows no other)
        key.verify(signature, digests("sha1"), padding.PKCS1v15(), prehashed)
    except InvalidSignature:
        return finding.judge(Verdict.MODIFIED, Reason.CONTENT_CHANGED)
    finding.intact = True
    return finding.judge(Verdict.UNTRUSTED, Reason.WEAK)


def _first_certificate(found: Any) -> bytes:
    one = items(found)[0] if isinstance(found, generic.ArrayObject) else found
    return bytes(one.original_bytes)
