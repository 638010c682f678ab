"""The door: a code on the screen, a printed sheet, personal codes; scanned by members or by the secretariat."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import act
from core.refused import Refused
from meetings import actions, entrance
from meetings.access import meeting_for, seat_of
from meetings.models import How, Meeting, Seat
from meetings.queries import doors, quorum_of
from meetings.views.touching import touch

HOW = {entrance.SCREEN: How.DOOR, entrance.SHEET: How.SHEET}


def door_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the secretariat's page of the door: the code to scan, and a field for a scanner."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    return render(request, "meetings/door.html", _showing(meeting))


def door_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the code of this half minute alone."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    return render(request, "meetings/bits/door_code.html", _showing(meeting))


def _showing(meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": meeting, "code": doors.draw(_whole(doors.screen_path(meeting))),
        "here": quorum_of(meeting), "present": meeting.seats.filter(
            arrived_at__isnull=False, left_at__isnull=True
        ).count(),
    }  # fmt: skip


def _whole(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


@act
def renew_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new door sheet valid and show it."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.renew_sheet(meeting, by=request.user)
    return redirect("meetings:door_sheet", meeting.pk)


def door_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the printed sheet in force, or offer to make one."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    valid = meeting.door_sheet > 0 and not meeting.ended
    code = doors.draw(_whole(doors.sheet_path(meeting))) if valid else ""
    return render(request, "meetings/door_sheet.html", {"meeting": meeting, "code": code})


def door(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Stand at the door with a scanned code: GET shows what it is, POST checks in."""
    meeting = meeting_for(request.user, pk)
    found = doors.scanned(meeting, word)
    if found is None:
        return _say(request, meeting, "bad", status=404)
    if found.sort == entrance.PERSONAL:
        return _personal(request, meeting, found.seat)
    seat = seat_of(request.user, meeting)
    if request.method == "POST":
        return check_in(request, pk, HOW[found.sort])
    if seat.present and not seat.remote:
        return _say(request, meeting, "here", seat=seat)
    if not found.holds:
        return _say(request, meeting, "old", status=410)
    given = doors.give_pass(meeting, request.user)
    return _say(request, meeting, "enter", seat=seat, given=given)


@act
def check_in(request: HttpRequest, pk: int, how: str) -> HttpResponse:
    """Check in who scanned the code of the door, while their pass holds."""
    meeting = meeting_for(request.user, pk, to="sit")
    if not doors.pass_holds(request.POST.get("pass", ""), meeting, request.user):
        raise Refused(_("This code has changed meanwhile. Please scan it again."))
    actions.arrive(seat_of(request.user, meeting), by=request.user, how=how)
    return redirect(meeting)


def _personal(request: HttpRequest, meeting: Meeting, seat: Seat | None) -> HttpResponse:
    if seat is None:
        return _say(request, meeting, "bad", status=404)
    if "prepare_meeting" not in meeting.held:  # type: ignore[attr-defined]
        if seat.user_id != request.user.pk:
            raise PermissionDenied
        return _say(request, meeting, "show", seat=seat)
    if request.method == "POST":
        return check_in_other(request, meeting.pk, seat.pk)
    return _say(request, meeting, "here" if seat.present else "card", seat=seat, clerk=True)


@act
def check_in_other(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Check in the person whose code the secretariat scanned, and show who it was."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = Seat.objects.select_related("user").get(pk=seat, meeting=meeting)
    actions.arrive(row, by=request.user, how=How.CARD)
    touch(row)
    return redirect(request.get_full_path())


@act
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what a scanner typed: a personal code checks that person in; the answer says who it was."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    found = doors.scanned(meeting, doors.word_in(request.POST.get("code", "")[:500]))
    if found is None or found.seat is None:
        raise Refused(_("This is not a personal code of this meeting."))
    before = found.seat.present
    seat = actions.arrive(found.seat, by=request.user, how=How.CARD)
    touch(seat)
    context = {"meeting": meeting, "seat": seat, "again": before}
    if getattr(request, "htmx", False):
        return render(request, "meetings/bits/scanned.html", context)
    return render(request, "meetings/door.html", {**_showing(meeting), **context})


def _say(
    request: HttpRequest, meeting: Meeting, kind: str, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {"meeting": meeting, "kind": kind, **more}
    return render(request, "meetings/entered.html", context, status=status)
