"""Stamps: a step is done again only when what it is made of has changed. Standard library only."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from saying import ROOT, TOOLS


def _mark(sources: tuple[Path | str, ...]) -> str:
    """A digest over this Python's version and the sources: files by content, words as they are."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.read_bytes() if isinstance(source, Path) else source.encode())
    return digest.hexdigest()


def fresh(name: str, *sources: Path | str) -> bool:
    """Whether the step `name` was done with these very sources."""
    stamp = TOOLS / "stamps" / name
    return stamp.exists() and stamp.read_text() == _mark(sources)


def remember(name: str, *sources: Path | str) -> None:
    """Note that the step `name` is done with these sources."""
    stamp = TOOLS / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(_mark(sources))


def forget_all() -> None:
    """Every step is to be done again (the environment it was done in is gone)."""
    for stamp in (TOOLS / "stamps").glob("*"):
        stamp.unlink()


LOCKS = {
    "base": ROOT / "requirements" / "base.txt",
    "dev": ROOT / "requirements" / "dev.txt",
    "uv": ROOT / "requirements" / "uv.txt",
    "node": ROOT / "requirements" / "node.txt",
    "npm": ROOT / "package-lock.json",
}
