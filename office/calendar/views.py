"""The front desk of the calendars."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from core.clock import now, today
from office.api.keys import key_of
from office.calendar import queries
from office.calendar.days import FIRST, LAST, MONTH, VIEWS, laid_out, span_of, weeks
from office.keys import Purpose
from people.access import units_of


def calendar(request: HttpRequest) -> HttpResponse:
    """Show the person's calendar: a month, a week, or a list of what comes."""
    view = request.GET.get("view", MONTH)
    if view not in VIEWS:
        raise Http404
    span = span_of(view, _on(request))
    user: Any = request.user
    days = laid_out(span, queries.happenings(user, span), queries.days_off(span))
    shown = {
        "span": span, "days": days, "weeks": weeks(days) if view != "list" else [], "views": VIEWS,
        "today": today(), "full": [day for day in days if day.happenings], "units": units_of(user),
    }  # fmt: skip
    return render(request, "office/calendar.html", shown)


def unit_week(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the weekly schedule of one of the person's units, in the form offices hang up."""
    unit = units_of(request.user).filter(pk=pk).first()  # type: ignore[arg-type]
    if unit is None:
        raise Http404
    on = _on(request)
    monday = on - timedelta(days=on.weekday())
    user: Any = request.user
    shown = {
        "unit": unit, "monday": monday, "sunday": monday + timedelta(days=6), "today": today(),
        "before": monday - timedelta(days=7), "after": monday + timedelta(days=7),
        "week": queries.week_of(unit, user, monday), "number": monday.isocalendar().week,
    }  # fmt: skip
    return render(request, "office/unit_week.html", shown)


@login_not_required
@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """Send a person's calendar to the program that knows its private address; 404 for every other address."""
    key = key_of(token, Purpose.FEED)
    if key is None:
        raise Http404
    with translation.override(key.user.language):
        content = queries.feed(key.user, key.scope_words, now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="nghi-su.ics"'
    response["Cache-Control"] = "private, max-age=300"
    return response


def _on(request: HttpRequest) -> date:
    """Return the day asked for, today without one; 404 for what is no day near us."""
    text = request.GET.get("on", "")
    try:
        on = date.fromisoformat(text) if text else today()
    except ValueError:
        raise Http404 from None
    if not FIRST <= on <= LAST:
        raise Http404
    return on
