"""What the search finds of tasks."""

from typing import Any

from core.finding import Line
from people.models import User
from tasks.access import visible
from tasks.models import Task


def line_of(_word: str, pk: int) -> Line | None:
    """Return the line of a task."""
    task = Task.objects.select_related("lead_unit", "lead_person").filter(pk=pk).first()
    if task is None:
        return None
    said = (
        task.detail,
        task.product,
        task.source_label,
        task.source_quote,
        task.source_number,
        task.source_from,
        task.lead_unit,
        task.lead_person,
    )
    return Line(
        key=f"task.{pk}", kind="task", gate="task", gate_id=pk, title=task.title, url=task.get_absolute_url(),
        at=task.assigned_at, body=" · ".join(str(x) for x in said if x),
    )  # fmt: skip


def findable(user: User) -> Any:
    """Return the keys of the tasks the person may see."""
    return visible(user).values("pk")
