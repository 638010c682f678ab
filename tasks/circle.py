"""The people around a task: who leads it today, who supports, who gave it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from people.models import Post, Unit, User
from tasks.access import SPEAKS, below
from tasks.models import Task
from tasks.states import TaskState


@dataclass(frozen=True)
class Circle:
    """Active people by role. `lead` must do the work, `head` answers for the lead unit."""

    lead: tuple[User, ...]
    head: tuple[User, ...]
    clerk: tuple[User, ...]
    supporter: tuple[User, ...]
    giver: tuple[User, ...]
    watcher: tuple[User, ...] = ()

    def of(self, *roles: str) -> list[User]:
        """The people of the roles, nobody twice."""
        found = {user.pk: user for role in roles for user in getattr(self, role)}
        return list(found.values())

    def everybody(self) -> list[User]:
        """All people of the circle, nobody twice."""
        return self.of("giver", "lead", "head", "clerk", "supporter", "watcher")


def circle(task: Task) -> Circle:
    """Find the people of the task (four queries). A declined task falls back to its giver."""
    supporters = list(task.supporters.all())
    units = [unit.pk for unit in supporters] + [task.lead_unit_id or 0]
    posts = Post.objects.filter(SPEAKS, unit__in=units, user__is_active=True)
    heads: dict[int, list[User]] = defaultdict(list)
    clerks: dict[int, list[User]] = defaultdict(list)
    for post in posts.select_related("user"):
        (heads if post.is_head else clerks)[post.unit_id].append(post.user)
    unit = task.lead_unit_id or 0
    answering = heads[unit] or clerks[unit]
    giver = (task.giver, task.recorder) if task.recorder_id != task.giver_id else (task.giver,)
    lead = [task.lead_person] if task.lead_person else answering
    return Circle(
        lead=giver if task.state == TaskState.DECLINED else tuple(lead),
        head=tuple(answering),
        clerk=tuple(clerks[unit]),
        supporter=(
            *(u for one in supporters for u in heads[one.pk] + clerks[one.pk]),
            *task.supporting_people.filter(is_active=True),
        ),
        giver=giver,
        watcher=tuple(task.watchers.filter(is_active=True)),
    )


def may_take(task: Task) -> QuerySet[User]:
    """The people the task may be handed on to: those of the lead unit, else of the units of who leads it."""
    if task.lead_unit_id:
        units = Unit.objects.filter(pk=task.lead_unit_id)
    else:
        units = Unit.objects.filter(posts__user=task.lead_person_id)
    return User.objects.filter(posts__unit__in=units, is_active=True).distinct()


def speakers(units: Iterable[int]) -> list[User]:
    """The active people who speak for the units: heads and clerks (one query)."""
    posts = Post.objects.filter(SPEAKS, unit__in=units, user__is_active=True)
    return list({post.user_id: post.user for post in posts.select_related("user")}.values())


def units_below(task: Task) -> frozenset[int]:
    """The keys of the units a part of the task may go to: the lead unit, or the units of who leads, and all below."""
    if task.lead_unit_id:
        roots = {task.lead_unit_id}
    else:
        posts = Post.objects.filter(user=task.lead_person_id)
        roots = set(posts.values_list("unit", flat=True))
    return below(roots, dict(Unit.objects.order_by().values_list("pk", "parent")))
