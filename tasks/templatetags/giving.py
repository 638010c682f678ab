"""Tags of giving: what was just given and may be taken back, where a task comes from, and the button of a marked passage."""

from typing import Any

from django import template
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from tasks.actions.batches import TAKE_BACK
from tasks.models import Task
from tasks.sources import may_open
from tasks.states import TaskState
from tasks.views.assigning import JUST_GIVEN

register = template.Library()
DUE_KINDS = {
    "date": _("a day"),
    "datetime": _("a day and an hour"),
    "month": _("the end of the month"),
    "quarter": _("the end of the quarter"),
    "relative_working_days": _("working days, counted"),
    "relative_days": _("days, counted"),
    "recurring": _("again and again: please choose a day"),
    "event": _("until something happens: please choose a day"),
    "none": _("no deadline named"),
}


@register.inclusion_tag("tasks/just_given.html", takes_context=True)
def just_given(context: template.Context) -> dict[str, Any]:
    """Offer to take the task back: to who has just given it, once, while nobody has accepted it."""
    request, task = context["request"], context["task"]
    fresh = now() - task.assigned_at < TAKE_BACK and task.state == TaskState.ASSIGNED
    given = request.session.get(JUST_GIVEN, [])
    if task.pk not in given:
        return {"just_given": False}
    request.session[JUST_GIVEN] = []
    return {"just_given": fresh, "task": task, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("tasks/source.html", takes_context=True)
def source_of(context: template.Context) -> dict[str, Any]:
    """Say where the task comes from; a link only for who may open it."""
    task, request = context["task"], context.get("request")
    opens = bool(request and task.source_url and may_open(request.user, task.source_url))
    return {"task": task, "opens": opens, "together": _together(task)}


def _together(task: Task) -> dict[str, Any] | None:
    """How many were given together with the task, and how many of them are done."""
    if task.batch is None:
        return None
    rows = Task.objects.filter(batch=task.batch).exclude(state=TaskState.CANCELLED)
    return rows.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state=TaskState.DONE)))


@register.filter
def due_kind(kind: str) -> str:
    """Say in words how the deadline of a proposal was found."""
    return str(DUE_KINDS.get(kind, kind))
