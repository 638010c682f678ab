"""Gateways for SMS and chat: the administrator of the whole city sets them up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.acts import act, act_after, form_act
from notices import gateways, phones
from notices.forms import GatewayForm
from notices.models import Gateway


def listing(request: HttpRequest) -> HttpResponse:
    """Show the gateways."""
    gateways.require_city(request.user)
    rows = list(Gateway.objects.all())
    return render(request, "notices/gateways.html", {"gateways": rows, "form": GatewayForm()})


@form_act
def add(request: HttpRequest) -> HttpResponse:
    """Set up a gateway; its secret is shown once."""
    gateways.require_city(request.user)
    form = GatewayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gateway, secret = gateways.add_gateway(by=request.user, **form.cleaned_data)
        return _secret(request, gateway, secret)
    return _form(request, form, None)


@form_act
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a gateway."""
    gateways.require_city(request.user)
    gateway = get_object_or_404(Gateway, pk=pk)
    form = GatewayForm(request.POST or None, instance=gateway)
    if request.method == "POST" and form.is_valid():
        gateways.change_gateway(gateway, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("notices:gateways")
    return _form(request, form, gateway)


@act
def new_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new secret, shown once; the old one signs too for two days."""
    gateways.require_city(request.user)
    gateway = get_object_or_404(Gateway, pk=pk)
    return _secret(request, gateway, gateways.new_secret(gateway, by=request.user))


def _tried(request: HttpRequest, pk: int) -> tuple[bool, str]:
    gateways.require_city(request.user)
    phone = phones.normal(request.POST.get("phone", ""))
    return gateways.try_out(get_object_or_404(Gateway, pk=pk), phone)


@act_after(_tried)
def try_out(request: HttpRequest, pk: int, ready: tuple[bool, str]) -> HttpResponse:
    """Send a trial message and say what came of it."""
    taken, said = ready
    (messages.success if taken else messages.error)(request, said)
    return redirect("notices:gateway", pk)


def _form(request: HttpRequest, form: GatewayForm, gateway: Gateway | None) -> HttpResponse:
    shown = {"form": form, "gateway": gateway}
    return render(request, "notices/gateway.html", shown, status=422 if form.errors else 200)


def _secret(request: HttpRequest, gateway: Gateway, secret: str) -> HttpResponse:
    """Show the secret; nobody keeps this page."""
    response = render(
        request, "notices/gateway_secret.html", {"gateway": gateway, "secret": secret}
    )
    response["Cache-Control"] = "no-store"
    return response
