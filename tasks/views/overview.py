"""The leader's board: shown, redrawn live, printed; each number leads to its tasks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.clock import now, today
from tasks import periods
from tasks.periods import SPAN, Period, month_of, quarter_of, year_of
from tasks.queries.chips import period_words
from tasks.queries.overview import overview
from tasks.queries.rate import may_publish
from tasks.queries.standing import CLASS_WORDS, CLASSES
from tasks.views.trend import trend_of

CHIPS = {  # class → the kind of its chip; the word always stands beside the colour
    "in_time": "good",
    "nearly_due": "soon",
    "overdue": "late",
    "done_on_time": "good",
    "done_late": "soon",
}


def board(request: HttpRequest, period: str = "", unit: int = 0) -> HttpResponse:
    """Show the board of a period, of everything the person may see or of one unit and below it."""
    if "since" in request.GET:
        return redirect(_asked(request, unit))
    chosen = _period(period)
    days = today()
    context = {
        "tab": "board",
        "periods": [
            (one, period_words(one)) for one in (month_of(days), quarter_of(days), year_of(days))
        ],
        "spans": chosen.kind == SPAN,
        **_board(request, chosen, unit),
    }
    return render(request, "tasks/overview.html", context)


def part(request: HttpRequest, period: str, unit: int) -> HttpResponse:
    """Answer the board alone, for a live page."""
    return render(request, "tasks/parts/overview.html", _board(request, _period(period), unit))


def _board(request: HttpRequest, period: Period, pk: int) -> dict[str, Any]:
    user: Any = request.user
    try:
        found = overview(user, period, pk or None)
    except KeyError:
        raise Http404 from None
    address = reverse("tasks:board_of", args=[period.word, pk])
    return {
        "board": found,
        "heads": [(word, CLASS_WORDS[word], CHIPS[word]) for word in CLASSES],
        "address": address,
        "words": period_words(period),
        "trend": trend_of(found.trend),
        "publishes": may_publish(user),
        "drawn_at": now(),
    }


def _period(word: str) -> Period:
    if not word:
        return month_of(today())
    period = periods.read(word)
    if period is None:
        raise Http404
    return period


def _asked(request: HttpRequest, unit: int) -> str:
    """The address of the days that were typed; what is no period shows this month."""
    word = f"{request.GET.get('since', '')}_{request.GET.get('until', '')}"
    period = periods.read(word) or month_of(today())
    return reverse("tasks:board_of", args=[period.word, unit])
