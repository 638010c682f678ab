"""Statistics over meetings: by person, by kind, by unit that presents; as a page and as .xlsx."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.clock import today
from core.sheet import XLSX, workbook
from meetings.queries import statistics
from meetings.queries.statistics import Figures


def overview(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period (``since``, ``until``: ISO days; without them this year)."""
    since, until = _period(request)
    found = statistics.figures(request.user, since, until)
    context = {
        "since": since,
        "until": until,
        "found": found,
        "sum": statistics.totals(found.people),
    }
    return render(request, "meetings/statistics.html", context)


def export(request: HttpRequest, what: str) -> HttpResponse:
    """Send one of the three tables as .xlsx."""
    since, until = _period(request)
    found = statistics.figures(request.user, since, until)
    heads, rows = {"people": _people, "kinds": _kinds, "units": _units}[what](found)
    response = HttpResponse(workbook(what, heads, rows), content_type=XLSX)
    name = f"thong-ke-{what}-{since:%Y%m%d}-{until:%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _people(found: Figures) -> tuple[list[str], list[list[str | int]]]:
    heads = [
        _("Name"), _("Post"), _("Invited"), _("Present"), _("Attendance, %"), _("Came late"), _("Absent with reason"),
        _("Times spoken"), _("Minutes spoken"), _("Votes on whose list"), _("Voted"),
    ]  # fmt: skip
    rows: list[list[str | int]] = [
        [
            str(p.user), p.title, p.invited, p.present, p.percent, p.late, p.excused,
            p.speeches, round(p.spoken / 60), p.entitled, p.voted,
        ]
        for p in found.people
    ]  # fmt: skip
    return heads, rows


def _kinds(found: Figures) -> tuple[list[str], list[list[str | int]]]:
    heads = [
        _("Kind of meeting"),
        _("Meetings"),
        _("Minutes planned"),
        _("Minutes used"),
        _("Invited"),
        _("Present"),
        _("Votes adopted"),
    ]
    names = ("meetings", "planned", "used", "asked", "here", "adopted")
    return heads, [[group.name, *(group.counts[name] for name in names)] for group in found.kinds]


def _units(found: Figures) -> tuple[list[str], list[list[str | int]]]:
    heads = [
        _("Unit"),
        _("Items presented"),
        _("Minutes planned"),
        _("Minutes used"),
        _("Over time"),
        _("Deferred"),
    ]
    names = ("items", "planned", "used", "over", "deferred")
    return heads, [[group.name, *(group.counts[name] for name in names)] for group in found.units]


def _period(request: HttpRequest) -> tuple[date, date]:
    """Return the asked period; what makes no sense becomes this year."""
    now = today()
    since, until = (_day(request.GET.get(name, "")) for name in ("since", "until"))
    since, until = since or date(now.year, 1, 1), until or date(now.year, 12, 31)
    return (since, until) if since <= until else (until, since)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
