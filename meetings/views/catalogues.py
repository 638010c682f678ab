"""Catalogues, templates and series: what administrators and clerks keep so that planning is one press."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.acts import act, form_act
from core.clock import today
from core.refused import Refused
from meetings import actions
from meetings.access import meeting_for
from meetings.agenda_text import Line, parse, write
from meetings.forms.planning import (
    CloneForm,
    FromTemplateForm,
    PaperTypeForm,
    PeopleForm,
    SeriesForm,
    SessionKindForm,
    TemplateForm,
    all_units,
)
from meetings.models import MeetingTemplate, PaperType, Series, SessionKind
from meetings.preparing import plans_for
from meetings.queries.choosing import choice_without
from meetings.queries.repeating import planned_of, series_rows
from meetings.views.pages import PLANNERS
from people.access import has_role, require
from people.models import Unit

CATALOGUES: dict[str, tuple[Any, Any]] = {
    "kinds": (SessionKind, SessionKindForm),
    "paper-types": (PaperType, PaperTypeForm),
}


def catalogue(request: HttpRequest, what: str) -> HttpResponse:
    """Show a catalogue; planners read it, administrators keep it."""
    require(request.user, *PLANNERS)
    model, _form = CATALOGUES[what]
    context = {"rows": model.objects.all(), "what": what, "keeps": has_role(request.user, "administrator")}  # fmt: skip
    return render(request, "meetings/catalogue.html", context)


@form_act
def catalogue_row(request: HttpRequest, what: str, pk: int = 0) -> HttpResponse:
    """Write a row of a catalogue (administrators)."""
    require(request.user, "administrator")
    model, form_class = CATALOGUES[what]
    row = model.objects.filter(pk=pk).first() if pk else model()
    if row is None:
        raise Http404
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_row(form.instance, **form.cleaned_data, by=request.user)
        return redirect("meetings:catalogue", what)
    context = {"form": form, "row": row, "what": what}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/catalogue_row.html", context, status=status)


@act
def archive_row(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Archive a row of a catalogue, or take it out of the archive (administrators)."""
    require(request.user, "administrator")
    row = CATALOGUES[what][0].objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    actions.archive_row(row, archive=row.archived_at is None, by=request.user)
    return redirect("meetings:catalogue", what)


def templates(request: HttpRequest) -> HttpResponse:
    """Show the templates of the units the person plans for."""
    require(request.user, *PLANNERS)
    rows = MeetingTemplate.objects.filter(unit__in=plans_for(request.user))
    rows = rows.select_related("session_kind", "chair", "unit").order_by("archived_at", "name")
    return render(request, "meetings/templates.html", {"rows": rows})


