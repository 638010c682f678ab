"""Reminders: next, sent, failed; a digest's page; putting off, allowing it, urging by hand."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from core.acts import act, form_act
from core.parts import part_or_page
from people.models import User
from tasks import actions, queries
from tasks.access import permissions, task_for
from tasks.actions.nudging import LONGEST
from tasks.models import Digest, Task
from tasks.states import TaskState


class NudgeForm(django_forms.Form):
    """What a leader says when urging."""

    words = django_forms.CharField(
        label=_("What you expect"),
        max_length=LONGEST,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )


def reminders(request: HttpRequest) -> HttpResponse:
    """Show which reminders come next and why, which went out, which failed on their way."""
    scope = request.GET.get("who", "me")
    if scope not in queries.SCOPES:
        scope = "me"
    shown = {
        "scope": scope,
        "coming": queries.reminders_to_come(request.user, scope),
        "sent": queries.reminders_sent(request.user, scope),
        "failed": queries.reminders_failed(request.user, scope),
        "counts": queries.counts(request.user),
    }
    return render(request, "tasks/reminders.html", shown)


def digest(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the reminders of one's own digest, each with what can be done at once."""
    try:
        kinds = queries.digest_for(request.user, pk)
    except Digest.DoesNotExist:
        raise Http404 from None
    offers = queries.snooze_offers(
        request.user, [row.task for rows in kinds.values() for row in rows]
    )
    lines = {kind: [(row, offers[row.task_id]) for row in rows] for kind, rows in kinds.items()}
    return render(request, "tasks/digest.html", {"kinds": lines})


@act
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one's own reminders of the task off."""
    task = task_for(request.user, pk, to="work")
    actions.snooze(task, word=request.POST.get("until", ""), by=request.user)
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return part_or_page(request, task, "state", "history", "my_reminder")


@act
def allow_snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the task's reminders be put off, or no longer."""
    task = task_for(request.user, pk, to="change")
    actions.allow_snooze(task, allowed=request.POST.get("allowed") == "1", by=request.user)
    return part_or_page(request, task, "state", "history", "my_reminder")


@form_act
def nudge(request: HttpRequest, pk: int) -> HttpResponse:
    """Urge who does the work, with words."""
    task = task_for(request.user, pk)
    if not may_nudge(request.user, task):
        raise PermissionDenied
    form = NudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.nudge(task, words=form.cleaned_data["words"], by=request.user)
        return redirect(task)
    context = {"task": task, "form": form, "title": _("Urge now")}
    return render(request, "tasks/form.html", context, status=422 if form.errors else 200)


def may_nudge(user: User, task: Task) -> bool:
    """Whether the person may urge: who gave it, a superior, the head of the unit in which somebody else does it."""
    if task.state not in (TaskState.ASSIGNED, TaskState.ACCEPTED):
        return False
    held = permissions(user, task)
    handed = "work" in held and task.lead_person_id not in (None, user.pk)
    return bool(held & {"change", "demand"}) or handed


def mine(user: User, task: Task) -> dict[str, Any]:
    """What the personal part of a task's page shows: the next reminder and what may be done about it."""
    coming = queries.next_for(user, task)
    leads = coming is not None and "lead" in coming.roles
    return {
        "next": coming,
        "offers": queries.snooze_offers(user, [task])[task.pk] if leads else {},
        "may_nudge": may_nudge(user, task),
    }
