"""The invitation as a document: drafted, sent to be signed, printed with a sheet for each guest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import act, form_act
from core.parts import to_page
from core.refused import Refused
from meetings import actions
from meetings.access import meeting_for, seat_of
from meetings.actions.invitations import next_kind, open_draft
from meetings.forms.answers import InvitationForm
from meetings.invitation import changes, opening_words
from meetings.models import Invitation, Meeting, Notice
from meetings.sheets import sheets_pdf


@form_act
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the invitation's way, and word its next document."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    form = InvitationForm(
        request.POST if request.method == "POST" else None, initial=_first_words(meeting)
    )
    if request.method == "POST" and form.is_valid():
        actions.draft_invitation(meeting, **form.cleaned_data, by=request.user)
        return redirect("meetings:invitation", pk)
    kind, before = next_kind(meeting)
    shown = {
        "form": form, "meeting": meeting, "kind": Notice(kind).label, "before": before,
        "letters": _letters(meeting), "draft": open_draft(meeting), "under_way": _under_way(meeting),
        "changed": changes(meeting, before) if before else [],
    }  # fmt: skip
    return render(request, "meetings/invitation.html", shown, status=422 if form.is_bound else 200)


@act
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the drafted document to be signed."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    letter = open_draft(meeting)
    if letter is None:
        raise Refused(_("There is no draft to be signed."))
    letter.meeting = meeting
    actions.send_invitation(letter, by=request.user)
    return to_page(request, reverse("meetings:invitation", args=[pk]))


def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the sheets of all guests as one PDF to print."""
    meeting = meeting_for(request.user, pk, to="prepare_meeting")
    seats = meeting.seats.select_related("user").order_by("position", "pk")
    return _pdf(sheets_pdf(meeting, list(seats)), f"phieu-moi-{pk}.pdf")


def my_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one's own sheet; who is replaced has none."""
    meeting = meeting_for(request.user, pk, to="sit")
    seat = seat_of(request.user, meeting)
    return _pdf(sheets_pdf(meeting, [seat]), f"phieu-moi-{pk}-{seat.pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _first_words(meeting: Meeting) -> dict[str, Any]:
    """Return what the form says before anybody wrote: the draft there is, else what the table of words proposes."""
    kind, before = next_kind(meeting)
    last: Invitation | None = open_draft(meeting) or before
    words: dict[str, Any] = {"signer": last.signer if last else meeting.chair}
    if last:
        words |= {"requirements": last.requirements, "recipients": last.recipients}
    if last and last.issued_at is None:
        return words | {"opening": last.opening}
    return words | {"opening": opening_words(meeting, kind, before)}


def _letters(meeting: Meeting) -> list[Invitation]:
    rows = meeting.letters.select_related("paper", "signer").prefetch_related("paper__versions")
    found = list(rows.order_by("-pk"))
    for letter in found:
        letter.paper.newest = max(letter.paper.versions.all(), key=lambda one: one.number)  # type: ignore[attr-defined]
    return found


def _under_way(meeting: Meeting) -> Invitation | None:
    """Return the document that is being signed now."""
    rows = meeting.letters.filter(issued_at=None, paper__state="in_review")
    return rows.select_related("paper", "signer").first()
