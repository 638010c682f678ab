"""Serve a file in ranges (RFC 9110 §14): a tablet on poor Wi-Fi reads the first page first."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import parse_etags

CHUNK = 128 * 1024
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def serve(request: HttpRequest, path: Path, *, etag: str, kind: str) -> HttpResponseBase:
    """Answer with the whole file, one range (206), or 416; ``etag`` is the content's digest."""
    size = path.stat().st_size
    if _known(request.headers.get("If-None-Match", ""), etag):
        return _marked(HttpResponse(status=304), etag)
    wanted = RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted is None or not _sensible(*wanted.groups()):
        return _marked(_send(request, path, (0, size - 1), kind=kind, status=200), etag)
    first, last = _bounds(wanted, size)
    if first > last or first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = _send(request, path, (first, last), kind=kind, status=206)
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _marked(part, etag)


def whole(request: HttpRequest, path: Path, *, kind: str) -> HttpResponseBase:
    """Answer with the whole file, once and whatever is asked; nothing of it is kept by anybody."""
    response = _send(request, path, (0, path.stat().st_size - 1), kind=kind, status=200)
    response["Cache-Control"] = "private, no-store"
    return response


def _send(
    request: HttpRequest, path: Path, span: tuple[int, int], *, kind: str, status: int
) -> HttpResponseBase:
    """Stream the bytes of the span in the manner of the server, never the whole file at once."""
    first, last = span
    chunks = _read(path, first, last)
    body = _in_threads(chunks) if isinstance(request, ASGIRequest) else chunks
    response = StreamingHttpResponse(body, status=status, content_type=kind)
    response["Content-Length"] = str(last - first + 1)
    return response


async def _in_threads(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the chunks, each read in a thread."""
    while chunk := await asyncio.to_thread(next, chunks, b""):
        yield chunk


def _known(marks: str, etag: str) -> bool:
    """Say whether the page already has this content (RFC 9110 §13.1.2, weak comparison)."""
    return any(mark.removeprefix("W/") in ("*", f'"{etag}"') for mark in parse_etags(marks))


def _sensible(first: str, last: str) -> bool:
    """Say whether it is a range at all; “bytes=5-2” is none and is ignored (§14.1.2)."""
    return bool(last) if not first else not last or int(first) <= int(last)


def _bounds(wanted: re.Match[str], size: int) -> tuple[int, int]:
    """Return the first and last byte asked for."""
    first, last = wanted.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    """Yield the bytes from first to last, both included."""
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _marked(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Add the headers every answer carries."""
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
