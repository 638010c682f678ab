"""Who can be chosen: the people and units used last, one's own colleagues, all units, all people; and for whom one writes."""

from collections import Counter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.folding import fold
from people.models import Post, Role, Unit, UnitKind, User
from tasks.models import Task

RECENT = 6  # shown first
LOOKED_AT = 60  # last tasks given that say who was used

Choice = tuple[str, str]


def key_of(who: Any) -> str:
    """Return the key of a unit or person in forms: “unit.3”, “person.7”."""
    return f"{'person' if isinstance(who, User) else 'unit'}.{who.pk}"


def choices(user: User | None = None, *, units: bool = True) -> list[tuple[str, Any]]:
    """Return who may be chosen in groups, the nearest first; nobody stands twice (at most five queries).

    Every one is “unit.3” or “person.7”; without ``units`` people only.
    """
    people = _people()
    rows = {f"unit.{u.pk}": str(u) for u in _units()} if units else {}
    rows |= {f"person.{u.pk}": str(u) for u in people}
    recent = [key for key in _recent(user) if key in rows] if user else []
    own = [f"person.{pk}" for pk in _colleagues(user)] if user else []
    groups = (
        (_("Recently used"), recent),
        (_("My unit"), own),
        (_("Units"), [key for key in rows if key.startswith("unit.")]),
        (_("People"), [key for key in rows if key.startswith("person.")]),
    )
    told: set[str] = set()
    answer: list[tuple[str, Any]] = []
    for name, keys in groups:
        fresh = [(key, rows[key]) for key in dict.fromkeys(keys) if key in rows and key not in told]
        told |= {key for key, _word in fresh}
        answer += [(str(name), fresh)] if fresh else []
    return answer


def picked(keys: Any) -> tuple[list[Unit], list[User]]:
    """Return the units and the active people of the keys, in the order given; unknown keys are left out."""
    units = Unit.objects.filter(closed_on=None).in_bulk(_numbers(keys, "unit"))
    people = User.objects.filter(is_active=True).in_bulk(_numbers(keys, "person"))
    return list(units.values()), list(people.values())


def one_picked(key: str) -> Unit | User | None:
    """Return the unit or person of one key, None for an unknown one."""
    units, people = picked([key])
    return units[0] if units else people[0] if people else None


def givers(user: User) -> list[User]:
    """Return for whom the person may write a task down: themselves, and as a clerk the leaders they serve.

    A clerk serves the heads and leaders of the own unit; the Office's clerk also those of its committee.
    """
    posts = Post.objects.filter(user_id=user.pk, role=Role.CLERK).select_related("unit")
    served: set[int | None] = {post.unit_id for post in posts}
    served |= {post.unit.parent_id for post in posts if post.unit.kind == UnitKind.OFFICE}
    leads = Q(posts__is_head=True) | Q(posts__role=Role.LEADER)
    leaders = User.objects.filter(leads, posts__unit__in=served - {None}, is_active=True)
    return [user, *leaders.exclude(pk=user.pk).distinct()]


def _people() -> list[User]:
    return list(User.objects.filter(is_active=True, posts__isnull=False).distinct())


def _units() -> list[Unit]:
    return list(Unit.objects.filter(closed_on=None))


def _colleagues(user: User) -> list[int]:
    units = Post.objects.filter(user_id=user.pk).values("unit")
    rows = User.objects.filter(posts__unit__in=units, is_active=True).exclude(pk=user.pk)
    return list(rows.distinct().values_list("pk", flat=True))


def _recent(user: User) -> list[str]:
    """The keys of whom the person gave tasks to last, the newest first."""
    given = Task.objects.filter(Q(giver_id=user.pk) | Q(recorder_id=user.pk)).order_by("-pk")
    last = given.values_list("lead_unit", "lead_person")[:LOOKED_AT]
    keys = [f"unit.{unit}" if unit else f"person.{person}" for unit, person in last]
    return list(dict.fromkeys(keys))[:RECENT]


def _numbers(keys: Any, kind: str) -> list[int]:
    parts = [str(key).partition(".") for key in keys]
    return [int(pk) for word, _dot, pk in parts if word == kind and pk.isdecimal() and len(pk) < 12]


class Named:
    """Everybody who can be named in a typed field, by folded name; two of one name are told apart by their units."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Unit | User]] = {}
        self.words: list[tuple[str, str]] = []
        self._word: dict[str, str] = {}
        for unit in _units():
            self._add(unit, unit.name, unit.short)
            for name in {fold(unit.short), fold(unit.code)} - {"", fold(unit.name)}:
                self.by_name.setdefault(name, []).append(unit)
        twins = self._twins(people := _people())
        for user in people:
            place = twins.get(user.pk)
            self._add(user, f"{user.full_name} ({place})" if place else user.full_name, "")

    def said(self, key: str) -> str:
        """Return the name under which a key is typed, "" for an unknown one."""
        return self._word.get(key, "")

    def _add(self, who: Unit | User, name: str, more: str) -> None:
        self.by_name.setdefault(fold(name), []).append(who)
        self.words.append((name, more))
        self._word[key_of(who)] = name

    @staticmethod
    def _twins(people: list[User]) -> dict[int, str]:
        """The unit of each person who shares a name with somebody."""
        names = Counter(fold(user.full_name) for user in people)
        same = [user.pk for user in people if names[fold(user.full_name)] > 1]
        posts = Post.objects.filter(user__in=same).select_related("unit")
        return {post.user_id: post.unit.short for post in posts} if same else {}
