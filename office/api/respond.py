"""How the API lets in and answers: bearer keys, limits, pages, ETags, problems (RFC 6750, 9110, 9457)."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from core.clock import now
from office.api.keys import key_of
from office.keys import AccessKey, Purpose

PER_MINUTE = 120  # questions of one key
STRANGE_PER_MINUTE = 30  # wrong keys from one address
TITLES = {
    400: "Bad request", 401: "No valid token", 403: "Not in the token's scope", 404: "Not found",
    405: "Read only", 411: "Length required", 413: "Too large", 429: "Too many requests", 503: "Busy",
}  # fmt: skip
View = Callable[..., HttpResponseBase]


class Problem(Exception):
    """An answer that is no result: its HTTP status and one sentence."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def api(scope: str) -> Callable[[View], View]:
    """Make a view of the API: read only, by bearer key with the scope, the person in ``request.user``."""

    def outer(view: View) -> View:
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                key = _let_in(request, scope)
                request.user = key.user
                return view(request, *args, **kwargs)
            except Problem as problem:
                return problem_answer(problem)
            except Http404:
                return problem_answer(
                    Problem(404, "There is nothing here that this token may see.")
                )

        return answer

    return outer


def found(request: HttpRequest, value: Any, **headers: str) -> HttpResponse:
    """Answer with JSON and an ETag; 304 when the program has it already."""
    body = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if _known(request, etag):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    return _private(response, headers)


def page(request: HttpRequest, rows: Any, shape: Callable[[Any], Any]) -> HttpResponse:
    """Answer with one page of the rows: ``page`` from 1, ``per_page`` up to 100; the rest in ``Link`` (RFC 8288)."""
    number = whole(request, "page", 1, 1, 1_000_000)
    size = whole(request, "per_page", 25, 1, 100)
    count = rows.count()
    last = max(1, -(-count // size))
    shown = rows[(number - 1) * size : number * size]
    value = {
        "count": count, "page": number, "per_page": size, "pages": last, "results": [shape(row) for row in shown],
    }  # fmt: skip
    return found(request, value, **_links(request, number, last))


def whole(request: HttpRequest, name: str, default: int, least: int, most: int) -> int:
    """Return a whole number of the question; a Problem when it is none or out of bounds."""
    text = request.GET.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and least <= int(text) <= most):
        raise Problem(400, f"{name}: a whole number from {least} to {most}.")
    return int(text)


def one_of(request: HttpRequest, name: str, allowed: tuple[str, ...]) -> str:
    """Return a word of the question, the first allowed one by default."""
    text = request.GET.get(name)
    if text is None:
        return allowed[0]
    if not text or text not in allowed:
        raise Problem(400, f"{name}: one of {', '.join(word for word in allowed if word)}.")
    return text


def only(request: HttpRequest, *names: str) -> None:
    """Refuse a question with words the address does not know: a misspelt filter must not show everything."""
    strange = sorted(set(request.GET) - set(names))
    if strange:
        raise Problem(400, "Unknown: " + ", ".join(word[:40] for word in strange[:5]))


def _let_in(request: HttpRequest, scope: str) -> AccessKey:
    if request.method not in ("GET", "HEAD"):
        raise Problem(405, "The API is read only.", Allow="GET, HEAD")
    word, _space, text = request.headers.get("Authorization", "").partition(" ")
    bearer = {"WWW-Authenticate": 'Bearer realm="nghisu"'}
    if word.lower() != "bearer" or not text.strip():
        raise Problem(401, "Send “Authorization: Bearer <token>”.", **bearer)
    _slow_down(
        f"api.strange:{request.META.get('REMOTE_ADDR', '')}", STRANGE_PER_MINUTE, count=False
    )
    key = key_of(text.strip(), Purpose.API)
    if key is None:
        _slow_down(f"api.strange:{request.META.get('REMOTE_ADDR', '')}", STRANGE_PER_MINUTE)
        raise Problem(401, "This token opens nothing: it is unknown, over or revoked.", **bearer)
    _slow_down(f"api.key:{key.pk}", PER_MINUTE)
    if scope and scope not in key.scope_words:
        raise Problem(403, f"This token was not made for “{scope}”.")
    return key


def _slow_down(name: str, most: int, *, count: bool = True) -> None:
    """Count a question in this minute; a Problem once there were too many."""
    minute = int(now().timestamp()) // 60
    slot = f"{name}:{minute}"
    asked = cache.get(slot) or 0
    if count:
        cache.add(slot, 0, 120)
        try:
            asked = cache.incr(slot)
        except ValueError:  # it ran out between the two lines
            asked = 1
    if asked > most:
        wait = 60 - int(now().timestamp()) % 60
        raise Problem(429, f"At most {most} a minute.", **{"Retry-After": str(wait)})


def problem_answer(problem: Problem) -> HttpResponse:
    """Answer a problem as RFC 9457 wants it."""
    value = {"type": "about:blank", "title": TITLES[problem.status], "status": problem.status, "detail": problem.detail}  # fmt: skip
    body = json.dumps(value, ensure_ascii=False).encode()
    response = HttpResponse(body, status=problem.status, content_type="application/problem+json")
    return _private(response, problem.headers)


def _private(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    for name, value in headers.items():
        response[name] = value
    return response


def _known(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(one.removeprefix("W/") == etag for one in known)


def _links(request: HttpRequest, number: int, last: int) -> dict[str, str]:
    places = {"first": 1, "prev": number - 1, "next": number + 1, "last": last}
    links = []
    for word, place in places.items():
        if 1 <= place <= last:
            query = request.GET.copy()
            query["page"] = str(place)
            links.append(
                f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="{word}"'
            )
    return {"Link": ", ".join(links)}
