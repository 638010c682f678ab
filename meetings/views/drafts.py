"""A draft's page: written paragraph by paragraph beside the record, remarked on, approved, sent to be signed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.acts import act, act_after, form_act
from core.parts import to_page
from documents.views.writing import both_texts
from documents.writing import Overtaken
from meetings import actions, queries
from meetings.access import draft_for, meeting_for
from meetings.actions.draft_way import FILES, Printed
from meetings.forms import ReasonForm
from meetings.forms.drafts import HeadForm, OnPaperForm, WordForm
from meetings.models import Draft, DraftRemark

KINDS = ("para", "item", "heading", "article")
STEPS = (
    ("up", "arrow-up", _("Move up")),
    ("down", "arrow-down", _("Move down")),
    ("add", "plus-lg", _("New paragraph below")),
    ("remove", "trash", _("Take out")),
)


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft: for who prepares the meeting to write, for the others to read and remark."""
    shown = draft_for(request.user, pk)
    meeting = shown.meeting
    writes = _holds(shown, "prepare_meeting") and shown.editable
    context = {
        "meeting": meeting, "draft": shown, "view": queries.draft_view(shown), "writes": writes,
        "prepares": _holds(shown, "prepare_meeting"), "approves": _approves(request, shown),
        "word_form": WordForm(), "block_steps": STEPS, "returns": shown.returns.select_related("by")[:5],
    }  # fmt: skip
    return render(request, "meetings/draft.html", context)


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who changed what."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    context = {"meeting": shown.meeting, "draft": shown, "changes": queries.draft_history(shown)}
    return render(request, "meetings/draft_history.html", context)


@require_POST
def write_block(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Save one paragraph: by itself while somebody types, or by its button. Saving the same again changes nothing."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    text, seen = request.POST.get("text", ""), _number(request.POST.get("seen"))
    try:
        actions.write_block(shown, key, text, seen=seen, by=request.user)
    except Overtaken as error:
        save_url = reverse("meetings:write_block", args=[pk, key])
        return both_texts(request, shown, error, save_url=save_url, back_word=shown.get_form_display())  # fmt: skip
    if not getattr(request, "htmx", False):
        return redirect(f"{shown.get_absolute_url()}#{key}")
    row = next(one for one in queries.draft_view(shown).rows if one.block.key == key)
    context = {"draft": shown, "row": row, "saved": True, "writes": True}
    return render(request, "meetings/bits/block_state.html", context)


@act
def shape_block(request: HttpRequest, pk: int, key: str, step: str) -> HttpResponse:
    """Move a paragraph, take it out, or put a new one after it."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    if step == "add":
        kind = request.POST.get("kind", "para")
        kind = kind if kind in KINDS else "para"
        key = actions.add_block(shown, after=key, text="…", kind=kind, by=request.user).key
    elif step == "remove":
        actions.remove_block(shown, key, seen=_number(request.POST.get("seen")), by=request.user)
    else:
        actions.move_block(shown, key, up=step == "up", by=request.user)
    return redirect(f"{shown.get_absolute_url()}#{key}")


@act
def take_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a paragraph say what the record says now."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    block = actions.take_record(shown, request.POST.get("source", "")[:40], by=request.user)
    return redirect(f"{shown.get_absolute_url()}#{block.key}")


@form_act
def draft_head(request: HttpRequest, pk: int) -> HttpResponse:
    """Change subject, recipients and who signs."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    form = HeadForm(request.POST or None, draft=shown)
    if request.method == "POST" and form.is_valid():
        actions.change_head(shown, **form.cleaned_data, by=request.user)
        return redirect(shown)
    context = {"form": form, "draft": shown, "meeting": shown.meeting}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/draft_head.html", context, status=status)


@act
def draft_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Send for comment, or approve."""
    if step == "circulate":
        shown = draft_for(request.user, pk, to="prepare_meeting")
        actions.circulate_draft(shown, by=request.user)
    else:
        shown = draft_for(request.user, pk)
        if not _approves(request, shown):
            raise PermissionDenied
        actions.approve_draft(shown, by=request.user)
    return to_page(request, shown.get_absolute_url())


@form_act
def return_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back to be written anew, with a reason."""
    shown = draft_for(request.user, pk, to="run_meeting")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.return_draft(shown, reason=form.cleaned_data["reason"], by=request.user)
        return redirect(shown)
    context = {"form": form, "meeting": shown.meeting, "heading": _("Return the draft")}
    return render(request, "meetings/reason.html", context, status=422 if form.is_bound else 200)


@act
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Remark on the draft, or object to the minutes."""
    shown = draft_for(request.user, pk, to="sit")
    actions.remark_on_draft(
        shown, text=request.POST.get("text", ""), key=request.POST.get("key", ""),
        objection="objection" in request.POST, by=request.user,
    )  # fmt: skip
    return to_page(request, f"{shown.get_absolute_url()}#remarks")


@act
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a remark is dealt with."""
    row = get_object_or_404(DraftRemark, pk=pk)
    shown = draft_for(request.user, row.draft_id, to="prepare_meeting")
    actions.settle_remark(row, by=request.user)
    return to_page(request, f"{shown.get_absolute_url()}#remarks")


def _print(request: HttpRequest, pk: int) -> Printed:
    """Print and prepare the file before the transaction that sends it: nobody waits for the database meanwhile."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    printed = actions.print_draft(shown)
    actions.make_draft_ready(shown, printed)
    return printed


@act_after(_print)
def send_draft(request: HttpRequest, pk: int, ready: Printed | None = None) -> HttpResponse:
    """Send the document to be signed."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    printed = ready or actions.print_draft(shown)
    actions.send_draft(shown, printed, by=request.user)
    return to_page(request, shown.get_absolute_url())


@form_act
def on_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the document was signed and sealed on paper."""
    shown = draft_for(request.user, pk, to="prepare_meeting")
    posted = request.method == "POST"
    form = OnPaperForm(request.POST, request.FILES) if posted else OnPaperForm()
    if posted and form.is_valid():
        data = form.cleaned_data
        actions.issue_on_paper(shown, upload=data.pop("file"), **data, by=request.user)
        return redirect(shown)
    context = {"form": form, "draft": shown, "meeting": shown.meeting}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/on_paper.html", context, status=status)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft as a PDF, as it would be printed now."""
    shown = draft_for(request.user, pk)
    made = actions.print_draft(shown).made
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{FILES[shown.form]}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _approves(request: HttpRequest, shown: Draft) -> bool:
    """Say whether the person may approve: who chairs, or who chairs the meeting on whose agenda it stands."""
    if _holds(shown, "run_meeting"):
        return True
    if shown.approval_item is None:
        return False
    try:
        meeting_for(request.user, shown.approval_item.meeting_id, to="run_meeting")
    except (Http404, PermissionDenied):
        return False
    return True


def _holds(shown: Draft, permission: str) -> bool:
    """Say whether who fetched the draft holds the permission on its meeting."""
    return permission in shown.meeting.held  # type: ignore[attr-defined]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
