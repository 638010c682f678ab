"""My work today, and the acts that are done from its list in one press."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import act
from core.parts import part_or_page
from core.refused import Refused
from people.models import User
from tasks import actions
from tasks.access import task_for
from tasks.forms import ProgressForm
from tasks.models import Task
from tasks.queries.boards import counts
from tasks.queries.day import my_day
from tasks.queries.saved import start_of_person
from tasks.states import RequestState


def first(request: HttpRequest) -> HttpResponse:
    """Show what the person starts with: a saved view of theirs, else their work today."""
    start = start_of_person(request.user)
    if start is not None:
        return redirect(start.get_absolute_url())
    return today(request)


def today(request: HttpRequest) -> HttpResponse:
    """Show the person's work today, live."""
    shown = {"tab": "mine", "counts": counts(request.user), **_day(request)}
    return render(request, "tasks/today.html", shown)


def my_work(request: HttpRequest) -> HttpResponse:
    """Answer the work of today alone, for a live page."""
    return render(request, "tasks/parts/my_work.html", _day(request))


def _day(request: HttpRequest) -> dict[str, Any]:
    return {"day": my_day(request.user), "progress_form": ProgressForm()}


class Here:
    """Where an act from the list leads back to."""

    def get_absolute_url(self) -> str:
        """The page of today's work."""
        return reverse("tasks:today")


@act
def now(request: HttpRequest, pk: int, do: str) -> HttpResponse:
    """Do one of the acts of the list; the list is told what changed."""
    if do not in ACTS:
        raise Http404
    to, acting = ACTS[do]
    answer = acting(task_for(request.user, pk, to=to), request)
    return answer or part_or_page(request, Here(), "my_work", "given")


def _accept(task: Task, request: HttpRequest) -> None:
    actions.accept(task, by=_who(request))


def _accept_result(task: Task, request: HttpRequest) -> None:
    actions.accept_result(task, by=_who(request), seen=_seen(request))


def _grant(task: Task, request: HttpRequest) -> None:
    asked = task.extensions.filter(state=RequestState.WAITING).first()
    if asked is None:
        raise Refused(_("No request for more time waits here any more."))
    actions.grant_extension(asked, by=_who(request))


def _progress(task: Task, request: HttpRequest) -> HttpResponse | None:
    form = ProgressForm(request.POST)
    if not form.is_valid():
        shown = {"task": task, "form": form, "title": ""}
        return render(request, "tasks/form.html", shown, status=422)
    given = form.cleaned_data
    actions.report_progress(task, text=given["text"], percent=given["percent"], by=_who(request))
    return None


Acting = Callable[[Task, HttpRequest], HttpResponse | None]
ACTS: dict[str, tuple[str, Acting]] = {
    "accept": ("work", _accept),
    "accept_result": ("decide", _accept_result),
    "grant": ("decide", _grant),
    "progress": ("work", _progress),
}


def _who(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 12 else None
