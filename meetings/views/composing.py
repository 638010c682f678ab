"""Putting a plan together: a whole agenda from text, many papers at once, people by group, items taken over."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.acts import act, form_act
from core.refused import Refused
from meetings import actions
from meetings.access import meeting_for
from meetings.agenda_text import Line, parse
from meetings.forms.planning import AgendaTextForm, PeopleForm, all_units
from meetings.models import Item, Meeting, PaperType, Purpose
from meetings.paper_names import guess
from meetings.queries.choosing import choice_of_people
from meetings.queries.plan import deferred_before
from people.models import Unit

MOST_FILES = 40


@form_act
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an agenda from text: shown first, then put on the agenda."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form, lines = AgendaTextForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        lines = parse(form.cleaned_data["text"], all_units())
        if request.POST.get("step") == "take":
            return _take(request, meeting, lines)
        if not lines:
            form.add_error("text", _("No item was recognised in this text."))
    units = dict(Unit.objects.values_list("pk", "short")) if lines else {}
    shown = [(line, units.get(line.unit or 0, ""), Purpose(line.purpose).label if line.purpose else "") for line in lines]  # fmt: skip
    context = {"form": form, "meeting": meeting, "lines": shown}
    status = 422 if form.is_bound and not lines else 200
    return render(request, "meetings/paste.html", context, status=status)


def _take(request: HttpRequest, meeting: Meeting, lines: list[Line]) -> HttpResponse:
    """Put the ticked lines on the agenda."""
    ticked = set(request.POST.getlist("line"))
    chosen = [line for n, line in enumerate(lines, start=1) if str(n) in ticked]
    if not chosen:
        raise Refused(_("Please tick at least one item."))
    made = actions.add_items(meeting, chosen, by=request.user)
    said = ngettext("%(n)s item is on the agenda.", "%(n)s items are on the agenda.", len(made))
    messages.success(request, said % {"n": len(made)})
    return redirect("meetings:plan", meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring many papers in: each file with its item, type and title as the person confirmed them."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    items = list(meeting.items.order_by("position", "pk"))
    types = list(PaperType.objects.filter(archived_at=None))
    if request.method == "POST":
        return _file_many(request, meeting, items, types)
    context = {"meeting": meeting, "items": items, "types": types, "most": MOST_FILES}
    return render(request, "meetings/bring_papers.html", context)


def guess_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the names of files say: which item, which type, which title (before anything is sent)."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    items = list(meeting.items.order_by("position", "pk").values_list("pk", flat=True))
    types = list(PaperType.objects.filter(archived_at=None).values_list("pk", "words"))
    found = []
    for name in request.GET.getlist("name")[:MOST_FILES]:
        said = guess(name[:300], types)
        known = said.number is not None and 1 <= said.number <= len(items)
        item = items[(said.number or 0) - 1] if known else None
        found.append({"name": name, "item": item, "type": said.kind, "title": said.title})
    return HttpResponse(json.dumps({"files": found}), content_type="application/json")


def _file_many(
    request: HttpRequest, meeting: Meeting, items: list[Item], types: list[PaperType]
) -> HttpResponse:
    """File each upload by itself: what is no sound PDF is named, the others stay filed."""
    files = request.FILES.getlist("files")[:MOST_FILES]
    if not files:
        raise Refused(_("Please choose at least one PDF."))
    places, kinds = {str(i.pk): i for i in items}, {str(t.pk): t for t in types}
    words = [(t.pk, t.words) for t in types]
    filed, refused = 0, []
    for number, upload in enumerate(files):
        said = guess(upload.name or "", words)
        item = places.get(_given(request, "item", number, _place(items, said.number)))
        kind = kinds.get(_given(request, "type", number, said.kind))
        title = _given(request, "title", number, said.title)
        try:
            actions.file_paper(
                meeting, upload=upload, title=title[:300], item=item, paper_type=kind,
                by=request.user,
            )  # fmt: skip
            filed += 1
        except Refused as refusal:
            refused.append(f"{upload.name}: {refusal}")
    return _told(request, meeting, filed, refused)


def _given(request: HttpRequest, word: str, number: int, otherwise: Any) -> str:
    """Return what the person confirmed for a file, else what its name says."""
    return request.POST.get(f"{word}_{number}", str(otherwise or ""))


def _place(items: list[Item], number: int | None) -> int | None:
    return items[number - 1].pk if number and 1 <= number <= len(items) else None


def _told(request: HttpRequest, meeting: Meeting, filed: int, refused: list[str]) -> HttpResponse:
    if filed:
        said = ngettext("%(n)s paper was filed.", "%(n)s papers were filed.", filed)
        messages.success(request, said % {"n": filed})
    for line in refused:
        messages.error(request, line)
    return redirect("meetings:plan", meeting.pk)


@form_act
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Put people on the list: found by name, by unit or by group."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    taken = meeting.seats.values("user")
    form = PeopleForm(request.POST or None, taken=taken)
    if request.method == "POST" and form.is_valid():
        people, role = form.cleaned_data["people"], form.cleaned_data["role"]
        actions.invite(meeting, people, role=role, by=request.user)
        if getattr(request, "htmx", False):
            told = {"acted": {"parts": ["plan", "ready"]}, "drawer-done": {}}
            return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
        return redirect(reverse("meetings:plan", args=[meeting.pk]) + "#ready")
    context = {
        "form": form, "meeting": meeting, "choice": choice_of_people(meeting),
        "picked": set(request.POST.getlist("people")),
    }  # fmt: skip
    name = "bits/people_form.html" if getattr(request, "htmx", False) else "invite.html"
    return render(request, f"meetings/{name}", context, status=422 if form.is_bound else 200)


@form_act
def name_section(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a part of the agenda anew."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    if request.method == "POST":
        old, new = request.POST.get("old", "")[:200], request.POST.get("new", "")
        actions.name_section(meeting, old=old, new=new, by=request.user)
        if getattr(request, "htmx", False):
            told = {"acted": {"parts": ["plan"]}, "drawer-done": {}}
            return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
        return redirect("meetings:plan", meeting.pk)
    context = {"meeting": meeting, "old": request.GET.get("old", "")[:200]}
    name = "bits/section_form.html" if getattr(request, "htmx", False) else "section.html"
    return render(request, f"meetings/{name}", context)


@act
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the ticked deferred items of earlier sessions over."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    wanted = set(request.POST.getlist("item"))
    items = [item for item in deferred_before(meeting) if str(item.pk) in wanted]
    made = actions.carry_items(meeting, items, by=request.user)
    if not made:
        raise Refused(_("Please tick at least one item."))
    if getattr(request, "htmx", False):
        told = {"acted": {"parts": ["plan", "ready"]}}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
    return redirect("meetings:plan", meeting.pk)
