"""Planning: the meeting itself, its agenda, papers and guests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act, form_act
from core.parts import to_page
from core.refused import Refused
from meetings import actions, queries
from meetings.access import item_for, meeting_for
from meetings.forms import InviteForm, ItemForm, MeetingForm, PaperForm, ReasonForm
from meetings.models import Meeting, Seat
from meetings.views.pages import PLANNERS
from people.access import require


@form_act
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    require(request.user, *PLANNERS)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        meeting = actions.plan_meeting(**form.cleaned_data, by=request.user)
        return redirect("meetings:plan", meeting.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/edit.html", {"form": form}, status=status)


@form_act
def edit_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, place and times."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        actions.change_meeting(meeting, **form.cleaned_data, by=request.user)
        return redirect("meetings:plan", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/edit.html", context, status=422 if form.is_bound else 200)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the planning table: agenda, papers, people."""
    return _plan(request, meeting_for(request.user, pk, to="prepare_meeting"))


def _plan(
    request: HttpRequest, meeting: Meeting, status: int = 200, **forms: object
) -> HttpResponse:
    items = queries.agenda(meeting)
    times = queries.planned_times(meeting, items)
    shelves = {i.pk if i else None: rows for i, rows in queries.papers_by_item(meeting)}
    rows = [(item, times[item.pk], shelves.get(item.pk, [])) for item in items]
    context = {
        "meeting": meeting, "rows": rows, "loose": shelves.get(None, []),
        "seats": queries.seats(meeting), "item_form": ItemForm(),
        "paper_form": PaperForm(meeting=meeting), "invite_form": InviteForm(meeting=meeting),
        **forms,
    }  # fmt: skip
    return render(request, "meetings/plan.html", context, status=status)


@act
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an agenda item."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = ItemForm(request.POST)
    if not form.is_valid():
        return _plan(request, meeting, status=422, item_form=form)
    item = actions.add_item(meeting, **form.cleaned_data, by=request.user)
    return redirect(_table(meeting) + f"#item-{item.pk}")


@form_act
def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an agenda item."""
    item = item_for(request.user, pk, to="prepare_meeting")
    form = ItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        actions.change_item(item, **form.cleaned_data, by=request.user)
        return redirect(_table(item.meeting) + f"#item-{item.pk}")
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "meetings/edit_item.html", context, status=422 if form.is_bound else 200)


@act
def move_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item up or down."""
    item = item_for(request.user, pk, to="prepare_meeting")
    actions.move_item(item, up=request.POST.get("to") == "up", by=request.user)
    return redirect(_table(item.meeting) + f"#item-{item.pk}")


@act
def remove_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an item."""
    item = item_for(request.user, pk, to="prepare_meeting")
    actions.remove_item(item, by=request.user)
    return redirect(_table(item.meeting))


@require_POST
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """File a paper, or a new version of one, before or during the meeting."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = PaperForm(request.POST, request.FILES, meeting=meeting)
    try:
        if form.is_valid():
            data = form.cleaned_data
            if data["paper"]:
                actions.replace_paper(meeting, data["paper"], upload=data["file"], by=request.user)
            else:
                actions.file_paper(
                    meeting, upload=data["file"], title=data["title"], item=data["item"],
                    by=request.user,
                )  # fmt: skip
            return redirect(_table(meeting) if request.POST.get("back") == "plan" else meeting)
    except Refused as refusal:
        form.add_error("file", str(refusal))
    return _plan(request, meeting, status=422, paper_form=form)


@act
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite people."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = InviteForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _plan(request, meeting, status=422, invite_form=form)
    people, role = form.cleaned_data["people"], form.cleaned_data["role"]
    actions.invite(meeting, people, role=role, by=request.user)
    return redirect(_table(meeting) + "#people")


@act
def remove_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Take a person off the list."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = Seat.objects.filter(pk=seat, meeting=meeting).first()
    if row is None:
        raise Refused(_("This person is no longer on the list."))
    actions.remove_seat(row, by=request.user)
    return redirect(_table(meeting) + "#people")


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


def _table(meeting: Meeting) -> str:
    return reverse("meetings:plan", args=[meeting.pk])
