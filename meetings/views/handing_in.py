"""What units hand in: their proposals and papers on one side, the office that approves or returns on the other."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.acts import act, form_act
from core.refused import Refused
from documents.models import Version
from documents.ranges import serve
from meetings import actions
from meetings.actions.agenda import Overtaken
from meetings.forms import ReasonForm
from meetings.forms.planning import HandInForm, ProposalForm
from meetings.models import HandedIn, Item, Meeting, Proposal
from meetings.preparing import handed_in_for, item_to_prepare, of_unit, plans_for, proposal_for
from meetings.queries.handing_in import my_papers, places_for, proposals_of, unit_for


def papers(request: HttpRequest) -> HttpResponse:
    """Show the papers my units must prepare, and their proposals (functions 23-24)."""
    context = {
        "rows": my_papers(request.user), "proposals": proposals_of(request.user),
        "plans": plans_for(request.user).exists(),
    }  # fmt: skip
    return render(request, "meetings/prepare.html", context)


@form_act
def propose(request: HttpRequest) -> HttpResponse:
    """Propose an item to a coming session."""
    form = ProposalForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data, place = form.cleaned_data, form.place()
        del data["where"]
        proposal = actions.propose(**data, **place, by=request.user)
        messages.success(request, _("Proposed. Add its papers here."))
        return redirect("meetings:proposal", proposal.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/propose.html", {"form": form}, status=status)


def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal: to its unit, and to the office that decides."""
    return _proposal(request, proposal_for(request.user, pk))


def _proposal(
    request: HttpRequest, shown: Proposal, form: HandInForm | None = None, status: int = 200
) -> HttpResponse:
    trays = shown.handed_in.select_related("paper", "paper_type", "released").order_by("pk")
    context = {
        "proposal": shown, "trays": trays, "form": form or HandInForm(),
        "places": places_for(request.user, shown) if shown.office else [],  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "meetings/proposal.html", context, status=status)


@form_act
def edit_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a proposal; a returned one is handed in again by it."""
    shown = proposal_for(request.user, pk)
    if not shown.own:  # type: ignore[attr-defined]
        raise PermissionDenied
    first = {"version": shown.version}
    form = ProposalForm(request.POST or None, instance=shown, initial=first, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_proposal(shown, **form.cleaned_data, by=request.user)
            return redirect("meetings:proposal", pk)
        except Overtaken as clash:
            form.overtaken(clash.theirs)
    context = {"form": form, "proposal": shown}
    return render(request, "meetings/propose.html", context, status=422 if form.is_bound else 200)


@act
def decide_proposal(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Approve a proposal, put it on an agenda, or (its unit) withdraw it."""
    shown = proposal_for(request.user, pk, deciding=step != "withdraw")
    if step == "withdraw":
        if not shown.own:  # type: ignore[attr-defined]
            raise PermissionDenied
        actions.withdraw_proposal(shown, by=request.user)
        return redirect("meetings:prepare")
    if step == "approve":
        actions.approve_proposal(shown, by=request.user)
        return redirect("meetings:proposal", pk)
    item = actions.place_proposal(shown, meeting=_target(request, shown), by=request.user)
    return redirect(reverse("meetings:plan", args=[item.meeting_id]) + f"#item-{item.pk}")


def _target(request: HttpRequest, shown: Proposal) -> Meeting | None:
    """Return the meeting chosen for a proposal to a series; only one the person prepares."""
    given = request.POST.get("meeting", "")
    if not given:
        return None
    found = next((m for m in places_for(request.user, shown) if str(m.pk) == given), None)
    if found is None:
        raise Refused(_("Choose the meeting on whose agenda this goes."))
    return found


