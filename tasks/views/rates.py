"""Which units' on-time rates are public: switched by who heads, leads or administers them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act
from tasks.actions.rates import close_rate, open_rate
from tasks.queries.boards import counts
from tasks.queries.rate import public_units, units_to_publish


def rates(request: HttpRequest) -> HttpResponse:
    """Show the units the person may open to the public."""
    user: Any = request.user
    units = units_to_publish(user)
    if not units:
        raise Http404
    opened = {row.unit_id for row in public_units()}
    context = {"units": units, "opened": opened, "tab": "board", "counts": counts(user)}
    return render(request, "tasks/rates.html", context)


@act
def switch(request: HttpRequest, unit: int) -> HttpResponse:
    """Open the rate of a unit, or close it (`open` says which)."""
    user: Any = request.user
    found = next((one for one in units_to_publish(user) if one.pk == unit), None)
    if found is None:
        raise Http404
    (open_rate if request.POST.get("open") == "1" else close_rate)(found, by=user)
    return redirect("tasks:rates")
