"""Votes in the session: put, opened, cast, closed, decided, announced, declared void, repeated."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from core.acts import act, form_act
from core.kept_form import never_kept
from core.parts import own_part, part_or_page
from meetings import actions
from meetings.access import held_vote, meeting_for, seat_of, vote_for
from meetings.forms import OtherForm, QuestionForm, ReasonForm
from meetings.queries import Sight
from meetings.views.pages import draw_mine

STEPS = {
    "open": actions.open_vote,
    "close": actions.close_vote,
    "announce": actions.announce_vote,
}
OTHER = "other"


@form_act
def new_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Word a question; ``open`` in the form opens the vote at once."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    current = meeting.items.filter(state="current").first()
    form = QuestionForm(request.POST or None, meeting=meeting, initial={"item": current})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        vote = actions.prepare_vote(
            meeting, question=data["question"], item=data["item"], terms=form.terms, by=request.user
        )
        if vote.way == "paper":
            return redirect("meetings:board", vote.pk)
        if "open" in request.POST:
            actions.open_vote(vote, by=request.user)
        return redirect(meeting.get_absolute_url() + "#vote")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/new_vote.html", context, status=422 if form.is_bound else 200)


@act
def vote_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Open, close or announce a vote."""
    vote = vote_for(request.user, pk, to="run_meeting")
    STEPS[step](vote, by=request.user)
    return part_or_page(request, vote.meeting, "vote", "mine", "vote_result")


@act
def say_side(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which side decides an even secret vote."""
    vote = vote_for(request.user, pk, to="run_meeting")
    actions.say_side(vote, request.POST.get("side", ""), by=request.user)
    return part_or_page(request, vote.meeting, "vote", "vote_result")


@act
def repeat_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a void vote once more."""
    vote = vote_for(request.user, pk, to="run_meeting")
    actions.repeat_vote(vote, by=request.user)
    return part_or_page(request, vote.meeting, "vote", "vote_result")


@form_act
def void_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a vote void with a reason."""
    vote = vote_for(request.user, pk, to="run_meeting")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_vote(vote, reason=form.cleaned_data["reason"], by=request.user)
        return redirect(vote.meeting)
    heading = _("Declare the vote void")
    context = {"form": form, "meeting": vote.meeting, "heading": heading}
    return render(request, "meetings/reason.html", context, status=422 if form.is_bound else 200)


@never_kept
@sensitive_post_parameters("choice", "code", "text")
@act
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast one's ballot."""
    vote = held_vote(request.user, pk, to="sit")
    seat = seat_of(request.user, vote.meeting)
    choice, code = request.POST.get("choice", ""), request.POST.get("code", "")
    cast = actions.cast_ballot(vote, seat, choice, code=code[:40], by=request.user, held=True)
    sight = Sight(vote.meeting)
    own = draw_mine(request, sight, seat, cast) if getattr(request, "htmx", False) else ""
    return own_part(request, vote.meeting, "mine", own, "vote")


@never_kept
@form_act
def other_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast one's ballot with another opinion, in words."""
    vote = vote_for(request.user, pk, to="sit")
    seat = seat_of(request.user, vote.meeting)
    form = OtherForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cast_ballot(vote, seat, OTHER, text=form.cleaned_data["text"], by=request.user)
        return redirect(vote.meeting.get_absolute_url() + "#mine")
    context = {"form": form, "meeting": vote.meeting, "vote": vote}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/other_opinion.html", context, status=status)
