"""During the meeting: open, move on, show pages, call speakers, vote."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act, form_act
from core.parts import part_or_page
from core.refused import Refused
from documents.access import version_for
from meetings import actions
from meetings.access import meeting_for, seat_of, speaking_for, vote_for
from meetings.forms import QuestionForm, ReasonForm
from meetings.models import Seat
from realtime.nudge import stale

STEPS = {
    "open": actions.open_meeting,
    "pause": actions.pause_meeting,
    "resume": actions.resume_meeting,
    "close": actions.close_meeting,
    "conclude": actions.conclude_meeting,
}
VOTE_STEPS = {
    "open": actions.open_vote,
    "close": actions.close_vote,
    "announce": actions.announce_vote,
}


@act
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Open, pause, resume, close or conclude the meeting."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    STEPS[step](meeting, by=request.user)
    return part_or_page(request, meeting, "status", "agenda", "mine")


@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a page on show: ``version`` and ``page``."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    try:
        version, page = int(request.POST["version"]), int(request.POST["page"])
    except (KeyError, ValueError):
        raise Refused(_("Please say which page of which paper to show.")) from None
    actions.show_page(meeting, version_for(request.user, version), page, by=request.user)
    return part_or_page(request, meeting)


@act
def end_show(request: HttpRequest, pk: int) -> HttpResponse:
    """End the showing."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    actions.end_show(meeting, by=request.user)
    return part_or_page(request, meeting)


@act
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """Check in oneself."""
    meeting = meeting_for(request.user, pk, to="sit")
    actions.arrive(seat_of(request.user, meeting), by=request.user)
    return part_or_page(request, meeting, "mine", "attendance")


@act
def mark_present(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Check somebody in, or write down that they left (``here`` is 1 or 0)."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = get_object_or_404(Seat, pk=seat, meeting=meeting)
    change = actions.arrive if request.POST.get("here") == "1" else actions.leave
    change(row, by=request.user)
    _touch(row)
    return part_or_page(request, meeting, "attendance")


def _touch(seat: Seat) -> None:
    """Let the person's own part be fetched again, once this act is committed."""
    topic = seat.user.topic
    transaction.on_commit(lambda: stale(topic, ["mine"]), robust=True)


@act
def raise_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to speak."""
    meeting = meeting_for(request.user, pk, to="sit")
    actions.ask_to_speak(seat_of(request.user, meeting), by=request.user)
    return part_or_page(request, meeting, "mine", "speakers")


@act
def lower_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one's request to speak; the chair may withdraw anybody's."""
    speaking = speaking_for(request.user, pk, to="sit")
    own = speaking.seat.user_id == request.user.pk
    if not own:
        speaking = speaking_for(request.user, pk, to="run_meeting")
    actions.withdraw(speaking, by=request.user)
    _touch(speaking.seat)
    return part_or_page(request, speaking.meeting, "mine", "speakers")


@act
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the floor to who asked."""
    speaking = speaking_for(request.user, pk, to="run_meeting")
    actions.call_speaker(speaking, by=request.user)
    _touch(speaking.seat)
    return part_or_page(request, speaking.meeting, "speakers")


@act
def end_speaking(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the floor back."""
    speaking = speaking_for(request.user, pk, to="run_meeting")
    actions.end_speaking(speaking, by=request.user)
    _touch(speaking.seat)
    return part_or_page(request, speaking.meeting, "speakers")


@form_act
def new_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Word a question; ``open`` in the form opens the vote at once."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    current = meeting.items.filter(state="current").first()
    form = QuestionForm(request.POST or None, meeting=meeting, initial={"item": current})
    if request.method == "POST" and form.is_valid():
        vote = actions.prepare_vote(meeting, **form.cleaned_data, by=request.user)
        if "open" in request.POST:
            actions.open_vote(vote, by=request.user)
        return redirect(meeting.get_absolute_url() + "#vote")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/new_vote.html", context, status=422 if form.is_bound else 200)


@act
def vote_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Open, close or announce a vote."""
    vote = vote_for(request.user, pk, to="run_meeting")
    VOTE_STEPS[step](vote, by=request.user)
    return part_or_page(request, vote.meeting, "vote", "mine")


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


@act
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast one's ballot."""
    vote = vote_for(request.user, pk, to="sit")
    seat = seat_of(request.user, vote.meeting)
    actions.cast_ballot(vote, seat, request.POST.get("choice", ""), by=request.user)
    return part_or_page(request, vote.meeting, "mine", "vote")
