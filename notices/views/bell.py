"""The bell: the number on every page, and the page of all notices by matter."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from core.acts import act
from notices import actions, queries
from notices.models import Notice
from notices.states import Kind


def bell(request: HttpRequest) -> HttpResponse:
    """Answer the bell alone, for a live page."""
    return render(request, "notices/parts/bell.html", {"unread": queries.unread(request.user)})


def listing(request: HttpRequest) -> HttpResponse:
    """Show the person's notices, by matter; of one kind when asked."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    shown = {
        "matters": queries.matters(request.user, kind),
        "kind": kind,
        "kinds": Kind.choices,
        "undo": _moment(request.GET.get("undo", "")),
    }
    return render(request, "notices/list.html", shown)


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where the notice points; it counts as read from now on."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    actions.read(request.user, notice.pk)
    safe = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if safe else "notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read, or those of one kind."""
    kind = request.POST.get("kind", "")
    actions.read(request.user, kind=kind if kind in Kind.values else "")
    return _back(request, actions.last_read(request.user))


@act
def read_matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark everything about the matter of this notice as read."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    actions.read(request.user, url=notice.url)
    return _back(request, actions.last_read(request.user))


@act
def unread(request: HttpRequest) -> HttpResponse:
    """Undo: what was marked as read at one moment is not read again."""
    at = _moment(request.POST.get("at", ""))
    if at is not None:
        actions.unread(request.user, at)
    return _back(request, None)


def _back(request: HttpRequest, at: datetime | None) -> HttpResponse:
    words = {"kind": request.POST.get("kind", ""), "undo": at.isoformat() if at else ""}
    asked = urlencode({name: word for name, word in words.items() if word})
    return redirect(f"{reverse('notices:list')}{'?' if asked else ''}{asked}")


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
