"""What an administrator may manage: the units below their own posts, and the people who hold posts there."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from people.models import Post, Role, Unit, User


def units(by: User) -> set[int]:
    """Return the keys of the units the person administers: those of an administrator's post, and all below them."""
    parents = dict(Unit.objects.values_list("pk", "parent"))
    roots = set(
        Post.objects.filter(user=by, role=Role.ADMINISTRATOR).values_list("unit", flat=True)
    )
    return {pk for pk in parents if _below(pk, parents, roots)}


def _below(pk: int | None, parents: dict[int, int | None], roots: set[int]) -> bool:
    seen: set[int] = set()
    while pk is not None and pk not in seen:
        if pk in roots:
            return True
        seen.add(pk)
        pk = parents.get(pk)
    return False


def people(by: User) -> QuerySet[User]:
    """Return the people the person administers: with a post in a managed unit; without any, who administers everything.

    Somebody between two posts still holds what they were granted: a unit's administrator does not take them over.
    """
    managed = units(by)
    seen = Q(posts__unit__in=managed)
    if everything(managed):
        seen |= Q(posts=None)
    return User.objects.filter(seen).distinct()


def require(by: User) -> set[int]:
    """Return the managed units; 403 for somebody who manages none."""
    found = units(by)
    if not found:
        raise PermissionDenied
    return found


def unit_for(by: User, pk: int) -> Unit:
    """Fetch a unit the person manages; 404 otherwise."""
    if pk not in require(by):
        raise Http404
    return Unit.objects.get(pk=pk)


def person_for(by: User, pk: int) -> User:
    """Fetch a person the person manages; 404 otherwise."""
    require(by)
    found = people(by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def whole(by: User, user: User) -> bool:
    """Say whether the person administers every post of the user, and so may touch the account itself."""
    return not user.posts.exclude(unit__in=units(by)).exists()


def account_for(by: User, pk: int) -> User:
    """Fetch a person whose account the person manages; 403 when some of their posts are beyond the managed units."""
    found = person_for(by, pk)
    if not whole(by, found):
        raise PermissionDenied
    return found


def post_for(by: User, pk: int) -> Post:
    """Fetch a post in a unit the person manages; 404 otherwise."""
    post = Post.objects.select_related("user", "unit").filter(pk=pk, unit__in=require(by)).first()
    if post is None:
        raise Http404
    return post


def everything(managed: set[int]) -> bool:
    """Say whether these are all the units there are."""
    return not Unit.objects.exclude(pk__in=managed).exists()
