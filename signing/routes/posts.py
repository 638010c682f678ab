"""What a person's posts say of the right in which they sign."""

from people.models import Post, Role, Unit, UnitKind, User
from signing.routes.capacities import Signer

COLLECTIVES = frozenset({UnitKind.COMMITTEE})  # kinds of units that decide as a body


def signer_of(user: User, unit: Unit | None = None) -> Signer:
    """Return what ``capacities`` asks about a person who signs for the unit (their own first post without one)."""
    posts = Post.objects.filter(user=user).select_related("unit").order_by("position", "pk")
    rows = list(posts)
    post = next((row for row in rows if unit and row.unit_id == unit.pk), rows[0] if rows else None)
    if post is None:
        return Signer("")
    place = unit or post.unit
    head = Post.objects.filter(unit=place, is_head=True).order_by("position", "pk").first()
    collective = place.name if place.kind in COLLECTIVES else ""
    return Signer(
        post.title,
        is_head=bool(head and head.user_id == user.pk),
        is_leader=post.role == Role.LEADER or post.is_head,
        head_title=head.title if head else "Thủ trưởng",
        collective=collective,
    )
