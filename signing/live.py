"""The live topic of a signing route: who may listen, how a part is drawn."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from realtime.topics import TopicKind, register
from signing import queries
from signing.access import audience
from signing.events import PARTS
from signing.models import Route

PERSONAL = ("my_step",)


def context(route: Route, part: str) -> dict[str, Any]:
    """Return what a part's template needs: the same for the first page and for the live ones."""
    if part == "steps":
        return {"route": route, "steps": queries.steps(route)}
    return {"route": route}


def render(pk: int, part: str, _audience: str, language: str) -> str:
    """Draw a part of the route's page; it holds nothing personal."""
    route = Route.objects.select_related("paper", "current", "started_by").get(pk=pk)
    with translation.override(language):
        return render_to_string(f"signing/parts/{part}.html", context(route, part))


register(TopicKind("route", audience, PARTS, personal=PERSONAL, render=render))
