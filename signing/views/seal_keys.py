"""The keys of all persons and seals, for an administrator; a unit's seal is brought in as a file, or registered where it lies."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.acts import act, act_after
from core.refused import Refused
from people.access import require
from people.models import Role
from signing import proving
from signing.actions import keeping, remote
from signing.attempt_states import Way
from signing.forms import keys as key_forms
from signing.queries import ways
from signing.views import me
from signing.views.keys import shown_by_agent, try_form


class FileForm(key_forms.FileForm, key_forms.OwnerForm):
    """A seal's file and its unit."""


class AgentForm(key_forms.AgentForm, key_forms.OwnerForm):
    """The certificate of the token that the clerk of a unit has at their machine."""


class TokenForm(key_forms.TokenForm, key_forms.OwnerForm):
    """A seal on a token or HSM at the server."""


class RemoteForm(key_forms.RemoteForm, key_forms.OwnerForm):
    """A seal at a remote service."""


def every(request: HttpRequest) -> HttpResponse:
    """Show all keys to an administrator."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **bound: forms.Form) -> HttpResponse:
    require(me(request), Role.ADMINISTRATOR)
    shown: dict[str, Any] = {
        "keys": ways.all_keys(),
        "file_form": FileForm(),
        "agent_form": AgentForm(prefix="a"),
        "token_form": TokenForm(prefix="t") if settings.PKCS11_TOKENS else None,
        "remote_form": RemoteForm(prefix="r") if settings.CSC_SERVICES else None,
        "agent_url": settings.AGENT_URL,
        "challenge": (challenge := proving.challenge_for(me(request))),
        "agent_question": json.dumps({"Challenge": challenge}),
        **bound,
    }
    return render(request, "signing/keys_all.html", shown, status=status)


def _tried(request: HttpRequest) -> None:
    require(me(request), Role.ADMINISTRATOR)
    try_form(FileForm(request.POST, request.FILES))


@sensitive_post_parameters()
def add_file(request: HttpRequest) -> HttpResponse:
    """Bring in the PKCS#12 file of a unit's seal; what is wrong with it is said beside the form."""
    try:
        return _add_file(request)
    except Refused as refused:  # it takes too long to open
        form = FileForm(request.POST, request.FILES)
        form.add_error(None, str(refused))
        return _page(request, 422, file_form=form)


@act_after(_tried)
def _add_file(request: HttpRequest, ready: None = None) -> HttpResponse:  # noqa: ARG001 (tried, that is all)
    def keep(given: dict[str, Any]) -> None:
        keeping.import_key(
            given["file"].read(), passphrase=given["passphrase"], pin=given["pin"],
            owner=given["unit"], own=True,
        )  # fmt: skip

    return _kept(request, "file_form", lambda: FileForm(request.POST, request.FILES), keep)


@act
def add_agent(request: HttpRequest) -> HttpResponse:
    """Register the certificate of a seal's token at the clerk's machine: proved at once where the program there shows it, else when it signs."""

    def keep(given: dict[str, Any]) -> None:
        found, holds = shown_by_agent(given, by=me(request))
        way = Way(given["way"])
        key = keeping.register(given["unit"], found, way=way, options={}, by=me(request))
        if holds:
            keeping.proved(key)

    def make() -> AgentForm:
        return AgentForm(request.POST, request.FILES, prefix="a")

    return _kept(request, "agent_form", make, keep)


@sensitive_post_parameters()
@require_POST
def add_token(request: HttpRequest) -> HttpResponse:
    """Register a seal on a token at the server. No ``act``: the token is slow, and counts."""

    def keep(given: dict[str, Any]) -> None:
        options = key_forms.options_of(given["place"])
        keeping.register_token(given["unit"], options=options, pin=given["pin"], by=me(request))

    return _kept(request, "token_form", lambda: TokenForm(request.POST, prefix="t"), keep)


@require_POST
def add_remote(request: HttpRequest) -> HttpResponse:
    """Register a seal at a remote service. No ``act``: the service is slow."""

    def keep(given: dict[str, Any]) -> None:
        remote.register_remote(given.pop("unit"), **given, by=me(request))

    return _kept(request, "remote_form", lambda: RemoteForm(request.POST, prefix="r"), keep)


def _kept(
    request: HttpRequest,
    name: str,
    make: Callable[[], forms.Form],
    keep: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    """Keep what the form says; what is wrong with it is said beside it, and nothing typed is lost."""
    require(me(request), Role.ADMINISTRATOR)
    form = make()
    if not form.is_valid():
        return _page(request, 422, **{name: form})
    try:
        keep(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, 422, **{name: form})
    messages.success(request, _("The key is kept."))
    return redirect("signing:all_keys")
