"""What signs: the one interface of keys, and private keys in encrypted PKCS#12 files, each read once and kept open."""

import hashlib
import os
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import pkcs12

from signing.pdf.authority import Identity

KEPT_OPEN = 64
LEAST_RSA = 2048  # bits
LONGEST_P256 = 72  # bytes of a DER ECDSA-Sig-Value (RFC 3279, 2.2.3) over P-256
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


class WrongPin(Exception):
    """The PIN does not open the key file."""


class Unsuitable(Exception):
    """The key is of a kind with which nobody signs here: RSA under 2048 bits, or a curve other than P-256."""


class Key(Protocol):
    """A key that signs now, wherever it lies: the one interface that signing knows (file, token, HSM)."""

    @property
    def certificate(self) -> x509.Certificate:
        """The holder's certificate."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The certificates above it, issuer first, as far as they are known."""

    @property
    def holder(self) -> str:
        """The common name of the certificate."""

    @property
    def elliptic(self) -> bool:
        """Whether it is ECDSA, else RSA."""

    @property
    def signature_size(self) -> int:
        """The most bytes a raw signature has."""

    def sign(self, data: bytes, hashing: str = "sha256") -> bytes:
        """Return the raw signature over ``data`` (hashed here): RSA PKCS#1 v1.5, or ECDSA in DER."""

    def close(self) -> None:
        """Forget the opened key; it may be called again and again."""


@dataclass(frozen=True)
class OpenKey:
    """An opened key of a file: the private key object, its certificate, and the certificates above it."""

    private: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def holder(self) -> str:
        """Return the common name of the certificate."""
        return holder_of(self.certificate)

    @property
    def elliptic(self) -> bool:
        """Say whether it is ECDSA."""
        return not isinstance(self.private, rsa.RSAPrivateKey)

    @property
    def signature_size(self) -> int:
        """Return the most bytes a raw signature has."""
        return size_of_signature(self.certificate)

    def sign(self, data: bytes, hashing: str = "sha256") -> bytes:
        """Return the raw signature over ``data`` (hashed here with ``hashing``)."""
        algorithm: hashes.HashAlgorithm = getattr(hashes, hashing.upper())()
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), algorithm)
        return self.private.sign(data, ec.ECDSA(algorithm))

    def close(self) -> None:
        """Do nothing: a few opened files are kept for the next signature (``open_key``)."""


def holder_of(certificate: x509.Certificate) -> str:
    """Return the common name of a certificate, else its whole name."""
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def size_of_signature(certificate: x509.Certificate) -> int:
    """Return the most bytes a raw signature of the certificate's key has."""
    public = certificate.public_key()
    return public.key_size // 8 if isinstance(public, rsa.RSAPublicKey) else LONGEST_P256


def suitable(public: object) -> PublicKey:
    """Return the public key if one may sign with it here; else ``Unsuitable`` with what it is."""
    if isinstance(public, rsa.RSAPublicKey):
        if public.key_size < LEAST_RSA:
            raise Unsuitable(f"RSA-{public.key_size}")
        return public
    if isinstance(public, ec.EllipticCurvePublicKey):
        if not isinstance(public.curve, ec.SECP256R1):
            raise Unsuitable(public.curve.name)
        return public
    raise Unsuitable(type(public).__name__.removesuffix("PublicKey"))


def signed_by(certificate: x509.Certificate, signature: bytes, data: bytes) -> bool:
    """Say whether ``signature`` over ``data`` (SHA-256) was made with the certificate's key."""
    public = certificate.public_key()
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


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
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # of a full disk


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
    """Read a PKCS#12 file; ``WrongPin`` when the passphrase does not fit, ``Unsuitable`` for other kinds of keys."""
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(content, phrase)
    except ValueError as error:
        raise WrongPin from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Unsuitable(type(key).__name__)
    suitable(key.public_key())
    return OpenKey(key, certificate, tuple(above))


def identity_of(opened: OpenKey) -> Identity:
    """Return an opened RSA key as the identity of an authority."""
    if not isinstance(opened.private, rsa.RSAPrivateKey):
        raise TypeError("The authority's key must be RSA.")
    return Identity(opened.private, opened.certificate, opened.chain)
