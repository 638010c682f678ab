"""Who may do what with a signing route: the people of its steps, who stands in for them, and who started it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people.access import has_role
from people.models import Role, User
from people.standing import standing_in_for
from signing.models import Route, RouteRemark, Step
from signing.states import CLERKS_WORK, StepState

GRANTS: dict[str, frozenset[str]] = {
    "starter": frozenset({"see", "remark", "recall", "steer"}),
    "signer": frozenset({"see", "remark", "sign", "opine", "return", "hand_on"}),
    "clerk": frozenset({"see", "remark", "seal", "return", "hand_on", "steer"}),
}


def own_steps(user: User) -> Q:
    """Return the condition for the person's own steps, and open ones of people for whom they stand in."""
    standing = Q(state=StepState.ASKED, who__in=standing_in_for(user).values("pk"))
    return Q(who_id=user.pk) | standing


def routes(user: User) -> QuerySet[Route]:
    """Return the routes the person has a part in."""
    steps = Step.objects.filter(own_steps(user) | Q(instead_of_id=user.pk), route=OuterRef("pk"))
    return Route.objects.filter(Q(started_by_id=user.pk) | Exists(steps))


def route_for(user: User, pk: int, to: str = "see") -> Route:
    """Fetch a route: 404 for a stranger, 403 for who sees it but may not do this."""
    rows = Route.objects.select_related("paper__folder__unit", "current", "started_by")
    route = rows.filter(pk=pk).first()
    held = held_on(user, route) if route else frozenset()
    if route is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    return route


def step_for(user: User, pk: int, to: str) -> Step:
    """Fetch a step for its own person or their stand-in: 404 for a stranger, 403 for everybody else on the route."""
    rows = Step.objects.select_related("route__paper__folder", "route__current", "who", "unit")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    route_for(user, found.route_id)
    role = "clerk" if found.kind in CLERKS_WORK else "signer"
    own = Step.objects.filter(own_steps(user), pk=pk).exists()
    if not own or to not in GRANTS[role]:
        raise PermissionDenied
    return found


def steered_step_for(user: User, pk: int) -> Step:
    """Fetch a step of a route that the person may steer: leave out, add, give a deadline."""
    found = Step.objects.select_related("route__paper", "who").filter(pk=pk).first()
    if found is None:
        raise Http404
    route_for(user, found.route_id, to="steer")
    return found


def remark_for(user: User, pk: int) -> RouteRemark:
    """Fetch a comment for who may settle it: its author, or who steers the route."""
    found = RouteRemark.objects.select_related("route").filter(pk=pk).first()
    if found is None:
        raise Http404
    route_for(user, found.route_id, to="see" if found.by_id == user.pk else "steer")
    return found


def held_on(user: Any, route: Route) -> frozenset[str]:
    """Return what the person may do on the route."""
    held: set[str] = set(GRANTS["starter"]) if route.started_by_id == user.pk else set()
    mine = route.steps.filter(own_steps(user) | Q(instead_of_id=user.pk))
    for kind, who in mine.values_list("kind", "instead_of_id"):
        role = "clerk" if kind in CLERKS_WORK else "signer"
        held |= {"see"} if who == user.pk else GRANTS[role]
    return frozenset(held)


def keeps_templates(user: Any) -> bool:
    """Say whether the person may change the usual ways: clerks and administrators."""
    return has_role(user, Role.CLERK, Role.ADMINISTRATOR)


def audience(user: Any, pk: int) -> str | None:
    """Return the audience of the route's topic: everybody with a part in it hears the same."""
    if not user.is_authenticated or not user.is_active:
        return None
    return "sit" if routes(user).filter(pk=pk).exists() else None


def batch_audience(user: Any, pk: int) -> str | None:
    """Return the audience of a batch: who pressed, nobody else."""
    if not user.is_authenticated or not user.is_active:
        return None
    return "sit" if user.signing_batches.filter(pk=pk).exists() else None
