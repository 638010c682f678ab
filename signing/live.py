"""The live topics of a signing route and of a batch: who may listen, how a part is drawn."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from realtime.topics import TopicKind, register
from signing.access import audience, batch_audience
from signing.events import LINES, PARTS
from signing.models import Batch, Route
from signing.routes import showing

PERSONAL = ("my_step",)


def context(route: Route, part: str) -> dict[str, Any]:
    """Return what a part's template needs: the same for the first page and for the live ones."""
    if part == "steps":
        return {"route": route, "ranks": showing.ranks(route)}
    if part == "remarks":
        return {"route": route, "remarks": showing.remarks(route)}
    return {"route": route}


def render(pk: int, part: str, _audience: str, language: str) -> str:
    """Draw a part of the route's page; it holds nothing personal."""
    route = Route.objects.select_related("paper", "current", "started_by").get(pk=pk)
    with translation.override(language):
        return render_to_string(f"signing/parts/{part}.html", context(route, part))


def lines(batch: Batch) -> dict[str, Any]:
    """Return what the list of a batch's results needs."""
    rows = list(batch.lines.select_related("step__route__paper"))
    done = sum(1 for row in rows if row.state == "done")
    left = sum(1 for row in rows if row.state == "waiting")
    return {
        "batch": batch,
        "rows": rows,
        "done": done,
        "left": left,
        "failed": len(rows) - done - left,
    }


def render_batch(pk: int, part: str, _audience: str, language: str) -> str:
    """Draw the results of a batch for who pressed."""
    batch = Batch.objects.get(pk=pk)
    with translation.override(language):
        return render_to_string(f"signing/parts/{part}.html", lines(batch))


register(TopicKind("route", audience, PARTS, personal=PERSONAL, render=render))
register(TopicKind("batch", batch_audience, LINES, personal=("press",), render=render_batch))
