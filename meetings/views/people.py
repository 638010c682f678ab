"""The people of a meeting: answers, substitutes, reminders, the printable list, the calendar file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.acts import act, form_act
from core.parts import part_or_page, to_page
from meetings import actions
from meetings.access import meeting_for, seat_of
from meetings.entries import file_of
from meetings.forms import ReasonForm
from meetings.forms.answers import AbsenceForm
from meetings.models import Absence, Meeting, Seat
from meetings.queries.people import decides, guests, limit_of, may_allow_votes


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is invited, who comes, who does not and why, who is replaced."""
    meeting = meeting_for(request.user, pk)
    held = meeting.held  # type: ignore[attr-defined]
    keeps = "prepare_meeting" in held
    found = guests(meeting, held)
    settled = meeting.ended or any(row.seat.stands_for for row in found.rows)
    shown = {
        "meeting": meeting, "found": found, "keeps": keeps,
        "may_allow_votes": keeps and not settled and may_allow_votes(meeting),
    }  # fmt: skip
    return render(request, "meetings/people.html", shown)


@act
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one's invitation; a request to be absent is taken back."""
    meeting = meeting_for(request.user, pk)
    actions.answer(seat_of(request.user, meeting), accept=True, by=request.user)
    return part_or_page(request, meeting, "mine", "attendance")


@form_act
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one cannot come, with a reason, and send a substitute where the law lets it."""
    meeting = meeting_for(request.user, pk)
    seat = seat_of(request.user, meeting)
    return _absent(request, meeting, seat, back=meeting.get_absolute_url())


@form_act
def answer_for(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Write down the answer of somebody who phoned."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    row = get_object_or_404(Seat.objects.select_related("user"), pk=seat, meeting=meeting)
    if request.method == "POST" and "coming" in request.POST:
        actions.answer(row, accept=True, by=request.user, on_behalf=True)
        return redirect(_page(meeting))
    return _absent(request, meeting, row, back=_page(meeting), on_behalf=True)


def _absent(
    request: HttpRequest, meeting: Meeting, seat: Seat, *, back: str, on_behalf: bool = False
) -> HttpResponse:
    rule = limit_of(seat, meeting)
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, seat=seat, meeting=meeting, rule=rule, anybody=on_behalf,
        initial={"reason": seat.reason},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        absence = actions.stay_away(
            seat, reason=form.cleaned_data["reason"], instead=form.instead(), by=request.user,
            on_behalf=on_behalf,
        )  # fmt: skip
        _say(request, absence)
        return redirect(back)
    shown = {
        "form": form, "meeting": meeting, "seat": seat, "rule": rule, "back": back,
        "on_behalf": on_behalf, "takes_vote": rule.vote == "setting" and meeting.substitutes_vote and seat.votes,
    }  # fmt: skip
    return render(request, "meetings/absence.html", shown, status=422 if form.is_bound else 200)


def _say(request: HttpRequest, absence: Absence) -> None:
    if absence.state == "asked":
        messages.success(request, _("Written down. Consent is asked for."))
    elif absence.who_comes:
        messages.success(request, _("%(who)s has the seat.") % {"who": absence.who_comes})


@act
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence back: one's own, or anybody's by who prepares the meeting."""
    absence = _absence(pk)
    meeting = meeting_for(request.user, absence.meeting_id)
    own = absence.seat.user_id == request.user.pk
    if not own:
        meeting = meeting_for(request.user, absence.meeting_id, to="prepare_meeting")
    actions.take_back(absence, by=request.user, on_behalf=not own)
    return to_page(request, meeting.get_absolute_url() if own else _page(meeting))


@act
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to an absence."""
    absence = _to_decide(request, pk)
    actions.agree_absence(absence, by=request.user)
    return to_page(request, _page(absence.meeting))


@form_act
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not agree to an absence, with a reason."""
    absence = _to_decide(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_absence(absence, reason=form.cleaned_data["reason"], by=request.user)
        return redirect(_page(absence.meeting))
    heading = _("Do not agree to the absence of %(who)s") % {"who": absence.seat}
    shown = {"form": form, "meeting": absence.meeting, "heading": heading}
    return render(request, "meetings/reason.html", shown, status=422 if form.is_bound else 200)


@act
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    number = actions.remind_unanswered(meeting, by=request.user)
    said = ngettext("%(n)s person was reminded.", "%(n)s people were reminded.", number)
    messages.success(request, said % {"n": number})
    return to_page(request, _page(meeting))


@act
def substitutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether substitutes vote at this meeting, because its own rule lets them."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    actions.allow_substitutes_to_vote(
        meeting, allow=request.POST.get("vote") == "1", by=request.user
    )
    return to_page(request, _page(meeting))


def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the meeting as a calendar file."""
    meeting = meeting_for(request.user, pk)
    seat = Seat.objects.filter(meeting=meeting, user=request.user).first()
    response = HttpResponse(
        file_of(meeting, off=bool(seat and seat.replaced_by)),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="cuoc-hop-{meeting.pk}.ics"'
    return response


def _absence(pk: int) -> Absence:
    rows = Absence.objects.select_related("seat__user", "meeting", "substitute")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _to_decide(request: HttpRequest, pk: int) -> Absence:
    """Fetch an absence for who may agree to it: 404 for strangers, 403 for the others of the meeting."""
    absence: Any = _absence(pk)
    absence.meeting = meeting_for(request.user, absence.meeting_id)
    absence.meeting = meeting_for(
        request.user, absence.meeting_id, to=decides(absence, absence.meeting)
    )
    return absence


def _page(meeting: Meeting) -> str:
    return reverse("meetings:people", args=[meeting.pk])
