"""Who may do what with a task. Rights follow the posts: a new head leads what the unit leads.

Who may see without being around the task follows Decision 42/2014/QĐ-TTg: what is tracked is known inside the
agency: a unit's leaders and clerk see what their unit and those below it lead, the Office sees for its committee.
A task of a closed circle is seen by the people around it alone.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from people.models import Post, Role, Unit, UnitKind, User
from people.standing import standing_in_for
from tasks.models import Task

GRANTS: dict[str, frozenset[str]] = {
    "giver": frozenset({"see", "contribute", "change", "decide", "demand"}),
    "recorder": frozenset({"see", "contribute", "change"}),
    "lead": frozenset({"see", "contribute", "work"}),
    "supporter": frozenset({"see", "contribute", "support"}),
    "above": frozenset({"see", "contribute"}),  # leads, or gave, the task this one is a part of
    "watcher": frozenset({"see", "contribute"}),
    "overseer": frozenset({"see", "contribute"}),
    "superior": frozenset(
        {"see", "contribute", "demand"}
    ),  # an overseer who leads, not one who keeps
}
SPEAKS = Q(is_head=True) | Q(role=Role.CLERK)  # who speaks for a unit: its head and its clerk


@dataclass(frozen=True)
class Reach:
    """How far a person's posts reach: for whom they act, which units they speak for, oversee, and command."""

    people: frozenset[int]
    speaks: frozenset[int]
    oversees: frozenset[int]
    commands: frozenset[int]
    everything: bool
    standing: tuple[
        tuple[User, "Reach"], ...
    ] = ()  # what of it is held in the place of who is away


def reach(user: User) -> Reach:
    """Return the person's reach, kept on the user object for the request (two queries the first time).

    This is the one place where somebody acts for somebody else: a stand-in during an absence gets the absent
    person's key into `people` and their units into `speaks`.
    """
    if not hasattr(user, "known_reach"):
        user.known_reach = _reach(user)  # type: ignore[attr-defined]
    return user.known_reach  # type: ignore[attr-defined,no-any-return]


def speaking(user: User) -> QuerySet[Post]:
    """Return the person's posts in which they speak for the unit."""
    return Post.objects.filter(SPEAKS, user_id=user.pk)


def led_by(user: User, at: str = "") -> Q:
    """Tasks that the person leads: in person, or speaking for the lead unit; `at` a path to the task (“parent__”)."""
    own = reach(user)
    in_person = Q(**{f"{at}lead_person__in": own.people})
    return in_person | Q(**{f"{at}lead_unit__in": own.speaks}) if own.speaks else in_person


def supported_by(user: User) -> Q:
    """Tasks that a unit the person speaks for supports, or the person in person."""
    own = reach(user)
    units = Task.supporters.through.objects.filter(unit__in=own.speaks)
    people = Task.supporting_people.through.objects.filter(user__in=own.people)
    return Q(pk__in=units.values("task")) | Q(pk__in=people.values("task"))


def given_by(user: User, at: str = "") -> Q:
    """Tasks the person gave, or wrote down for the giver."""
    return Q(**{f"{at}giver__in": reach(user).people}) | Q(**{f"{at}recorder": user.pk})


def watched_by(user: User) -> Q:
    """Tasks the person was let watch."""
    through = Task.watchers.through.objects.filter(user=user.pk)
    return Q(pk__in=through.values("task"))


def overseen_by(user: User) -> Q:
    """Tasks led inside the units the person oversees: by a unit, or by a person with a post there."""
    own = reach(user)
    if own.everything:
        return Q(closed_circle=False)
    if not own.oversees:
        return Q(pk=None)
    holders = Post.objects.filter(unit__in=own.oversees).values("user")
    led_there = Q(lead_unit__in=own.oversees) | Q(lead_unit=None, lead_person__in=holders)
    return led_there & Q(closed_circle=False)


def visible(user: User, within: Q | None = None) -> QuerySet[Task]:
    """Return the tasks the person may see, of those `within`: one query, whatever their number.

    `within` is asked inside every branch, where an index answers it: of a million tasks only those are looked at.
    """
    own, within = reach(user), within or Q()
    rows = Task.objects.order_by().filter(within)
    if own.everything:
        rows = rows.filter(closed_circle=True)  # the few that overseeing does not open
    above = Task.objects.order_by().filter(led_by(user) | given_by(user)).values("pk")
    around = rows.filter(given_by(user) | led_by(user)).values("pk")
    branches: list[QuerySet[Any, Any]] = [
        rows.filter(parent__in=above, parent__isnull=False).values("pk"),
        rows.filter(parent__parent__in=above, parent__parent__isnull=False).values("pk"),
    ]
    branches += [
        rows.filter(pk__in=through.objects.filter(**given).values("task")).values("pk")  # type: ignore[misc]
        for through, given in (
            (Task.supporters.through, {"unit__in": own.speaks}),
            (Task.supporting_people.through, {"user__in": own.people}),
            (Task.watchers.through, {"user": user.pk}),
        )
        if all(value for value in given.values())
    ]
    if own.everything:
        closed = Q(closed_circle=True, pk__in=around.union(*branches))
        return Task.objects.filter(within, overseen_by(user) | closed)
    overseen = [rows.filter(overseen_by(user)).values("pk")] if own.oversees else []
    return Task.objects.filter(pk__in=around.union(*branches, *overseen))


