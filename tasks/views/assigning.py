"""Giving a task from anywhere: the form, what a typed sentence says, taking back what was given by mistake."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.acts import act
from people.models import User
from tasks import actions, sources
from tasks.access import task_for, visible
from tasks.actions import Order, Source
from tasks.forms import AssignForm
from tasks.models import Task
from tasks.queries.choices import key_of
from tasks.queries.spoken import spoken
from tasks.states import SourceKind

# session: the tasks given by the last act, for the offer to take them back
JUST_GIVEN = "just_given"
AHEAD = 5  # working days before its deadline that the next task of a repeated one is given


def new(request: HttpRequest) -> HttpResponse:
    """Give a task from a bare sentence, or from a sentence of a page."""
    if request.method == "POST":
        return _assign(request)
    return _page(request, AssignForm(user=request.user, initial=_start(request)))


@require_safe
def understand(request: HttpRequest) -> HttpResponse:
    """Answer what a typed sentence says: keys of lead and supporters, the deadline, and the words it was read from."""
    told = spoken(request.GET.get("text", ""))
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@act
def _assign(request: HttpRequest) -> HttpResponse:
    data, guessed = _completed(request.POST)
    form = AssignForm(data, user=request.user)
    form.guessed = guessed
    if not form.is_valid() or guessed:
        return _page(request, form)
    given = form.cleaned_data
    units, people = given["also"]
    support, helpers = given["support"]
    rows = actions.assign_to_each(
        [given["lead"], *units, *people],
        title=given["title"],
        detail=given["detail"],
        supporters=support,
        due_on=given["due_on"],
        giver=given["giver"] or request.user,
        by=request.user,
        source=_source(request.user, given),
        order=Order(
            product=given["product"], priority=given["priority"], due_time=given["due_time"],
            supporting_people=tuple(helpers), watchers=tuple(given["watch"][1]),
        ),
    )  # fmt: skip
    if given["repeat"]:
        for row in rows:
            actions.repeat(row, frequency=given["repeat"], lead_days=AHEAD, by=request.user)
    return given_now(request, rows)


def given_now(request: HttpRequest, rows: list[Task]) -> HttpResponse:
    """Lead to what was given: the task, or the page of all given together; it offers to take them back."""
    request.session[JUST_GIVEN] = [row.pk for row in rows]
    if len(rows) == 1 or rows[0].batch is None:
        return redirect(rows[0])
    return redirect("tasks:batch", rows[0].batch)


@act
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task back that nobody has accepted yet."""
    task = task_for(request.user, pk, to="change")
    actions.take_back(task, by=request.user)
    return redirect(f"{reverse('tasks:new')}?again={task.pk}")


@require_safe
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    """Show what was given together, with how much of it is done."""
    rows = visible(request.user).filter(batch=batch).order_by("pk")
    tasks = list(rows.select_related("lead_unit", "lead_person", "giver"))
    if not tasks:
        raise Http404
    return render(request, "tasks/batch.html", _together(request.user, tasks))


@act
def take_batch_back(request: HttpRequest, batch: str) -> HttpResponse:
    """Take back those of a batch that nobody has accepted yet."""
    rows = list(visible(request.user).filter(batch=batch).order_by("pk"))
    mine = [row for row in rows if request.user.pk in (row.giver_id, row.recorder_id)]
    if not mine:
        raise Http404
    actions.take_back_together(mine, by=request.user)
    return redirect("tasks:batch", batch)


def _together(user: User, tasks: list[Task]) -> dict[str, Any]:
    done = sum(task.state == "done" for task in tasks)
    counted = [task for task in tasks if task.state != "cancelled"]
    mine = [t for t in tasks if user.pk in (t.giver_id, t.recorder_id) and t.state == "assigned"]
    return {"tasks": tasks, "first": tasks[0], "done": done, "all": len(counted), "undo": mine}


