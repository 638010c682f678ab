"""Composing the way of a paper: who, in which order, in which right, until when; and the usual ways."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.acts import act
from documents.access import paper_for, version_for
from documents.models import Version
from people.access import units_of
from people.models import Unit
from signing import actions
from signing.access import keeps_templates
from signing.forms.acts import NoteForm, TemplateForm
from signing.models import RouteTemplate
from signing.routes import capacities, composing, usual_ways
from signing.routes.composing import AFTER, ONE, PREFIX, Line, LineForms
from signing.routes.posts import signer_of
from signing.states import StepKind
from signing.views import me


def new(request: HttpRequest, version: int) -> HttpResponse:
    """Compose the way of a version and send it; a press on a row's button changes the rows and sends nothing."""
    shown = version_for(me(request), version)
    paper_for(me(request), shown.paper_id, to="file_papers")
    unit = shown.paper.folder.unit or units_of(me(request)).first()
    note = NoteForm(request.POST or None)
    if request.method != "POST":
        return _page(request, shown, composing.forms_of(_proposed(request, shown, unit)), note)
    if do := request.POST.get("do", ""):
        return _page(
            request,
            shown,
            LineForms(prefix=PREFIX, initial=composing.changed(request.POST, do)),
            note,
        )
    lines = LineForms(request.POST, prefix=PREFIX)
    if not lines.is_valid() or not note.is_valid():
        return _page(request, shown, lines, note, status=422)
    steps = specs(composing.lines_from(lines), unit)
    note_said = note.cleaned_data["note"]
    return redirect(
        actions.start(paper=shown.paper, version=shown, steps=steps, note=note_said, by=me(request))
    )


def specs(lines: Sequence[Line], unit: Unit | None) -> list[actions.StepSpec]:
    """Return the steps asked for by these lines, with what is printed for each right."""
    made, rank = [], 0
    for at, line in enumerate(lines):
        rank += line.when == AFTER or not at
        following = lines[at + 1].when if at + 1 < len(lines) else AFTER
        if line.who is None:
            continue
        signs = line.kind == StepKind.SIGN
        capacity = capacities.printed(line.right, signer_of(line.who, unit)) if signs else ""
        made.append(
            actions.StepSpec(
                line.kind, line.who, unit, capacity, rank=rank, right=line.right, days=line.days,
                one_of=ONE in (line.when if at else AFTER, following),
            )
        )  # fmt: skip
    return made


def _proposed(request: HttpRequest, shown: Version, unit: Unit | None) -> list[Line]:
    """Return the lines the page begins with: of the template asked for, else the usual ones."""
    wanted = request.GET.get("template", "")
    chosen = composing.templates_for(None, unit).filter(pk=wanted if wanted.isdecimal() else 0)
    if template := chosen.first():
        return composing.lines_of_template(template, unit, me(request))
    return composing.usual_lines(shown.paper, unit, me(request))


def _page(
    request: HttpRequest, shown: Version, lines: Any, note: Any, status: int = 200
) -> HttpResponse:
    unit = shown.paper.folder.unit or units_of(me(request)).first()
    context = {
        "version": shown, "lines": lines, "note": note, "labels": composing.labels(),
        "templates": composing.templates_for(shown.paper, unit),
        "may_keep": keeps_templates(me(request)),
    }  # fmt: skip
    return render(request, "signing/new.html", context, status=status)


def templates(request: HttpRequest) -> HttpResponse:
    """List the usual ways."""
    _keeper(request)
    rows = RouteTemplate.objects.select_related("unit").prefetch_related("lines__who")
    return render(request, "signing/templates.html", {"rows": rows})


def template(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Write a usual way, or change one; a press on a row's button changes the rows and keeps nothing."""
    _keeper(request)
    kept = get_object_or_404(RouteTemplate, pk=pk) if pk else None
    units = units_of(me(request))
    form = TemplateForm(request.POST or None, instance=kept, units=units)
    if request.method != "POST":
        lines = usual_ways.forms_of(kept)
        return _template_page(request, kept, form, lines)
    if do := request.POST.get("do", ""):
        data = composing.changed(request.POST, do, usual_ways.RuleForm)
        return _template_page(
            request, kept, form, usual_ways.RuleForms(prefix=PREFIX, initial=data)
        )
    return _keep_template(request, kept, form)


@act
def _keep_template(request: HttpRequest, kept: RouteTemplate | None, form: Any) -> HttpResponse:
    lines = usual_ways.RuleForms(request.POST, prefix=PREFIX)
    if not form.is_valid() or not lines.is_valid():
        return _template_page(request, kept, form, lines, status=422)
    rows = _rules(lines)
    actions.keep_template(form.save(commit=False), rows, by=me(request))
    return redirect("signing:templates")


def _rules(lines: Any) -> list[actions.RuleSpec]:
    """Return the lines of a valid form of a usual way."""
    rows, made, rank = lines.cleaned_data, [], 0
    for at, row in enumerate(rows):
        rank += row["when"] in ("", AFTER) or not at
        following = rows[at + 1]["when"] if at + 1 < len(rows) else AFTER
        made.append(
            actions.RuleSpec(
                row["kind"], row["rule"], rank, row["person"],
                one_of=ONE in (row["when"] if at else AFTER, following),
                right=row["right"] if row["kind"] == StepKind.SIGN else "", days=row["days"] or 0,
            )
        )  # fmt: skip
    return made


def _template_page(
    request: HttpRequest, kept: Any, form: Any, lines: Any, status: int = 200
) -> HttpResponse:
    context = {"kept": kept, "form": form, "lines": lines, "labels": composing.labels()}
    return render(request, "signing/template.html", context, status=status)


@act
def remove_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a usual way; routes that took it stay as they are."""
    _keeper(request)
    actions.remove_template(get_object_or_404(RouteTemplate, pk=pk), by=me(request))
    return redirect("signing:templates")


def _keeper(request: HttpRequest) -> None:
    if not keeps_templates(me(request)):
        raise PermissionDenied