@form_act
def return_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a proposal with the reason."""
    shown = proposal_for(request.user, pk, deciding=True)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.return_proposal(shown, reason=form.cleaned_data["reason"], by=request.user)
        return redirect("meetings:proposal", pk)
    return _reason(request, form, shown.title, reverse("meetings:proposal", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, item: int) -> HttpResponse:
    """Hand in a paper for an item, or see what was handed in for it."""
    shown = item_to_prepare(request.user, item)
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.hand_in(
                unit_for(shown), item=shown, upload=data["file"], title=data["title"],
                paper_type=data["paper_type"], by=request.user,
            )  # fmt: skip
            messages.success(request, _("Handed in. The office looks at it."))
            return redirect("meetings:hand_in", item)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {"item": shown, "form": form, "own": of_unit(request.user, shown.unit_id), **_of_item(shown)}  # fmt: skip
    return render(request, "meetings/hand_in.html", context, status=422 if form.is_bound else 200)


def _of_item(item: Item) -> dict[str, Any]:
    trays = item.handed_in.select_related("paper", "paper_type").order_by("pk")
    return {"trays": trays, "meeting": item.meeting}


@require_http_methods(["POST"])
def hand_in_to_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a paper for a proposal."""
    shown = proposal_for(request.user, pk)
    if not shown.own:  # type: ignore[attr-defined]
        raise PermissionDenied
    form = HandInForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.hand_in(
                shown.unit, proposal=shown, item=shown.item, upload=data["file"],
                title=data["title"], paper_type=data["paper_type"], by=request.user,
            )  # fmt: skip
            return redirect("meetings:proposal", pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return _proposal(request, shown, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def handed_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a paper that was handed in; its unit hands in a newer version here."""
    tray = handed_in_for(request.user, pk)
    form = HandInForm(request.POST or None, request.FILES or None, again=True)
    if request.method == "POST" and form.is_valid():
        if not tray.own:  # type: ignore[attr-defined]
            raise PermissionDenied
        try:
            actions.hand_in_again(tray, upload=form.cleaned_data["file"], by=request.user)
            return redirect("meetings:handed_in", pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    versions = list(tray.paper.versions.select_related("by").order_by("-number"))
    context = {"tray": tray, "form": form, "versions": versions, "newest": versions[0]}
    return render(request, "meetings/handed_in.html", context, status=422 if form.is_bound else 200)


def handed_in_file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Send the PDF of a version that was handed in, to its unit and the office only."""
    tray = handed_in_for(request.user, pk)
    version = Version.objects.filter(paper=tray.paper, number=number).first()
    if version is None:
        raise Http404
    response = serve(request, Path(version.path), etag=version.sha256, kind="application/pdf")
    manner = "attachment" if "download" in request.GET else "inline"
    response["Content-Disposition"] = f"{manner}; filename*=UTF-8''{quote(version.name)}"
    return response


@act
def approve_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the version the office looked at: it is released to the table."""
    tray = handed_in_for(request.user, pk, deciding=True)
    seen = request.POST.get("seen", "")
    if not seen.isdecimal() or len(seen) > 6:
        raise Refused(_("Look at the paper before you approve it."))
    actions.approve_paper(tray, seen=int(seen), by=request.user)
    return _after(tray)


@form_act
def return_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a paper with the reason."""
    tray = handed_in_for(request.user, pk, deciding=True)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.return_paper(tray, reason=form.cleaned_data["reason"], by=request.user)
        return _after(tray)
    return _reason(request, form, str(tray.paper), reverse("meetings:handed_in", args=[pk]))


@act
def withdraw_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a paper that is not approved."""
    tray = handed_in_for(request.user, pk)
    if not tray.own:  # type: ignore[attr-defined]
        raise PermissionDenied
    actions.withdraw_paper(tray, by=request.user)
    return redirect("meetings:prepare")


def _after(tray: HandedIn) -> HttpResponse:
    """Go back to the plan, or to the proposal that is on no agenda yet."""
    if tray.item is not None:
        return redirect(
            reverse("meetings:plan", args=[tray.item.meeting_id]) + f"#item-{tray.item_id}"
        )
    return redirect("meetings:proposal", tray.proposal_id or 0)


def _reason(request: HttpRequest, form: ReasonForm, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/return.html", context, status=status)
