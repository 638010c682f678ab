"""Groups of recipients: listed, written down, changed, dropped by the clerks of the agency."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.acts import act, form_act
from people.models import Unit
from registry.access import agency_for, issue_for
from registry.actions import groups
from registry.addressed import LONGEST
from registry.forms.groups import GroupForm
from registry.models import RecipientGroup
from registry.queries.groups import dropped, groups_of
from registry.views import me


def index(request: HttpRequest, agency: int) -> HttpResponse:
    """List the groups of an agency."""
    unit = agency_for(me(request), agency)
    gone = dropped(unit, request.GET.get("dropped", ""))
    context = {"agency": unit, "rows": groups_of(unit), "dropped": gone}
    return render(request, "registry/groups.html", context)


@form_act
def new(request: HttpRequest, agency: int) -> HttpResponse:
    """Write a group down; ``?name`` is how a document writes it, ``?for`` the document that waits to be sent."""
    unit = agency_for(me(request), agency)
    name = request.GET.get("name", "").rstrip(";,. ")[:LONGEST]
    form = GroupForm(request.POST or None, agency=unit, name=name)
    back = _back(request, unit.pk)
    if request.method == "POST" and form.is_valid():
        groups.write_group(unit, **form.cleaned_data, by=me(request))
        return redirect(back)
    return _form(request, form, back, None)


@form_act
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group."""
    row = get_object_or_404(RecipientGroup.objects.select_related("agency"), pk=pk)
    unit = agency_for(me(request), row.agency_id)
    newer = next((one.newer for one in groups_of(unit) if one.group == row), [])
    form = GroupForm(request.POST or None, agency=unit, group=row, newer=newer)
    back = _back(request, unit.pk)
    if request.method == "POST" and form.is_valid():
        groups.write_group(unit, **form.cleaned_data, group=row, by=me(request))
        return redirect(back)
    return _form(request, form, back, row, newer)


@act
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a group."""
    row = get_object_or_404(RecipientGroup, pk=pk)
    unit = agency_for(me(request), row.agency_id)
    entry = groups.drop_group(row, by=me(request))
    return redirect(f"{reverse('registry:groups', args=[unit.pk])}?dropped={entry.pk}")


def _back(request: HttpRequest, agency: int) -> str:
    """Return where the clerk came from: a document that waits to be sent, or the list."""
    waits = request.GET.get("for", "")
    if waits.isdecimal() and len(waits) < 15:
        return reverse("registry:issue_send", args=[issue_for(me(request), int(waits), to="issue").pk])  # fmt: skip
    return reverse("registry:groups", args=[agency])


def _form(request: HttpRequest, form: Any, back: str, row: RecipientGroup | None, newer: Sequence[Unit] = ()) -> HttpResponse:  # fmt: skip
    context = {"form": form, "back": back, "group": row, "newer": newer}
    return render(request, "registry/group.html", context, status=422 if form.errors else 200)
