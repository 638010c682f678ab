"""Managing units."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from people import actions, managed, managing
from people.forms import UnitForm
from people.models import Unit


def index(request: HttpRequest) -> HttpResponse:
    """List the managed units as a tree, closed ones last."""
    keys = managed.require(request.user)
    rows = list(Unit.objects.filter(pk__in=keys))
    return render(request, "people/units.html", {"rows": _tree(rows)})


@form_act
def add(request: HttpRequest) -> HttpResponse:
    """Add a unit below one that the person manages."""
    keys = managed.require(request.user)
    form = UnitForm(
        request.POST or None, managed=keys, initial={"parent": request.GET.get("under")}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        unit = actions.add_unit(
            data["name"], short=data["short"], kind=data["kind"], code=data["code"], parent=data["parent"], by=request.user
        )  # fmt: skip
        managing.change_unit(unit, position=data["position"], by=request.user)
        return redirect("people:units")
    return render(request, "people/unit.html", {"form": form}, status=422 if form.is_bound else 200)


@form_act
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a unit."""
    unit = managed.unit_for(request.user, pk)
    form = UnitForm(request.POST or None, instance=unit, managed=managed.units(request.user))
    if request.method == "POST" and form.is_valid():
        managing.change_unit(Unit.objects.get(pk=pk), **form.cleaned_data, by=request.user)
        return redirect("people:units")
    context = {
        "form": form,
        "unit": unit,
        "posts": unit.posts.select_related("user").order_by("position", "pk"),
    }
    return render(request, "people/unit.html", context, status=422 if form.is_bound else 200)


@act
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the unit (``closed`` 1), or open it again (0)."""
    unit = managed.unit_for(request.user, pk)
    managing.close_unit(unit, closed=request.POST.get("closed") == "1", by=request.user)
    return redirect("people:units")


def _tree(rows: list[Unit]) -> list[tuple[int, Unit]]:
    """Return (depth, unit) in the order of the tree; what has no unit above among the rows is a root."""
    here = {row.pk for row in rows}
    below: dict[int | None, list[Unit]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in here else None, []).append(row)
    found: list[tuple[int, Unit]] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit in below.get(parent, []):
            found.append((depth, unit))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return found
