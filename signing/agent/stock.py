"""A pyHanko signer over an opened key, for whole files as the VGCA agent signs them; the server itself does not load pyHanko to sign.

pyHanko's own signer reads the private key again for every raw signature (about 90 ms of primality checks each, twice a
document); this one reads it once.
"""

from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.pdf.container import container
from signing.pdf.keys import Key


class KeptKeySigner(Signer):
    """A pyHanko signer over an opened key: no parsing of the key for each signature, the container by hand."""

    def __init__(self, opened: Key) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(_asn1(certificate) for certificate in opened.chain)
        super().__init__(
            signing_cert=_asn1(opened.certificate), cert_registry=store, embed_roots=False
        )
        self._opened = opened

    async def async_sign(
        self, data_digest: bytes, digest_algorithm: str, *args: Any, **options: Any
    ) -> cms.ContentInfo:
        """Return the container: by hand for PAdES without a timestamp, else as pyHanko builds it."""
        plain = {"use_pades", "signed_attr_settings"} >= {k for k, v in options.items() if v}
        if args or not plain or digest_algorithm != "sha256" or not options.get("use_pades"):
            return await super().async_sign(data_digest, digest_algorithm, *args, **options)
        made = container(
            data_digest,
            self._opened.certificate,
            _without_root(self._opened.chain),
            sign=self._opened.sign,
            elliptic=self._opened.elliptic,
        )
        return cms.ContentInfo.load(made)

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 (pyHanko's own signature)
    ) -> bytes:
        """Sign ``data`` (hashed here with ``digest_algorithm``) with RSA PKCS#1 v1.5 or ECDSA."""
        if dry_run:  # the size only; a token is not asked twice
            return bytes(self._opened.signature_size)
        return self._opened.sign(data, digest_algorithm)


def _without_root(chain: tuple[x509.Certificate, ...]) -> tuple[x509.Certificate, ...]:
    """Leave out roots: who verifies has them, or does not believe them."""
    return tuple(one for one in chain if one.subject != one.issuer)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
