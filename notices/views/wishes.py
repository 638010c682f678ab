"""How a person wants to be told: kinds and channels, hours, a pause, devices, a phone; and one click less."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.acts import act
from notices import actions, phones, push, queries, unsubscribe
from notices.forms import PhoneForm, WishForm
from notices.models import Device, Wish


def wish(request: HttpRequest) -> HttpResponse:
    """Show and change how the person wants to be told."""
    mine = Wish.objects.filter(user=request.user).select_related("gateway").first()
    form = WishForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        actions.change_wish(request.user, **form.wanted())
        messages.success(request, _("Kept."))
        return redirect("notices:wish")
    return _page(request, form, mine)


@act
def pause(request: HttpRequest) -> HttpResponse:
    """Disturb the person no more for a while; or again."""
    actions.pause(request.user, request.POST.get("until", ""))
    return redirect("notices:wish")


@act
def add_device(request: HttpRequest) -> HttpResponse:
    """Let this browser be pushed to."""
    words = {name: request.POST.get(name, "") for name in ("endpoint", "key", "secret", "name")}
    device = push.add_device(request.user, **words)
    request.session["device"] = device.pk
    messages.success(request, _("This device now shows notices."))
    return redirect("notices:wish")


@act
def remove_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Push no more to one of one's devices."""
    push.forget_device(get_object_or_404(Device, pk=pk, user=request.user))
    messages.success(request, _("The device is removed."))
    return redirect("notices:wish")


@act
def phone(request: HttpRequest) -> HttpResponse:
    """Name a gateway and a phone; a code goes there."""
    form = PhoneForm(request.POST)
    if not form.is_valid():
        mine = Wish.objects.filter(user=request.user).first()
        return _page(request, WishForm(instance=mine), mine, phone_form=form, status=422)
    phones.ask_code(request.user, form.cleaned_data["gateway"], form.cleaned_data["phone"])
    messages.success(request, _("A code is on its way to the phone."))
    return redirect("notices:wish")


@act
def prove_phone(request: HttpRequest) -> HttpResponse:
    """Take the code that came to the phone."""
    proved = phones.prove(request.user, request.POST.get("code", "")[:12]).phone_proved_at
    if proved:
        messages.success(request, _("The phone is confirmed."))
    else:
        messages.error(request, _("This is not the code."))
    return redirect("notices:wish")


@act
def forget_phone(request: HttpRequest) -> HttpResponse:
    """Send no more messages to the phone."""
    phones.forget_phone(request.user)
    return redirect("notices:wish")


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def fewer(request: HttpRequest, token: str) -> HttpResponse:
    """Make this kind of letter rarer: a page asks, a POST does it at once (RFC 8058); the token alone lets in."""
    found = unsubscribe.read(token)
    if found is None:
        raise Http404
    with translation.override(found.user.language):
        if request.method == "POST":
            unsubscribe.apply(found)
        shown = {"fewer": found, "done": request.method == "POST"}
        return render(request, "notices/fewer.html", shown)


def _page(
    request: HttpRequest, form: WishForm, mine: Wish | None, status: int = 200, **more: object
) -> HttpResponse:
    gateways = queries.gateways_on()
    shown = {
        "form": form,
        "mine": mine or Wish(),
        "paused": queries.paused(mine),
        "push_key": push.public_key() if settings.PUSH else "",
        "devices": queries.devices(request.user),
        "this_device": request.session.get("device"),
        "gateways": gateways,
        "phone_form": PhoneForm(initial={"phone": request.user.phone}),
        **more,
    }
    return render(request, "notices/wish.html", shown, status=422 if form.errors else status)
