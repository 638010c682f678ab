"""How messages travel: through a folder both sides see, or to an adapter of the exchange by HTTP (LGSP)."""

import http.client
import json
import logging
import os
import re
import shutil
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

TIMEOUT = 30  # seconds
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.]{0,12}")
MOST_BYTES = 300 * 1024 * 1024
log = logging.getLogger(__name__)


GONE = (404, 410)  # what is not there any more was deleted before


class NotDelivered(Exception):
    """The message could not be handed over now; the argument says why, ``status`` what the other side answered (0: nothing)."""

    def __init__(self, why: str, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


class Transport(Protocol):
    """What carries messages between organisations."""

    def send(self, to: str, message: Path) -> None:
        """Hand a message over to the organisation; ``NotDelivered`` when that is not possible now."""

    def waiting(self, code: str) -> Iterator[tuple[str, Path]]:
        """Yield what waits for the organisation: a key for ``done`` and a file that lives until then."""

    def done(self, code: str, key: str, *, taken: bool) -> None:
        """Say that a message was taken in (or refused): it does not wait any more."""


@dataclass(frozen=True)
class Folder:
    """Messages as files: ``<root>/<code>/<name>.edxml``; taken ones move to ``taken``, refused ones to ``refused``."""

    root: Path

    def send(self, to: str, message: Path) -> None:
        """Copy the message into the receiver's folder; it has its name only when it is whole."""
        try:
            folder = self._of(to)
            part = folder / f"{uuid.uuid4()}.part"
            shutil.copyfile(message, part)
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.replace(part.with_suffix(".edxml"))
        except OSError as error:
            raise NotDelivered(str(error.strerror or error)) from error

    def waiting(self, code: str) -> Iterator[tuple[str, Path]]:
        """Yield the files that wait, the oldest first; whole ones only, never through a link."""
        if not (self.root / code).is_dir():
            return
        found = [one for one in (self.root / code).glob("*.edxml") if one.is_file() and not one.is_symlink()]  # fmt: skip
        for path in sorted(found, key=lambda one: one.stat().st_mtime):
            yield path.name, path

    def done(self, code: str, key: str, *, taken: bool) -> None:
        """Put the file aside."""
        folder = self._of(code) / ("taken" if taken else "refused")
        try:
            folder.mkdir(exist_ok=True)
            with suppress(FileNotFoundError):  # another worker was quicker
                (self._of(code) / key).replace(folder / key)
        except OSError as error:
            raise NotDelivered(str(error.strerror or error)) from error

    def _of(self, code: str) -> Path:
        if not CODE.fullmatch(code):
            raise NotDelivered(f"{code[:20]}?")
        folder = self.root / code
        folder.mkdir(parents=True, exist_ok=True)
        return folder


@dataclass(frozen=True)
class Http:
    """An adapter of the exchange: POST /<code> hands over; GET /<code> lists, GET and DELETE /<code>/<key> take."""

    url: str
    folder: Path

    def send(self, to: str, message: Path) -> None:
        """Post the message; a code of another form never becomes a part of the address."""
        if not CODE.fullmatch(to):
            raise NotDelivered(f"{to[:20]}?")
        self._ask("POST", f"/{to}", message.read_bytes())

    def waiting(self, code: str) -> Iterator[tuple[str, Path]]:
        """Fetch what waits, one message at a time; one that is answered by an error waits for the next turn."""
        for key in self._keys(code):
            path = self.folder / f"{uuid.uuid4()}.edxml"
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                content = self._ask("GET", f"/{code}/{key}")
            except NotDelivered as trouble:
                if not trouble.status:
                    raise
                log.warning("message %s of %s is not given out: %s", key, code, trouble)
                continue
            path.write_bytes(content)
            try:
                yield key, path
            finally:
                path.unlink(missing_ok=True)

    def done(self, code: str, key: str, *, taken: bool) -> None:
        """Delete the message at the adapter; deleted before, that is well."""
        try:
            self._ask("DELETE", f"/{code}/{key}?taken={int(taken)}")
        except NotDelivered as trouble:
            if trouble.status not in GONE:
                raise

    def _keys(self, code: str) -> list[str]:
        try:
            said = json.loads(self._ask("GET", f"/{code}") or b"[]")
        except ValueError as error:
            raise NotDelivered("the list of messages cannot be read") from error
        keys = map(str, said if isinstance(said, list) else [])
        return [key for key in keys if re.fullmatch(r"[\w.-]{1,100}", key)]

    def _ask(self, method: str, path: str, content: bytes | None = None) -> bytes:
        asked = urllib.request.Request(self.url.rstrip("/") + path, data=content, method=method, headers={"Content-Type": "application/xml"})  # noqa: S310  the administrator's own address  # fmt: skip
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
                said: Any = answer.read(MOST_BYTES + 1)
        except (OSError, ValueError, http.client.HTTPException) as error:
            status = error.code if isinstance(error, urllib.error.HTTPError) else 0
            raise NotDelivered(str(getattr(error, "reason", error))[:200], status) from error
        return bytes(said)


def transport() -> Transport | None:
    """Return what carries messages here; None when the exchange is not set up."""
    if settings.EXCHANGE_FOLDER:
        return Folder(Path(settings.EXCHANGE_FOLDER))
    if settings.EXCHANGE_URL.startswith(("http://", "https://")):
        return Http(settings.EXCHANGE_URL, Path(settings.DATA_DIR, "exchange"))
    return None
