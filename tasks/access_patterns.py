"""Who sees and changes templates and tasks that come back: their owner; a shared template is used by its unit."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from people.models import Post, User
from tasks.models import Recurrence, TaskTemplate


def templates(user: User) -> QuerySet[TaskTemplate]:
    """Return the templates the person may use: their own, and those shared with a unit in which they hold a post."""
    units = Post.objects.filter(user_id=user.pk).values("unit")
    return TaskTemplate.objects.filter(Q(owner=user.pk) | Q(unit__in=units), closed=False)


def template_for(user: User, pk: int, to: str = "use") -> TaskTemplate:
    """Fetch a template: 404 for who may not use it, 403 for who uses it but may not change it."""
    row = templates(user).select_related("owner", "unit").filter(pk=pk).first()
    if row is None:
        raise Http404
    if to == "change" and row.owner_id != user.pk:
        raise PermissionDenied
    return row


def recurrences(user: User) -> QuerySet[Recurrence]:
    """Return the tasks that come back by the person's order, or that they wrote down."""
    return Recurrence.objects.filter(Q(giver=user.pk) | Q(recorder=user.pk))


def recurrence_for(user: User, pk: int) -> Recurrence:
    """Fetch a task that comes back; 404 for everybody else."""
    rows = recurrences(user).select_related("lead_unit", "lead_person", "giver", "recorder")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
