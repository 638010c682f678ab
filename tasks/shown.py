"""What the parts of a task's page are drawn from: the same for the first page and for the live ones."""

from typing import Any

from core.calendar import city_calendar
from tasks import queries
from tasks.models import Task
from tasks.states import TaskState

PARTS = ("state", "reports", "papers", "history")


def part(task: Task, word: str) -> dict[str, Any]:
    """The context of one part."""
    return {"task": task, **DRAWN[word](task)}


def page(task: Task) -> dict[str, Any]:
    """The context of all parts together."""
    return {"task": task, **{k: v for word in PARTS for k, v in DRAWN[word](task).items()}}


def _state(task: Task) -> dict[str, Any]:
    calendar = city_calendar()
    ends_on = queries.moved_for_holiday(task, calendar)
    return {
        "line": queries.line(task, calendar=calendar),
        "ends_on": ends_on if task.state != TaskState.DONE else None,
        "due_changes": list(task.due_changes.select_related("by")),
        "supporters": list(task.supporters.all()),
        **queries.standing_of(task),
    }


DRAWN = {
    "state": _state,
    "reports": lambda task: {"story": queries.story(task)},
    "papers": lambda task: {"papers": queries.papers(task)},
    "history": lambda task: {"history": queries.history(task)},
}