@form_act
def template(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Write a template: its agenda is text, its people are chosen like a meeting's."""
    row = _template(request, pk) if pk else MeetingTemplate()
    require(request.user, *PLANNERS)
    names = dict(Unit.objects.values_list("pk", "short"))
    text = write([_line(i) for i in row.items.all()], names) if pk else ""
    form = TemplateForm(
        request.POST or None, instance=row, user=request.user, initial={"agenda": text}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lines = parse(data.pop("agenda"), all_units())
        saved = actions.save_template(form.instance, lines=lines, **data, by=request.user)
        return redirect("meetings:template", saved.pk)
    context = {"form": form, "row": row, **(_seats(row) if pk else {})}
    return render(request, "meetings/template.html", context, status=422 if form.is_bound else 200)


def _line(item: Any) -> Line:
    return Line(
        "", item.title, item.section, item.minutes, item.unit_id, item.purpose, item.expects_papers
    )


def _seats(row: MeetingTemplate) -> dict[str, Any]:
    seats = list(row.seats.select_related("user"))
    taken = {seat.user_id for seat in seats} | {row.chair_id}
    return {"seats": seats, "choice": choice_without(taken), "people_form": PeopleForm(taken=taken)}


@act
def seat_in_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people usually take part, or take one off."""
    row = _template(request, pk)
    if (off := request.POST.get("off", "")).isdecimal() and len(off) < 12:
        actions.unseat_in_template(row, int(off), by=request.user)
        return redirect("meetings:template", pk)
    form = PeopleForm(request.POST, taken=row.seats.values("user"))
    if not form.is_valid():
        raise Refused(_("Please choose at least one person."))
    people, role = form.cleaned_data["people"], form.cleaned_data["role"]
    actions.seat_in_template(row, people, role=role, by=request.user)
    return redirect("meetings:template", pk)


@form_act
def plan_from(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting from a template: only the day is asked."""
    row = _template(request, pk)
    form = FromTemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        meeting = actions.plan_from(row, form.cleaned_data["day"], by=request.user)
        return redirect("meetings:plan", meeting.pk)
    context = {"form": form, "row": row, "items": row.items.select_related("unit")}
    return render(request, "meetings/plan_from.html", context, status=422 if form.is_bound else 200)


@act
def archive_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Archive a template, or take it out of the archive."""
    row = _template(request, pk)
    actions.archive_template(row, archive=row.archived_at is None, by=request.user)
    return redirect("meetings:templates")


@form_act
def make_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a meeting as a template."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    _plans(request, meeting.unit_id)
    if request.method == "POST":
        name = request.POST.get("name", "")
        row = actions.template_from(meeting, name=name, by=request.user)
        return redirect("meetings:template", row.pk)
    return render(request, "meetings/make_template.html", {"meeting": meeting})


@form_act
def clone(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting again on another day: its agenda and people, none of its results."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    _plans(request, meeting.unit_id)
    local = timezone.localtime(meeting.starts_at)
    first = {"title": meeting.title, "starts_at": local.replace(tzinfo=None) + timedelta(days=7)}  # fmt: skip
    form = CloneForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        copy = actions.clone_meeting(meeting, **form.cleaned_data, by=request.user)
        return redirect("meetings:plan", copy.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/clone.html", context, status=422 if form.is_bound else 200)


def series_list(request: HttpRequest) -> HttpResponse:
    """Show the series of the units the person plans for."""
    require(request.user, *PLANNERS)
    return render(request, "meetings/series_list.html", {"rows": series_rows(request.user)})


def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a series: how it repeats in words, what is planned, what comes next."""
    row = _series(request, pk)
    coming = [] if row.ended_at else actions.coming(row, 6)
    context = {"series": row, "planned": planned_of(row, request.user), "coming": coming}
    return render(request, "meetings/series.html", context)


@form_act
def edit_series(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Start a series, or change how it repeats from now on."""
    require(request.user, *PLANNERS)
    row = _series(request, pk) if pk else Series(since=today(), starts="08:00")
    form = SeriesForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_series(form.instance, **form.cleaned_data, by=request.user)
        return redirect("meetings:series", saved.pk)
    context = {"form": form, "series": row if pk else None}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/edit_series.html", context, status=status)


@act
def series_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Plan the next sessions of a series, or end it."""
    row = _series(request, pk)
    if step == "end":
        actions.end_series(row, by=request.user)
        return redirect("meetings:series", pk)
    number = request.POST.get("number", "1")
    made = actions.plan_next(row, number=int(number) if number.isdecimal() and len(number) < 4 else 0, by=request.user)  # fmt: skip
    said = ngettext("%(n)s session is planned.", "%(n)s sessions are planned.", len(made))
    messages.success(request, said % {"n": len(made)})
    return redirect("meetings:series", pk)


def _plans(request: HttpRequest, unit: int) -> None:
    """Refuse with 403 when the person does not plan for the unit."""
    if not plans_for(request.user).filter(pk=unit).exists():
        raise PermissionDenied


def _template(request: HttpRequest, pk: int) -> MeetingTemplate:
    rows = MeetingTemplate.objects.filter(unit__in=plans_for(request.user))
    row = rows.select_related("session_kind", "chair", "unit").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _series(request: HttpRequest, pk: int) -> Series:
    rows = Series.objects.filter(template__unit__in=plans_for(request.user))
    row = rows.select_related("template__session_kind", "template__chair").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
