"""“My signing keys”: brought in, registered, chosen, given another PIN, taken out of use."""

import base64
import binascii
import json
from typing import Any

from cryptography import x509
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.acts import act, act_after
from core.refused import Refused
from people.access import has_role
from people.models import Role, User
from signing import proving
from signing.actions import keeping, keys, remote
from signing.attempt_states import Way
from signing.forms import keys as key_forms
from signing.models import SigningKey
from signing.queries import ways
from signing.strongbox import DEMO_PIN, demonstration_file
from signing.views import me


def mine(request: HttpRequest) -> HttpResponse:
    """Show one's keys and what can be done with them."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **bound: forms.Form) -> HttpResponse:
    shown: dict[str, Any] = {
        "keys": (held := list(ways.usable_keys(me(request)))),
        "doubted": ways.doubted(held),
        "file_form": key_forms.FileForm(prefix="f"),
        "agent_form": key_forms.AgentForm(prefix="a"),
        "token_form": key_forms.TokenForm(prefix="t") if settings.PKCS11_TOKENS else None,
        "remote_form": key_forms.RemoteForm(prefix="r") if settings.CSC_SERVICES else None,
        "agent_url": settings.AGENT_URL,
        "challenge": (challenge := proving.challenge_for(me(request))),
        "agent_question": json.dumps({"Challenge": challenge}),
        "demo": settings.DEMO,
        "demo_pin": DEMO_PIN,
        "may_see_all": _administers(request),
        **bound,
    }
    return render(request, "signing/keys.html", shown, status=status)


def _tried(request: HttpRequest) -> None:
    """Before the transaction: a file that takes an hour to open holds up nobody."""
    try_form(key_forms.FileForm(request.POST, request.FILES, prefix="f"))


def try_form(form: forms.Form) -> None:
    """Let the bounded child open the file of a form first; ``Refused`` when that takes too long."""
    if form.is_valid():
        file = form.cleaned_data["file"]
        keeping.try_file(file.read(), form.cleaned_data["passphrase"])
        file.seek(0)


@sensitive_post_parameters()
def add_file(request: HttpRequest) -> HttpResponse:
    """Bring in one's own PKCS#12 file; what is wrong with it is said beside the form."""
    try:
        return _add_file(request)
    except Refused as refused:
        form = key_forms.FileForm(request.POST, request.FILES, prefix="f")
        form.add_error(None, str(refused))
        return _page(request, 422, file_form=form)


@act_after(_tried)
def _add_file(request: HttpRequest, ready: None = None) -> HttpResponse:  # noqa: ARG001 (tried, that is all)
    """Keep the file as one's key, in the place of an earlier file."""
    form = key_forms.FileForm(request.POST, request.FILES, prefix="f")
    if not form.is_valid():
        return _page(request, 422, file_form=form)
    given = form.cleaned_data
    keeping.import_key(
        given["file"].read(), passphrase=given["passphrase"], pin=given["pin"],
        owner=me(request), own=True,
    )  # fmt: skip
    return _kept(request)


@act
def add_agent(request: HttpRequest) -> HttpResponse:
    """Register the certificate of a token at one's own machine."""
    form = key_forms.AgentForm(request.POST, request.FILES, prefix="a")
    if not form.is_valid():
        return _page(request, 422, agent_form=form)
    given, owner = form.cleaned_data, me(request)
    found, holds = shown_by_agent(given, by=owner)
    key = keeping.register(owner, found, way=Way(given["way"]), options={}, by=owner)
    if holds:
        keeping.proved(key)
    return _kept(request)


def shown_by_agent(given: dict[str, Any], *, by: User) -> tuple[list[x509.Certificate], bool]:
    """Return the certificates of an agent's form, and whether the program there proved to ``by`` that it holds the key."""
    file = given["file"]
    found = keeping.certificates_from(file.read()) if file else _shown(given["certificates"])
    holder = keeping.in_order(found)[0]
    return found, proving.check(holder, given["challenge"], given["proof"], by)


def _shown(text: str) -> list[x509.Certificate]:
    """Read what the agent showed: certificates in base64, one after the other."""
    try:
        return [
            x509.load_der_x509_certificate(base64.b64decode(one, validate=True))
            for one in text.split()[:10]
        ]
    except (ValueError, binascii.Error) as error:
        raise Refused(_("This is not a certificate (.cer, .crt, .pem).")) from error


@sensitive_post_parameters()
@require_POST
def add_token(request: HttpRequest) -> HttpResponse:
    """Register a key on a token at the server. No ``act``: the token is slow, and counts."""
    form = key_forms.TokenForm(request.POST, prefix="t")
    if not form.is_valid():
        return _page(request, 422, token_form=form)
    options, owner = key_forms.options_of(form.cleaned_data["place"]), me(request)
    keeping.register_token(owner, options=options, pin=form.cleaned_data["pin"], by=owner)
    return _kept(request)


@require_POST
def add_remote(request: HttpRequest) -> HttpResponse:
    """Register a key at a remote service. No ``act``: the service is slow."""
    form = key_forms.RemoteForm(request.POST, prefix="r")
    if not form.is_valid():
        return _page(request, 422, remote_form=form)
    remote.register_remote(me(request), **form.cleaned_data, by=me(request))
    return _kept(request)


@require_POST
def demonstration(request: HttpRequest) -> HttpResponse:
    """Issue a demonstration key for the agent: registered here, given away as a file, so that a buyer can try."""
    owner = me(request)
    if not settings.DEMO:
        raise Http404
    content, found = demonstration_file(owner.full_name)
    keeping.register_sample(owner, found)
    name = "attachment; filename=khoa-mau.p12"
    headers = {"Content-Disposition": name}
    return HttpResponse(content, content_type="application/x-pkcs12", headers=headers)


@act
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer this key first from now on."""
    keeping.choose_key(_own(request, pk), by=me(request))
    return redirect(_back(request))


@act
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key out of use: one's own, or as an administrator anybody's."""
    keeping.retire_key(_own(request, pk), by=me(request))
    messages.success(request, _("The key is out of use. Signatures made with it stay valid."))
    return redirect(_back(request))


@sensitive_post_parameters()
def change_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a key file under another PIN. No ``act``: a wrong PIN must be counted."""
    key = _own(request, pk)
    if key.holder_id not in (None, me(request).pk):
        raise Http404  # nobody but the holder has a PIN to type for it
    form = key_forms.PinChangeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "key": key}
        status = 422 if form.is_bound else 200
        return render(request, "signing/key_pin.html", context, status=status)
    opened = keys.opened(key, form.cleaned_data["pin"], by=me(request))
    keeping.change_pin(key, opened, new=form.cleaned_data["new"], by=me(request))
    messages.success(request, _("The PIN is changed."))
    return redirect("signing:keys")


def _own(request: HttpRequest, pk: int) -> SigningKey:
    """Fetch a key for its holder or an administrator; nobody else sees that it exists."""
    key = SigningKey.objects.select_related("holder", "unit").filter(pk=pk).first()
    if key is None or (key.holder_id != request.user.pk and not _administers(request)):
        raise Http404
    return key


def _administers(request: HttpRequest) -> bool:
    return has_role(request.user, Role.ADMINISTRATOR)


def _back(request: HttpRequest) -> str:
    """Return where the person came from, a page of ours only."""
    wanted = request.POST.get("next", "")
    fine = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if fine and wanted.startswith("/") else "signing:keys"


def _kept(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("The key is kept."))
    return redirect("signing:keys")
