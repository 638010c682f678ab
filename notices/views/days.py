"""The calendar of days off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.acts import act
from core.clock import today
from core.models import CalendarDay
from notices import actions, queries
from notices.forms import DayForm
from people.access import has_role, require
from people.models import Role


def days(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show the calendar of days off; the administrator adds and changes days."""
    year = year or today().year
    if not 2000 <= year <= 2100:
        raise Http404
    form = DayForm(request.POST or None)
    if request.method == "POST":
        require(request.user, Role.ADMINISTRATOR)
        if form.is_valid():
            given = form.cleaned_data
            actions.set_day(given.pop("date"), **given, by=request.user)
            return redirect("notices:days", year)
    shown = {
        "form": form,
        "year": year,
        "days": queries.days(year),
        "may_edit": has_role(request.user, Role.ADMINISTRATOR),
        "proposals": queries.proposed(year),
        "told": queries.days_told(),
    }
    return render(request, "notices/days.html", shown, status=422 if form.errors else 200)


@act
def propose(request: HttpRequest, year: int) -> HttpResponse:
    """Write what the software proposes for a year."""
    if not 2000 <= year <= 2100:
        raise Http404
    actions.propose_days(year, by=request.user)
    return redirect("notices:days", year)


@act
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Decide on all proposals of a year by a notice."""
    number = request.POST.get("notice_number", "")
    actions.confirm_days(year, notice_number=number, by=request.user)
    return redirect("notices:days", year)


@act
def remove_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a day out of the calendar."""
    require(request.user, Role.ADMINISTRATOR)
    row = get_object_or_404(CalendarDay, pk=pk)
    actions.remove_day(row, by=request.user)
    return redirect("notices:days", row.date.year)
