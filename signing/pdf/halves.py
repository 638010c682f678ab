"""Signing in two halves: prepared here, signed elsewhere with a key that never comes here, completed here.

The first half leaves an empty place in the file and says what is to be signed: the DER of the signed attributes (RFC 5652,
5.4), in which stands the digest over everything but the place. The second puts the container with the raw signature there.
Between them any time may pass and any process may die: all that is needed is the file and its ``Half``. Both go from file
to file, a piece at a time: what they need of memory does not grow with the paper.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from signing.pdf import draft
from signing.pdf.container import OCTETS, SET, attributes, container, der
from signing.pdf.keys import signed_by
from signing.pdf.sign import append, copied

PLACE = 32_768  # hex digits kept for the container: signature, chain, timestamp


class WrongSignature(Exception):
    """The signature was not made with the certificate's key over what was to be signed."""


class Moved(Exception):
    """The prepared file is not the one that was prepared."""


@dataclass(frozen=True)
class Half:
    """What a prepared file waits for; ``start`` and ``end`` enclose its empty place with the brackets, in bytes."""

    digest: bytes
    start: int
    end: int
    attributes: bytes


def prepare(
    source: Path,
    target: Path,
    mark: draft.Mark,
    *,
    certificate: x509.Certificate,
    at: dt.datetime,
    sha256: str = "",
) -> Half:
    """Write into ``target`` the first half of signing ``source`` with a key of which only the certificate is here.

    The source is read once, a piece at a time. ``at`` is the time the signature claims. ``Moved`` when the source is not
    the file of this SHA-256 (hex); ``NoSuchField`` as signing in one go.
    """
    running = copied(source, target)
    if sha256 and running.hexdigest() != sha256:
        raise Moved
    revision, number = draft.signature(source, mark, width=PLACE, at=at)
    begun = draft.settled(revision, number, running)
    append(target, begun.revision, running)
    start = revision.size + begun.hole - 1
    signed = der(SET, attributes(begun.digest, certificate))
    return Half(begun.digest, start, start + begun.width + 2, signed)


def complete(
    half: Half,
    source: Path,
    target: Path,
    signature: bytes,
    *,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...] = (),
    stamp: Callable[[bytes], bytes] | None = None,
) -> Any:
    """Write the prepared file ``source`` into ``target``, the container with ``signature`` in its place; return the running SHA-256.

    ``stamp`` gives a timestamp token over the SHA-256 of the signature (B-T). The signature is verified before anything
    is made (``WrongSignature``), the file while it is copied (``Moved``).
    """
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
    running, rest = _begun(half, source, target)
    append(target, b"<" + digits.ljust(room, b"0") + rest, running)
    return running


def _begun(half: Half, source: Path, target: Path) -> tuple[Any, bytes]:
    """Copy what stands before the place; return the running SHA-256 of it, and what stands behind the empty digits.

    ``Moved`` unless place, digest and attributes belong to the file.
    """
    running, left = draft.hashed(b""), half.start
    with source.open("rb") as file, target.open("wb") as out:
        while piece := file.read(min(draft.CHUNK, left)):
            running.update(piece)
            out.write(piece)
            left -= len(piece)
        place, rest = file.read(half.end - half.start - 1), file.read()
    around = running.copy()
    around.update(rest[1:])
    if place.rstrip(b"0") != b"<" or rest[:1] != b">" or around.digest() != half.digest:
        raise Moved
    if der(OCTETS, half.digest) not in half.attributes:
        raise Moved
    return running, rest
