"""Attendance: the page of the secretariat, one press a person, corrections, files to take away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.acts import act, form_act
from core.folding import fold
from core.parts import part_or_page
from core.sheet import XLSX, workbook
from journal import ledger
from meetings import actions, live
from meetings.access import meeting_for, seat_of
from meetings.forms.floor import CorrectForm
from meetings.models import Meeting, Passage
from meetings.queries import Sight
from meetings.queries import attendance as queries


@act
def go_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one leaves the meeting."""
    meeting = meeting_for(request.user, pk, to="sit")
    actions.leave(seat_of(request.user, meeting), by=request.user)
    return part_or_page(request, meeting, "mine", "attendance")


def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is here, who is not and why; take attendance; the timeline."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    rev, sight = ledger.head(meeting.book), Sight(meeting)
    context = {
        "meeting": meeting, "rev": rev, "audience": _audience(meeting),
        **live.context(sight, "attendance", _audience(meeting)),
        "board": queries.board(meeting, sight.seats), "lines": queries.timeline(meeting),
        "missing": queries.missing(sight.seats),
    }  # fmt: skip
    return render(request, "meetings/attendance.html", context)


def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the timeline and the absences alone: the page fetches them when attendance has changed."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    seats = list(meeting.seats.select_related("user"))
    context = {
        "meeting": meeting, "board": queries.board(meeting, seats),
        "lines": queries.timeline(meeting),
    }  # fmt: skip
    return render(request, "meetings/bits/timeline.html", context)


@act
def all_present(request: HttpRequest, pk: int) -> HttpResponse:
    """Check in everybody but the seats named in ``absent``."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    absent = [int(word) for word in request.POST.getlist("absent") if word.isdecimal()]
    actions.arrive_except(meeting, absent, by=request.user)
    if getattr(request, "htmx", False):
        return part_or_page(request, meeting, "attendance", "mine")
    return redirect("meetings:attendance", meeting.pk)


@form_act
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or strike a line of the timeline, with a reason."""
    passage = get_object_or_404(Passage.objects.select_related("seat__user"), pk=pk)
    meeting = meeting_for(request.user, passage.meeting_id, to="prepare_meeting")
    form = CorrectForm(request.POST or None, passage=passage)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.correct_passage(passage, at=data["at"], reason=data["reason"], by=request.user)
        return redirect("meetings:attendance", meeting.pk)
    context = {
        "form": form, "meeting": meeting, "passage": passage, "heading": _("Correct the attendance"),
        "back": reverse("meetings:attendance", args=[meeting.pk]),
    }  # fmt: skip
    return render(request, "meetings/correct.html", context, status=422 if form.is_bound else 200)


def attendance_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the attendance as an Excel file."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    heads, rows = queries.table(meeting, _presences(meeting))
    return as_file(
        workbook(pgettext("meeting", "Attendance"), heads, rows), f"diem-danh-{meeting.pk}", meeting
    )


def attendance_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the attendance list as a sheet to print and sign."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    context = {"meeting": meeting, "rows": _presences(meeting)}
    return render(request, "meetings/attendance_print.html", context)


def _presences(meeting: Meeting) -> list[queries.Presence]:
    seats = list(meeting.seats.select_related("user"))
    return queries.presences(meeting, seats, list(meeting.passages.all()))


def as_file(content: bytes, name: str, meeting: Meeting) -> HttpResponse:
    """Answer an Excel file to keep, its name in plain letters."""
    words = slugify(fold(meeting.title))[:60].strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{words}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _audience(meeting: Any) -> str:
    return "run" if "run_meeting" in meeting.held else "prepare"
