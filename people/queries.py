"""What is shown of people."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from core.folding import fold
from people.models import Post, Role, Unit, User


@dataclass(frozen=True)
class DemoPerson:
    """One ready sign-in of the demonstration."""

    user: User
    title: str
    role: str


def demo_people() -> list[DemoPerson]:
    """Return one sample person per role, first of each; empty outside demonstration mode."""
    if not settings.DEMO:
        return []
    posts = Post.objects.filter(user__is_sample=True, user__is_active=True).select_related("user")
    first: dict[str, Post] = {}
    for post in posts.order_by("position", "pk"):
        first.setdefault(post.role, post)
    return [
        DemoPerson(first[role].user, first[role].title, str(Role(role).label))
        for role in Role.values
        if role in first
    ]


def find_people(words: str) -> QuerySet[User]:
    """Return active people whose folded name holds every folded word."""
    rows = User.objects.filter(is_active=True)
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def numbering_clerk(unit: Unit | None) -> User | None:
    """Return the clerk who numbers and seals for the unit: its own, else one of an office below or above it."""
    posts = Post.objects.filter(role=Role.CLERK, user__is_active=True).select_related("user")
    for place in (unit, *(unit.children.all() if unit else ()), unit and unit.parent):
        found = posts.filter(unit=place).order_by("position", "pk").first() if place else None
        if found:
            return found.user
    return None
