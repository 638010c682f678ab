"""The screen in the room: its page, the page of the paper on show, its QR code, and the links that open it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import act
from core.parts import part_or_page
from documents.ranges import serve
from journal import ledger
from meetings import actions, boards, live, passes, screen
from meetings.access import meeting_for
from meetings.models import Meeting, ScreenLink
from meetings.queries import Sight, doors
from meetings.queries.panel import stages

TRIES, WINDOW = 60, 300  # wrong codes from one address within so many seconds


@login_not_required
def show_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the screen of the meeting: to who may see it, or to a browser that came with a link."""
    meeting = _meeting(request, pk)
    if meeting is None:
        return _turned_away(request)
    rev = ledger.head(meeting.book)
    stage = _draw(Sight(meeting))
    context = {
        "meeting": meeting, "rev": rev, "stage": stage, "facts": live.facts_of(meeting),
        "url": reverse("meetings:screen", args=[pk]),
    }  # fmt: skip
    return _fresh(render(request, "meetings/screen.html", context))


@login_not_required
def screen_part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Send the stage, for a screen without a socket."""
    meeting = _meeting(request, pk)
    if meeting is None:
        return _turned_away(request)
    if word not in boards.BOARDS["screen"]:
        raise Http404
    return _fresh(HttpResponse(_draw(Sight(meeting))))


@login_not_required
def screen_paper(request: HttpRequest, pk: int, version: int) -> HttpResponseBase:
    """Send the PDF that is on show now, and no other."""
    meeting = _meeting(request, pk)
    if meeting is None:
        return _turned_away(request)
    shown = meeting.show_version
    if shown is None or shown.pk != version:
        raise Http404
    return serve(request, Path(shown.path), etag=shown.sha256, kind="application/pdf")


@login_not_required
def screen_qr(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the QR code that leads to the door of the meeting."""
    meeting = _meeting(request, pk)
    if meeting is None:
        return _turned_away(request)
    path = meeting.get_absolute_url() if meeting.ended else doors.screen_path(meeting)
    code = segno.make(settings.SITE_URL.rstrip("/") + path, error="m")
    drawn = BytesIO()
    code.save(drawn, kind="svg", scale=8, border=2)
    return _fresh(HttpResponse(drawn.getvalue(), content_type="image/svg+xml"))


def _meeting(request: HttpRequest, pk: int) -> Meeting | None:
    """Fetch the meeting by account or by link; None for a browser that has neither."""
    if request.user.is_authenticated or request.session.get(screen.SESSION):
        try:
            return screen.screen_for(request, pk)
        except Http404:
            if request.user.is_authenticated:
                raise
    return None


def _turned_away(request: HttpRequest) -> HttpResponse:
    """Send a screen whose link has ended to where a new code is typed, anybody else to the front door."""
    if request.session.get(screen.SESSION):
        return redirect(reverse("tv:enter") + "?ended=1")
    return redirect_to_login(request.get_full_path())


def _draw(sight: Sight) -> str:
    context = boards.context(sight, "screen", "stage", screen.AUDIENCE)
    return render_to_string("meetings/parts/stage.html", context)


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


@login_not_required
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a screen link, as it is typed on a television."""
    said = ""
    if request.method == "POST":
        code = passes.typed(request.POST.get("code", ""))
        return _come_in(request, code)
    if "ended" in request.GET:
        said = _("This screen was disconnected: its link was revoked or the meeting is over.")
    return _fresh(render(request, "meetings/enter.html", {"said": said}))


@login_not_required
def enter_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Come in by the address in the link's QR code; the code leaves the address bar at once."""
    return _come_in(request, passes.typed(code))


def _come_in(request: HttpRequest, code: str) -> HttpResponse:
    key = f"screen-code:{request.META.get('REMOTE_ADDR', '')}"
    if (cache.get(key) or 0) >= TRIES:
        return _refuse(request, _("Too many wrong codes from here. Wait five minutes."), 429)
    link = screen.link_of(code)
    if link is None:
        cache.add(key, 0, WINDOW)
        cache.incr(key)
        return _refuse(
            request, _("This code opens no screen. Ask the secretary for a new one."), 422
        )
    held = dict(request.session.get(screen.SESSION) or {})
    request.session[screen.SESSION] = {**held, str(link.meeting_id): link.pk}
    if not request.user.is_authenticated:
        request.session.set_expiry(max(link.expires_at, link.meeting.ends_at + screen.AFTERWARDS))
    actions.note_screen(link)
    return redirect("meetings:screen", link.meeting_id)


def _refuse(request: HttpRequest, said: str, status: int) -> HttpResponse:
    return _fresh(
        render(request, "meetings/enter.html", {"said": said, "wrong": True}, status=status)
    )


def screens(request: HttpRequest, pk: int) -> HttpResponse:
    """List the meeting's screen links, with what the screen shows."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    rows = [_row(link) for link in screen.standing().filter(meeting=meeting)]
    context = {"meeting": meeting, "rows": rows, "stages": stages(), "tv": _absolute("tv:enter")}
    return render(request, "meetings/screens.html", context)


def _row(link: ScreenLink) -> dict[str, Any]:
    code = passes.code_of(link.nonce)
    drawn = segno.make(_absolute("tv:by_code", code), error="m")
    return {"link": link, "code": passes.spaced(code), "qr": drawn.svg_data_uri(scale=4, border=2)}


def _absolute(name: str, *parts: object) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=parts)


@act
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a screen link."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.make_screen_link(meeting, by=request.user)
    return redirect("meetings:screens", pk)


@act
def revoke_link(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Revoke a screen link: its screens go dark."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = get_object_or_404(ScreenLink, pk=link, meeting=meeting)
    actions.revoke_screen_link(row, by=request.user)
    return redirect("meetings:screens", pk)


@act
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what the screen keeps showing."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.pin_stage(meeting, request.POST.get("stage", ""), by=request.user)
    if request.POST.get("back") == "screens" and not getattr(request, "htmx", False):
        return redirect("meetings:screens", pk)
    return part_or_page(request, meeting, "panel", "screening")
