"""The registry's front page: what is to be done, what is on its way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from registry.access import kept_agencies
from registry.queries.desk import waiting_for
from registry.queries.drafts import my_drafts
from registry.states import DraftState
from registry.views import me


def front(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, and the drafts they have a part in."""
    user = me(request)
    rows = my_drafts(user).filter(state__in=(DraftState.WRITING, DraftState.REVIEW, DraftState.SIGNING))  # fmt: skip
    context = {"waiting": waiting_for(user), "drafts": rows[:8], "clerk": bool(kept_agencies(user))}
    return render(request, "registry/front.html", context)
