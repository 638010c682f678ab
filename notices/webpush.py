"""Web push, the cryptography of it: the message for one browser (RFC 8291, 8188), and who we are (RFC 8292). Pure.

Only `cryptography` is spoken here; the sending is in `notices.push`. The test holds it against the example of
RFC 8291, appendix A, byte for byte.
"""

import base64
import json
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096  # bytes; every push service takes at least that much (RFC 8030 7.2)
LONGEST = (
    RECORD - 16 - 1 - 86
)  # what fits into the one record beside its tag, its end and the header
LIFE = 12 * 3600  # seconds a token is good for; services refuse more than a day (RFC 8292 2)


@dataclass(frozen=True)
class Receiver:
    """A browser that takes pushes: its address at the push service, its public key and its secret (raw bytes)."""

    endpoint: str
    key: bytes
    secret: bytes


def encrypted(
    text: bytes, to: Receiver, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes = b""
) -> bytes:
    """Return the body that only this browser opens (`aes128gcm`); ValueError when too long or the key is no point.

    `own` and `salt` are fresh for each message; only the test of the standard's example gives them.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} bytes are too long for a push")
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, to.key)
    shared = own.exchange(ec.ECDH(), theirs)
    ours = point(own.public_key())
    first = _derive(shared, to.secret, b"WebPush: info\0" + to.key + ours, 32)
    key = _derive(first, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(first, salt, b"Content-Encoding: nonce\0", 12)
    closed = AESGCM(key).encrypt(nonce, text + b"\x02", None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours + closed


def identity(endpoint: str, key: ec.EllipticCurvePrivateKey, *, subject: str, at: float) -> str:
    """Return the Authorization header that names us to the push service: a signed token, good for 12 hours.

    `subject` is a mailto: or https: address where the service's operators reach us; `at` is in Unix seconds.
    """
    place = urlsplit(endpoint)
    claims = {"aud": f"{place.scheme}://{place.netloc}", "exp": int(at) + LIFE, "sub": subject}
    said = ".".join(_json({"typ": "JWT", "alg": "ES256"} if head else claims) for head in (1, 0))
    r, s = utils.decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = unpadded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signature}, k={unpadded(point(key.public_key()))}"


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def unpadded(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    """Return the bytes of base64url, padded or not; ValueError when it is none."""
    return base64.b64decode(
        text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True
    )


def _derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


def _json(value: dict[str, object]) -> str:
    return unpadded(json.dumps(value, separators=(",", ":")).encode())
