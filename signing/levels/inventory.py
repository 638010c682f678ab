"""What a signed file of ours has reached: level and time of each signature, its last archive timestamp, its proofs."""

import datetime as dt
import io
import mmap
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from signing.levels import store
from signing.levels.raising import Level
from signing.levels.signers import signed_fields, signer_of, trimmed
from signing.levels.stamps import Token, read_token

TIMESTAMP = "/ETSI.RFC3161"
STORE = re.compile(rb"/DSS[\s<]")


@dataclass(frozen=True)
class Reached:
    """The level of one signature (ETSI EN 319 142-1, 6), and the first time that proves it."""

    level: Level
    timed_at: dt.datetime | None


@dataclass(frozen=True)
class Inventory:
    """Each signature by its field; the document timestamps, the oldest first; proofs by kind as DER."""

    signatures: dict[str, Reached]
    stamps: tuple[Token, ...]
    proofs: dict[str, list[bytes]]


def inventory(source: Path | bytes) -> Inventory:
    """Read a file that was signed here; ``ValueError`` or ``pikepdf.PdfError`` for one that cannot be read."""
    with pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source)) as pdf:
        proofs = store.carried(pdf.Root)
        found = [(name, one) for name, one in signed_fields(pdf.Root)]
        stamps = [
            (
                int(one.V.ByteRange[2]) + int(one.V.ByteRange[3]),
                read_token(trimmed(bytes(one.V.Contents))),
            )
            for _name, one in found
            if str(one.V.SubFilter) == TIMESTAMP
        ]
        stamps.sort(key=lambda pair: pair[0])
        sealed = bool(stamps) and _store_within(source, stamps[-1][0])
        signatures = {
            name: _reached(one, stamps, proved=bool(proofs["certificates"]), later=sealed)
            for name, one in found
            if str(one.V.SubFilter) != TIMESTAMP
        }
    return Inventory(signatures, tuple(token for _end, token in stamps), proofs)


def _reached(
    one: pikepdf.Object, stamps: list[tuple[int, Token]], *, proved: bool, later: bool
) -> Reached:
    """Return the level: a time over the signature or over the file; proofs; a timestamp over the proofs (``later``)."""
    end = int(one.V.ByteRange[2]) + int(one.V.ByteRange[3])
    own = signer_of(bytes(one.V.Contents))[2]
    over = [token for reach, token in stamps if reach > end]
    times = [token.at for token in ([own] if own else []) + over]
    if not times:
        return Reached(Level.B, None)
    if not proved:
        return Reached(Level.T, min(times))
    archived = later and len(over) > (
        0 if own else 1
    )  # one proves the time, another keeps the proofs
    return Reached(Level.LTA if archived else Level.LT, min(times))


def _store_within(source: Path | bytes, end: int) -> bool:
    """Say whether the security store stood in the file when its first ``end`` bytes were stamped."""
    if isinstance(source, bytes):
        return STORE.search(source, 0, end) is not None
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as content:
        return STORE.search(content, 0, end) is not None
