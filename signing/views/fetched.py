"""What a visitor takes away: the report as JSON or PDF, the pictures of a page before and after. No sign-in."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from signing.bounded.pool import Busy
from signing.checking import desk
from signing.checking.desk import Checked
from signing.checking.visitors import too_often
from signing.reports.files import as_file, as_pdf
from signing.views.public import route_of

FETCHES = 60  # from one address in a minute
PICTURES = ("before", "after")


@login_not_required
@require_safe
def kept(request: HttpRequest, word: str, what: str) -> HttpResponse:
    """Send a report that was made a moment ago, or one of its pictures; later it is gone."""
    if too_often(request, "fetch", FETCHES):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    checked = desk.kept(word)
    if checked is None:
        raise Http404
    if what in PICTURES:
        return _picture(desk.picture(checked, what))
    return _report(checked, what)


@login_not_required
@require_safe
def issued(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Send the report of an issued document's kept file."""
    if too_often(request, "fetch", FETCHES):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    route = route_of(code)
    if route is None:
        raise Http404
    try:
        return _report(desk.check_kept(route.current, route), what, route)
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "10"})


def _report(checked: Checked, what: str, route: Any = None) -> HttpResponse:
    name = f"verification-{checked.sha256[:12]}"
    if what == "json":
        body = json.dumps(as_file(checked, route), ensure_ascii=False, indent=2)
        return _download(body.encode(), "application/json", f"{name}.json")
    if what == "pdf":
        pdf = as_pdf(checked, route, language=get_language() or "vi")
        return _download(pdf, "application/pdf", f"{name}.pdf")
    raise Http404


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _private(response)


def _picture(content: bytes) -> HttpResponse:
    if not content.startswith(b"\x89PNG\r\n"):
        raise Http404
    return _private(HttpResponse(content, content_type="image/png"))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
