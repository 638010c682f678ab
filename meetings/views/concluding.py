"""After the debate: conclusions, and the decision drafted from them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, act_after, form_act, form_act_after
from core.parts import part_or_page
from documents.access import paper_for
from meetings import actions
from meetings.access import conclusion_for, meeting_for
from meetings.actions.papers import PrintedDecision
from meetings.forms import ConclusionForm, DecisionForm
from meetings.models import Conclusion


@form_act
def new_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a conclusion down."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    current = meeting.items.filter(state="current").first()
    form = ConclusionForm(
        request.POST or None, meeting=meeting, initial={"item": current, "kind": "task"}
    )
    if request.method == "POST" and form.is_valid():
        actions.draft_conclusion(meeting, **form.cleaned_data, by=request.user)
        again = "again" in request.POST
        return redirect("meetings:new_conclusion", pk) if again else redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(
        request, "meetings/conclusion.html", context, status=422 if form.is_bound else 200
    )


@form_act
def edit_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a conclusion that is still a draft."""
    conclusion = conclusion_for(request.user, pk, to="prepare_meeting")
    meeting = conclusion.meeting
    form = ConclusionForm(
        request.POST or None, instance=Conclusion.objects.get(pk=pk), meeting=meeting
    )
    if request.method == "POST" and form.is_valid():
        actions.change_conclusion(conclusion, **form.cleaned_data, by=request.user)
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "conclusion": conclusion}
    return render(
        request, "meetings/conclusion.html", context, status=422 if form.is_bound else 200
    )


@act
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on a conclusion."""
    conclusion = conclusion_for(request.user, pk, to="run_meeting")
    actions.agree_conclusion(conclusion, by=request.user)
    return part_or_page(request, conclusion.meeting, "conclusions")


@act
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a draft conclusion out."""
    conclusion = conclusion_for(request.user, pk, to="prepare_meeting")
    actions.strike_conclusion(conclusion, by=request.user)
    return part_or_page(request, conclusion.meeting, "conclusions")


def _print_decision(request: HttpRequest, pk: int) -> PrintedDecision | None:
    """Print the decision before the transaction that files it."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = DecisionForm(request.POST)
    return actions.print_decision(meeting, _text(form.cleaned_data)) if form.is_valid() else None


@form_act_after(_print_decision)
def new_decision(request: HttpRequest, pk: int, ready: PrintedDecision | None = None) -> HttpResponse:  # fmt: skip
    """Draft a decision from the meeting, its agreed decisions as first articles."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    agreed = meeting.conclusions.filter(kind="decision", state__in=("agreed", "fulfilled"))
    texts = "\n\n".join(agreed.order_by("pk").values_list("text", flat=True))
    form = DecisionForm(request.POST or None, initial={"articles": texts})
    if request.method == "POST" and form.is_valid():
        actions.draft_decision(meeting, **_text(form.cleaned_data), printed=ready, by=request.user)
        return redirect(meeting.get_absolute_url() + "#papers")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/decision.html", context, status=422 if form.is_bound else 200)


def _make_ready(request: HttpRequest, pk: int, paper: int) -> None:
    """Prepare the file for its signatures before the transaction that sends it."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.make_ready(paper_for(request.user, paper, to="file_papers"), meeting)


@act_after(_make_ready)
def send_to_be_signed(request: HttpRequest, pk: int, paper: int, ready: None = None) -> HttpResponse:  # noqa: ARG001  # fmt: skip
    """Send a drafted decision to be signed."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = paper_for(request.user, paper, to="file_papers")
    actions.send_to_be_signed(row, meeting, by=request.user)
    return part_or_page(request, meeting, "papers")


def _text(data: dict[str, str]) -> dict[str, Any]:
    """Return the form's fields as the decision's text."""
    return {
        "subject": data["subject"], "articles": _blocks(data["articles"], "\n\n"),
        "grounds": _blocks(data["grounds"], "\n"), "recipients": _blocks(data["recipients"], "\n"),
    }  # fmt: skip


def _blocks(text: str, between: str) -> list[str]:
    """Split a text field into its non-empty blocks."""
    parts = text.replace("\r\n", "\n").split(between)
    return [" ".join(part.split()) for part in parts if part.strip()]
