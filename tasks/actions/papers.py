"""The papers of a task: one folder, readable by the people around it."""

from collections.abc import Iterable
from typing import Any

from documents.actions import add_paper, let_in, open_folder, shut_out
from documents.models import Paper
from people.models import User
from tasks.actions.entrusting import stand_ins
from tasks.circle import circle
from tasks.models import Task


def file(task: Task, uploads: Iterable[Any], by: User) -> list[Paper]:
    """Put the uploaded files into the task's folder; `Refused` when one is not a sound PDF."""
    uploads = list(uploads)
    if uploads and task.folder is None:
        task.folder = open_folder(task.title, topic=task.book, unit=task.lead_unit)
        task.save(update_fields=["folder"])
        let_circle_in(task)
    return [
        add_paper(task.folder, title="", upload=upload, by=by, kind="evidence")
        for upload in uploads
        if task.folder is not None
    ]


def let_nobody_in(task: Task) -> None:
    """Let those around the task no longer read its papers: others take their place."""
    if task.folder is None:
        return
    around = circle(task).everybody()
    for person in {*around, *stand_ins(around)}:
        shut_out(person, task.folder)


def let_circle_in(task: Task, *, out: User | None = None) -> None:
    """Let today's people of the task read its papers; `out` no longer."""
    if task.folder is None:
        return
    for person in [out, *stand_ins([out])] if out is not None else []:
        shut_out(person, task.folder)
    around = circle(task)
    entrusting = around.of("lead", "head", "clerk", "supporter")
    let_in([*around.everybody(), *stand_ins([*entrusting, task.giver])], task.folder)
