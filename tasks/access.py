"""Who may do what with a task. Rights follow the posts: a new head leads what the unit leads."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people.models import Post, Role, User
from tasks.models import Task

GRANTS: dict[str, frozenset[str]] = {
    "giver": frozenset({"see", "contribute", "change", "decide"}),
    "recorder": frozenset({"see", "contribute", "change"}),
    "lead": frozenset({"see", "contribute", "work"}),
    "supporter": frozenset({"see", "contribute"}),
}
SPEAKS = Q(is_head=True) | Q(role=Role.CLERK)  # who speaks for a unit: its head and its clerk


def speaking(user: User) -> QuerySet[Post]:
    """Return the person's posts in which they speak for the unit."""
    return Post.objects.filter(SPEAKS, user_id=user.pk)


def led_by(user: User) -> Q:
    """Tasks that the person leads: in person, or speaking for the lead unit."""
    return Q(lead_person_id=user.pk) | Q(Exists(speaking(user).filter(unit=OuterRef("lead_unit"))))


def supported_by(user: User) -> Q:
    """Tasks that a unit the person speaks for supports."""
    through = Task.supporters.through.objects.filter(task=OuterRef("pk"))
    return Q(Exists(through.filter(unit__in=speaking(user).values("unit"))))


def given_by(user: User) -> Q:
    """Tasks the person gave, or wrote down for the giver."""
    return Q(giver_id=user.pk) | Q(recorder_id=user.pk)


def visible(user: User) -> QuerySet[Task]:
    """Return the tasks the person may see: one query, whatever their number."""
    return Task.objects.filter(given_by(user) | led_by(user) | supported_by(user))


def parts_played(user: User, task: Task) -> set[str]:
    """Return the person's roles in the task: giver, recorder, lead, supporter."""
    spoken = set(speaking(user).values_list("unit", flat=True))
    supporters = {unit.pk for unit in task.supporters.all()}
    held = {
        "giver": task.giver_id == user.pk,
        "recorder": task.recorder_id == user.pk,
        "lead": task.lead_person_id == user.pk or task.lead_unit_id in spoken,
        "supporter": bool(supporters & spoken),
    }
    return {role for role, holds in held.items() if holds}


def permissions(user: User, task: Task) -> frozenset[str]:
    """Return all the person may do with the task."""
    return frozenset().union(*(GRANTS[role] for role in parts_played(user, task)))


def task_for(user: User, pk: int, to: str = "see") -> Task:
    """Fetch a task: 404 for a stranger, 403 for who sees it but may not do this."""
    rows = Task.objects.select_related("giver", "recorder", "lead_unit", "lead_person", "folder")
    task = rows.prefetch_related("supporters").filter(pk=pk).first()
    held = permissions(user, task) if task else frozenset()
    if task is None or "see" not in held:
        raise Http404
    if to not in held:
        raise PermissionDenied
    return task
