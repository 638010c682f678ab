"""Planning: the meeting itself, its agenda, papers and guests."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.acts import act, form_act
from core.parts import to_page
from core.refused import Refused
from journal import ledger
from meetings import actions
from meetings.access import item_for, meeting_for
from meetings.actions.agenda import Overtaken
from meetings.forms import ItemForm, MeetingForm, PaperForm, ReasonForm
from meetings.forms.rooms import from_calendar
from meetings.models import Meeting, MeetingTemplate, Seat
from meetings.preparing import plans_for
from meetings.views import planned
from meetings.views.pages import PLANNERS
from people.access import require


@form_act
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting: from nothing, or from a template."""
    require(request.user, *PLANNERS)
    form = MeetingForm(request.POST or None, user=request.user, initial=from_calendar(request.GET))
    if request.method == "POST" and form.is_valid():
        meeting = actions.plan_meeting(**form.cleaned_data, by=request.user)
        return redirect("meetings:plan", meeting.pk)
    rows = MeetingTemplate.objects.filter(archived_at=None, unit__in=plans_for(request.user))
    context = {"form": form, "templates": rows.select_related("session_kind")}
    return render(request, "meetings/new.html", context, status=422 if form.is_bound else 200)


@form_act
def edit_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, place and times; what somebody else saved meanwhile is shown beside it."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = MeetingForm(
        request.POST or None, instance=meeting, initial={"version": meeting.version},
        user=request.user,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.change_meeting(meeting, **form.cleaned_data, by=request.user)
        except Overtaken as clash:
            form.overtaken(clash.theirs)
        else:
            if request.POST.get("following"):
                later = actions.change_following(meeting, by=request.user)
                messages.success(request, _("%(n)s later sessions follow.") % {"n": len(later)})
            return redirect("meetings:plan", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/edit.html", context, status=422 if form.is_bound else 200)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the table of preparation: agenda, papers, people, and what is missing before convening."""
    return _plan(request, meeting_for(request.user, pk, to="prepare_meeting"))


def _plan(
    request: HttpRequest, meeting: Meeting, status: int = 200, **forms: object
) -> HttpResponse:
    rev = ledger.head(meeting.book)
    seen = planned.see(meeting)
    context = {
        "meeting": meeting, "rev": rev, "seen": seen,
        "plan": planned.draw(request, meeting, "plan", seen),
        "ready": planned.draw(request, meeting, "ready", seen),
        "item_form": ItemForm(), **forms,
    }  # fmt: skip
    return render(request, "meetings/plan.html", context, status=status)


@act
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an agenda item."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = ItemForm(request.POST)
    if not form.is_valid():
        if getattr(request, "htmx", False):
            raise Refused(_("Please write what the item is about, and how many minutes it has."))
        return _plan(request, meeting, status=422, item_form=form)
    item = actions.add_item(meeting, **form.cleaned_data, by=request.user)
    return _changed(request, meeting, f"#item-{item.pk}")


@form_act
def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an agenda item, in the drawer or on a page of its own; nothing of anybody's is lost."""
    item = item_for(request.user, pk, to="prepare_meeting")
    form = ItemForm(request.POST or None, instance=item, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(item, **form.cleaned_data, by=request.user)
            return _changed(request, item.meeting, f"#item-{item.pk}")
        except Overtaken as clash:
            form.overtaken(clash.theirs)
    sections = item.meeting.items.exclude(section="").values_list("section", flat=True)
    context = {
        "form": form, "item": item, "meeting": item.meeting,
        "sections": sorted(set(sections)), "papers": item.item_papers.select_related("paper"),
    }  # fmt: skip
    name = "bits/item_form.html" if getattr(request, "htmx", False) else "edit_item.html"
    return render(request, f"meetings/{name}", context, status=422 if form.is_bound else 200)


@act
def move_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item up or down, or behind another one."""
    item = item_for(request.user, pk, to="prepare_meeting")
    if "after" in request.POST:
        after = request.POST["after"]
        if not after.isdecimal() or len(after) > 12:
            raise Refused(_("The agenda was changed in the meantime. Please move the item again."))
        section = request.POST.get("section")
        actions.place_item(item, after=int(after), section=section, by=request.user)
    else:
        actions.move_item(item, up=request.POST.get("to") == "up", by=request.user)
    return _changed(request, item.meeting, f"#item-{item.pk}")


@act
def remove_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an item."""
    item = item_for(request.user, pk, to="prepare_meeting")
    actions.remove_item(item, by=request.user)
    return _changed(request, item.meeting)


def add_papers_page(
    request: HttpRequest, meeting: Meeting, form: PaperForm, status: int = 200
) -> HttpResponse:
    """Show the page on which a paper is added or replaced, and many are brought in at once."""
    context = {"meeting": meeting, "paper_form": form}
    return render(request, "meetings/papers.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """File a paper, or a new version of one, before or during the meeting."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    if request.method != "POST":
        first = {"item": request.GET.get("item", "")}
        return add_papers_page(request, meeting, PaperForm(meeting=meeting, initial=first))
    form = PaperForm(request.POST, request.FILES, meeting=meeting)
    try:
        if form.is_valid():
            data = form.cleaned_data
            if data["paper"]:
                actions.replace_paper(meeting, data["paper"], upload=data["file"], by=request.user)
            else:
                actions.file_paper(
                    meeting, upload=data["file"], title=data["title"], item=data["item"],
                    paper_type=data["paper_type"], by=request.user,
                )  # fmt: skip
            return redirect(_table(meeting) if request.POST.get("back") == "plan" else meeting)
    except Refused as refusal:
        form.add_error("file", str(refusal))
    return add_papers_page(request, meeting, form, status=422)


@act
def remove_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Take a person off the list."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = Seat.objects.filter(pk=seat, meeting=meeting).first()
    if row is None:
        raise Refused(_("This person is no longer on the list."))
    actions.remove_seat(row, by=request.user)
    return _changed(request, meeting, "#ready")


@act
def convene(request: HttpRequest, pk: int) -> HttpResponse:
    """Convene the meeting."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.convene_meeting(meeting, by=request.user)
    return to_page(request, meeting.get_absolute_url())


@form_act
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the meeting with a reason."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    return _with_reason(
        request, meeting, _("Cancel the meeting"),
        lambda reason: actions.cancel_meeting(meeting, reason=reason, by=request.user),
    )  # fmt: skip


def _with_reason(
    request: HttpRequest, meeting: Meeting, heading: str, act_on: object
) -> HttpResponse:
    """Ask for a reason, then act and go back to the meeting."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act_on(form.cleaned_data["reason"])  # type: ignore[operator]
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "heading": heading}
    return render(request, "meetings/reason.html", context, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, meeting: Meeting, mark: str = "") -> HttpResponse:
    """Answer a change of the plan: the drawer closes and the parts are fetched, or the page comes again."""
    if getattr(request, "htmx", False):
        told = {"acted": {"parts": ["plan", "ready"]}, "drawer-done": {}}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
    return redirect(_table(meeting) + mark)


def _table(meeting: Meeting) -> str:
    return reverse("meetings:plan", args=[meeting.pk])
