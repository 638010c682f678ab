"""A task's own story: what happened, what was said, its papers."""

from dataclasses import dataclass
from datetime import date, datetime

from core.workdays import WorkCalendar
from documents.models import Paper
from journal.queries import entries, sentence
from tasks.models import Comment, Report, Task


@dataclass(frozen=True)
class Told:
    """One sentence of the task's history."""

    sentence: str
    at: datetime


def history(task: Task) -> list[Told]:
    """What happened to the task, newest first."""
    return [Told(sentence(entry), entry.at) for entry in entries(task.book)]


def reports(task: Task) -> list[Report | Comment]:
    """Reports and comments in the order they were written."""
    told: list[Report | Comment] = list(
        task.reports.select_related("by", "verdict_by").prefetch_related("papers__versions")
    )
    said = list(task.comments.select_related("by"))
    return sorted([*told, *said], key=lambda one: (one.at, one.pk))


def papers(task: Task) -> list[Paper]:
    """The papers of the task's folder, each with its versions."""
    if task.folder_id is None:
        return []
    return list(Paper.objects.filter(folder=task.folder_id).prefetch_related("versions"))


def moved_for_holiday(task: Task, calendar: WorkCalendar) -> date | None:
    """The working day with which a deadline on a day off really ends, if it is another day."""
    if task.due_on is None or calendar.is_workday(task.due_on):
        return None
    return calendar.on_or_after(task.due_on)
