"""Is this process alive, and is it ready: two addresses for watchers. Other floors add their own probes."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for

from django.contrib.auth.decorators import login_not_required
from django.db import close_old_connections, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LIMIT = 3.0  # seconds for all probes together

Probe = Callable[[], str]
PROBES: dict[str, Probe] = {}
_threads = ThreadPoolExecutor(8, "probe")


def probe(name: str) -> Callable[[Probe], Probe]:
    """Register a probe: it answers a word about how it is, or raises."""

    def keep(ask: Probe) -> Probe:
        PROBES[name] = ask
        return ask

    return keep


@login_not_required
@never_cache
@require_safe
def livez(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers; asks nobody, least of all the database."""
    return JsonResponse({"alive": True})


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Ask every probe; 200 when all are well, else 503, with a word from each within LIMIT seconds."""
    asked = {name: _threads.submit(_ask, ask) for name, ask in PROBES.items()}
    wait_for(asked.values(), LIMIT)
    words = {name: _word(answer) for name, answer in asked.items()}
    ready = all(good for good, _ in words.values())
    told = {name: word for name, (_, word) in words.items()}
    return JsonResponse({"ready": ready, **told}, status=200 if ready else 503)


def _ask(ask: Probe) -> str:
    close_old_connections()
    try:
        return ask()
    finally:
        close_old_connections()


def _word(answer: Future[str]) -> tuple[bool, str]:
    """Return whether it is well and a word; no details of a failure for strangers."""
    if not answer.done():
        answer.cancel()
        return False, "no answer"
    error = answer.exception()
    return (False, type(error).__name__) if error else (True, answer.result())


@probe("database")
def database() -> str:
    """Ask the database something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


class NoWorker(Exception):
    """No job worker gave a sign of life lately."""


@probe("jobs")
def jobs() -> str:
    """Look for a living job worker."""
    from core.jobs import living

    if not living():
        raise NoWorker
    return "ok"
