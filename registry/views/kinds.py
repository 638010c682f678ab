"""The catalogue: which kinds an agency issues, in which series each is numbered, how its symbol is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import act
from core.refused import Refused
from people.models import Role, Unit
from registry.access import agency_for, kept_agencies
from registry.actions import kinds
from registry.kinds import KINDS, symbol
from registry.models import KindUse, Series
from registry.views import me


def index(request: HttpRequest) -> HttpResponse:
    """Show every kind and how the agency uses it; its clerks and administrators arrange it."""
    mine = kept_agencies(me(request)) | kept_agencies(me(request), Role.ADMINISTRATOR)
    agencies = list(Unit.objects.filter(pk__in=mine).order_by("position", "name"))
    asked = request.GET.get("agency", "")
    unit = next((one for one in agencies if str(one.pk) == asked), agencies[0] if agencies else None)  # fmt: skip
    uses = {row.kind: row for row in KindUse.objects.filter(unit=unit).select_related("series")}
    rows = []
    for kind in KINDS.values():
        use = uses.get(kind.code)
        pattern = use.pattern if use else ""
        example = symbol(kind, agency=unit.code if unit else "UBND", drafter="TH", pattern=pattern)
        rows.append({"kind": kind, "use": use, "pattern": pattern or kind.pattern, "example": example, "offered": use.offered if use else True})  # fmt: skip
    series = Series.objects.filter(unit=unit) if unit else Series.objects.none()
    context = {"rows": rows, "agency": unit, "agencies": agencies, "series": series, "keeps": unit is not None and unit.pk in kept_agencies(me(request))}  # fmt: skip
    return render(request, "registry/kinds.html", context)


@act
def arrange(request: HttpRequest, agency: int, code: str) -> HttpResponse:
    """Arrange one kind."""
    unit = _unit(request, agency)
    given = request.POST.get("series", "")
    series = Series.objects.filter(unit=unit, pk=int(given)).first() if given.isdecimal() and len(given) < 15 else None  # fmt: skip
    pattern = request.POST.get("pattern", "").strip()[:60]
    known = KINDS.get(code)
    own = "" if known and pattern == known.pattern else pattern
    kinds.arrange_kind(unit, code, offered="offered" in request.POST, series=series, pattern=own, by=me(request))  # fmt: skip
    return redirect(f"{reverse('registry:kinds')}?agency={unit.pk}#{code}")


@act
def open_series(request: HttpRequest, agency: int) -> HttpResponse:
    """Open a series."""
    unit = _unit(request, agency)
    given = request.POST
    kinds.open_series(unit, code=given.get("code", ""), title=given.get("title", ""), letters=given.get("letters", ""), by=me(request))  # fmt: skip
    return redirect(f"{reverse('registry:kinds')}?agency={unit.pk}#series")


@act
def close_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a series."""
    row = get_object_or_404(Series, pk=pk)
    unit = _unit(request, row.unit_id)
    kinds.close_series(row, by=me(request))
    return redirect(f"{reverse('registry:kinds')}?agency={unit.pk}#series")


def _unit(request: HttpRequest, pk: int) -> Unit:
    """Fetch the agency: its clerks, or an administrator of it."""
    if pk in kept_agencies(me(request), Role.ADMINISTRATOR):
        return get_object_or_404(Unit, pk=pk)
    unit = agency_for(me(request), pk)
    if not unit.code:
        raise Refused(_("This unit has no letters for document numbers."))
    return unit