def _completed(posted: QueryDict) -> tuple[QueryDict, bool]:
    """Let the sentence fill a lead nobody chose; the form then comes back once to be checked."""
    if posted.get("lead") or not posted.get("title"):
        return posted, False
    told = spoken(str(posted["title"]))
    if not told["lead"]:
        return posted, False
    data = posted.copy()
    data["lead"] = told["lead"]
    if not data.get("due_on") and not data.get("quick"):
        data["due_on"], data["due_time"] = told["due_on"], told["due_time"]
    if not data.getlist("support"):
        data.setlist("support", told["support"])
    return data, True


def _source(user: User, given: dict[str, Any]) -> Source:
    """Return the source: a page of ours is asked for its own words, what was typed stands for documents from outside."""
    typed: dict[str, Any] = {
        "kind": given["source_kind"], "number": given["source_number"],
        "on": given["source_on"], "sender": given["source_from"],
    }  # fmt: skip
    quote = sources.quoted(given["quote"])
    if not given["source"]:
        return Source(quote=quote, label=_outside(typed), **typed)
    place = sources.place_of(user, given["source"])
    url = sources.address(given["source"], quote, given["anchor"])
    known: dict[str, Any] = {
        "kind": place.kind,
        "number": place.number,
        "on": place.on,
        "sender": place.sender,
    }
    words = {name: typed[name] or value for name, value in known.items()}
    return Source(label=place.label, quote=quote, url=url, **words)


def _outside(typed: dict[str, Any]) -> str:
    """The words for a document that lies elsewhere: kind, number, issuer."""
    if not typed["kind"] and not typed["number"]:
        return ""
    kind = str(SourceKind(typed["kind"]).label) if typed["kind"] else _("document")
    words = [kind[:1].upper() + kind[1:], typed["number"], typed["sender"]]
    return " · ".join(word for word in words if word)


def _start(request: HttpRequest) -> dict[str, Any]:
    """What the address fills in: a sentence, a page it comes from, or a task that was given before."""
    asked = request.GET
    start: dict[str, Any] = {
        "title": asked.get("title", "")[:300],
        "quote": sources.quoted(asked.get("quote", "")),
        "source": asked.get("source", "")[:2000],
        "anchor": asked.get("anchor", "")[:64],
    }
    if start["source"]:
        sources.place_of(request.user, start["source"])
    start["title"] = start["title"] or start["quote"][:300]
    for word, whole in (("after", False), ("again", True)):
        if asked.get(word, "").isdecimal() and len(asked[word]) < 12:
            start |= _like(task_for(request.user, int(asked[word])), whole=whole)
    return start


def _like(task: Task, *, whole: bool) -> dict[str, Any]:
    """What the next order keeps of a task: lead and source; of one taken back everything."""
    kept: dict[str, Any] = {
        "lead": key_of(task.lead_person or task.lead_unit), "giver": key_of(task.giver),
        "source_kind": task.source_kind, "source_number": task.source_number,
        "source_on": task.source_on, "source_from": task.source_from,
        "source": task.source_url.partition("#")[0],
    }  # fmt: skip
    if not whole:
        return kept
    support = [*task.supporters.all(), *task.supporting_people.all()]
    return kept | {
        "title": task.title, "detail": task.detail, "product": task.product, "priority": task.priority,
        "due_on": task.due_on, "due_time": task.due_time, "quote": task.source_quote,
        "support": [key_of(one) for one in support],
        "watch": [key_of(one) for one in task.watchers.all()],
    }  # fmt: skip


def _page(request: HttpRequest, form: AssignForm) -> HttpResponse:
    page = str(form["source"].value() or "")
    place = sources.place_of(request.user, page) if page else None
    shown = {
        "form": form, "place": place, "quote": sources.quoted(str(form["quote"].value() or "")),
        "more": bool(form.errors) and not form.guessed,
    }  # fmt: skip
    status = 422 if form.errors or form.guessed else 200
    return render(request, "tasks/new.html", shown, status=status)
