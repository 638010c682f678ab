"""Acts on a task: each works as a plain form; one that needs words has a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.acts import act
from core.parts import part_or_page
from documents.office_uploads import takes_office
from journal.ledger import head
from tasks import actions, forms
from tasks.access import task_for
from tasks.circle import may_take
from tasks.models import Task


@act
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the task on."""
    task = task_for(request.user, pk, to="work")
    actions.accept(task, by=request.user)
    return part_or_page(request, task, "state", "history", "my_acts")


@act
def accept_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the result."""
    task = task_for(request.user, pk, to="decide")
    actions.accept_result(task, by=request.user, seen=_seen(request))
    return part_or_page(request, task, "state", "reports", "history", "my_acts")


@act
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a word to the task."""
    task = task_for(request.user, pk, to="contribute")
    actions.comment(task, text=request.POST.get("text", "")[:8000], by=request.user)
    return part_or_page(request, task, "reports", "history")


@dataclass(frozen=True)
class Paged:
    """An act with a page of its own: the permission it needs, its form, its words, and what it does."""

    to: str
    form: Callable[..., django_forms.Form]
    title: str | Promise
    do: Callable[..., Any]


def _with_files(do: Callable[..., Any]) -> Callable[..., Any]:
    return lambda task, *, files, **given: do(task, uploads=files, **given)


def _change_due(task: Task, *, due_on: Any, due_time: Any, **given: Any) -> Task:
    return actions.change_due(task, due=(due_on, due_time), **given)


PAGES = {
    "decline": Paged("work", forms.ReasonForm, _("Decline the task"), actions.decline),
    "progress": Paged(
        "work", forms.ProgressForm, _("Report progress"), _with_files(actions.report_progress)
    ),
    "report": Paged(
        "work", forms.ResultForm, _("Hand in the result"), _with_files(actions.report_done)
    ),
    "hand_on": Paged("work", forms.HandOnForm, _("Hand on in the unit"), actions.hand_on),
    "return_result": Paged(
        "decide", forms.ReasonForm, _("Return the result"), actions.return_result
    ),
    "again": Paged("change", forms.AgainForm, _("Give to somebody else"), actions.assign_again),
    "due": Paged("change", forms.DueForm, _("Move the deadline"), _change_due),
    "cancel": Paged("change", forms.ReasonForm, _("Cancel the task"), actions.cancel),
}


def paged(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A page with one form: shown, corrected (422), or done once."""
    page = PAGES[name]
    task = task_for(request.user, pk, to=page.to)
    if request.method == "POST":
        return _done(request, task, page)
    start = {
        "seen": head(task.book),
        "due_on": task.due_on,
        "due_time": task.due_time,
        "percent": min(task.percent, 99),
    }
    return _shown(request, task, page, _form(page, task, initial=start))


@takes_office(lambda _request, _task, _page: None)  # the task was fetched with the right to do this
@act
def _done(request: HttpRequest, task: Task, page: Paged) -> HttpResponse:
    filled = _form(page, task, request.POST, request.FILES)
    if not filled.is_valid():
        return _shown(request, task, page, filled)
    page.do(task, by=request.user, **filled.cleaned_data)
    return redirect(task)


def _form(page: Paged, task: Task, *args: Any, **kwargs: Any) -> django_forms.Form:
    if page.form is forms.HandOnForm:
        kwargs["people"] = may_take(task)
    return page.form(*args, **kwargs)


def _shown(request: HttpRequest, task: Task, page: Paged, form: django_forms.Form) -> HttpResponse:
    context = {"task": task, "form": form, "title": page.title}
    return render(request, "tasks/form.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 12 else None
