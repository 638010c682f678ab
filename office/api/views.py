"""The API's addresses (functions 54-59 of the tender): meetings to come and past, of a unit and of a person, details, papers."""

from datetime import date, datetime, time
from functools import cache as kept
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.access import version_for
from documents.naming import disposition, saved_as
from documents.ranges import serve
from meetings import door as meetings
from office.api import shapes
from office.api.openapi import description
from office.api.respond import Problem, api, found, one_of, only, page
from people.access import units_of
from people.models import Unit

FILTERS = ("q", "kind", "from", "to", "page", "per_page")
MOST_WORDS = 100
LONGEST_NUMBER = 18  # digits


@api("")
def me(request: HttpRequest) -> HttpResponse:
    """Say whose token this is, and of which units."""
    only(request)
    user: Any = request.user
    return found(
        request, shapes.person(user) | {"units": [shapes.unit(row) for row in units_of(user)]}
    )


@api("meetings")
def my_meetings(request: HttpRequest, when: str) -> HttpResponse:
    """List the meetings at which the person sits (functions 56, 57)."""
    only(request, *FILTERS)
    user: Any = request.user
    rows = meetings.schedule.seated(meetings.schedule.visible(user), user)
    return page(request, _chosen(request, rows, when), shapes.meeting)


@api("meetings")
def unit_meetings(request: HttpRequest, pk: str, when: str) -> HttpResponse:
    """List the meetings a unit holds, as far as the person sees them (functions 54, 55)."""
    only(request, *FILTERS)
    unit = Unit.objects.filter(pk=int(pk)).first() if len(pk) <= LONGEST_NUMBER else None
    if unit is None:
        raise Http404
    rows = meetings.schedule.of_unit(meetings.schedule.visible(request.user), unit)  # type: ignore[arg-type]
    return page(request, _chosen(request, rows, when), shapes.meeting)


@api("meetings")
def all_meetings(request: HttpRequest) -> HttpResponse:
    """List every meeting the person sees."""
    only(request, *FILTERS, "when")
    when = one_of(request, "when", ("all", "upcoming", "past"))
    rows = meetings.schedule.visible(request.user)  # type: ignore[arg-type]
    return page(request, _chosen(request, rows, when), shapes.meeting)


@api("meetings")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Say everything of one meeting but its papers (function 58)."""
    only(request)
    row = _meeting(request, pk)
    sheet = meetings.schedule.sheet(row)
    own = next((seat for seat in sheet["seats"] if seat.user_id == request.user.pk), None)
    return found(request, shapes.details(row, sheet["items"], sheet["seats"], own))


@api("papers")
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """List the papers of one meeting (function 59)."""
    only(request)
    row = _meeting(request, pk)
    rows = [
        one for item, shelf in meetings.schedule.shelves(row) for one in shapes.shelf(item, shelf)
    ]  # type: ignore[arg-type]
    return found(request, {"count": len(rows), "results": rows})


@api("papers")
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send one version of a paper as PDF; in ranges, if asked."""
    version = version_for(request.user, pk)  # type: ignore[arg-type]
    response = serve(request, Path(version.path), etag=version.sha256, kind="application/pdf")
    response["Content-Disposition"] = disposition(saved_as(version))
    return response


@api("")
def nothing(_request: HttpRequest) -> HttpResponse:
    """Answer every other address under the API's like the API, not with a page."""
    raise Http404


@login_not_required
@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """Describe the API (OpenAPI 3.1); nothing of the city is in it."""
    return JsonResponse(_described(), json_dumps_params={"ensure_ascii": False})


@kept
def _described() -> dict[str, Any]:
    return description()


def _chosen(request: HttpRequest, rows: Any, when: str) -> Any:
    kind = one_of(request, "kind", ("", *meetings.KINDS))
    since, until = _day(request, "from"), _day(request, "to", end=True)
    words = request.GET.get("q", "")[:MOST_WORDS].replace("\0", "")
    rows = meetings.schedule.chosen(rows, words=words, kind=kind, since=since, until=until)
    if when == "upcoming":
        return meetings.schedule.upcoming(rows)
    return meetings.schedule.past(rows) if when == "past" else rows


def _day(request: HttpRequest, name: str, *, end: bool = False) -> datetime | None:
    """Return the first (or last) moment of a day of the question, city time."""
    text = request.GET.get(name)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2100:
        raise Problem(400, f"{name}: a day as 2026-11-30.")
    return timezone.make_aware(datetime.combine(day, time.max if end else time.min))


def _meeting(request: HttpRequest, pk: int) -> Any:
    row = meetings.schedule.visible(request.user).filter(pk=pk).first()  # type: ignore[arg-type]
    if row is None:
        raise Http404
    return row
