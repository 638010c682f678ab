"""The whisper after a commit: “topic so and so is now at revision 128, these parts are stale”.

May be called from any thread of any process, never raises and never takes longer than LIMIT. It may get lost
(Redis away, a crash right after the commit): every hub compares its revisions with the database anyway.
"""

import json
import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Gone
from redis.exceptions import RedisError
from redis.retry import Retry

LIMIT = 0.4  # seconds for one whisper
SILENCE = 2.0  # seconds without trying again after Redis did not answer
EVERYBODY = "all"
PROCESS = uuid.uuid4().hex[:12]

Message = dict[str, Any]
log = logging.getLogger(__name__)
_here: Callable[[Message], None] | None = None  # the hub of this process, when it serves
_redis: Redis | None = None
_quiet_until = 0.0
_lock = threading.Lock()


def nudge(
    topic: str, rev: int, parts: Sequence[str] = (), facts: dict[str, Any] | None = None
) -> None:
    """Tell every hub that entry ``rev`` of the topic's book is committed, and what it made stale."""
    _say(topic, {"topic": topic, "rev": rev, "parts": list(parts), "facts": facts or {}})


def stale(topic: str, words: Sequence[str]) -> None:
    """Tell one person's topic that these words should be fetched again; no number, not repeated."""
    _say(topic, {"topic": topic, "stale": list(words)})


def check_again() -> None:
    """Let every hub look at once whether its listeners may still listen (somebody signed out, lost a right)."""
    _say(EVERYBODY, {"check": True})


def set_here(hear: Callable[[Message], None] | None) -> None:
    """Name the hub of this process; ``hear`` must be callable from any thread."""
    global _here  # noqa: PLW0603  one hub per process
    _here = hear


def channel(topic: str) -> str:
    """Return the Redis channel of a topic."""
    return f"{settings.REDIS_PREFIX}:{topic}"


def _say(topic: str, message: Message) -> None:
    message["from"] = PROCESS
    try:
        if _here is not None:
            _here(message)
        if settings.REDIS_URL:
            _publish(channel(topic), json.dumps(message, default=str))
    except Exception:
        log.exception("A nudge for %s was lost", topic)


def _publish(name: str, text: str) -> None:
    """Publish within LIMIT; after a failure keep silent for a while, so that acts stay quick."""
    global _quiet_until  # noqa: PLW0603  one breaker per process
    if time.monotonic() < _quiet_until:
        return
    try:
        _client().publish(name, text)
    except (RedisError, OSError) as error:
        _quiet_until = time.monotonic() + SILENCE
        log.warning(
            "Redis did not take a nudge (%s); the hubs will compare with the database", error
        )


def _client() -> Redis:
    global _redis  # noqa: PLW0603  one connection pool per process
    with _lock:
        if _redis is None:
            _redis = Redis.from_url(
                settings.REDIS_URL,
                socket_timeout=LIMIT,
                socket_connect_timeout=LIMIT,
                retry=Retry(NoBackoff(), 1, supported_errors=(Gone,)),
            )
    return _redis
