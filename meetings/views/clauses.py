"""Conclusions written quickly, arranged, corrected, with files; live on the chair's screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from core.acts import act, form_act
from core.parts import part_or_page
from documents.office_uploads import takes_office
from journal import ledger
from meetings import actions, live
from meetings.access import conclusion_for, meeting_for
from meetings.forms import ConclusionForm
from meetings.forms.drafts import AttachmentForm
from meetings.forms.quick import QuickForm, understood
from meetings.models import Conclusion, Meeting
from meetings.queries import Sight
from meetings.queries.clauses import unit_names


@form_act
def conclusions(request: HttpRequest, pk: int) -> HttpResponse:
    """Write conclusions line by line: Enter saves and begins the next."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = QuickForm(request.POST or None, meeting=meeting, initial=_initial(meeting))
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and status == 200:
        actions.draft_conclusion(meeting, **form.fields_of(), by=request.user)
        if not getattr(request, "htmx", False):
            return redirect("meetings:conclusions", pk)
        item = form.cleaned_data["item"]
        form = QuickForm(meeting=meeting, initial={"item": item, "kind": "auto"})
    if getattr(request, "htmx", False):
        context = {"form": form, "meeting": meeting}
        return render(request, "meetings/bits/quick_line.html", context, status=status)
    return render(
        request, "meetings/conclusions.html", _page(request, meeting, form), status=status
    )


def read_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the line that is being typed is understood."""
    meeting_for(request.user, pk, to="prepare_meeting")
    units = unit_names()
    line = understood(request.GET.get("text", "")[:4000], units)
    names = {unit.pk: unit.short or unit.name for unit in units}
    helpers = [names[one] for one in line.supporters]
    context = {"line": line, "lead": names.get(line.lead or 0), "helpers": helpers}
    return render(request, "meetings/bits/quick_read.html", context)


def _initial(meeting: Meeting) -> dict[str, object]:
    current = meeting.items.filter(state="current").first()
    return {"item": current, "kind": "auto"}


def _page(request: HttpRequest, meeting: Meeting, form: QuickForm) -> dict[str, object]:
    rev = ledger.head(meeting.book)
    audience = "run" if "run_meeting" in meeting.held else "prepare"  # type: ignore[attr-defined]
    context = live.context(Sight(meeting), "conclusions", audience)
    part = render_to_string("meetings/parts/conclusions.html", context, request=request)
    return {
        "meeting": meeting, "form": form, "part": part, "rev": rev,
        "units": [{"name": unit.name, "hint": unit.short} for unit in form.units],
    }  # fmt: skip


@act
def agree_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on every draft at once."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    actions.agree_all(meeting, by=request.user)
    return part_or_page(request, meeting, "conclusions")


@act
def arrange(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Move a conclusion up or down, deeper or higher, or join it to the one above."""
    row = conclusion_for(request.user, pk, to="prepare_meeting")
    if step in ("up", "down"):
        actions.move_conclusion(row, up=step == "up", by=request.user)
    elif step == "join":
        actions.join_conclusion(row, by=request.user)
    else:
        actions.indent_conclusion(row, deeper=step == "deeper", by=request.user)
    return part_or_page(request, row.meeting, "conclusions")


@act
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a draft at the cursor; without one at its first blank line, else after its first sentence."""
    row = conclusion_for(request.user, pk, to="prepare_meeting")
    given = request.POST.get("at", "")
    at = int(given) if given.isdigit() and len(given) < 6 else _between(row.text)
    actions.split_conclusion(row, at=at, by=request.user)
    return redirect("meetings:conclusions", row.meeting_id)


def _between(text: str) -> int:
    """Return where a text is most likely meant to be split."""
    found = [place for sign in ("\n\n", "\n", ". ", "; ") if (place := text.find(sign)) > 0]
    return found[0] + 1 if found else 0


@form_act
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a correction of an agreed conclusion; both are kept."""
    row = conclusion_for(request.user, pk, to="prepare_meeting")
    meeting = row.meeting
    form = ConclusionForm(
        request.POST or None, instance=Conclusion.objects.get(pk=pk), meeting=meeting
    )
    del form.fields["item"]
    if request.method == "POST" and form.is_valid():
        actions.correct_conclusion(row, **form.cleaned_data, by=request.user)
        return redirect("meetings:conclusions", meeting.pk)
    context = {"form": form, "meeting": meeting, "corrects": row, "conclusion": row}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/conclusion.html", context, status=status)


@takes_office(lambda request, pk: conclusion_for(request.user, pk, to="prepare_meeting"))
@form_act
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a PDF to a conclusion."""
    row = conclusion_for(request.user, pk, to="prepare_meeting")
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.attach_file(row, upload=data["file"], title=data["title"], by=request.user)
        return redirect("meetings:conclusions", row.meeting_id)
    context = {"form": form, "meeting": row.meeting, "conclusion": row}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/attach.html", context, status=status)
