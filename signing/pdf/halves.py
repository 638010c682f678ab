"""Signing in two halves: prepared here, signed elsewhere with a key that never comes here, completed here.

The first half leaves an empty place in the file and says what is to be signed: the DER of the signed attributes (RFC 5652,
5.4), in which stands the digest over everything but the place. The second puts the container with the raw signature there.
Between them any time may pass and any process may die: all that is needed is in ``Half``.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from signing.pdf import draft
from signing.pdf.container import OCTETS, SET, attributes, container, der
from signing.pdf.keys import signed_by

PLACE = 32_768  # hex digits kept for the container: signature, chain, timestamp


class WrongSignature(Exception):
    """The signature was not made with the certificate's key over what was to be signed."""


class Moved(Exception):
    """The prepared file is not the one that was prepared."""


@dataclass(frozen=True)
class Half:
    """A file that waits for its signature; ``start`` and ``end`` enclose the empty place with its brackets, in bytes."""

    content: bytes
    digest: bytes
    start: int
    end: int
    attributes: bytes


def prepare(
    content: bytes, mark: draft.Mark, *, certificate: x509.Certificate, at: dt.datetime
) -> Half:
    """Return the first half of signing ``content`` with a key of which only the certificate is here.

    ``at`` is the time the signature claims. Raises ``NoSuchField`` as signing in one go does.
    """
    revision, number = draft.signature(content, mark, width=PLACE, at=at)
    begun = draft.settled(revision, number, draft.hashed(content))
    start = len(content) + begun.hole - 1
    signed = der(SET, attributes(begun.digest, certificate))
    return Half(content + begun.revision, begun.digest, start, start + begun.width + 2, signed)


def complete(
    half: Half,
    signature: bytes,
    *,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...] = (),
    stamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """Return the signed file: the container with ``signature`` put into the empty place.

    ``stamp`` gives a timestamp token over the SHA-256 of the signature (B-T). Signature and file are verified before
    anything is made: ``WrongSignature``, ``Moved``.
    """
    check(half)
    if not signed_by(certificate, signature, half.attributes):
        raise WrongSignature
    made = container(
        half.digest,
        certificate,
        tuple(one for one in chain if one.subject != one.issuer),
        sign=lambda _attributes: signature,
        elliptic=isinstance(certificate.public_key(), ec.EllipticCurvePublicKey),
        stamp=stamp,
    )
    digits, room = made.hex().encode(), half.end - half.start - 2
    if len(digits) > room:
        raise Moved
    before, after = half.content[: half.start + 1], half.content[half.end - 1 :]
    return b"".join((before, digits.ljust(room, b"0"), after))


def check(half: Half) -> None:
    """Raise ``Moved`` unless place, digest and attributes belong to the file."""
    content = half.content
    empty = content[half.start + 1 : half.end - 1].strip(b"0") == b""
    framed = content[half.start : half.start + 1] + content[half.end - 1 : half.end] == b"<>"
    if not empty or not framed or digest_around(content, half.start, half.end) != half.digest:
        raise Moved
    if der(OCTETS, half.digest) not in half.attributes:
        raise Moved


def digest_around(content: bytes, start: int, end: int) -> bytes:
    """Return the SHA-256 over everything but the place, as the ByteRange says it."""
    digest = hashlib.sha256(memoryview(content)[:start])
    digest.update(memoryview(content)[end:])
    return digest.digest()
