"""Conflicts of interest: declared by oneself, written down by chair or clerk, taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import form_act
from meetings import actions
from meetings.access import item_for, meeting_for, seat_of
from meetings.forms import ReasonForm, RecusalForm
from meetings.models import Recusal


@form_act
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare that one does not vote on an item; chair and clerk may write it down for somebody else."""
    item = item_for(request.user, pk, to="sit")
    prepares = "prepare_meeting" in item.meeting.held  # type: ignore[attr-defined]
    seats = item.meeting.seats.filter(votes=True).select_related("user") if prepares else None
    own = item.meeting.seats.filter(user=request.user, votes=True).first()
    form = RecusalForm(request.POST or None, seats=seats, initial={"seat": own})
    if request.method == "POST" and form.is_valid():
        seat = form.cleaned_data.get("seat") or seat_of(request.user, item.meeting)
        actions.recuse(item, seat, reason=form.cleaned_data["reason"], by=request.user)
        return redirect("meetings:votes", item.meeting_id)
    context = {"form": form, "meeting": item.meeting, "item": item}
    return render(request, "meetings/recuse.html", context, status=422 if form.is_bound else 200)


@form_act
def end_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a recusal back; why is written down."""
    recusal = get_object_or_404(
        Recusal.objects.select_related("item__meeting", "seat__user"), pk=pk
    )
    own = recusal.seat.user_id == request.user.pk
    to = "sit" if own else "prepare_meeting"
    recusal.item.meeting = meeting_for(request.user, recusal.item.meeting_id, to=to)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_recusal(recusal, reason=form.cleaned_data["reason"], by=request.user)
        return redirect(reverse("meetings:votes", args=[recusal.item.meeting_id]))
    heading = _("%(who)s may vote on this item again") % {"who": recusal.seat}
    context = {"form": form, "meeting": recusal.item.meeting, "heading": heading}
    return render(request, "meetings/reason.html", context, status=422 if form.is_bound else 200)