def parts_played(user: User, task: Task, own: Reach | None = None) -> set[str]:
    """Return the person's roles in the task (keys of `GRANTS`); with `own` as far as that reach goes."""
    own = own or reach(user)
    supporters = {unit.pk for unit in task.supporters.all()}
    helpers = {person.pk for person in task.supporting_people.all()}
    held = {
        "giver": task.giver_id == user.pk or _gives_for(user, own, task),
        "recorder": task.recorder_id == user.pk,
        "lead": _leads(own, task),
        "supporter": bool(supporters & own.speaks or helpers & own.people),
        "watcher": user.pk in {person.pk for person in task.watchers.all()},
        "above": _above(user, task),
        **_oversight(own, task),
    }
    return {role for role, holds in held.items() if holds}


def permissions(user: User, task: Task) -> frozenset[str]:
    """Return all the person may do with the task."""
    return frozenset().union(*(GRANTS[role] for role in parts_played(user, task)))


def task_for(user: User, pk: int, to: str = "see") -> Task:
    """Fetch a task: 404 for a stranger, 403 for who sees it but may not do this."""
    rows = Task.objects.select_related(
        "giver", "recorder", "lead_unit", "lead_person", "folder", "parent__parent"
    )
    people = ("supporters", "supporting_people", "watchers")
    task = rows.prefetch_related(*people).filter(pk=pk).first()
    held = permissions(user, task) if task else frozenset()
    if task is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    user.acting_for = _acting_for(user, task, to)  # type: ignore[attr-defined]  # the journal names both
    return task


def _acting_for(user: User, task: Task, to: str) -> User | None:
    """The absent person in whose place alone the user may do this, if so."""
    own = reach(user)
    if not own.standing:
        return None
    away = frozenset(person.pk for person, _reach in own.standing)
    speaks = frozenset(Post.objects.filter(SPEAKS, user_id=user.pk).values_list("unit", flat=True))
    alone = replace(own, people=own.people - away, speaks=speaks)
    if any(to in GRANTS[role] for role in parts_played(user, task, alone)):
        return None
    held = (
        p
        for p, other in own.standing
        if any(to in GRANTS[r] for r in parts_played(user, task, other))
    )
    return next(held, None)


def _reach(user: User) -> Reach:
    absent = list(standing_in_for(user))
    held = Post.objects.filter(user_id__in=[user.pk, *(one.pk for one in absent)])
    every = list(held.select_related("unit"))
    posts = [post for post in every if post.user_id == user.pk]
    speaks = {post.unit_id for post in posts if post.is_head or post.role == Role.CLERK}
    leads = {_kept(post.unit) for post in posts if post.is_head or post.role == Role.LEADER}
    keeps = {_kept(post.unit) for post in posts if post.role == Role.CLERK}
    parents = dict(Unit.objects.order_by().values_list("pk", "parent")) if leads | keeps else {}
    oversees = below(leads | keeps, parents)
    standing = tuple((one, _entrusted(one, every)) for one in absent)
    return Reach(
        people=frozenset({user.pk, *(one.pk for one in absent)}),
        speaks=frozenset(speaks).union(*(reach.speaks for _one, reach in standing)),
        oversees=oversees,
        commands=below(leads, parents),
        everything=bool(parents) and len(oversees) == len(parents),
        standing=standing,
    )


def _entrusted(absent: User, posts: list[Post]) -> Reach:
    """What a stand-in gets: the absent person's own tasks and those of the units they speak for, nothing wider."""
    own = (post for post in posts if post.user_id == absent.pk)
    speaks = frozenset(post.unit_id for post in own if post.is_head or post.role == Role.CLERK)
    none: frozenset[int] = frozenset()
    return Reach(frozenset({absent.pk}), speaks, none, none, everything=False)


def _kept(unit: Unit) -> int:
    """The unit from which a post looks down: the Office keeps the tasks of its whole committee."""
    return (unit.kind == UnitKind.OFFICE and unit.parent_id) or unit.pk


def below(roots: set[int], parents: dict[int, int | None]) -> frozenset[int]:
    """The units and all below them; a unit that is its own ancestor by mistake does no harm."""
    found, fresh = set(roots), set(roots)
    while fresh:
        fresh = {pk for pk, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return frozenset(found)


def _leads(own: Reach, task: Task) -> bool:
    return task.lead_person_id in own.people or task.lead_unit_id in own.speaks


def _gives_for(user: User, own: Reach, task: Task) -> bool:
    """Whether the person decides in the absent giver's place: never about work that is theirs to do, also as a stand-in."""
    return task.giver_id in own.people and not _leads(reach(user), task)


def _above(user: User, task: Task) -> bool:
    """Whether the person leads or gave the task this one is a part of, or the one above that."""
    own, above = reach(user), task.parent
    for _step in range(2):
        if above is None:
            return False
        if _leads(own, above) or above.giver_id in own.people or above.recorder_id == user.pk:
            return True
        above = above.parent
    return False


def _oversight(own: Reach, task: Task) -> dict[str, bool]:
    if task.closed_circle or not own.oversees:
        return {}
    if task.lead_unit_id:
        units = {task.lead_unit_id}
    else:
        units = set(Post.objects.filter(user=task.lead_person_id).values_list("unit", flat=True))
    return {
        "overseer": own.everything or bool(units & own.oversees),
        "superior": bool(units & own.commands) and not _leads_alone(own, task),
    }


def delays(user: User, task: Task) -> bool:
    """Whether a delay of the task would be the person's own: they do the work, or lead it for somebody above."""
    own = reach(user)
    return _leads_alone(own, task) or (task.giver_id != user.pk and _leads(own, task))


def _leads_alone(own: Reach, task: Task) -> bool:
    """Whether the demand would go to the very person who makes it."""
    return task.lead_person_id in own.people or (
        task.lead_person_id is None and task.lead_unit_id in own.speaks
    )
