"""Acts: a POST that is done once, however often a lost answer makes the page repeat it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.models import Act

View = Callable[..., HttpResponse]


def act(view: View) -> View:
    """Make a view accept POST only, in one transaction, once per client id (form field ``act``, a UUID).

    A repeated id is answered as done without doing it again; a refusal leaves no trace, so it may be retried.
    """

    @require_POST
    @wraps(view)
    def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            if not _first_time(request):
                return _already_done(request)
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            return response

    return acting


def _first_time(request: HttpRequest) -> bool:
    """Note the client id; False when this person's id was noted before."""
    try:
        given = uuid.UUID(request.POST.get("act", ""))
    except ValueError:
        return True
    try:
        with transaction.atomic():
            Act.objects.create(client_id=given, user_id=request.user.pk or 0)
    except IntegrityError:
        return False
    return True


def _already_done(request: HttpRequest) -> HttpResponse:
    """Answer a repeated act as the first time: 204 for htmx, back to the page otherwise."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204)
    return redirect(request.headers.get("Referer") or "/")
