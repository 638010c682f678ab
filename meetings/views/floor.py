"""The floor: asking for it, the chair's queue and clock, question time, announcements, pause, who runs the session."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.acts import act, form_act
from core.parts import part_or_page, to_page
from core.sheet import workbook
from meetings import actions
from meetings.access import meeting_for, seat_of, speaking_for
from meetings.forms import ReasonForm
from meetings.forms.floor import AnnounceForm, AskForm, FloorForm, HandOverForm, PauseForm
from meetings.models import Announcement, Meeting, Seat, SeatRole, Speaking
from meetings.queries import fairness, quorum_of
from meetings.views.attendance import as_file
from meetings.views.touching import touch
from people.models import User

Step = Callable[..., Speaking]
STEPS: dict[str, Step] = {
    "hold": actions.hold_speaker,
    "continue": actions.continue_speaker,
    "minute": actions.add_minute,
    "answer": actions.answer_question,
    "writing": actions.answer_in_writing,
}


@act
def speaking_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Stop or run a speaker's clock, give a minute, have a question answered here or in writing."""
    speaking = speaking_for(request.user, pk, to="run_meeting")
    had = list(speaking.meeting.speakings.filter(state__in=("speaking", "held")))
    changed = STEPS[step](speaking, by=request.user)
    for one in [changed, *had]:
        touch(one.seat)
    return part_or_page(request, speaking.meeting, "speakers")


@act
def move_speaking(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a request in the queue: ``up`` 1 or 0, or ``before`` the number of another (empty: last)."""
    speaking = speaking_for(request.user, pk, to="run_meeting")
    if "before" in request.POST:
        word = request.POST["before"]
        before = int(word) if word.isdecimal() else None
        actions.place_speaking(speaking, before=before, by=request.user)
    else:
        actions.move_speaking(speaking, up=request.POST.get("up") == "1", by=request.user)
    return part_or_page(request, speaking.meeting, "speakers")


@act
def give_floor(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the floor to a seat that has not asked for it (``kind``: normal or present)."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    word = request.POST.get("seat", "")
    seat = get_object_or_404(Seat, pk=int(word) if word.isdecimal() else 0, meeting=meeting)
    had = list(meeting.speakings.filter(state__in=("speaking", "held")).select_related("seat"))
    actions.give_floor(seat, kind=request.POST.get("kind", "normal"), by=request.user)
    for one in [seat, *(row.seat for row in had)]:
        touch(one)
    return part_or_page(request, meeting, "speakers")


@form_act
def ask_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Put in a question: its text and to whom."""
    meeting = meeting_for(request.user, pk, to="sit")
    seat = seat_of(request.user, meeting)
    form = AskForm(request.POST or None, meeting=meeting, seat=seat)
    if request.method == "POST" and form.is_valid():
        actions.ask_to_speak(seat, kind="question", **form.cleaned_data, by=request.user)
        return part_or_page(request, meeting, "mine", "speakers")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/ask.html", context, status=422 if form.is_bound else 200)


def speaking_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the turns and questions by what became of them, and everybody's share of the floor."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    seats = list(meeting.seats.select_related("user"))
    context = {
        "meeting": meeting, "turns": fairness.turns(meeting), "shares": fairness.shares(meeting, seats),
        "earlier": len(fairness.earlier_meetings(meeting)),
    }  # fmt: skip
    return render(request, "meetings/speaking.html", context)


def speaking_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send everybody's share of the floor as an Excel file."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    rows = fairness.shares(meeting, list(meeting.seats.select_related("user")))
    heads, lines = fairness.shares_table(rows)
    return as_file(workbook(_("Speaking"), heads, lines), f"phat-bieu-{meeting.pk}", meeting)


@form_act
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a short notice to every screen."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = AnnounceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.announce(meeting, form.cleaned_data["text"], by=request.user)
        return part_or_page(request, meeting, "announcements")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/announce.html", context, status=422 if form.is_bound else 200)


@act
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an announcement off every screen."""
    announcement = get_object_or_404(Announcement, pk=pk)
    meeting = meeting_for(request.user, announcement.meeting_id, to="prepare_meeting")
    actions.take_down(announcement, by=request.user)
    return part_or_page(request, meeting, "announcements")


@act
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an announcement away on one's own screens."""
    announcement = get_object_or_404(Announcement, pk=pk)
    meeting = meeting_for(request.user, announcement.meeting_id, to="sit")
    actions.put_away(announcement, seat_of(request.user, meeting), by=request.user)
    return part_or_page(request, meeting)


@form_act
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause the session, perhaps until a planned time, perhaps with an announcement."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        minutes, text = form.cleaned_data["minutes"], form.cleaned_data["text"]
        meeting = actions.pause_meeting(meeting, minutes=minutes, by=request.user)
        if text.strip():
            actions.announce(meeting, text, by=request.user)
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "choices": (5, 10, 15, 20, 30)}
    return render(request, "meetings/pause.html", context, status=422 if form.is_bound else 200)


@form_act
def open_short(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the session without a quorum: what that means, and the reason."""
    meeting = meeting_for(request.user, pk, to="run_meeting")
    form, here = ReasonForm(request.POST or None), quorum_of(meeting)
    if request.method == "POST" and (here.reached or form.is_valid()):
        reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
        actions.open_meeting(meeting, reason=reason, by=request.user)
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "here": here}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/open_short.html", context, status=status)


@form_act
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the running of the session to a member who is here."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    runs = meeting.conductor or meeting.chair
    needs_reason = runs.pk != request.user.pk
    form = HandOverForm(request.POST or None, meeting=meeting, needs_reason=needs_reason)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.hand_over(data["seat"], reason=data["reason"], by=request.user)
        return redirect(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "runs": runs,
        "may_return": _may_return(meeting, request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/hand_over.html", context, status=status)


@act
def return_chair(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the chair run the session again."""
    meeting = meeting_for(request.user, pk)
    if not _may_return(meeting, request.user):
        raise PermissionDenied
    actions.return_chair(meeting, by=request.user)
    return to_page(request, meeting.get_absolute_url())


def _may_return(meeting: Meeting, user: User) -> bool:
    """Say whether the person may give the running back: the chair, who runs it, the secretariat."""
    if meeting.conductor_id is None:
        return False
    own = user.pk in {meeting.chair_id, meeting.conductor_id}
    secretary = meeting.seats.filter(user_id=user.pk, role=SeatRole.SECRETARY)
    return own or secretary.exists()


@form_act
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the minutes of speakers and presenters, and the link to the video room."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = FloorForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        actions.arrange_floor(meeting, **form.cleaned_data, by=request.user)
        return redirect("meetings:attendance", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/arrange.html", context, status=422 if form.is_bound else 200)
