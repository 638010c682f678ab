"""Files by their SHA-256 under ``FILES_DIR``: written once, never changed."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from core.full_disk import DiskFull, is_full
from core.refused import Refused

PIECE = 1 << 20  # bytes read at a time
LEFT_OVER_SECONDS = 24 * 3600  # since it was written to: then nobody writes it any more


@dataclass(frozen=True)
class Kept:
    """A file that was kept: digest (64 hex digits), size in bytes, where it lies."""

    sha256: str
    size: int
    path: Path


def keep(chunks: Iterable[bytes], limit: int | None = None) -> Kept:
    """Write the bytes to the store and return where; ``Refused`` over ``limit`` bytes, when empty or on a full disk."""
    root = Path(settings.FILES_DIR)
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=root, prefix="incoming-")
        with os.fdopen(handle, "wb") as file:
            digest, size = _copy(chunks, file, limit or settings.PAPER_MAX_BYTES)
        return _settle(root, Path(name), digest, size)
    except OSError as error:
        raise DiskFull from error
    finally:
        if "name" in locals():
            Path(name).unlink(missing_ok=True)


@contextmanager
def scratch() -> Iterator[Path]:
    """Lend a place for a new file on the store's own disk; what was not kept is gone after the block."""
    root = Path(settings.FILES_DIR)
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=root, prefix="incoming-")
    except OSError as error:
        raise DiskFull from error
    os.close(handle)
    try:
        yield Path(name)
    except OSError as error:
        if not is_full(error):
            raise
        raise DiskFull from error
    finally:
        Path(name).unlink(missing_ok=True)


def keep_written(path: Path) -> Kept:
    """Keep a file that was written in a ``scratch`` place: it is read once, a piece at a time, and moved, not copied."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        size = file.tell()
    return _settle(Path(settings.FILES_DIR), path, digest, size)


def sweep() -> int:
    """Remove what processes that were killed left half-written; returns how many files. What is being written is younger."""
    oldest, gone = time.time() - LEFT_OVER_SECONDS, 0
    for path in Path(settings.FILES_DIR).glob("incoming-*"):
        # not there: it was just given its name, or another sweep was quicker
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
                gone += 1
    return gone


def begins_with(path: Path, size: int) -> tuple[str, str]:
    """Return the SHA-256 (hex) of a file's first ``size`` bytes and that of all of it, read once."""
    running, first, left = hashlib.sha256(), "", size
    with path.open("rb") as file:
        while piece := file.read(min(PIECE, left) if left > 0 else PIECE):
            running.update(piece)
            left -= len(piece)
            first = running.hexdigest() if left == 0 else first
    return first, running.hexdigest()


def _copy(chunks: Iterable[bytes], file: object, limit: int) -> tuple[str, int]:
    """Copy and digest; refuse the empty and the huge."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Refused(
                _("The file is larger than %(limit)s MB.") % {"limit": limit // 1024 // 1024}
            )
        digest.update(chunk)
        file.write(chunk)  # type: ignore[attr-defined]
    if not size:
        raise Refused(_("The file is empty."))
    file.flush()  # type: ignore[attr-defined]
    os.fsync(file.fileno())  # type: ignore[attr-defined]
    return digest.hexdigest(), size


def _settle(root: Path, incoming: Path, digest: str, size: int) -> Kept:
    """Give the file its final name; the same content is kept once."""
    path = root / digest[:2] / digest
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        incoming.chmod(0o440)
        incoming.replace(path)
    return Kept(digest, size, path)
