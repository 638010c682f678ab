"""The task's page, its parts, its printout."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from journal.ledger import head
from tasks import queries, shown
from tasks.access import permissions, task_for
from tasks.forms import CommentForm, ProgressForm
from tasks.models import Task
from tasks.states import OPEN
from tasks.topics import PERSONAL
from tasks.views import reminding


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the task, live."""
    row = task_for(request.user, pk)
    rev = head(row.book)
    forms = {"comment_form": CommentForm(), "progress_form": ProgressForm(initial=_percent(row))}
    context = {**shown.page(row), **_mine(request, row), **forms, "rev": rev, "parts": shown.PARTS}
    return render(request, "tasks/task.html", context)


def part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Answer one part of the page."""
    row = task_for(request.user, pk)
    if word in PERSONAL:
        context = {"task": row, **_mine(request, row)}
        return render(request, f"tasks/parts/{word}.html", context)
    if word not in shown.PARTS:
        raise Http404
    return render(request, f"tasks/parts/{word}.html", shown.part(row, word))


def printout(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the task on one sheet, to be printed."""
    row = task_for(request.user, pk)
    return render(request, "tasks/printout.html", shown.page(row))


def _mine(request: HttpRequest, row: Task) -> dict[str, Any]:
    """What this person may do now; the revision tells each act what they saw."""
    return {
        "may": permissions(request.user, row),
        "is_open": row.state in OPEN,
        "seen": head(row.book),
        "outlook": queries.shown_outlook(request.user, row),
        **reminding.mine(request.user, row),
    }


def _percent(row: Task) -> dict[str, int]:
    return {"percent": min(row.percent, 99)}
