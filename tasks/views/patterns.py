"""Templates of several tasks, and tasks that come back by the calendar."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from tasks import actions
from tasks.access_patterns import recurrence_for, template_for
from tasks.actions.patterns import LineOf
from tasks.forms.patterns import Lines, RecurrenceForm, TemplateForm
from tasks.models import Recurrence, TaskTemplate
from tasks.queries.choices import Named, key_of
from tasks.queries.templates import coming, given_turns, my_recurrences, my_templates

PREFIX = "line"


def templates(request: HttpRequest) -> HttpResponse:
    """Show the templates the person may use."""
    return render(request, "tasks/templates.html", {"rows": my_templates(request.user)})


def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a template: its lines, and the day from which to give it."""
    row = template_for(request.user, pk)
    lines = list(row.lines.select_related("lead_unit", "lead_person"))
    own = row.owner_id == request.user.pk
    return render(request, "tasks/template.html", {"template": row, "lines": lines, "own": own})


@form_act
def new_template(request: HttpRequest) -> HttpResponse:
    """Make a template."""
    return _edit_template(request, None)


@form_act
def edit_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template."""
    return _edit_template(request, template_for(request.user, pk, to="change"))


@act
def close_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a template away."""
    actions.close_template(template_for(request.user, pk, to="change"), by=request.user)
    return redirect("tasks:templates")


def recurrences(request: HttpRequest) -> HttpResponse:
    """Show what comes back."""
    return render(request, "tasks/recurrences.html", {"rows": my_recurrences(request.user)})


def recurrence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one: its rule, its next days, what was given."""
    row = recurrence_for(request.user, pk)
    context = {"row": row, "coming": coming(row), "given": given_turns(row)}
    return render(request, "tasks/recurrence.html", context)


@form_act
def new_recurrence(request: HttpRequest) -> HttpResponse:
    """Make a task come back."""
    return _edit_recurrence(request, None)


@form_act
def edit_recurrence(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what comes from now on."""
    return _edit_recurrence(request, recurrence_for(request.user, pk))


STEPS: dict[str, Callable[..., Any]] = {
    "pause": actions.pause,
    "resume": actions.resume,
    "end": actions.end,
}


@act
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Pause, resume or end it."""
    row = recurrence_for(request.user, pk)
    STEPS[name](row, by=request.user)
    return redirect(row)


@act
def turn(request: HttpRequest, pk: int, day: str, name: str) -> HttpResponse:
    """Leave one turn out, or take it up again."""
    row = recurrence_for(request.user, pk)
    try:
        nominal = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    do = actions.skip if name == "skip" else actions.take_up
    do(row, nominal, by=request.user)
    return redirect(row)


def _edit_template(request: HttpRequest, row: TaskTemplate | None) -> HttpResponse:
    named = Named()
    head = {"name": row.name, "day_name": row.day_name, "unit": row.unit_id} if row else {}
    form = TemplateForm(request.POST or None, user=request.user, initial=head)
    start = [_line(line, named) for line in row.lines.all()] if row else []
    lines = Lines(request.POST or None, prefix=PREFIX, initial=start, form_kwargs={"named": named})
    if request.method == "POST" and all([form.is_valid(), lines.is_valid()]):
        given = [
            LineOf(one["title"], one["lead"], one["days"])
            for one in lines.cleaned_data
            if one.get("title")
        ]
        return redirect(
            actions.keep_template(row, lines=given, by=request.user, **form.cleaned_data)
        )
    context = {"template": row, "form": form, "lines": lines, "names": named.words}
    wrong = form.errors or (lines.is_bound and lines.total_error_count())
    return render(request, "tasks/edit_template.html", context, status=422 if wrong else 200)


def _line(line: Any, named: Named) -> dict[str, Any]:
    lead = named.said(key_of(line.lead)) if line.lead else ""
    return {"title": line.title, "lead": lead, "days": line.days}


def _edit_recurrence(request: HttpRequest, row: Recurrence | None) -> HttpResponse:
    start: dict[str, Any] = {"giver": key_of(request.user), "title": request.GET.get("title", "")}
    if row:
        support = [*row.supporters.all(), *row.supporting_people.all()]
        start = {
            "lead": key_of(row.lead), "giver": key_of(row.giver),
            "support": [key_of(one) for one in support],
        }  # fmt: skip
    form = RecurrenceForm(request.POST or None, user=request.user, instance=row, initial=start)
    if request.method != "POST" or not form.is_valid():
        context = {"row": row, "form": form}
        status = 422 if form.errors else 200
        return render(request, "tasks/edit_recurrence.html", context, status=status)
    given = dict(form.cleaned_data)
    giver = given.pop("giver") or request.user
    before = Recurrence.objects.get(pk=row.pk) if row else None
    return redirect(actions.keep_recurrence(before, giver=giver, by=request.user, **given))
