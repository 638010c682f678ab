"""Absences and stand-ins: one's own, and those a head or clerk announces; the days of a single unit."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from core.clock import today
from people import absences, standing
from people.absence_forms import AbsenceForm, UnitDayForm
from people.models import Absence, UnitDay, User


@form_act
def index(request: HttpRequest) -> HttpResponse:
    """Show who is away and who stands in; announce an absence."""
    whom = request.POST.get("person") or request.GET.get("person") or str(request.user.pk)
    person = _person(request.user, whom)
    form = AbsenceForm(request.POST or None, by=request.user, person=person)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        absences.announce_absence(given.pop("person"), **given, by=request.user)
        return redirect("people:absences")
    shown = {
        "form": form, "person": person, "today": today(), **standing.absences_of(request.user),
        "keeps_days": bool(absences.units_kept(request.user)), "others_too": standing.may_announce_for(request.user).count() > 1,
    }  # fmt: skip
    return render(request, "people/absences.html", shown, status=422 if form.errors else 200)


@act
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an absence early."""
    row = Absence.objects.filter(pk=pk).select_related("person", "stand_in").first()
    if row is None or not standing.may_announce_for(request.user).filter(pk=row.person_id).exists():
        raise Http404
    absences.end_absence(row, by=request.user)
    return redirect("people:absences")


@form_act
def unit_days(request: HttpRequest) -> HttpResponse:
    """Show and write the days on which a unit is closed or works beside the city's calendar."""
    units = absences.units_kept(request.user)
    if not units:
        raise PermissionDenied
    form = UnitDayForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        absences.set_unit_day(given.pop("unit"), given.pop("date"), **given, by=request.user)
        return redirect("people:unit_days")
    days = (
        UnitDay.objects.filter(unit__in=units).select_related("unit", "by").order_by("-date")[:100]
    )
    return render(
        request,
        "people/unit_days.html",
        {"form": form, "days": days},
        status=422 if form.errors else 200,
    )


@act
def remove_unit_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a unit's day out again."""
    row = (
        UnitDay.objects.filter(pk=pk, unit__in=absences.units_kept(request.user))
        .select_related("unit")
        .first()
    )
    if row is None:
        raise Http404
    absences.remove_unit_day(row, by=request.user)
    return redirect("people:unit_days")


def _person(user: User, key: str) -> User:
    """Whose absence the form is about: one's own, unless a head or clerk picked another."""
    rows = standing.may_announce_for(user)
    found = rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
    return found or user
