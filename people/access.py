"""Who is who: roles by post, units of a person, heads of a unit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from people.models import Post, Unit, User


def roles(user: Any) -> set[str]:
    """Return the roles of all the person's posts (kept on the user object for the request)."""
    if not user.is_authenticated:
        return set()
    if not hasattr(user, "known_roles"):
        user.known_roles = set(user.posts.values_list("role", flat=True))
    return user.known_roles


def has_role(user: Any, *wanted: str) -> bool:
    """Say whether one of the person's posts carries one of the roles."""
    return bool(roles(user) & set(wanted))


def require(user: Any, *wanted: str) -> None:
    """Refuse with 403 when none of the person's posts carries one of the roles."""
    if not has_role(user, *wanted):
        raise PermissionDenied


def units_of(user: User) -> QuerySet[Unit]:
    """Return the units in which the person holds a post."""
    return Unit.objects.filter(posts__user=user).distinct()


def heads_of(unit: Unit) -> QuerySet[User]:
    """Return the active people who head the unit."""
    return User.objects.filter(posts__unit=unit, posts__is_head=True, is_active=True).distinct()


def title_of(user: User, unit: Unit | None = None) -> str:
    """Return the person's first title (in the unit, when one is given), "" without a post."""
    posts = Post.objects.filter(user=user).order_by("position", "pk")
    if unit is not None:
        posts = posts.filter(unit=unit)
    return posts.values_list("title", flat=True).first() or ""
