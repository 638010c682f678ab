"""The socket's endpoint: one per page, it only listens. A plain ASGI application, no consumer, no layer channel.

First frame from the page: ``{"t":"hello","v":1,"topics":{"meeting.7":128},"lang":"vi","ticket":"…"|absent}``; the
number is the revision the page has. Protocol and close codes: docs/realtime.md.
"""

import asyncio
import json
import logging
from typing import Any

from django.conf import settings

from realtime import entry, frames
from realtime.hub import the_hub
from realtime.tablet import Tablet
from realtime.writer import best_writer

FIRST_WORD = 20.0  # seconds to say hello
MOST_TOPICS = 20
MOST_BYTES = 64 * 1024
TOO_BIG, BAD_DATA = 1009, 1007

log = logging.getLogger(__name__)


async def listen(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve one page until it goes."""
    hub = the_hub()
    if (await receive())["type"] != "websocket.connect":
        return
    await send({"type": "websocket.accept"})
    tablet = Tablet(best_writer(send), _cookies(scope))
    if hub.closing:
        tablet.close(frames.RESTART)
    hub.add(tablet)
    silent = hub.loop.call_later(FIRST_WORD, _give_up, tablet)
    try:
        while (message := await receive())["type"] == "websocket.receive":
            _hear(tablet, message)
    finally:
        silent.cancel()
        hub.forget(tablet)
        if tablet.greeting:
            tablet.greeting.cancel()


def _cookies(scope: dict[str, Any]) -> str:
    return "; ".join(v.decode("latin1") for name, v in scope["headers"] if name == b"cookie")


def _give_up(tablet: Tablet) -> None:
    if tablet.visitor is None:
        tablet.close(frames.POLICY)


def _hear(tablet: Tablet, message: dict[str, Any]) -> None:
    """Take a message; what is too long, too often or not understood closes the socket."""
    if tablet.gone:
        return None
    text = message.get("text") or ""
    if len(text) > MOST_BYTES:
        return tablet.close(TOO_BIG)
    if tablet.talks_too_much():
        return tablet.close(frames.POLICY)
    hello = _understood(text)
    if hello is None:
        return tablet.close(BAD_DATA)
    tablet.hello = hello
    if tablet.greeting is None or tablet.greeting.done():
        tablet.greeting = the_hub().spawn(_greet(tablet))
    return None


def _understood(text: str) -> dict[str, Any] | None:
    """Return a well-formed hello, None for anything else."""
    try:
        said = json.loads(text)
        topics = said["topics"]
        fine = said["t"] == "hello" and said.get("v", 1) == 1 and len(topics) <= MOST_TOPICS
        revisions = {str(topic): int(rev) for topic, rev in topics.items()}
        language = str(said.get("lang"))
    except (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    return {"topics": revisions, "lang": language, "ticket": said.get("ticket")} if fine else None


async def _greet(tablet: Tablet) -> None:
    """Find out who it is and let them in; a newer hello that came meanwhile is answered next."""
    hub = the_hub()
    while (hello := tablet.hello) is not None and not tablet.gone:
        tablet.hello = None
        key = entry.session_key(tablet.cookies)
        given = None if key in hub.sent_out else hello["ticket"]
        admission = entry.by_ticket(given, key, hello["topics"])
        if admission is not None and not await hub.returning.holds(admission):
            admission = None
        if admission is None:
            admission = await _ask(tablet, key, list(hello["topics"]))
        if tablet.gone:
            return
        if admission is None:
            tablet.close(frames.SIGN_IN)
        elif hub.crowded(tablet, admission.visitor.user):
            tablet.close(frames.POLICY)
        else:
            hub.seat(tablet, admission, hello)


async def _ask(tablet: Tablet, key: str, wanted: list[str]) -> entry.Admission | None:
    """Ask the database who it is; when it is away the page is told to come back."""
    try:
        return await the_hub().at_the_door(entry.admit, key, wanted)
    except asyncio.CancelledError:
        raise
    except Exception:
        log.exception("Nobody could be let in")
        tablet.close(frames.RESTART)
        return None
