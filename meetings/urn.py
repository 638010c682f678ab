"""The urn of a secret vote (pure): all ballots in one sealed box that shows neither whose they are nor their order.

The box has room for everybody entitled and is always full size; at each ballot it is opened, shuffled and sealed anew
with a fresh nonce (AES-256-GCM). Its key is derived (HKDF-SHA256) from the server's own secret, which no database
holds, and the vote's random secret, which is erased when the vote closes. So a copy of the database, taken at any
moment, tells nothing; a copy taken after the closing tells nothing even to who knows the server's secret.
"""

import os
import re
import secrets
import struct
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE, CODE, HEAD = 12, 10, 4  # bytes
CHOICES = (
    "agree",
    "disagree",
    "no_opinion",
)  # what a secret ballot may say, by its number in the box
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a receipt's code: none looks like another
WELL_FORMED = re.compile(f"[{LETTERS}]{{{CODE}}}")
BALLOT = struct.Struct(f"B{CODE}s")

Ballots = list[tuple[str, str]]  # (choice, code)


class Spoilt(ValueError):
    """The box does not open: it was altered, or the server's secret has changed."""


def new_secret() -> bytes:
    """Return the random half of a vote's key, 32 bytes."""
    return os.urandom(32)


def new_code() -> str:
    """Return a random code, for a ballot that brought none."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def seal(ballots: Sequence[tuple[str, str]], *, room: int, keys: "Keys") -> bytes:
    """Return the ballots shuffled and sealed in a box for ``room`` of them."""
    order = list(ballots)
    secrets.SystemRandom().shuffle(order)
    packed = [BALLOT.pack(CHOICES.index(choice), code.encode()) for choice, code in order]
    full = struct.pack("<I", len(order)) + b"".join(packed)
    nonce = os.urandom(NONCE)
    return nonce + keys.first.encrypt(nonce, full.ljust(HEAD + room * BALLOT.size, b"\0"), None)


def unseal(box: bytes, keys: "Keys") -> Ballots:
    """Return what is in the box, in no order that means anything; ``Spoilt`` when it does not open."""
    for cipher in keys.all:
        try:
            full = cipher.decrypt(box[:NONCE], box[NONCE:], None)
        except InvalidTag:
            continue
        (number,) = struct.unpack_from("<I", full)
        rows = BALLOT.iter_unpack(full[HEAD : HEAD + number * BALLOT.size])
        return [(CHOICES[choice], code.decode()) for choice, code in rows]
    raise Spoilt


class Keys:
    """The keys of one urn: the server's present secret seals, its earlier ones still open."""

    def __init__(self, servers: Sequence[str], secret: bytes, vote: int) -> None:
        self.all = [AESGCM(_key(server, secret, vote)) for server in servers]
        self.first = self.all[0]


def _key(server: str, secret: bytes, vote: int) -> bytes:
    info = f"nghi-su.urn.{vote}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=secret, info=info).derive(server.encode())
