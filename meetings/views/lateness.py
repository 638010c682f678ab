"""What is late: the chair's reasons before convening, and the monthly report of late units."""

import csv
import io
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import form_act
from core.clock import today
from core.refused import Refused
from core.sheet import XLSX, workbook
from meetings import actions
from meetings.access import meeting_for
from meetings.preparing import plans_for
from meetings.queries.late import LateReport, late_report
from meetings.queries.leadtime import lead_clock, standings
from meetings.states import MeetingState
from people.access import require


@form_act
def late(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is late and take the chair's reasons: one for all, or one for each."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    clock = lead_clock(meeting)
    items = list(meeting.items.select_related("unit", "late_by").order_by("position", "pk"))
    rows = [row for row in standings(meeting, items, clock).values() if row.verdict.late]
    invites_late = meeting.state == MeetingState.DRAFT and clock.over
    if request.method == "POST":
        given = 0
        for row in rows:
            reason = request.POST.get(f"reason_{row.item.pk}", "") or request.POST.get("all", "")
            if reason.strip() and reason.strip() != row.item.late_reason:
                actions.allow_late(row.item, reason=reason, by=request.user)
                given += 1
        said = request.POST.get("reason_meeting", "") or request.POST.get("all", "")
        if invites_late and said.strip() and said.strip() != meeting.late_reason:
            actions.allow_late_convening(meeting, reason=said, by=request.user)
            given += 1
        if not given:
            raise Refused(_("Please give the chair's reason."))
        return redirect("meetings:plan", pk)
    context = {"meeting": meeting, "rows": rows, "clock": clock, "invites_late": invites_late}
    return render(request, "meetings/late.html", context)


def report(request: HttpRequest) -> HttpResponse:
    """Show which units handed in late in a month."""
    found = _report(request)
    return render(request, "meetings/late_report.html", {"report": found})


def export(request: HttpRequest, form: str) -> HttpResponse:
    """Send the monthly report as .xlsx or .csv."""
    found = _report(request)
    head, rows = _table(found)
    name = f"tre-han-tai-lieu-{found.month:%Y-%m}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([head, *([_safe(cell) for cell in row] for row in rows)])
        body = ("\ufeff" + text.getvalue()).encode()
        return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)
    return HttpResponse(workbook(_("Late papers"), head, rows), content_type=XLSX, headers=headers)


def _report(request: HttpRequest) -> LateReport:
    require(request.user, "clerk", "administrator", "leader")
    return late_report(request.user, plans_for(request.user), _month(request))


def _month(request: HttpRequest) -> date:
    """Return the first day of the month asked for, else of this one."""
    try:
        return date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        return today().replace(day=1)


def _safe(cell: object) -> object:
    """Keep a spreadsheet from taking text for a formula."""
    text = str(cell)
    return (
        f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") and not text[1:2].isdigit() else cell
    )


def _table(found: LateReport) -> tuple[list[str], list[list[str | int]]]:
    head: list[str] = [_("Unit"), _("Item"), _("Meeting"), _("Day"), _("Due"), _("Handed in"), _("Working days late"), _("Reason")]  # fmt: skip
    rows: list[list[str | int]] = [
        [
            str(row.item.unit or "–"), row.item.title, row.item.meeting.title,
            f"{row.day:%d/%m/%Y}", f"{row.due:%d/%m/%Y}",
            f"{row.given:%d/%m/%Y}" if row.given else "–", row.days, row.item.late_reason,
        ]
        for row in found.rows
    ]  # fmt: skip
    return head, rows
