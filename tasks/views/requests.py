"""Requests, explanations, contributions, parts, marks: one press, or a page with one form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.acts import act, form_act
from core.parts import part_or_page
from documents.office_uploads import takes_office
from journal.ledger import head
from tasks import actions
from tasks.access import permissions, task_for
from tasks.actions import Around, Marks, Share
from tasks.actions.contribution import Wanted
from tasks.forms import requests as forms
from tasks.mentions import offered
from tasks.models import Task

PARTS = (
    "state", "requests", "contributions", "subtasks", "reports", "papers", "history", "my_acts",
)  # fmt: skip
ROWS = {
    "extensions": "extensions",
    "transfers": "transfers",
    "questions": "questions",
    "explanations": "explanations",
    "comments": "comments",
}


@dataclass(frozen=True)
class Page:
    """A page with one form: the permission, the form, its title, what it does; `start` its first values."""

    to: str
    form: type[forms.OfTask]
    title: str | Promise
    do: Callable[..., Any]
    start: Callable[[Task, Any], dict[str, Any]] = lambda _task, _row: {}


def _seen(do: Callable[..., Any]) -> Callable[..., Any]:
    """For acts on a row that is asked for its own state: what the page had seen does not matter."""

    def doing(row: Any, *, seen: Any = None, **given: Any) -> Any:  # noqa: ARG001
        return do(row, **given)

    return doing


def _files(do: Callable[..., Any]) -> Callable[..., Any]:
    return lambda row, *, files, seen=None, **given: do(row, uploads=files, **given)  # noqa: ARG005


def _ask_contributions(
    task: Task, *, whom: Any, text: str, due_on: Any, by: Any, **_seen: Any
) -> Any:
    return actions.ask_contributions(task, whom=whom, wanted=Wanted(text, due_on), by=by)


def _hand_down(task: Task, *, due_on: Any, by: Any, seen: Any = None, **given: Any) -> Any:
    time = task.due_time if due_on == task.due_on else None
    return actions.hand_down(task, share=Share(due=(due_on, time), **given), by=by, seen=seen)


def _marks(do: Callable[..., Any]) -> Callable[..., Any]:
    return lambda task, *, by, seen=None, **given: do(task, marks=Marks(**given), by=by, seen=seen)


def _circle(task: Task, *, by: Any, seen: Any = None, closed: bool, **given: Any) -> Any:
    rows = {name: tuple(chosen) for name, chosen in given.items()}
    return actions.change_circle(task, around=Around(closed=closed, **rows), by=by, seen=seen)


def _grant(extension: Any, *, due_on: Any, answer: str, by: Any, **_seen: Any) -> Any:
    return actions.grant_extension(
        extension, due=(due_on, extension.want_time), answer=answer, by=by
    )


def _now_marks(task: Task, _row: Any) -> dict[str, Any]:
    row = getattr(task, "evaluation", None)
    return {"grade": row.grade, "quantity": row.quantity, "words": row.words} if row else {}


ON_TASK = {
    "extension": Page("work", forms.ExtensionForm, _("Ask for more time"), actions.ask_extension),
    "propose_transfer": Page(
        "work", forms.TransferForm, _("Propose another lead"), actions.propose_transfer
    ),
    "transfer": Page("change", forms.TransferForm, _("Transfer the task"), actions.transfer_now),
    "ask": Page("work", forms.TextForm, _("Ask the giver"), _seen(actions.ask)),
    "demand": Page(
        "demand", forms.DemandForm, _("Demand an explanation"), _seen(actions.demand_explanation),
        lambda _task, _row: {"due_on": forms.default_answer_day()},
    ),
    "contribute": Page(
        "support", forms.ContributionForm, _("Contribute"), _files(actions.contribute)
    ),
    "ask_contributions": Page(
        "work", forms.AskContributionsForm, _("Ask for contributions"), _ask_contributions
    ),
    "hand_down": Page("work", forms.HandDownForm, _("Give a part of it"), _hand_down),
    "accept_graded": Page(
        "decide", forms.MarksForm, _("Accept and evaluate"), _marks(actions.accept_result)
    ),
    "evaluate": Page("decide", forms.MarksForm, _("Evaluate"), _marks(actions.evaluate), _now_marks),
    "confirm_cause": Page(
        "demand", forms.ReasonOf, _("Confirm an objective cause"), _seen(actions.confirm_cause)
    ),
    "reopen": Page("decide", forms.ReasonOf, _("Reopen the task"), actions.reopen),
    "circle": Page("change", forms.CircleForm, _("Who is around the task"), _circle),
}  # fmt: skip
ON_ROW = {
    ("extensions", "other"): Page(
        "decide", forms.GrantForm, _("Grant another day"), _grant,
        lambda _task, row: {"due_on": row.want_on},
    ),
    ("extensions", "refuse"): Page(
        "decide", forms.ReasonOf, _("Refuse the extension"), _seen(actions.refuse_extension)
    ),
    ("transfers", "refuse"): Page(
        "decide", forms.ReasonOf, _("Refuse the transfer"), _seen(actions.refuse_transfer)
    ),
    ("questions", "answer"): Page("decide", forms.TextForm, _("Answer"), _seen(actions.answer)),
    ("explanations", "answer"): Page(
        "work", forms.ExplainForm, _("Explain"), _files(actions.answer_explanation)
    ),
    ("explanations", "accept"): Page(
        "demand", forms.JudgeForm, _("Accept the explanation"), _seen(actions.accept_explanation),
        lambda _task, row: {"objective": row.claims_objective},
    ),
    ("explanations", "reject"): Page(
        "demand", forms.ReasonOf, _("Do not accept the explanation"), _seen(actions.reject_explanation)
    ),
    ("comments", "edit"): Page(
        "contribute", forms.TextForm, _("Correct what you wrote"), _seen(actions.edit_comment),
        lambda _task, row: {"text": row.text},
    ),
}  # fmt: skip
# Acts of one press on a row: the permission, what it does.
PRESSED: dict[tuple[str, str], tuple[str, Callable[..., Any]]] = {
    ("extensions", "grant"): ("decide", actions.grant_extension),
    ("extensions", "withdraw"): ("work", actions.withdraw_extension),
    ("transfers", "agree"): ("decide", actions.agree_transfer),
    ("transfers", "withdraw"): ("work", actions.withdraw_transfer),
    ("questions", "withdraw"): ("work", actions.withdraw_question),
    ("explanations", "withdraw"): ("demand", actions.withdraw_demand),
    ("comments", "withdraw"): ("contribute", actions.withdraw_comment),
}


@takes_office(lambda request, pk, name: task_for(request.user, pk, to=ON_TASK[name].to))
@form_act
def on_task(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A page with one form about the task."""
    page = ON_TASK[name]
    task = task_for(request.user, pk, to=page.to)
    return _page(request, task, task, page)


