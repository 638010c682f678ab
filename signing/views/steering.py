"""On its way: handed on, left out, added, a deadline, comments."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts import act, form_act
from core.parts import part_or_page
from signing import actions
from signing.access import remark_for, route_for, steered_step_for, step_for
from signing.forms.acts import AddStepForm, DueForm, HandOnForm, ReasonForm, RemarkForm
from signing.models import Route, Step
from signing.routes import capacities, composing, showing
from signing.routes.posts import signer_of
from signing.states import CLERKS_WORK, StepKind, StepState
from signing.views import me


@form_act
def hand_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand one's own step on to somebody who may do it."""
    step = step_for(me(request), pk, to="hand_on")
    form = HandOnForm(request.POST or None)
    if step.kind != StepKind.SIGN:
        del form.fields["right"]
    if form.is_valid() and (person := _person(form, "to")):
        given = form.cleaned_data
        right = given.get("right", "")
        actions.hand_on(step, to=person, right=right, reason=given["reason"], by=me(request))
        return redirect("signing:list")
    return _page(request, form, _("Hand the step on"), step.route)


def steer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the steps that are open, with what may be changed about each."""
    route = route_for(me(request), pk, to="steer")
    rows = route.steps.filter(state__in=(StepState.ASKED, StepState.WAITING)).select_related("who")
    open_steps = [
        (step, DueForm(initial={"days": step.days}, auto_id=f"due_{step.pk}_%s"), step.kind not in CLERKS_WORK)
        for step in rows.order_by("rank", "position")
    ]  # fmt: skip
    context = {"route": route, "open_steps": open_steps}
    return render(request, "signing/steer.html", context)


@form_act
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a step out, with a reason."""
    step = steered_step_for(me(request), pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.skip_step(step, reason=form.cleaned_data["reason"], by=me(request))
        return redirect(step.route)
    title = _("Leave out the step of %(who)s") % {"who": step.who}
    return _page(request, form, title, step.route)


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step. No ``act``: the file is prepared before the transaction; a second press finds the step there."""
    route = route_for(me(request), pk, to="steer")
    steps = route.steps.filter(state__in=(StepState.ASKED, StepState.WAITING))
    beside = steps.exclude(kind__in=CLERKS_WORK).order_by("rank", "position")
    form = AddStepForm(request.POST or None, steps=beside)
    if form.is_valid() and (person := _person(form, "who")):
        given = form.cleaned_data
        spec = _spec(given, person, route)
        actions.add_step(route, spec, reason=given["reason"], by=me(request))
        return redirect(route)
    return _page(request, form, _("Add a step"), route)


def _spec(given: dict[str, Any], person: Any, route: Route) -> actions.StepSpec:
    unit = route.paper.folder.unit
    right = given["right"] if given["kind"] == StepKind.SIGN else ""
    capacity = capacities.printed(right, signer_of(person, unit)) if right else ""
    beside: Step | None = given["beside"]
    return actions.StepSpec(
        given["kind"], person, unit, capacity, rank=beside.rank if beside else 0, right=right,
        days=given["days"] or 0,
    )  # fmt: skip


@act
def due(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a step a deadline in working days from today."""
    step, form = steered_step_for(me(request), pk), DueForm(request.POST)
    if form.is_valid():
        actions.change_due(step, days=form.cleaned_data["days"], by=me(request))
    return redirect("signing:steer", step.route_id)


@act
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Comment on a page of the paper."""
    route, form = route_for(me(request), pk, to="remark"), RemarkForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "title": _("Comment"), "route": route}
        return render(request, "signing/reason.html", context, status=422)
    given = form.cleaned_data
    actions.remark(route, text=given["text"], page=given["page"] or 0, by=me(request))
    return part_or_page(request, route, "remarks")


@act
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a comment as settled."""
    row = remark_for(me(request), pk)
    actions.settle_remark(row, by=me(request))
    return part_or_page(request, row.route, "remarks")


def _person(form: forms.Form, name: str) -> Any:
    """Return the person named in a field; what is wrong stands beside it."""
    try:
        return composing.person_named(form.cleaned_data[name])
    except forms.ValidationError as error:
        form.add_error(name, error)
        return None


def _page(request: HttpRequest, form: forms.Form, title: str, route: Route) -> HttpResponse:
    context = {
        "form": form, "title": title, "route": route, "labels": composing.labels(),
        "story": showing.story(route)[:0],
    }  # fmt: skip
    return render(request, "signing/reason.html", context, status=422 if form.errors else 200)
