"""Who may do what with a signing route: the people of its steps, and who started it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people.models import User
from signing.models import Route, Step
from signing.states import CLERKS_WORK, StepKind

GRANTS: dict[str, frozenset[str]] = {
    "starter": frozenset({"see", "recall"}),
    "signer": frozenset({"see", "sign", "return"}),
    "clerk": frozenset({"see", "seal", "return"}),
}


def routes(user: User) -> QuerySet[Route]:
    """Return the routes the person has a part in."""
    steps = Step.objects.filter(route=OuterRef("pk"), who_id=user.pk)
    return Route.objects.filter(Q(started_by_id=user.pk) | Exists(steps))


def route_for(user: User, pk: int, to: str = "see") -> Route:
    """Fetch a route: 404 for a stranger, 403 for who sees it but may not do this."""
    route = (
        Route.objects.select_related("paper__folder", "current", "started_by").filter(pk=pk).first()
    )
    held = _route_permissions(user, route) if route else set()
    if route is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    return route


def step_for(user: User, pk: int, to: str) -> Step:
    """Fetch a step for its own person: 404 for a stranger, 403 for everybody else on the route."""
    step = Step.objects.select_related("route__paper__folder", "route__current", "who", "unit")
    found = step.filter(pk=pk).first()
    if found is None:
        raise Http404
    route_for(user, found.route_id)
    role = "clerk" if found.kind in CLERKS_WORK else "signer"
    if found.who_id != user.pk or to not in GRANTS[role]:
        raise PermissionDenied
    return found


def _route_permissions(user: Any, route: Route) -> set[str]:
    held: set[str] = set(GRANTS["starter"]) if route.started_by_id == user.pk else set()
    for kind in route.steps.filter(who_id=user.pk).values_list("kind", flat=True):
        held |= GRANTS["signer" if kind == StepKind.SIGN else "clerk"]
    return held


def audience(user: Any, pk: int) -> str | None:
    """Return the audience of the route's topic: everybody with a part in it hears the same."""
    if not user.is_authenticated or not user.is_active:
        return None
    return "sit" if routes(user).filter(pk=pk).exists() else None
