"""A form that outlives its session: it waits, sealed, in the sign-in page, and opens for the same person alone.

Who sends a form after their session ended is asked to sign in first; a page that learns of the end hands over by itself
what is half written (``keep``, never acted upon). What they typed lies nowhere on the server meanwhile:
the page carries it, unreadable (``core.sealing``), under a label that only the same person has. Whose it is says a cookie
given at signing in, when the form's word of trust (CSRF) is made new, too: a form from before another person's signing in
is not trusted, and so never sealed for them. Passwords, PINs and files are not kept, and nothing of a view that says so
(``never_kept``: a ballot lies nowhere beside a name).
"""

import base64
import json
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.clock import now
from core.form_again import filled_in, page_of, typed_in
from core.refilling import Sent, Values, is_secret, is_written
from core.sealing import Broken, seal, unseal

View = Callable[..., HttpResponse]
COOKIE, FIELD = "whose", "kept_form"
REMEMBERED = 7 * 24 * 3600  # seconds that a browser knows whose forms it shows: over a weekend
GOOD_FOR = 3600  # seconds a sealed form can be opened
MOST = 200_000  # letters typed, and letters of the sealed form
MARK = re.compile(r"[0-9a-f]{64}")


def never_kept(view: View) -> View:
    """Mark a view whose forms are never kept; above all its other decorators."""
    view.never_kept = True  # type: ignore[attr-defined]
    return view


def remember(response: HttpResponse, user: AbstractBaseUser) -> HttpResponse:
    """Let the browser know whose forms it shows from now on; the mark names nobody."""
    response.set_cookie(
        COOKIE, _mark(user), max_age=REMEMBERED, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Let the browser no longer know whose forms it shows: they left, and what is written at it now is not theirs."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def kept(request: HttpRequest) -> str:
    """Return what was sent, sealed for whose form it is; "" when that is not known, or nobody wrote anything in it."""
    mark, to = request.COOKIES.get(COOKIE, ""), _address(request)
    if not MARK.fullmatch(mark) or not to:
        return ""
    typed = _typed(request)
    size = sum(len(name) + len(text) for name, texts in typed.items() for text in texts)
    if not texts_of(typed) or size > MOST:
        return ""
    told = {
        "at": now().isoformat(), "to": to, "page": page_of(request),
        "typed": typed, "files": bool(request.FILES),
    }  # fmt: skip
    packed = base64.b64encode(zlib.compress(json.dumps(told).encode())).decode()
    sealed = seal(packed, _label(mark))
    return sealed if len(sealed) <= MOST else ""


def carried(request: HttpRequest) -> str:
    """Return the sealed form that the sign-in page carries, to be carried on."""
    sealed = request.POST.get(FIELD, "")
    return sealed if len(sealed) <= MOST else ""


def take_in(request: HttpRequest) -> str:
    """Keep the carried form in the session of its person; return where it is shown, "" when it is not theirs."""
    sealed = carried(request)
    if not sealed or not request.user.is_authenticated or _opened(sealed, request.user) is None:
        return ""
    request.session[FIELD] = sealed
    return reverse("kept_form")


def was_sent(request: HttpRequest) -> None:
    """Let go of what was kept once its form is sent again, or was answered otherwise: from then on it is like any other."""
    if FIELD not in request.session:
        return
    sent = _opened(request.session[FIELD], request.user)
    if sent is None or sent[0].sent_to == request.get_full_path():
        request.session.pop(FIELD, None)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the form's page with what was typed before the session ended; where that is gone, the text to copy."""
    sent = _opened(request.session.get(FIELD, ""), request.user)
    if sent is None:
        request.session.pop(FIELD, None)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return _shown(request, sent[0], files=sent[1])


def keep(request: HttpRequest) -> HttpResponse:
    """Show what is half written in its form again: the session lives after all. Nobody gets here when it does not."""
    to = _address(request) if request.method == "POST" else ""
    if not to:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return _shown(request, Sent(to, page_of(request), _typed(request)), files=False)


def _shown(request: HttpRequest, form: Sent, *, files: bool) -> HttpResponse:
    said = _("Your session had ended, so nothing was sent. Please look at it and send it once more.")  # fmt: skip
    page = filled_in(request, form, said, files=files)
    if page is not None:
        page.status_code = 200
        return page
    told = {
        "sentence": _("Your session had ended, so nothing was sent. The form is no longer on its page, or somebody has changed it meanwhile."),
        "typed": texts_of(form.typed), "back": form.page,
    }  # fmt: skip
    return render(request, "409.html", told, status=409)


def _address(request: HttpRequest) -> str:
    """Return where the form goes (of one that is only to be kept, ``?to=`` says it); "" when it may not be kept."""
    kept_only = request.path == reverse("keep_form")
    to = request.GET.get("to", "") if kept_only else request.get_full_path()
    try:
        view = resolve(unquote(urlsplit(to).path)).func
    except (Resolver404, ValueError):
        return ""
    return "" if getattr(view, "never_kept", False) or not to.startswith("/") else to


def _typed(request: HttpRequest) -> Values:
    typed = typed_in(request)
    return {name: typed[name] for name in typed if name == "act" or not is_secret(name)}


def texts_of(typed: Values) -> list[str]:
    """Return the texts a person had written, so that a page can show them again; never a secret."""
    told = [text for name, texts in typed.items() if not is_secret(name) for text in texts]
    return [text for text in told if is_written(text)]


def _opened(sealed: str, user: object) -> tuple[Sent, bool] | None:
    """Return the form and whether it had files; None when it is another's, too old, or broken."""
    try:
        told = json.loads(zlib.decompress(base64.b64decode(unseal(sealed, _label(_mark(user))))))
    except (Broken, ValueError, zlib.error):
        return None
    age = (now() - datetime.fromisoformat(told["at"])).total_seconds()
    if not 0 <= age <= GOOD_FOR:
        return None
    return Sent(told["to"], told["page"], told["typed"]), told["files"]


def _mark(user: object) -> str:
    """Return what stands for a person in their browser."""
    key = str(getattr(user, "pk", ""))
    return salted_hmac("nghisu.kept_form", key, algorithm="sha256").hexdigest()


def _label(mark: str) -> str:
    return f"kept_form.{mark}"
