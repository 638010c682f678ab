"""Statistics over the rounds one manages: by member, by round; as a page and as .xlsx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.sheet import XLSX, Cell, workbook
from opinions.queries import statistics

ASKED, ANSWERED, MISSING, SIGNED = (
    pgettext_lazy("statistics", "Asked"), pgettext_lazy("statistics", "Answered"),
    pgettext_lazy("statistics", "Not answered"), pgettext_lazy("statistics", "Signed"),
)  # fmt: skip
MEMBER_HEADS = (
    _("Member"), _("Title"), ASKED, ANSWERED, MISSING, SIGNED, _("Agree"), _("Disagree"),
    _("Other opinion"), _("No opinion"),
)  # fmt: skip
ROUND_HEADS = (
    _("Opinion round"), _("Sent"), _("Deadline"), _("State"), _("Members"), ANSWERED, MISSING,
    SIGNED, _("Units asked"), _("Units that commented"),
)  # fmt: skip


def overview(request: HttpRequest) -> HttpResponse:
    """Show both tables of a year."""
    year = _year(request)
    context = {
        "year": year, "years": sorted({year, *statistics.years(request.user)}, reverse=True),
        "members": statistics.by_member(request.user, year),
        "rounds": statistics.by_round(request.user, year),
    }  # fmt: skip
    return render(request, "opinions/statistics.html", context)


def export(request: HttpRequest, what: str) -> HttpResponse:
    """Send one of the tables as .xlsx."""
    year = _year(request)
    if what == "members":
        heads = [str(head) for head in MEMBER_HEADS]
        rows: list[list[Cell]] = [
            [m.name, m.title, m.asked, m.answered, m.missing, m.signed, m.agree, m.disagree, m.other, m.no_opinion]
            for m in statistics.by_member(request.user, year)
        ]  # fmt: skip
    else:
        heads = [str(head) for head in ROUND_HEADS]
        rows = [
            [r.round.title, _day(r.round.sent_at), _day(r.round.deadline), r.round.get_state_display(),
             r.members, r.answered, r.missing, r.signed, r.units, r.units_answered]
            for r in statistics.by_round(request.user, year)
        ]  # fmt: skip
    response = HttpResponse(workbook(f"{what} {year}", heads, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="lay-y-kien-{what}-{year}.xlsx"'
    return response


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) == 4 else 0
    return wanted if 2000 <= wanted <= 2100 else timezone.localdate(now()).year


def _day(moment: object) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}" if moment else ""  # type: ignore[arg-type, misc, str-format]
