"""Several orders at once: paste lines, correct them in a table, give them all."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.acts import form_act
from tasks import actions
from tasks.access_patterns import template_for
from tasks.actions import Errand, Order
from tasks.forms.rows import LinesForm, Rows
from tasks.queries.choices import Named, givers, key_of, one_picked
from tasks.queries.spoken import spoken_lines
from tasks.queries.templates import rows_of
from tasks.views.assigning import given_now

PREFIX = "row"


@form_act
def lines(request: HttpRequest) -> HttpResponse:
    """Show the box for lines, the table they become, and give what stands in the table."""
    if request.method != "POST":
        return _opened(request)
    if "read" not in request.POST:
        return _give(request)
    form = LinesForm(request.POST)
    if not form.is_valid():
        return _box(request, form)
    said = form.cleaned_data["lines"]
    named = Named()
    start = [
        {
            "take": True, "title": line, "lead": named.said(told["lead"]),
            "support": "; ".join(named.said(key) for key in told["support"]),
            "due_on": told["due_on"], "due_time": told["due_time"],
        }
        for line, told in zip(said, spoken_lines(said), strict=True)
    ]  # fmt: skip
    return _table(request, Rows(initial=start, prefix=PREFIX, form_kwargs={"named": named}), named)


def _opened(request: HttpRequest) -> HttpResponse:
    """The empty box, or the rows of a template counted from a day."""
    asked = request.GET.get("template", "")
    if not asked.isdecimal() or len(asked) > 11:
        return _box(request, LinesForm())
    template = template_for(request.user, int(asked))
    named = Named()
    start = rows_of(template, _day(request.GET.get("day", "")), named)
    rows = Rows(initial=start, prefix=PREFIX, form_kwargs={"named": named})
    return _table(request, rows, named)


def _give(request: HttpRequest) -> HttpResponse:
    named = Named()
    rows = Rows(request.POST, prefix=PREFIX, form_kwargs={"named": named})
    giver = _giver(request)
    if not rows.is_valid():
        return _table(request, rows, named)
    wanted = [_wanted(row) for row in rows.cleaned_data if row.get("take")]
    if not wanted:
        return _table(request, rows, named, wrong=True)
    return given_now(request, actions.assign_together(wanted, giver=giver, by=request.user))


def _wanted(row: dict[str, Any]) -> Errand:
    people = tuple(one for one in row["support"] if one._meta.model_name == "user")
    units = tuple(one for one in row["support"] if one._meta.model_name == "unit")
    order = Order(due_time=row["due_time"], supporting_people=people)
    return Errand(row["title"], row["lead"], row["due_on"], order, units)


def _giver(request: HttpRequest) -> Any:
    """For whom the orders are written down: only somebody the person works for."""
    keys = {key_of(one) for one in givers(request.user)}
    asked = request.POST.get("giver", "")
    return (one_picked(asked) if asked in keys else None) or request.user


def _box(request: HttpRequest, form: LinesForm) -> HttpResponse:
    context = {"form": form}
    return render(request, "tasks/lines.html", context, status=422 if form.errors else 200)


def _table(request: HttpRequest, rows: Any, named: Named, *, wrong: bool = False) -> HttpResponse:
    wrong = wrong or bool(rows.is_bound and rows.total_error_count())
    context = {
        "rows": rows, "names": named.words, "wrong": wrong,
        "givers": [(key_of(one), one) for one in givers(request.user)],
        "giver": request.POST.get("giver") or key_of(request.user),
    }  # fmt: skip
    return render(request, "tasks/rows.html", context, status=422 if wrong else 200)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
