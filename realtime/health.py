"""One probe: is the line between the processes open."""

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from core.health import probe

LIMIT = 1.0  # seconds


@probe("layer")
def layer() -> str:
    """Ask Redis, when there is one; one process alone needs none."""
    if not settings.REDIS_URL:
        return "none needed"
    with Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=LIMIT,
        socket_connect_timeout=LIMIT,
        retry=Retry(NoBackoff(), 0),
    ) as client:
        client.ping()
    return "ok"
