"""What the parts of a task's page are drawn from: the same for the first page and for the live ones."""

from typing import Any

from django.utils import timezone

from core.clock import now
from tasks import queries
from tasks.deadlines import later
from tasks.evaluating import Worth, worth
from tasks.models import Task
from tasks.states import TaskState

PARTS = ("state", "requests", "contributions", "subtasks", "reports", "papers", "history")


def hides(one: Task, other: Task) -> bool:
    """Whether a task of a closed circle may not be named where everybody around the other reads."""
    return one.closed_circle and not other.closed_circle


def part(task: Task, word: str) -> dict[str, Any]:
    """The context of one part."""
    return {"task": task, **DRAWN[word](task)}


def page(task: Task) -> dict[str, Any]:
    """The context of all parts together."""
    return {"task": task, **{k: v for word in PARTS for k, v in DRAWN[word](task).items()}}


def _state(task: Task) -> dict[str, Any]:
    calendar = queries.calendar_of(task)
    ends_on = queries.moved_for_holiday(task, calendar)
    return {
        "line": queries.line(task, calendar=calendar),
        "ends_on": ends_on if task.state != TaskState.DONE else None,
        "due_changes": queries.due_changes(task),
        "supporters": [*task.supporters.all(), *task.supporting_people.all()],
        "watchers": list(task.watchers.all()),
        "above": task.parent if task.parent and not hides(task.parent, task) else None,
        "work": queries.work_of(task),
        "worth": _worth(task),
        **queries.standing_of(task),
    }


def _worth(task: Task) -> Worth | None:
    """What a finished task is worth in per cent, for everybody to see how it is counted."""
    row = queries.work_of(task).evaluation
    if row is None or task.ended_at is None:
        return None
    ended = timezone.localdate(task.ended_at)
    return worth(failed=row.failed, late=row.late, objective=row.objective, on=ended)


def _work(task: Task) -> dict[str, Any]:
    return {"work": queries.work_of(task)}


def _subtasks(task: Task) -> dict[str, Any]:
    """The parts of the task as lines, the mean of their progress, and which are due after the task itself."""
    work, calendar, moment = queries.work_of(task), queries.calendar_of(task), now()
    due = (task.due_on, task.due_time)
    return {
        "work": work,
        "children": [
            queries.line(one, moment, calendar) for one in work.children if not hides(one, task)
        ],
        "suggested": queries.suggested_percent(work.children),
        "later": [one for one in work.children if later((one.due_on, one.due_time), due)],
    }


DRAWN = {
    "state": _state,
    "requests": _work,
    "contributions": _work,
    "subtasks": _subtasks,
    "reports": lambda task: {"story": queries.story(task)},
    "papers": lambda task: {"papers": queries.papers(task)},
    "history": lambda task: {"history": queries.history(task)},
}
