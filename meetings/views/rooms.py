"""Rooms: the calendar, the catalogue, the drawn plan of a room."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import act, form_act
from core.clock import today
from core.refused import Refused
from meetings import actions
from meetings.forms.rooms import RoomForm
from meetings.models import Room
from meetings.queries import rooms as queries
from meetings.queries.seatmap import drawing
from meetings.views.pages import PLANNERS
from people.access import has_role, require

EDITORS = ("clerk", "administrator")


def rooms(request: HttpRequest) -> HttpResponse:
    """Show when the rooms are taken: a day or a week; names only of meetings the person may see."""
    day = _day(request.GET.get("day", ""))
    week = request.GET.get("show") == "week"
    monday = day - timedelta(days=day.weekday())
    step = timedelta(days=7 if week else 1)
    table = (
        queries.week_table(monday, request.user) if week else queries.day_table(day, request.user)
    )
    context = {
        "day": day, "week": week, "monday": monday, "before": day - step, "after": day + step,
        "today": today(), "may_plan": has_role(request.user, *PLANNERS),
        "may_edit": has_role(request.user, *EDITORS), "others": _archived(request), **table,
    }  # fmt: skip
    return render(request, "meetings/rooms.html", context)


def _archived(request: HttpRequest) -> list[Room]:
    if not has_role(request.user, *EDITORS):
        return []
    return list(Room.objects.exclude(archived_at=None))


def _day(text: str) -> date:
    """Return the day in the address, today for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today()
    return day if 2000 <= day.year <= 2100 else today()


def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a room: where it is, what it has, how its tables stand."""
    shown = get_object_or_404(Room, pk=pk)
    may_edit = has_role(request.user, *EDITORS)
    context = {"room": shown, "may_edit": may_edit, "drawn": drawing(shown), "editor": may_edit}
    return render(request, "meetings/room.html", context)


@form_act
def new_room(request: HttpRequest) -> HttpResponse:
    """Put a room into the catalogue."""
    require(request.user, *EDITORS)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.add_room(**form.cleaned_data, by=request.user))
    context = {"form": form, "back": reverse("meetings:rooms")}
    return render(request, "meetings/edit_room.html", context, status=422 if form.is_bound else 200)


@form_act
def edit_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the catalogue says of a room."""
    require(request.user, *EDITORS)
    shown = get_object_or_404(Room, pk=pk)
    form = RoomForm(request.POST or None, instance=Room.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        return redirect(actions.change_room(shown, **form.cleaned_data, by=request.user))
    context = {"form": form, "room": shown, "back": shown.get_absolute_url()}
    return render(request, "meetings/edit_room.html", context, status=422 if form.is_bound else 200)


@act
def archive_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a room out of use, or (``back``) put it into use again."""
    require(request.user, *EDITORS)
    shown = get_object_or_404(Room, pk=pk)
    change = actions.restore_room if request.POST.get("back") else actions.archive_room
    change(shown, by=request.user)
    return redirect(shown)


@act
def move_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move one place of the room's drawing: ``number``, ``x``, ``y``."""
    require(request.user, *EDITORS)
    shown = get_object_or_404(Room, pk=pk)
    actions.move_room_place(shown, *numbers(request, "number", "x", "y"), by=request.user)
    if getattr(request, "htmx", False):
        return HttpResponse(status=204)
    return redirect(shown)


def numbers(request: HttpRequest, *names: str) -> list[int]:
    """Return whole numbers of a form; refused when one is missing or absurd."""
    found = []
    for name in names:
        text = request.POST.get(name, "").removeprefix("-")
        if not (text.isascii() and text.isdigit() and len(text) < 7):
            raise Refused(_("Please choose a place in the drawing."))
        found.append(int(request.POST[name]))
    return found
