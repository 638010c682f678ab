"""Signing many with one PIN: read one after the other, tick, one press, a result for each."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.parts import to_page
from journal.ledger import head
from signing import actions, batch_talk, live
from signing.access import step_for
from signing.forms.keys import PressForm
from signing.models import Batch, Step, StepRead
from signing.queries.trays import looked_at, waiting_for
from signing.states import CLERKS_WORK, SIGNING
from signing.views import me

WORKS = {"sign": SIGNING, "seal": CLERKS_WORK}


def batch(request: HttpRequest, work: str = "sign") -> HttpResponse:
    """Show what can be signed (or sealed) together: the list, and the paper that is being read beside it."""
    rows = _waiting(request, work)
    wanted = request.GET.get("step", "")
    at = next((i for i, one in enumerate(rows) if str(one.step.pk) == wanted), 0)
    reading = rows[at].step if rows else None
    context = {
        "work": work, "rows": rows, "reading": reading, "opened": _opened(request, rows),
        "before": rows[at - 1].step if at else None,
        "after": rows[at + 1].step if at + 1 < len(rows) else None, "at": at + 1,
        "act_id": uuid.uuid4(), "numbers": work == "seal",
        **batch_talk.press_of([one.step for one in rows], me(request)),
    }  # fmt: skip
    return render(request, "signing/batch.html", context)


@require_POST
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that this version was opened, and go on reading it."""
    step = Step.objects.select_related("route").filter(pk=pk).first()
    if step is None:
        raise Http404
    work = "seal" if step.kind in CLERKS_WORK else "sign"
    step = step_for(me(request), pk, to=work)
    actions.opened(step, sha256=step.route.current.sha256, by=me(request))
    address = reverse("signing:batch", args=[work])
    return redirect(f"{address}?step={pk}")


@sensitive_post_parameters()
@require_POST
def press(request: HttpRequest, work: str) -> HttpResponse:
    """Sign what is ticked, in the order of the list. No ``act``: each paper is stored by itself, the id makes one batch."""
    given = PressForm(request.POST).secrets()
    done = actions.carry_out(
        _chosen(request, work), client_id=_client_id(request), **given, by=me(request)
    )
    return to_page(request, done.get_absolute_url())


@sensitive_post_parameters()
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what is left of a batch that stopped. No ``act``, as above."""
    batch = get_object_or_404(Batch, pk=pk, who=me(request))
    actions.go_on_with(batch, **PressForm(request.POST).secrets(), by=me(request))
    return to_page(request, batch.get_absolute_url())


def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of each paper of a batch, live while it goes on."""
    shown = get_object_or_404(Batch, pk=pk, who=me(request))
    context = {"rev": head(shown.book), **live.lines(shown), **batch_talk.press(shown)}
    return render(request, "signing/batch_done.html", context)


def running(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show the results of a press that goes on, by the id its page was given; nothing before it began."""
    shown = Batch.objects.filter(who=me(request), client_id=client_id).first()
    if shown is None:
        return HttpResponse("")
    return render(request, "signing/parts/lines.html", live.lines(shown))


def part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Answer the list of results alone, or what can be pressed now."""
    shown = get_object_or_404(Batch, pk=pk, who=me(request))
    if word == "press":
        return render(request, "signing/parts/press.html", batch_talk.press(shown))
    if word != "lines":
        raise Http404
    return render(request, "signing/parts/lines.html", live.lines(shown))


def _waiting(request: HttpRequest, work: str) -> list[Any]:
    if work not in WORKS:
        raise Http404
    kinds = WORKS[work]
    return looked_at([step for step in waiting_for(me(request)) if step.kind in kinds])


def _opened(request: HttpRequest, rows: list[Any]) -> set[int]:
    """Return the steps whose present version the person has opened."""
    now = {one.step.pk: one.step.route.current.sha256 for one in rows}
    reads = StepRead.objects.filter(who=me(request), step__in=now)
    return {pk for pk, sha256 in reads.values_list("step", "sha256") if now[pk] == sha256}


def _chosen(request: HttpRequest, work: str) -> list[actions.Chosen]:
    """Return what was ticked, in the order in which it stood or was put, with the version shown of each."""
    mine = {one.step.pk: one.step for one in _waiting(request, work)}
    ticked = [int(one) for one in request.POST.getlist("step") if one.isdecimal()]
    order = {pk: _place(request, pk, at) for at, pk in enumerate(ticked)}
    rows = sorted((pk for pk in ticked if pk in mine), key=lambda pk: order[pk])
    return [actions.Chosen(mine[pk], request.POST.get(f"seen-{pk}", "")[:64]) for pk in rows]


def _place(request: HttpRequest, pk: int, at: int) -> tuple[int, int]:
    said = request.POST.get(f"place-{pk}", "")
    return (int(said) if said.isdecimal() else 10_000, at)


def _client_id(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("batch", ""))
    except ValueError:
        return uuid.uuid4()
