"""Styles and scripts travel packed (gzip, RFC 1952): made once at the server's start, kept in the data folder by content.

WhiteNoise sends a packed file that lies beside the plain one. Ours lie in folders that are not written to (``static/``,
``vendor/``, installed packages), so it is told where the packed ones are. The tag of a file (ETag, RFC 9110, 8.8.3) is
of its content and weak: both forms share it, and servers side by side agree on it.
"""

import gzip
import hashlib
import logging
import os
import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4
from wsgiref.headers import Headers

from django.contrib.staticfiles import finders
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

# fonts as .woff2 are packed already
KINDS = {".css", ".js", ".mjs", ".svg", ".ttf", ".wasm", ".webmanifest"}
WORTH = 0.95  # of the plain size; what gains less stays plain
# seconds since a server last started with it: older servers may still send it
KEPT = 30 * 24 * 3600

log = logging.getLogger(__name__)


class Packed(NamedTuple):
    """The packed form of a static file, and the tag of its content."""

    path: str
    tag: str


PACKED: dict[str, Packed] = {}  # by the plain file's path; filled before the application is made


def pack(folder: Path) -> None:
    """Make what is not packed yet into ``folder``; where that cannot be written, files travel as they are."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        PACKED.update(_packed(folder))
        _tidy(folder)
    except OSError as error:
        log.warning("Static files travel unpacked: %s", error)


def _packed(folder: Path) -> Iterator[tuple[str, Packed]]:
    for path in _files():
        plain = Path(path).read_bytes()
        digest = hashlib.sha256(plain).hexdigest()
        target = folder / f"{digest}.gz"
        if _holds(target, plain) or _written(target, plain):
            os.utime(target)
            yield path, Packed(str(target), f'W/"{digest[:32]}"')


def _files() -> Iterator[str]:
    """Return the paths of the static files worth packing, as WhiteNoise names them."""
    for finder in finders.get_finders():
        for name, storage in finder.list(None):
            if Path(name).suffix in KINDS:
                yield storage.path(name)


def _holds(target: Path, plain: bytes) -> bool:
    """Say whether the packed file is whole: a power cut may have left half of one."""
    try:
        return gzip.decompress(target.read_bytes()) == plain
    except (OSError, EOFError, zlib.error):
        return False


def _written(target: Path, plain: bytes) -> bool:
    """Write the packed file, unless it gains too little; servers that start together do not meet."""
    packed = gzip.compress(plain, 9, mtime=0)
    if len(packed) > len(plain) * WORTH:
        return False
    half = target.with_suffix(f".{uuid4().hex}")
    half.write_bytes(packed)
    half.replace(target)
    return True


def _tidy(folder: Path) -> None:
    """Take away what no server has started with for long."""
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT:
            old.unlink(missing_ok=True)


class PackedFile(StaticFile):
    """A static file in two forms."""

    def get_path_and_headers(self, request_headers: Mapping[str, Any]) -> tuple[str, Any]:
        """Return the packed form for who takes it; should it be gone, the plain one."""
        _, packed, its = self.alternatives[0]  # the smaller
        _, plain, own = self.alternatives[-1]
        takes = takes_gzip(request_headers.get("HTTP_ACCEPT_ENCODING", ""))
        return (packed, its) if takes and Path(packed).exists() else (plain, own)


def takes_gzip(accepted: str) -> bool:
    """Say whether ``Accept-Encoding`` takes gzip: named, and not with the weight 0 (RFC 9110, 12.5.3)."""
    for one in accepted.lower().split(","):
        name, _, weight = one.replace(" ", "").partition(";")
        if name == "gzip":
            return weight.rstrip("0.") != "q="
    return False


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, knowing where the packed forms lie."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """Return the file with its packed form, when there is one."""
        found = PACKED.get(path)
        if found is None or not Path(found.path).exists():
            return super().get_static_file(path, url, stat_cache=stat_cache)
        headers = Headers([("ETag", found.tag)])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        headers["Access-Control-Allow-Origin"] = "*"  # as WhiteNoise does for all of them
        return PackedFile(path, headers.items(), encodings={"gzip": found.path})
