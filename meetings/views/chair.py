"""The chair's panel: the session under one thumb."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from journal import ledger
from meetings import boards
from meetings.access import meeting_for
from meetings.queries import Sight


def chair(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the panel to who runs the meeting."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    rev = ledger.head(meeting.book)
    context = {"meeting": meeting, "rev": rev, "panel": _draw(request, Sight(meeting))}
    return render(request, "meetings/chair.html", context)


def chair_part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Send the panel to a page without a socket."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    if word not in boards.BOARDS["chair"]:
        raise Http404
    return HttpResponse(_draw(request, Sight(meeting)))


def _draw(request: HttpRequest, sight: Sight) -> str:
    context = boards.context(sight, "chair", "panel", "run")
    return render_to_string("meetings/parts/panel.html", context, request=request)
