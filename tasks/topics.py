"""The live topic of a task: who may listen, how a part is drawn."""

from typing import Any

from django.http import Http404
from django.template.loader import render_to_string

from documents.access import GATES
from realtime.topics import TopicKind, register
from tasks import shown
from tasks.access import task_for
from tasks.models import Task

PERSONAL = ("my_acts", "outlook", "my_reminder")


def guard(user: Any, pk: int) -> str | None:
    """Everybody who may see the task hears the same."""
    if not user.is_authenticated or not user.is_active:
        return None
    try:
        task_for(user, pk)
    except Http404:
        return None
    return "sit"


def render(pk: int, part: str, _audience: str, _language: str) -> str:
    """Draw a part of the task's page; it holds nothing personal."""
    rows = Task.objects.select_related("giver", "recorder", "lead_unit", "lead_person")
    task = rows.prefetch_related("supporters", "supporting_people", "watchers").get(pk=pk)
    return render_to_string(f"tasks/parts/{part}.html", shown.part(task, part))


def sees(user: Any, pk: int) -> bool:
    """Whether the person sees the task, and so reads the papers reported in it: leaders above, followers, stand-ins."""
    return guard(user, pk) is not None


GATES["task"] = sees
register(TopicKind("task", guard, shown.PARTS, personal=PERSONAL, render=render))
