"""The public on-time rate: a page, JSON and CSV for each unit that was opened; kept for a while, slow for who asks too much."""

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.clock import today
from tasks import door as tasks

KEPT = 600  # seconds a figure is kept
ASKED, WITHIN = 120, 60  # so many requests from one address within so many seconds

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Open a page to everybody: read only, slowed down, kept by whoever stands between."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = f"public-rate:{request.META.get('REMOTE_ADDR', '')}"
        cache.add(key, 0, WITHIN)
        if _one_more(key) > ASKED:
            return HttpResponse(_("Too many requests. Please wait a minute."), status=429)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={KEPT}"
        response["Vary"] = "Accept-Language, Cookie"
        return response

    return login_not_required(require_safe(shown))


def _one_more(key: str) -> int:
    try:
        return cache.incr(key)
    except ValueError:  # it ended in this very moment
        return 1


@public
def index(request: HttpRequest) -> HttpResponse:
    """List the units whose rate is public."""
    return render(request, "public/rates.html", {"rows": tasks.public_units()})


@public
def rate(request: HttpRequest, unit: int) -> HttpResponse:
    """Show a unit's rate in a period."""
    found = _rate(request, unit)
    shown = {"rate": found, "words": tasks.period_words(found.period), "periods": _periods()}
    return render(request, "public/rate.html", shown)


@public
def as_json(request: HttpRequest, unit: int) -> HttpResponse:
    """The same as JSON; null where a number is hidden."""
    found = _rate(request, unit)
    told = {
        "unit": found.unit.name, "period": found.period.word, "first": found.period.first, "last": found.period.last,
        "to_process": found.total, **found.counts, "late_percent": found.late_ratio,
        "on_time_percent": found.on_time_ratio, "hidden_below": tasks.LEAST,
    }  # fmt: skip
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@public
def as_csv(request: HttpRequest, unit: int) -> HttpResponse:
    """The same as CSV; empty where a number is hidden. A name that looks like a formula stays text."""
    found = _rate(request, unit)
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(["unit", "period", "class", "number"])
    name = found.unit.name if found.unit.name[:1] not in "=+-@\t\r" else f"'{found.unit.name}"
    numbers = {"to_process": found.total, **found.counts}
    for word, number in numbers.items():
        writer.writerow([name, found.period.word, word, "" if number is None else number])
    return HttpResponse("\ufeff" + told.getvalue(), content_type="text/csv; charset=utf-8")


def _rate(request: HttpRequest, pk: int) -> Any:
    period = tasks.read_period(request.GET.get("period", "")) or tasks.month_of(today()).before
    row = tasks.is_public(pk)
    if row is None or period.kind == tasks.SPAN or period.last >= today():
        raise Http404
    key = f"public-rate:{pk}:{period.word}:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = tasks.public_rate(row.unit, period)
        cache.set(key, found, KEPT)
    return found


def _periods() -> list[tuple[Any, str]]:
    """Periods that are over: figures taken day by day would tell of single tasks."""
    month, quarter = tasks.month_of(today()).before, tasks.quarter_of(today()).before
    offered = (month, month.before, quarter, tasks.year_of(today()).before)
    return [(one, tasks.period_words(one)) for one in offered]
