"""Choosing people for a meeting: everybody by unit, and the groups one asks for in one breath."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from meetings.models import Meeting
from people.models import Post, Role, UnitKind


@dataclass
class Choosable:
    """A person with a title; ``words`` are what the search box looks through."""

    pk: int
    name: str
    title: str
    words: str


@dataclass
class UnitChoice:
    """A unit and its people who are not on the list yet."""

    name: str
    people: list[Choosable] = field(default_factory=list)


@dataclass
class Group:
    """People that are asked for in one breath."""

    label: str | Promise
    people: list[int] = field(default_factory=list)


@dataclass
class Choice:
    """Everybody who can be chosen."""

    units: list[UnitChoice]
    groups: list[Group]


def choice_of_people(meeting: Meeting) -> Choice:
    """Return who can be put on the meeting's list; two queries."""
    return choice_without(set(meeting.seats.values_list("user_id", flat=True)))


def choice_without(taken: set[int]) -> Choice:
    """Return everybody who can be chosen but these."""
    posts = Post.objects.filter(user__is_active=True).select_related("user", "unit")
    units: dict[int, UnitChoice] = {}
    groups = _groups()
    seen: set[int] = set()
    for post in posts.order_by("unit__position", "position", "pk"):
        if post.user_id in taken:
            continue
        for wanted, group in groups:
            if wanted(post) and post.user_id not in group.people:
                group.people.append(post.user_id)
        if post.user_id not in seen:
            seen.add(post.user_id)
            unit = units.setdefault(post.unit_id, UnitChoice(str(post.unit)))
            words = fold(f"{post.user.full_name} {post.title} {post.unit.name} {post.unit.short}")
            unit.people.append(Choosable(post.user_id, str(post.user), post.title, words))
    return Choice(list(units.values()), [group for _wanted, group in groups if group.people])


def _groups():  # type: ignore[no-untyped-def]  # noqa: ANN202  a list of (who belongs, group)
    departments = (UnitKind.DEPARTMENT, UnitKind.CENTRE)
    return [
        (lambda p: p.role == Role.LEADER and p.unit.kind == UnitKind.COMMITTEE, Group(_("Leaders of the committee"))),
        (lambda p: p.is_head and p.unit.kind in departments, Group(_("All heads of departments"))),
        (lambda p: p.is_head and p.unit.kind == UnitKind.WARD, Group(_("All heads of wards and communes"))),
        (lambda p: p.is_head and p.unit.kind in (UnitKind.OFFICE, UnitKind.DIVISION), Group(_("Heads of the office"))),
        (lambda p: p.role == Role.CLERK, Group(_("All clerks"))),
    ]  # fmt: skip
