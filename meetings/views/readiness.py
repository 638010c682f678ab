"""The readiness board and the opinions gathered before the session, for the chair and the clerks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.acts import act, form_act
from meetings import actions, opinion_table
from meetings.access import item_for, meeting_for
from meetings.access_before import sees_stances
from meetings.actions.reading import keep_until
from meetings.forms.reading import ReadingRulesForm
from meetings.models import ConsentItem, Item, Meeting
from meetings.queries import preparing, readiness
from meetings.queries.reading import opinions

FORMATS = opinion_table.FORMATS


def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has opened what, how far, who said something; per item and per person."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    shown = readiness.board(meeting)
    marks = {row.item_id: row for row in ConsentItem.objects.filter(item__meeting=meeting)}
    for row in shown.items:
        row.consent = marks.get(row.item.pk)  # type: ignore[attr-defined]
    context = {
        "meeting": meeting, "board": shown, "until": preparing.deadline(meeting, shown.rules),
        "sees": sees_stances(meeting, to_clerks=shown.rules.stances_to_clerks),
        "kept": keep_until(meeting, shown.rules), "chosen": _chosen(request, meeting),
    }  # fmt: skip
    return render(request, "meetings/readiness.html", context)


def _chosen(request: HttpRequest, meeting: Meeting) -> object:
    """Return the item whose people are shown, with them; None when none is asked for."""
    wanted = request.GET.get("item", "")
    item = None
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        item = meeting.items.filter(pk=int(wanted)).first()
    if item is None or not preparing.rules_of(meeting).watched:
        return None
    return {"item": item, "people": readiness.item_people(meeting, item)}


@act
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind whoever is behind."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    number = actions.remind_readers(meeting, by=request.user)
    words = ngettext("%(n)s person was reminded.", "%(n)s people were reminded.", number)
    messages.success(request, words % {"n": number} if number else _("Nobody is behind."))
    return redirect("meetings:readiness", pk)


@form_act
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how the meeting is prepared."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = ReadingRulesForm(request.POST or None, instance=preparing.rules_of(meeting))
    if "run_meeting" not in meeting.held:  # type: ignore[attr-defined]
        del form.fields["stances_to_clerks"]  # the chair lets the clerks see positions
    if request.method == "POST" and form.is_valid():
        actions.set_reading_rules(meeting, by=request.user, **form.cleaned_data)
        return redirect("meetings:readiness", pk)
    context = {"form": form, "meeting": meeting}
    return render(
        request, "meetings/reading_rules.html", context, status=422 if form.is_bound else 200
    )


@act
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of one item (or of ``item`` values of the form) whether it is suitable for the block."""
    item = item_for(request.user, pk, to="prepare_meeting")
    actions.mark_for_consent([item], item.meeting, request.POST.get("mark", ""), by=request.user)
    return redirect(_board_of(item))


def _board_of(item: Item) -> str:
    return f"/meetings/{item.meeting_id}/readiness/#item-{item.pk}"


def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the opinions gathered: each item with its positions by name, their reasons, and the remarks."""
    meeting = _seen(request, pk)
    context = {"meeting": meeting, "rows": opinions(meeting)}
    return render(request, "meetings/opinions.html", context)


def take_summary(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send the opinions gathered as a file."""
    meeting = _seen(request, pk)
    content, kind = FORMATS[form](meeting, opinions(meeting))
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="tong-hop-y-kien-{pk}.{form}"'
    return response


def _seen(request: HttpRequest, pk: int) -> Meeting:
    """Fetch the meeting for whoever sees the positions in it; 404 for everybody else."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    if not sees_stances(meeting, to_clerks=preparing.rules_of(meeting).stances_to_clerks):
        raise Http404
    return meeting
