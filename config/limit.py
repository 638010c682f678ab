"""Say in a sentence that a body is too large; ``realtime.bodies`` keeps it off the disk before."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

SLACK = 1024 * 1024  # bytes of a form around its files
SENTENCE = "Tệp quá lớn. / The file is too large."


def limited(app: App) -> App:
    """Wrap an HTTP application: a body over the largest paper is answered 413 (RFC 9110 §15.5.14)."""
    most = settings.PAPER_MAX_BYTES + SLACK

    async def door(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > most:
            await _refuse(send)
        else:
            await app(scope, _counted(receive, most), send)

    return door


def _counted(receive: Receive, most: int) -> Receive:
    """Pass the body on; one that says nothing of its length and grows too large counts as gone away."""
    taken = 0

    async def counted() -> dict[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > most else message

    return counted


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": SENTENCE.encode()})
