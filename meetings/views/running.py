"""During the meeting: open, move on, show pages, call speakers, vote."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.acts import act
from core.parts import own_part, part_or_page, to_page
from core.refused import Refused
from documents.access import version_for
from meetings import actions
from meetings.access import held_meeting, held_seat, meeting_for, seat_of, speaking_for
from meetings.models import Meeting, Seat
from meetings.queries import Sight, quorum_of
from meetings.views.pages import draw_mine
from realtime.nudge import stale

STEPS: dict[str, Callable[..., Meeting]] = {
    "open": actions.open_meeting,
    "pause": actions.pause_meeting,
    "resume": actions.resume_meeting,
    "close": actions.close_meeting,
    "conclude": actions.conclude_meeting,
}


@act
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Open, pause, resume, close or conclude the meeting."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    if step == "open" and meeting.may_move_to("open") and not quorum_of(meeting).reached:
        return to_page(request, reverse("meetings:open_short", args=[pk]))
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
    """Check in oneself, in the room or (``remote`` 1) from elsewhere."""
    meeting = held_meeting(request.user, pk, to="sit")
    seat, remote = held_seat(request.user, meeting), request.POST.get("remote") == "1"
    seat = actions.arrive(seat, by=request.user, remote=remote, held=True)
    own = draw_mine(request, Sight(meeting), seat) if getattr(request, "htmx", False) else ""
    return own_part(request, meeting, "mine", own, "attendance")


@act
def mark_present(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Check somebody in, or write down that they left (``here`` is 1 or 0)."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = get_object_or_404(Seat, pk=seat, meeting=meeting)
    if request.POST.get("here") == "1":
        actions.arrive(row, by=request.user, remote=request.POST.get("remote") == "1")
    else:
        actions.leave(row, by=request.user)
    _touch(row)
    return part_or_page(request, meeting, "attendance")


def _touch(seat: Seat) -> None:
    """Let the person's own part be fetched again, once this act is committed."""
    topic = seat.user.topic
    transaction.on_commit(lambda: stale(topic, ["mine"]), robust=True)


@act
def raise_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to speak; ``kind`` order: raise a point of order."""
    meeting = meeting_for(request.user, pk, to="sit")
    kind = "order" if request.POST.get("kind") == "order" else "normal"
    actions.ask_to_speak(seat_of(request.user, meeting), by=request.user, kind=kind)
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
    had = list(speaking.meeting.speakings.filter(state__in=("speaking", "held")))
    actions.call_speaker(speaking, by=request.user)
    for one in [speaking, *had]:
        _touch(one.seat)
    return part_or_page(request, speaking.meeting, "speakers")


@act
def end_speaking(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the floor back."""
    speaking = speaking_for(request.user, pk, to="run_meeting")
    actions.end_speaking(speaking, by=request.user)
    _touch(speaking.seat)
    return part_or_page(request, speaking.meeting, "speakers")
