"""Paper ballots: printed, counted by the board, confirmed, written down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from meetings import actions
from meetings.access import vote_for
from meetings.actions.counting_minutes import file_minutes, paper_ballots
from meetings.forms import BoardForm, CountForm
from meetings.models import PaperCount, Vote
from meetings.paper_count import FIELDS
from meetings.queries.votes import VotePage, on_board


@form_act
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the counting board."""
    vote = vote_for(request.user, pk, to="run_meeting")
    form = BoardForm(request.POST or None, vote=vote)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.choose_board(vote, list(data["members"]), head=data["head"], by=request.user)
        return redirect(vote)
    context = {"form": form, "vote": vote, "meeting": vote.meeting}
    return render(request, "meetings/board.html", context, status=422 if form.is_bound else 200)


@form_act
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what was counted; the board's members only."""
    vote = vote_for(request.user, pk, to="sit")
    counts = on_board(
        vote, request.user
    )  # what was counted is nobody else's before it is confirmed
    row = PaperCount.objects.filter(vote=vote).first() if counts else None
    start = {name: getattr(row, name) for name in FIELDS} if row else None
    form = CountForm(request.POST or None, entitled=vote.entitled.count(), initial=start)
    if request.method == "POST" and form.is_valid():
        actions.enter_count(vote, form.cleaned_data, by=request.user)
        return redirect("meetings:count", vote.pk)
    context = {
        "form": form, "vote": vote, "meeting": vote.meeting, "row": row, "page": VotePage(vote),
        "counts": counts,
    }  # fmt: skip
    return render(request, "meetings/count.html", context, status=422 if form.is_bound else 200)


@act
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the count as another member of the board."""
    vote = vote_for(request.user, pk, to="sit")
    row = PaperCount.objects.filter(vote=vote).first()
    if row:
        row.vote = vote
        actions.confirm_count(row, seen=request.POST.get("seen", ""), by=request.user)
    return redirect(vote)


def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the ballots to print, four on a sheet."""
    vote: Vote = vote_for(request.user, pk, to="prepare_meeting")
    response = HttpResponse(paper_ballots(vote), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="phieu-bieu-quyet-{vote.pk}.pdf"'
    return response


@act
def file_count(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the counting minutes into the meeting's folder."""
    vote = vote_for(request.user, pk, to="prepare_meeting")
    paper = file_minutes(vote, by=request.user)
    return redirect(paper.versions.order_by("-number")[0])
