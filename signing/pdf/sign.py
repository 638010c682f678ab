"""Sign a prepared decision: PAdES, bytes only added, every earlier signature stays valid.

Levels: B-B always, B-T when somebody stamps the time (RFC 3161); proofs (B-LT) may come with the same revision, an
archive timestamp (B-LTA) after it: ``signing.levels``. A file is read once, whatever its size.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from signing.pdf.container import container
from signing.pdf.draft import (
    Addition,
    Draft,
    Mark,
    NoSuchField,
    NoTimestamp,
    hashed,
    settled,
    signature,
)
from signing.pdf.draft import chunks as pieces
from signing.pdf.keys import Key

RESERVED = 12_288  # hex digits kept for a container, at least
ROOM = 1_400  # bytes of a container beside certificates and signature
ROOM_FOR_TIME = 8_192  # bytes kept for a timestamp
Stamp = Callable[[bytes], bytes]

__all__ = ["Mark", "NoSuchField", "NoTimestamp", "sign", "sign_file"]


def sign(
    content: bytes,
    mark: Mark,
    *,
    key: Key,
    tsa: str = "",
    stamp: Stamp | None = None,
    more: Addition | None = None,
) -> bytes:
    """Return ``content`` with one more signature (and the form fields of ``mark.fill``) in one new revision.

    ``stamp`` gives a timestamp token over a SHA-256 (level B-T), or ``tsa`` is the address of who gives it; ``more``
    adds proofs to the revision (B-LT).
    ``NoSuchField`` when the field is not there or not free, ``NotAppendable`` for a file that must not be appended to.
    """
    if tsa:
        from signing.levels.stamps import stamper

        asked = stamper(tsa)
        stamp = lambda digest: asked(digest).content  # noqa: E731
    return content + appended(
        content, mark, key=key, stamp=stamp, more=more, before=hashed(content)
    )


def sign_file(
    source: Path,
    target: Path,
    mark: Mark,
    *,
    key: Key,
    stamp: Stamp | None = None,
    more: Addition | None = None,
) -> None:
    """Sign the file ``source`` into the new file ``target``, read once, a piece at a time; ``source`` is not touched."""
    running = copied(source, target)
    end = appended(source, mark, key=key, stamp=stamp, more=more, before=running)
    with target.open("ab") as out:
        out.write(end)


def copied(source: Path | bytes, target: Path) -> Any:
    """Copy a file or bytes and return the running SHA-256 of it: one reading for both."""
    running = hashed(b"")
    with target.open("wb") as out:
        for piece in pieces(source):
            running.update(piece)
            out.write(piece)
    return running


def append(target: Path, tail: bytes, running: Any) -> None:
    """Append to a file and carry its running SHA-256 on."""
    with target.open("ab") as out:
        out.write(tail)
    running.update(tail)


def appended(
    source: Path | bytes,
    mark: Mark,
    *,
    key: Key,
    stamp: Stamp | None,
    more: Addition | None,
    before: Any,
) -> bytes:
    """Return the bytes that a signature appends; ``before`` is the running SHA-256 of the source."""
    width = width_for(key, timed=stamp is not None)
    revision, number = signature(source, mark, width=width, at=dt.datetime.now(dt.UTC), more=more)
    draft = settled(revision, number, before)
    return draft.filled(contained(draft, key, stamp))


def contained(draft: Draft, key: Key, stamp: Stamp | None = None) -> bytes:
    """Return the container over a draft."""
    return container(
        draft.digest,
        key.certificate,
        tuple(one for one in key.chain if one.subject != one.issuer),
        sign=lambda content: key.sign(content, "sha256"),
        elliptic=key.elliptic,
        stamp=stamp,
    )


def width_for(key: Key, *, timed: bool) -> int:
    """Return how many hex digits the container of this key may need."""
    certificates = [key.certificate, *key.chain]
    size = sum(len(one.tbs_certificate_bytes) + len(one.signature) + 64 for one in certificates)
    size += key.signature_size + ROOM + (ROOM_FOR_TIME if timed else 0)
    return max(RESERVED, 2 * size)
