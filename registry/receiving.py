"""Who receives what is sent to a unit here: its clerks and those of its office, else its heads."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from people.models import Post, Role, Unit, User

DESKS = ("office", "division")  # kinds of units below whose clerks receive for the unit


def receivers(units: Iterable[Unit]) -> dict[int, list[User]]:
    """Return for each unit (by key) who receives for it, by name; one question however many units there are."""
    keys = {unit.pk for unit in units}
    theirs = Q(unit__in=keys) | Q(unit__parent__in=keys, unit__kind__in=DESKS)
    posts = Post.objects.filter(theirs, user__is_active=True).filter(Q(role=Role.CLERK) | Q(is_head=True))  # fmt: skip
    clerks: dict[int, dict[int, User]] = defaultdict(dict)
    heads: dict[int, dict[int, User]] = defaultdict(dict)
    for post in posts.select_related("user", "unit").order_by("user__full_name", "user_id"):
        desk = {post.unit.parent_id} if post.unit.kind in DESKS else set()
        for key in keys & ({post.unit_id} | desk) if post.role == Role.CLERK else ():
            clerks[key][post.user_id] = post.user
        if post.is_head:
            heads[post.unit_id][post.user_id] = post.user
    return {key: list((clerks[key] or heads[key]).values()) for key in keys}


def clerks_of(unit: Unit) -> list[User]:
    """Return who receives for a unit: its clerks and those of its office, else its heads."""
    return receivers([unit])[unit.pk]
