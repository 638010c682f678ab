"""The archive's manifest (pure): which files, how long, with which SHA-256; and one digest over all of them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FORMAT = "nghi-su.archive/1"


@dataclass(frozen=True)
class Entry:
    """A file of the archive: its path inside (``/`` between folders), its size in bytes, its SHA-256 (64 hex digits)."""

    path: str
    size: int
    sha256: str


def root_of(entries: Iterable[Entry]) -> str:
    """Return the digest over all files: SHA-256 of the sorted lines ``<sha256>  <path>``, as ``sha256sum`` writes them."""
    return hashlib.sha256(sums(entries).encode()).hexdigest()


def sums(entries: Iterable[Entry]) -> str:
    """Return the lines that ``sha256sum --check`` reads."""
    return "".join(f"{e.sha256}  {e.path}\n" for e in sorted(entries, key=lambda e: e.path))


def manifest(entries: Iterable[Entry], about: dict[str, Any]) -> str:
    """Return the manifest as JSON: the format, what it is about, the files, their common digest."""
    rows = sorted(entries, key=lambda e: e.path)
    data = {"format": FORMAT, **about, "files": [vars(row) for row in rows], "root": root_of(rows)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
