"""Acts: a POST that is done once, however often a lost answer makes the page repeat it."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from core.clock import now
from core.models import Act

KEPT = timedelta(days=2)  # a page that is still open after this long reloads anyway

View = Callable[..., HttpResponse]
Before = Callable[..., Any]


def act(view: View) -> View:
    """Make a view accept POST only, in one transaction, once per client id (form field ``act``, a UUID).

    A repeated id is answered as the first time without doing it again; a refusal leaves no trace, so it may be
    retried.
    """
    return require_POST(_once(view))


def form_act(view: View) -> View:
    """Make a view show its form on GET and do what ``act`` says on POST."""
    return require_http_methods(["GET", "HEAD", "POST"])(_once(view))


def act_after(before: Before) -> Callable[[View], View]:
    """As ``act``, with slow work done before its transaction, so that nobody waits for the database meanwhile.

    ``before(request, …)`` writes nothing; what it answers is given to the view as ``ready``. The view must look again
    whether anything changed. A repeated act is answered without it.
    """
    return lambda view: require_POST(_once(view, before))


def form_act_after(before: Before) -> Callable[[View], View]:
    """As ``form_act``, with slow work done before the transaction of a POST (see ``act_after``)."""
    return lambda view: require_http_methods(["GET", "HEAD", "POST"])(_once(view, before))


def forget() -> None:
    """Forget acts so old that no page repeats them."""
    Act.objects.filter(at__lt=now() - KEPT).delete()


def _once(view: View, before: Before | None = None) -> View:
    @wraps(view)
    def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if before is not None and not done_before(request):
            kwargs["ready"] = before(request, *args, **kwargs)
        with transaction.atomic():
            done, fresh = _note(request)
            if done and not fresh:
                return _same_answer(done)
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            elif done:
                _keep_answer(done, response)
            return response

    return acting


def done_before(request: HttpRequest) -> bool:
    """Say whether this act was done before: its answer needs no slow work again."""
    try:
        given = uuid.UUID(request.POST.get("act", ""))
    except ValueError:
        return False
    return Act.objects.filter(client_id=given, user_id=request.user.pk or 0).exists()


def _note(request: HttpRequest) -> tuple[Act | None, bool]:
    """Note the client id: the row (None without an id), and whether it is this person's first of that id."""
    try:
        given = uuid.UUID(request.POST.get("act", ""))
    except ValueError:
        return None, True
    names = {"client_id": given, "user_id": request.user.pk or 0}
    try:
        with transaction.atomic():
            return Act.objects.create(**names), True
    except IntegrityError:
        return Act.objects.get(**names), False


def _keep_answer(done: Act, response: HttpResponse) -> None:
    """Write down where the answer led and what it told the page."""
    done.location = response.headers.get("Location", "")[:300]
    again = getattr(response, "again", response.headers.get("HX-Trigger", ""))
    done.trigger = again[:300]
    if done.location or done.trigger:
        Act.objects.filter(pk=done.pk).update(location=done.location, trigger=done.trigger)


def _same_answer(done: Act) -> HttpResponse:
    """Answer a repeated act as the first time."""
    if done.location:
        return HttpResponseRedirect(done.location)
    return HttpResponse(status=204, headers={"HX-Trigger": done.trigger} if done.trigger else None)
