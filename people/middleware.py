"""The language of the person who is signed in, on every page; whoever is not signed in is led to the door."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from core.form_again import page_of
from core.kept_form import kept, was_sent
from people.views.door import sign_in_first


class PersonLanguage:
    """Use the person's language; for a stranger the cookie's, else Vietnamese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language."""
        language = _language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            translation.deactivate()
        response.headers.setdefault("Content-Language", language)
        return response


def _language(request: HttpRequest) -> str:
    """Return vi or en."""
    if request.path.startswith(settings.STATIC_URL):
        return settings.LANGUAGE_CODE
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = dict(settings.LANGUAGES)
    if request.user.is_authenticated:
        return request.user.language
    return cookie if cookie in known else settings.LANGUAGE_CODE


class SignedIn(LoginRequiredMiddleware):
    """Lead to the door; a form sent after its session ended is carried along, sealed (``core.kept_form``)."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Show the sign-in page with the form in it, else lead there."""
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and request.method == "POST":
            was_sent(request)
        page = request.method == "POST" and "text/html" in request.headers.get("Accept", "")
        if answer is None or not page or getattr(request, "htmx", False):
            return answer
        sealed = kept(request)
        return sign_in_first(request, sealed, page_of(request)) if sealed else answer
