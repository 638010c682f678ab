"""Sealing short private texts: what lies in the database or a copy of it is unreadable without the secret key.

AES-256-GCM; the key is derived (HKDF-SHA256) from the installation's secret key and a label that names the owner, so a
seal moved to another owner's row does not open. It protects against whoever holds a copy of the database alone, not
against an administrator of the machine, who also holds the secret key.
"""

import base64
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as NIST SP 800-38D wants for GCM


class Broken(ValueError):
    """The seal does not open: altered, of another owner, or sealed with a key that is gone."""


def seal(text: str, label: str) -> str:
    """Return the text sealed for the owner named by ``label`` (for example ``note.12``)."""
    nonce = os.urandom(NONCE)
    closed = _cipher(settings.SECRET_KEY, label).encrypt(nonce, text.encode(), label.encode())
    return base64.b64encode(nonce + closed).decode()


def unseal(sealed: str, label: str) -> str:
    """Return the text; tries the present secret key, then ``SECRET_KEY_FALLBACKS``; ``Broken`` when none opens it."""
    try:
        raw = base64.b64decode(sealed, validate=True)
    except ValueError as error:
        raise Broken(label) from error
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            opened = _cipher(secret, label).decrypt(raw[:NONCE], raw[NONCE:], label.encode())
            return opened.decode()
        except (InvalidTag, ValueError):
            continue
    raise Broken(label)


@lru_cache(maxsize=512)
def _cipher(secret: str, label: str) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=b"nghi-su.sealing.v1", info=label.encode())
    return AESGCM(derive.derive(secret.encode()))
