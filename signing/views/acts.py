"""Acts: start, sign, seal, return, recall. Each works as a plain form."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.acts import act
from core.parts import part_or_page
from core.refused import Refused
from signing import actions
from signing.access import route_for, step_for
from signing.forms.acts import OpinionForm, ReasonForm, ReturnForm, SignForm
from signing.models import Step
from signing.routes.showing import earlier_steps
from signing.views import me

PARTS = ("steps", "document", "my_step")


@sensitive_post_parameters("pin")
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign; repeated, it is answered as done. No ``act``: a wrong PIN must be counted, not rolled back."""
    return _with_pin(request, step_for(me(request), pk, to="sign"), actions.sign)


@sensitive_post_parameters("pin")
@require_POST
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Give number and date, and apply the seal."""
    return _with_pin(request, step_for(me(request), pk, to="seal"), actions.number_and_seal)


def _with_pin(request: HttpRequest, step: Step, do: Callable[..., Any]) -> HttpResponse:
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Please enter the PIN of your key."))
    do(step, pin=form.cleaned_data["pin"], seen=form.cleaned_data["seen"], by=me(request))
    return part_or_page(request, step.route, *PARTS)


@act
def opine(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an opinion on what is shown, without a signature."""
    step, form = step_for(me(request), pk, to="opine"), OpinionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Please write a shorter opinion."))
    given = form.cleaned_data
    actions.give_opinion(step, text=given["text"], seen=given["seen"], by=me(request))
    return part_or_page(request, step.route, *PARTS)


def return_route(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the paper back, to who sent it or to an earlier step, with a reason."""
    step = step_for(me(request), pk, to="return")
    if request.method == "POST":
        return _returned(request, pk)
    form = ReturnForm(earlier=earlier_steps(step))
    return _reason_page(request, form, _("Return the paper"), step.route)


@act
def _returned(request: HttpRequest, pk: int) -> HttpResponse:
    step = step_for(me(request), pk, to="return")
    form = ReturnForm(request.POST, earlier=earlier_steps(step))
    if not form.is_valid():
        return _reason_page(request, form, _("Return the paper"), step.route)
    reason, to = form.cleaned_data["reason"], form.cleaned_data["to"]
    if to is not None:
        return redirect(actions.send_back(step, to, reason=reason, by=me(request)))
    return redirect(actions.return_route(step, reason=reason, by=me(request)))


def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the paper back, with a reason."""
    route = route_for(me(request), pk, to="recall")
    if request.method == "POST":
        return _recalled(request, pk)
    return _reason_page(request, ReasonForm(), _("Recall the paper"), route)


@act
def _recalled(request: HttpRequest, pk: int) -> HttpResponse:
    route, form = route_for(me(request), pk, to="recall"), ReasonForm(request.POST)
    if not form.is_valid():
        return _reason_page(request, form, _("Recall the paper"), route)
    return redirect(actions.recall(route, reason=form.cleaned_data["reason"], by=me(request)))


def _reason_page(request: HttpRequest, form: ReasonForm, title: str, route: Any) -> HttpResponse:
    context = {"form": form, "title": title, "route": route}
    return render(request, "signing/reason.html", context, status=422 if form.errors else 200)
