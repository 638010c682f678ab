"""Thin layers around every view: a request id, the visitor's address, personal pages kept by nobody, calm refusals."""

import json
import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.form_again import form_again, typed_in
from core.full_disk import DiskFull, is_full
from core.kept_form import texts_of
from core.refused import Refused
from core.visitor import trusted, visitor

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)


class RequestId:
    """Give each request an id and return it as ``X-Request-Id``."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number the request."""
        request.id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        return response


class Visitor:
    """Let limits and logs see the visitor, not the proxy; ignore what others than the proxies say of themselves."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the visitor's address in place of the proxy's (``NGHISU_PROXIES``)."""
        meta, proxies = request.META, settings.PROXIES
        remote, forwarded = meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", "")
        if proxies and not trusted(remote, proxies):
            meta.pop("HTTP_X_FORWARDED_PROTO", None)
        meta["REMOTE_ADDR"] = visitor(remote, forwarded, proxies)
        return self.get_response(request)


class Personal:
    """Let no browser keep a page made for somebody: on a shared tablet “back” shows nothing after signing out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark what is answered to a person, unless the view said how long it is kept."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class Refusals:
    """Turn ``Refused``, and a full disk, into a 409: a toast for htmx, else the form with all that was typed, else a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; let everything else pass."""
        if is_full(error):
            log.error("The disk is full: %s", error)
            error = DiskFull()
        if not isinstance(error, Refused):
            return None
        if getattr(request, "htmx", False):
            toast = {"toast": {"text": str(error), "kind": "refused"}}
            return HttpResponse(
                status=409, headers={"HX-Trigger": json.dumps(toast), "HX-Reswap": "none"}
            )
        again = form_again(request, str(error)) if request.method == "POST" else None
        told = {"sentence": str(error), "typed": texts_of(typed_in(request))}
        return again or render(request, "409.html", told, status=409)
