"""Answering: the sheet to fill in, kept while it is filled in, sent, or printed to be signed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from core.parts import to_page
from documents.office_uploads import takes_office
from opinions import actions, forms
from opinions.access import asked_for, asked_of, round_for, sheet_for
from opinions.live import days_left
from opinions.models import Asked, Sheet
from opinions.queries.papers import papers_of
from opinions.states import RoundState, SheetState


def _line(request: HttpRequest, pk: int) -> Asked:
    """Fetch the person's own line; 404 for a stranger, 403 for who sees the round but answers for somebody else."""
    line = asked_of(request.user).select_related("user", "unit").filter(pk=pk).first()
    if line is not None:
        line.round = round_for(request.user, line.round_id)
        if line.round.state == RoundState.CANCELLED:
            raise Http404
        return line
    other = Asked.objects.filter(pk=pk).first()
    if other is None:
        raise Http404
    round_for(request.user, other.round_id)
    raise PermissionDenied


@takes_office(_line)
@form_act
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the sheet; ``how`` says whether it is sent, signed, or kept."""
    line = _line(request, pk)
    kept = _kept(line)
    matters = list(line.round.matters.all())
    if request.method != "POST":
        return _page(request, line, forms.SheetForm(matters=matters, sheet=kept))
    how = request.POST.get("how", "send")
    form = forms.SheetForm(
        request.POST, request.FILES, matters=matters, sheet=kept, whole=how != "keep"
    )
    if not form.is_valid():
        return _page(request, line, form)
    if how == "send":
        actions.send_sheet(line, form.filled(), by=request.user)
        return redirect(line.round)
    draft = actions.save_draft(line, form.filled(), by=request.user)
    if how == "sign":
        actions.print_sheet(draft, by=request.user)
        return redirect("office:sign_sheet", draft.pk)
    return redirect(line.round)


@takes_office(lambda request, pk: asked_for(request.user, pk))
@form_act
def on_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an answer that came on paper, with its scan (the office)."""
    line = asked_for(request.user, pk)
    matters = list(line.round.matters.all())
    form = forms.SheetForm(
        request.POST or None, request.FILES or None, matters=matters, sheet=None, scan=True
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, line, form, scan=True)
    actions.enter_paper_sheet(line, form.filled(), by=request.user)
    return redirect(line.round)


@act
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is filled in so far, while it is filled in; nothing is said about it."""
    line = _line(request, pk)
    form = forms.SheetForm(
        request.POST, matters=list(line.round.matters.all()), sheet=_kept(line), whole=False
    )
    if form.is_valid():
        actions.save_draft(line, form.filled(), by=request.user)
    return HttpResponse(status=204)


@act
def prepare_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Print a sheet that was sent, so that its author signs it."""
    sheet = sheet_for(request.user, pk, to="answer")
    actions.print_sheet(sheet, by=request.user)
    from django.urls import reverse

    return to_page(request, reverse("office:sign_sheet", args=[sheet.pk]))


def _kept(line: Asked) -> Sheet | None:
    """Return what is filled in so far: the draft, else what was sent."""
    rows = line.sheets.exclude(state=SheetState.REPLACED).prefetch_related("replies")
    return rows.order_by("-number").first()


def _page(
    request: HttpRequest, line: Asked, form: forms.SheetForm, *, scan: bool = False
) -> HttpResponse:
    round_ = line.round
    context = {
        "line": line, "round": round_, "form": form, "scan": scan, "kept": None if scan else _kept(line),
        "sent": line.sheets.filter(state=SheetState.SENT).first(),
        "open": round_.state == RoundState.COLLECTING and not round_.overdue,
        "papers": papers_of(round_.folder), "left": days_left(round_),
    }  # fmt: skip
    return render(request, "opinions/answer.html", context, status=422 if form.errors else 200)
