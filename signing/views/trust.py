"""Administrators look after the trust store: whom this installation believes, what for, until when."""

import base64
import binascii
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.acts import act, form_act
from core.refused import Refused
from journal.ledger import head
from people.access import has_role, require
from signing import certificates, trusting
from signing.actions import trust
from signing.forms.trust import BelieveForm, NarrowForm, PinForm, RetireForm, UploadForm
from signing.models import TRUST_BOOK, RevocationFile, SealPin, SigningKey, TrustedRoot
from signing.queries import trust as shown
from signing.queries.trust import history
from signing.views import me

KEEPER = "administrator"


def index(request: HttpRequest) -> HttpResponse:
    """List whom we believe, the pinned seals, the lists of withdrawn certificates, and what changed."""
    require(request.user, KEEPER)
    roots = list(TrustedRoot.objects.select_related("added_by"))
    context = {
        "version": head(TRUST_BOOK),
        "believed": [one for one in roots if one.retired_at is None],
        "retired": [one for one in roots if one.retired_at],
        "pins": SealPin.objects.select_related("unit", "pinned_by").filter(ended_at=None),
        "unpinned": _unpinned(),
        "lists": RevocationFile.objects.select_related("added_by"),
        "unlisted": trusting.unlisted(),
        "history": history(),
        "form": UploadForm(),
    }
    return render(request, "signing/trust.html", context)


def _unpinned() -> list[SigningKey]:
    """Return the agencies' seals here whose certificate is not the pinned one."""
    pinned = set(SealPin.objects.filter(ended_at=None).values_list("sha256", flat=True))
    rows = SigningKey.objects.filter(unit__isnull=False, retired_at=None).select_related("unit")
    return [one for one in rows if one.fingerprint not in pinned]


def upload(request: HttpRequest) -> HttpResponse:
    """Read an uploaded file and show what is in it; nothing is believed yet."""
    require(request.user, KEEPER)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "signing/trust_upload.html", {"form": form}, status=422 if form.is_bound else 200)  # fmt: skip
    content = form.cleaned_data["file"].read()
    try:
        found = certificates.read_authorities(content)
    except certificates.Unreadable:
        return _withdrawals(request, content, form)
    return _shown(request, found)


def _withdrawals(request: HttpRequest, content: bytes, form: UploadForm) -> HttpResponse:
    try:
        found = certificates.read_revocation(content)
    except certificates.Unreadable:
        form.add_error("file", _("Neither certificates nor a list of withdrawn ones can be read in this file."))  # fmt: skip
        return render(request, "signing/trust_upload.html", {"form": form}, status=422)
    trust.import_revocation(found, by=me(request))
    return redirect("signing:trust")


def _shown(
    request: HttpRequest, found: list[certificates.Described], form: BelieveForm | None = None
) -> HttpResponse:
    prints = [one.sha256 for one in found]
    known = set(TrustedRoot.objects.filter(sha256__in=prints).values_list("sha256", flat=True))
    rows = [
        {"one": one, "known": one.sha256 in known, "fault": trust.fault(one.fault) if one.fault else "",
         "form": form or BelieveForm(initial={"der": base64.b64encode(one.der).decode()}, auto_id=f"{one.sha256[:8]}_%s")}
        for one in found
    ]  # fmt: skip
    return render(
        request, "signing/trust_confirm.html", {"rows": rows}, status=422 if form else 200
    )


@act
def believe(request: HttpRequest) -> HttpResponse:
    """Take a certificate into the store: its fingerprint was compared, its end typed."""
    require(request.user, KEEPER)
    form = BelieveForm(request.POST)
    given = _certificate(request.POST.get("der", ""))
    if not form.is_valid():
        return _shown(request, [given], form)
    said = form.cleaned_data
    row = trust.believe(
        given, typed=said["typed"], why=said["why"], signers=said["signers"],
        timestamps=said["timestamps"], by=me(request),
    )  # fmt: skip
    return redirect(row)


def _certificate(text: str) -> certificates.Described:
    try:
        return certificates.read_authorities(base64.b64decode(text, validate=True))[0]
    except (certificates.Unreadable, binascii.Error, ValueError) as error:
        raise Refused(_("No certificate can be read in this file.")) from error


def root(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one authority with everything that was done to it."""
    require(request.user, KEEPER)
    row = get_object_or_404(TrustedRoot.objects.select_related("added_by"), pk=pk)
    narrow = NarrowForm(initial={"signers": row.for_signers, "timestamps": row.for_timestamps})
    context = {"root": row, "narrow": narrow, "retire": RetireForm(), "history": history(row)}
    return render(request, "signing/trust_root.html", context)


@act
def narrow(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an authority is believed for."""
    require(request.user, KEEPER)
    form, row = NarrowForm(request.POST), get_object_or_404(TrustedRoot, pk=pk)
    form.is_valid()
    said = form.cleaned_data
    return redirect(trust.narrow(row, signers=said["signers"], timestamps=said["timestamps"], by=me(request)))  # fmt: skip


@form_act
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire an authority with a date and a reason; what was signed before stays believed."""
    require(request.user, KEEPER)
    row, form = get_object_or_404(TrustedRoot, pk=pk), RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        return redirect(trust.retire(row, at=said["on"], how=said["how"], reason=said["reason"], by=me(request)))  # fmt: skip
    return render(request, "signing/trust_retire.html", {"root": row, "form": form}, status=422 if form.errors else 200)  # fmt: skip


def in_use(request: HttpRequest) -> HttpResponse:
    """Show every certificate in use with the days it has left."""
    require(request.user, KEEPER, "clerk")
    rows = shown.in_use()
    kinds = (("late", _("ended or nearly")), ("soon", _("ends soon")), ("good", _("valid")))
    sums = [(kind, word, sum(one.kind == kind for one in rows)) for kind, word in kinds]
    context = {
        "rows": rows,
        "sums": sums,
        "keeper": has_role(request.user, KEEPER),
        "upkeep": shown.upkeep(),
    }
    return render(request, "signing/certificates.html", context)


@act
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin an agency's seal to the certificate of its key here."""
    require(request.user, KEEPER)
    key = get_object_or_404(SigningKey.objects.select_related("unit"), pk=pk, unit__isnull=False)
    unit: Any = key.unit
    trust.pin_seal(
        unit, name=unit.name, sha256=key.fingerprint, not_after=key.not_after, why=request.POST.get("why", ""), by=me(request)
    )  # fmt: skip
    return redirect("signing:trust")


@form_act
def pin_other(request: HttpRequest) -> HttpResponse:
    """Pin the seal of an agency whose key lies elsewhere."""
    require(request.user, KEEPER)
    form = PinForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        trust.pin_given(said["file"], unit=said["unit"], typed=said["typed"], why=said["why"], by=me(request))  # fmt: skip
        return redirect("signing:trust")
    return render(request, "signing/trust_pin.html", {"form": form}, status=422 if form.is_bound else 200)  # fmt: skip


@act
def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """End a pinned seal."""
    require(request.user, KEEPER)
    trust.unpin_seal(get_object_or_404(SealPin, pk=pk), by=me(request))
    return redirect("signing:trust")
