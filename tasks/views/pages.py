"""The task's page, its parts, its printout."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tasks import queries, shown
from tasks.access import parts_played, permissions, task_for
from tasks.forms import CommentForm, ProgressForm
from tasks.models import Task
from tasks.states import EXPLAINABLE, OPEN, TaskState
from tasks.topics import PERSONAL
from tasks.views import reminding


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the task, live."""
    row = task_for(request.user, pk)
    book = queries.work_of(row).book  # read first: what happens from here on is pushed to the page
    rev = book[0].seq if book else 0
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
    may, work = permissions(request.user, row), queries.work_of(row)
    return {
        **_acts(request, row, may),
        "may": may,
        "is_open": row.state in OPEN,
        "seen": work.book[0].seq if work.book else 0,
        "work": work,
        "outlook": queries.shown_outlook(request.user, row),
        **reminding.mine(request.user, row),
    }


def _acts(request: HttpRequest, row: Task, may: frozenset[str]) -> dict[str, Any]:
    """What is expected of the person, and what else they may do."""
    work = queries.work_of(row)
    demandable = row.state in EXPLAINABLE and not work.explanation
    closing = row.state == TaskState.DONE and may & {"decide", "demand"}
    return {
        "needs": queries.needs(request.user, row, may),
        "fresh": queries.own_fresh_comment(request.user, row),
        "working": row.state in queries.WORKING,
        "demandable": demandable,
        "open_parts": sum(one.state in OPEN for one in work.children),
        "may_more": bool(
            (row.state in OPEN and may & {"work", "change", "support", "demand"}) or closing
        ),
        "line": queries.line(row, calendar=queries.calendar_of(row)),
        "above_seen": row.parent_id and "above" in parts_played(request.user, row),
    }


def _percent(row: Task) -> dict[str, int]:
    """Where the progress form begins: how far the work was, or what its parts suggest."""
    suggested = queries.suggested_percent(queries.work_of(row).children)
    return {"percent": min(row.percent, 99) if suggested is None else suggested}
