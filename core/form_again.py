"""A refused plain form comes back on its page, with all that was typed and the sentence before it.

One mechanism for every form, with and without JavaScript: the page the form stood on is made anew for the same person
(they see what they may see now), and ``core.refilling`` fills its form in. Where that page has the form no more, the
refusal is a page of its own (409.html).
"""

import copy
import logging
from urllib.parse import unquote, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme

from core.refilling import PAGE, Sent, Values, refill
from core.refused import Refused

HERE = "<!-- refused -->"  # where the sentence goes, until it is known what could not be filled in
READ_ONCE = ("headers", "accepted_types")  # what a request has worked out of its address

log = logging.getLogger(__name__)


def form_again(request: HttpRequest, sentence: str) -> HttpResponse | None:
    """Return the form's page (409) with what was typed; None when there is no such page or form now."""
    sent = Sent(request.get_full_path(), page_of(request), typed_in(request))
    return filled_in(request, sent, sentence, files=bool(request.FILES))


def filled_in(
    request: HttpRequest, sent: Sent, sentence: str, *, files: bool
) -> HttpResponse | None:
    """Return the page of a form that was sent (now or before this session), as ``form_again``."""
    try:
        return _again(request, sent, sentence, files=files)
    except Exception:  # the refusal is what the person must hear, whatever ails the page
        log.exception("The refused form could not be shown again")
        return None


def _again(request: HttpRequest, sent: Sent, sentence: str, *, files: bool) -> HttpResponse | None:
    shown = _shown(request, sent.page) if sent.page else ""
    again = refill(shown, sent, HERE) if shown else None
    if again is None:
        return None
    page, lost, asks_files = again
    said = render_to_string(
        "frame/refused.html", {"sentence": sentence, "lost": lost, "files": files and asks_files}
    )
    return HttpResponse(page.replace(HERE, said, 1), status=409)


def typed_in(request: HttpRequest) -> Values:
    """Return what was sent, by the names of its fields; files apart."""
    return {name: [str(text) for text in texts] for name, texts in request.POST.lists()}


def page_of(request: HttpRequest) -> str:
    """Return the address (from ``/`` on) of the page the form stood on, "" when it is not known."""
    told = request.POST.get(PAGE, "") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}):
        return ""
    parts = urlsplit(told)
    if parts.path.startswith("//"):  # its links would lead to another host
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _shown(request: HttpRequest, where: str) -> str:
    """Return the page at that address as this person sees it now, "" when there is none for them."""
    parts = urlsplit(where)
    get_token(request)  # before the copy: the form's word must be that of this answer's cookie
    try:
        found = resolve(unquote(parts.path))
        if not request.user.is_authenticated and getattr(found.func, "login_required", True):
            return ""
        page = found.func(_asking(request, parts.path, parts.query), *found.args, **found.kwargs)
    except (Resolver404, Http404, PermissionDenied, Refused):
        return ""
    if isinstance(page, SimpleTemplateResponse):
        page.render()
    html = (
        page.status_code == 200
        and not page.streaming
        and page.headers.get("Content-Type", "").startswith("text/html")
    )
    return page.content.decode() if html else ""


def _asking(request: HttpRequest, path: str, query: str) -> HttpRequest:
    """Return the request of the same person for another page."""
    asking = copy.copy(request)
    for name in READ_ONCE:
        asking.__dict__.pop(name, None)
    asking.META = {
        **request.META,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
    }
    asking.method, asking.path, asking.path_info = "GET", path, unquote(path)
    asking.__dict__.update(
        GET=QueryDict(query), _post=QueryDict(), _files=MultiValueDict(), _body=b""
    )
    asking.resolver_match = resolve(unquote(path))
    return asking
