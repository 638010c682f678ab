"""Private keys in encrypted PKCS#12 files, and the signer that keeps an opened key.

pyHanko's own signer reads the private key again for every raw signature (about 90 ms of primality checks each, twice a
document); this one reads it once.
"""

import hashlib
import os
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.general import get_pyca_cryptography_hash
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.pdf.authority import Identity
from signing.pdf.container import container

KEPT_OPEN = 64
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class WrongPin(Exception):
    """The PIN does not open the key file."""


@dataclass(frozen=True)
class OpenKey:
    """An opened key: the private key object, its certificate, and the certificates above it."""

    private: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def holder(self) -> str:
        """Return the common name of the certificate."""
        names = self.certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.certificate.subject.rfc4514_string()


def passphrase(secret: bytes, *, label: str, pin: str = "") -> bytes:
    """Derive a key file's passphrase from the installation's secret, the file's label and the holder's PIN (HKDF)."""
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=f"nghisu key {label} {pin}".encode())
    return derived.derive(secret).hex().encode()


def write_key(path: Path, identity: Identity | OpenKey, phrase: bytes) -> None:
    """Write the identity as an encrypted PKCS#12 file readable by its owner only; whole or not at all."""
    key = identity.private if isinstance(identity, OpenKey) else identity.key
    content = pkcs12.serialize_key_and_certificates(
        b"nghisu",
        key,
        identity.certificate,
        list(identity.chain),
        serialization.BestAvailableEncryption(phrase),
    )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(f".{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


_open_keys: OrderedDict[tuple[str, int, str], OpenKey] = OrderedDict()
_lock = Lock()


def open_key(path: Path, phrase: bytes) -> OpenKey:
    """Open a key file, or take it from the few kept open; ``WrongPin`` when the passphrase does not fit."""
    mark = (str(path), path.stat().st_mtime_ns, hashlib.sha256(phrase).hexdigest())
    with _lock:
        if mark in _open_keys:
            _open_keys.move_to_end(mark)
            return _open_keys[mark]
    opened = read_key(path.read_bytes(), phrase)
    with _lock:
        _open_keys[mark] = opened
        while len(_open_keys) > KEPT_OPEN:
            _open_keys.popitem(last=False)
    return opened


def read_key(content: bytes, phrase: bytes) -> OpenKey:
    """Read a PKCS#12 file; ``WrongPin`` when the passphrase does not fit, or the key is neither RSA nor EC."""
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(content, phrase)
    except ValueError as error:
        raise WrongPin from error
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or certificate is None:
        raise WrongPin
    return OpenKey(key, certificate, tuple(above))


def identity_of(opened: OpenKey) -> Identity:
    """Return an opened RSA key as the identity of an authority."""
    if not isinstance(opened.private, rsa.RSAPrivateKey):
        raise TypeError("The authority's key must be RSA.")
    return Identity(opened.private, opened.certificate, opened.chain)


class KeptKeySigner(Signer):
    """A pyHanko signer over an opened key: no parsing of the key for each signature, the container by hand."""

    def __init__(self, opened: OpenKey) -> None:
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
            sign=lambda content: self._sign(content, "sha256"),
            elliptic=not isinstance(self._opened.private, rsa.RSAPrivateKey),
        )
        return cms.ContentInfo.load(made)

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 (pyHanko's own signature)
    ) -> bytes:
        """Sign ``data`` (hashed here with ``digest_algorithm``) with RSA PKCS#1 v1.5 or ECDSA."""
        if dry_run and isinstance(self._opened.private, rsa.RSAPrivateKey):
            return bytes(self._opened.private.key_size // 8)
        return self._sign(data, digest_algorithm)

    def _sign(self, data: bytes, digest_algorithm: str) -> bytes:
        algorithm = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._opened.private, rsa.RSAPrivateKey):
            return self._opened.private.sign(data, padding.PKCS1v15(), algorithm)
        return self._opened.private.sign(data, ec.ECDSA(algorithm))


def _without_root(chain: tuple[x509.Certificate, ...]) -> tuple[x509.Certificate, ...]:
    """Leave out roots: who verifies has them, or does not believe them."""
    return tuple(one for one in chain if one.subject != one.issuer)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