@takes_office(
    lambda request, pk, rows, name, **_row: task_for(request.user, pk, to=ON_ROW[rows, name].to)
)
@form_act
def on_row(request: HttpRequest, pk: int, rows: str, which: int, name: str) -> HttpResponse:
    """A page with one form about a request, an explanation, a comment of the task."""
    page = ON_ROW[rows, name]
    task = task_for(request.user, pk, to=page.to)
    return _page(request, task, _row(task, rows, which), page)


@act
def press(request: HttpRequest, pk: int, rows: str, which: int, name: str) -> HttpResponse:
    """Grant, agree, withdraw: one press."""
    to, do = PRESSED[rows, name]
    task = task_for(request.user, pk, to=to)
    do(_row(task, rows, which), by=request.user)
    return _back(request, task)


@act
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """Demand an explanation in one press: by the second working day, without a question."""
    task = task_for(request.user, pk, to="demand")
    actions.demand_explanation(task, by=request.user)
    return part_or_page(request, task, *PARTS)


@act
def nudge_supporters(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those who owe their contribution once more."""
    task = task_for(request.user, pk, to="work")
    actions.nudge_supporters(task, by=request.user)
    return part_or_page(request, task, *PARTS)


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer people to be named with @, for what was typed so far."""
    task_for(request.user, pk, to="contribute")
    words = request.GET.get("q", "").strip()[:60]
    return render(request, "tasks/people.html", {"people": offered(words) if words else []})


def _page(request: HttpRequest, task: Task, row: Any, page: Page) -> HttpResponse:
    if request.method != "POST":
        start = {"seen": head(task.book), **page.start(task, row)}
        return _shown(request, task, row, page, page.form(task=task, initial=start))
    form = page.form(request.POST, request.FILES, task=task)
    if not form.is_valid():
        return _shown(request, task, row, page, form)
    page.do(row, by=request.user, **form.cleaned_data)
    return _to_task(request, task)


def _shown(request: HttpRequest, task: Task, row: Any, page: Page, form: Any) -> HttpResponse:
    context = {"task": task, "form": form, "title": page.title, "row": row}
    return render(request, "tasks/form.html", context, status=422 if form.errors else 200)


def _row(task: Task, rows: str, which: int) -> Any:
    found = getattr(task, ROWS[rows]).filter(pk=which).first()
    if found is None:
        raise Http404
    found.task = task
    return found


def _back(request: HttpRequest, task: Task) -> HttpResponse:
    """Answer a press: the list it was pressed in, when it says so, else the task."""
    if request.POST.get("next") == "given" and not getattr(request, "htmx", False):
        return redirect("tasks:given_board")
    return part_or_page(request, task, *PARTS)


def _to_task(request: HttpRequest, task: Task) -> HttpResponse:
    """To the task; to the front of the room when the act took it out of the person's sight."""
    fresh = Task.objects.filter(pk=task.pk).first()
    seen = fresh and "see" in permissions(request.user, fresh)  # type: ignore[arg-type]
    return redirect(task) if seen else redirect("tasks:list")
