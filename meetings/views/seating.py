"""The seats: live for everybody, drawn by who prepares, printed for the table."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string

from core.acts import act
from core.parts import to_page
from journal import ledger
from meetings import actions, boards, queries, seat_sheets
from meetings.access import meeting_for
from meetings.models import Meeting, Seat, Shape
from meetings.queries import Sight
from meetings.queries.seatmap import drawing, in_protocol, plan_of
from meetings.views.rooms import numbers

PARTS = ("seatstates", "seatmap")


def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the seats in live colours, and as a table."""
    meeting = meeting_for(request.user, pk)
    rev = ledger.head(meeting.book)
    sight = Sight(meeting)
    parts = {word: _draw(sight, word) for word in PARTS}
    context = {
        "meeting": meeting, "rev": rev, "parts": parts, "words": " ".join(PARTS),
        "prepares": "prepare_meeting" in meeting.held,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "meetings/seats.html", context)


def seats_part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Send one part to a page without a socket."""
    if word not in PARTS:
        raise Http404
    return HttpResponse(_draw(Sight(meeting_for(request.user, pk)), word))


def _draw(sight: Sight, word: str) -> str:
    context = boards.context(sight, "seating", word, "sit")
    return render_to_string(f"meetings/parts/{word}.html", context)


def seat_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the table on which people are placed."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    people = queries.seats(meeting)
    plan = plan_of(meeting, people)
    context: dict[str, Any] = {
        "meeting": meeting, "plan": plan, "drawn": drawing(plan, people), "shapes": Shape.choices,
        "people": in_protocol(people), "moving": "moving" in request.GET,
        "places": range(1, plan.places + 1), "waiting": [seat for seat in people if not seat.place],
    }  # fmt: skip
    return render(request, "meetings/seat_plan.html", context)


@act
def lay_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose shape and number of places."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    shape = request.POST.get("shape", "")
    actions.lay_out(meeting, shape=shape, places=numbers(request, "places")[0], by=request.user)
    return redirect("meetings:seat_plan", pk)


@act
def place_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Place everybody by protocol."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.place_all(meeting, by=request.user)
    return redirect("meetings:seat_plan", pk)


@act
def place_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Give a person a place (``place`` empty: none)."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = get_object_or_404(Seat, pk=seat, meeting=meeting)
    place = numbers(request, "place")[0] if request.POST.get("place") else None
    actions.place_seat(row, place, by=request.user)
    return _to_plan(request, meeting)


@act
def move_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move one place of the drawing: ``number``, ``x``, ``y``."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.move_place(meeting, *numbers(request, "number", "x", "y"), by=request.user)
    if getattr(request, "htmx", False):
        return HttpResponse(status=204)
    return _to_plan(request, meeting)


def _to_plan(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return to_page(request, f"{meeting.get_absolute_url()}seats/plan/")


def plan_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the seat plan as a PDF."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    return _pdf(seat_sheets.plan_pdf(meeting, queries.seats(meeting)), "so-do-cho-ngoi.pdf")


def name_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the name cards as a PDF."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    return _pdf(seat_sheets.cards_pdf(meeting, queries.seats(meeting)), "bien-ten.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
