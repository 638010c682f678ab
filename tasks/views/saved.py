"""Kept views: saved from the list, opened, made the start, removed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.acts import act, form_act
from people.access import units_of
from tasks.actions.views import remove_view, save_view, start_with
from tasks.forms.views import SaveViewForm
from tasks.queries.saved import view_for, views_of
from tasks.queries.wish import wish_from
from tasks.views.listing import SHOWS


@form_act
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the address under a name."""
    user: Any = request.user
    wish = wish_from(request.GET.dict())
    show = request.GET.get("show", "")
    form = SaveViewForm(request.POST or None, units=units_of(user))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "wish": wish, "views": views_of(user)}
        return render(request, "tasks/save_view.html", context, status=422 if form.errors else 200)
    given = form.cleaned_data
    view = save_view(
        given["name"],
        query=wish.address,
        show=show if show in SHOWS else "list",
        shared_with=given["shared_with"],
        by=user,
    )
    if given["start"]:
        start_with(view, by=user)
    return redirect(view)


@act
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin with this view, or no longer (`0`: with the work of today)."""
    user: Any = request.user
    view = view_for(user, pk) if pk else None
    start_with(view, by=user)
    return redirect(view or "tasks:today")


@act
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one of the person's own views away."""
    user: Any = request.user
    remove_view(view_for(user, pk, own=True), by=user)
    return redirect("tasks:views")


def kept(request: HttpRequest) -> HttpResponse:
    """Show the views the person may use."""
    user: Any = request.user
    return render(request, "tasks/views.html", {"views": views_of(user), "tab": "all"})
