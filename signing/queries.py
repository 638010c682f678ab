"""What is shown of signing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from core.folding import fold
from documents.models import Paper, RegisterNumber
from people.models import User
from signing.access import routes
from signing.models import Route, Step
from signing.states import CLERKS_WORK, RouteState, StepKind, StepState
from signing.strongbox import DEMO_PIN

RECENT = 20


@dataclass(frozen=True)
class Tray:
    """A person's signing tray: what waits for them, what is on its way, what has ended."""

    waiting: list[Step]
    going: list[Route]
    ended: list[Route]


def waiting_for(user: User) -> QuerySet[Step]:
    """Return the steps that wait for the person, oldest first, each with its route and paper."""
    rows = Step.objects.filter(
        who_id=user.pk, state=StepState.ASKED, route__state=RouteState.CIRCULATING
    )
    return rows.select_related("route__paper", "route__started_by").order_by("asked_at", "pk")


def tray(user: User) -> Tray:
    """Return the person's signing tray."""
    mine = routes(user).select_related("paper", "started_by").prefetch_related("steps__who")
    waiting = list(waiting_for(user))
    asked = {step.route_id for step in waiting}
    going = mine.filter(state=RouteState.CIRCULATING)
    ended = mine.exclude(state__in=(RouteState.CIRCULATING, RouteState.DRAFT))
    return Tray(
        waiting,
        [route for route in going if route.pk not in asked],
        list(ended.order_by("-ended_at")[:RECENT]),
    )


def find(user: User, words: str) -> QuerySet[Route]:
    """Return the person's routes whose paper's title or number holds every folded word."""
    rows = routes(user).select_related("paper")
    for word in fold(words).split():
        rows = rows.filter(paper__search_text__contains=word)
    return rows


def steps(route: Route) -> list[Step]:
    """Return the route's steps in order, with their people and signatures."""
    rows = route.steps.select_related("who", "unit", "instead_of", "added_by")
    return list(rows.order_by("rank", "position"))


def my_step(route: Route, user: User) -> dict[str, Any]:
    """Return what the person may do on the route now."""
    step = next((s for s in waiting_for(user) if s.route_id == route.pk), None)
    going = route.state == RouteState.CIRCULATING
    return {
        "route": route,
        "step": step,
        "seals": step is not None and step.kind in CLERKS_WORK,
        "numbers": step is not None and step.kind == StepKind.NUMBER,
        "may_recall": going and route.started_by_id == user.pk,
        "demo_pin": DEMO_PIN if settings.DEMO else "",
    }


def issued(code: str) -> Route | None:
    """Return the completed route behind a public code."""
    rows = Route.objects.filter(code=code.upper(), state=RouteState.COMPLETED)
    return rows.select_related("paper", "current").first()


def issued_as(sha256: str) -> Route | None:
    """Return the completed route whose final file has this SHA-256."""
    rows = Route.objects.filter(current__sha256=sha256, state=RouteState.COMPLETED)
    return rows.select_related("paper", "current").first()


def issued_through(sha256: str) -> Route | None:
    """Return the completed route of which a signed stage had this SHA-256: what was signed, never a draft."""
    rows = Route.objects.filter(
        state=RouteState.COMPLETED,
        steps__signatures__version__sha256=sha256,
        steps__signatures__voided_at=None,
    )
    return rows.select_related("paper", "current").first()


def check_url(paper: Paper) -> str:
    """Return the public address that says who signed an issued paper, "" for a paper of no completed route."""
    route = Route.objects.filter(paper=paper, state=RouteState.COMPLETED).first()
    return route.check_url if route else ""


def number_of(route: Route) -> RegisterNumber | None:
    """Return the number the route's paper was given."""
    return RegisterNumber.objects.filter(paper_id=route.paper_id).first()
