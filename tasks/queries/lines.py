"""A task as a line: its due word and the days left."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from core.calendar import city_calendar
from core.clock import now
from core.workdays import WorkCalendar
from tasks.deadlines import NO_DEADLINE, days_left, due_state
from tasks.models import Task
from tasks.queries.outlook import first_reason
from tasks.states import DueState, TaskState

SHOWN = 200  # lines of a board; what is more is counted and named


WORKING = (TaskState.ASSIGNED, TaskState.ACCEPTED)


CLOSED = (TaskState.DONE, TaskState.CANCELLED)


@dataclass(frozen=True)
class Line:
    """A task as a line of a board: its due word and the working days left (negative: past)."""

    task: Task
    due: str
    left: int | None

    @property
    def word(self) -> str:
        """The due word in the reader's language."""
        return str(DueState(self.due).label)

    @property
    def late(self) -> int:
        """Working days past the deadline, 0 when it is not past."""
        return max(0, -(self.left or 0)) if self.due == DueState.OVERDUE else 0

    @property
    def foreseen(self) -> str:
        """Why the task is likely to be late, in one sentence; empty when it is not, or is late already."""
        kept = getattr(self.task, "outlook", None)
        if (
            kept is None
            or self.due in (DueState.OVERDUE, NO_DEADLINE)
            or self.task.state not in WORKING
        ):
            return ""
        return first_reason(kept)


def line(task: Task, moment: datetime | None = None, calendar: WorkCalendar | None = None) -> Line:
    """The task with its due word at the moment; a result that waits or ended shows how it was kept."""
    calendar = calendar or city_calendar()
    local = timezone.localtime(moment or now())
    if task.state in CLOSED:
        return Line(task, NO_DEADLINE, None)
    if task.state == TaskState.REPORTED and task.reported_at:
        local = timezone.localtime(task.reported_at)
    word = due_state(task.due_on, task.due_time, local, calendar)
    left = days_left(task.due_on, local.date(), calendar) if task.due_on else None
    return Line(task, word, left)


def lines_of(rows: QuerySet[Task], calendar: WorkCalendar | None = None) -> list[Line]:
    """Return the tasks as lines of today (one query, beside the calendar's when none is given)."""
    calendar, moment = calendar or city_calendar(), now()
    shown = rows.select_related("lead_unit", "lead_person", "giver", "outlook")
    return [line(task, moment, calendar) for task in shown]
