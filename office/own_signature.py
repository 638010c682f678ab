"""Signing one's own sheet of opinion: the sheet comes from its room, the signature is made in the signing room."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.parts import to_page
from core.refused import Refused
from opinions import door as opinions
from signing import door as signing

SECRET = {"autocomplete": "off", "inputmode": "numeric", "maxlength": "32"}


class PinForm(forms.Form):
    """The PIN, and the SHA-256 of the version on the screen."""

    seen = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)
    pin = forms.CharField(
        label=_("PIN of your key"), max_length=32, strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )  # fmt: skip


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the printed sheet and sign it. No ``act``: a wrong PIN must be counted, not rolled back."""
    sheet = opinions.sheet_for(request.user, pk, to="answer")
    if sheet.paper is None:
        raise Http404
    if request.method == "POST":
        form = PinForm(request.POST)
        if not form.is_valid():
            raise Refused(_("Please enter the PIN of your key."))
        given = form.cleaned_data
        signing.sign_own(sheet.paper, pin=given["pin"], seen=given["seen"], by=request.user)
        return to_page(request, sheet.asked.round.get_absolute_url())
    if sheet.signed_id:
        return redirect(sheet.asked.round)
    version = sheet.paper.versions.order_by("-number")[0]
    context = {
        "sheet": sheet, "round": sheet.asked.round, "version": version,
        "form": PinForm(initial={"seen": version.sha256}),
        "demo_pin": signing.DEMO_PIN if settings.DEMO else "",
    }  # fmt: skip
    return render(request, "office/sign_sheet.html", context)
