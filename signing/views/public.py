"""The public check: drop a PDF, type the code, or follow the QR code of an issued document. No sign-in."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from signing.bounded.pool import Busy
from signing.checking import desk
from signing.checking.visitors import too_often
from signing.forms.acts import LARGEST, VerifyForm
from signing.models import Route
from signing.queries import issued_facts, routes
from signing.reports.judgements import report

CHECKS = 20  # files from one address in a minute
GUESSES = 40  # codes from one address in a minute
ENVELOPE = 1 << 20  # bytes a form may hold besides the file
NOT_LETTERS = re.compile(r"[^0-9A-Z]")


@login_not_required
@csrf_exempt
def verify(request: HttpRequest) -> HttpResponse:
    """Say who signed a PDF, when, and whether it was changed afterwards; ``?code=`` leads to an issued document."""
    if request.method == "POST" and _too_big(request):
        said = _("The file is larger than %(limit)s MB.") % {"limit": LARGEST >> 20}
        return _page(request, {"form": VerifyForm(), "said": said}, 413)
    if request.method != "POST" and request.GET.get("code"):
        return _by_code(request, code_in(request.GET["code"]))
    return _verify(request)


def _too_big(request: HttpRequest) -> bool:
    """Say whether the sender announces more than is looked at: refused before anything of it is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return not said.isdigit() or int(said) > LARGEST + ENVELOPE


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {"form": VerifyForm()})
    if too_often(request, "verify", CHECKS):
        return _busy(request, 429)
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, {"form": form}, 422)
    try:
        return _page(
            request, {"form": VerifyForm(), **_checked(request, form.cleaned_data["file"])}
        )
    except Busy:
        return _busy(request, 503)


@login_not_required
def issued(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was issued under the code of a document's QR, how it stands, and check the kept file again."""
    if too_often(request, "code", GUESSES):
        return _busy(request, 429)
    route = routes.issued(code_in(code))
    if route is None:
        return _unknown(request, code_in(code))
    try:
        checked = desk.check_kept(route.current, route)
    except Busy:
        return _busy(request, 503)
    context = {"route": route, "report": report(checked.judgement), "checked": checked, "form": VerifyForm()}  # fmt: skip
    return render(request, "signing/issued.html", {**context, "facts": issued_facts.facts(route)})


def code_in(text: str) -> str:
    """Return the code somebody typed, however grouped, or the one at the end of a scanned address."""
    last = urlsplit(text.strip()).path.rstrip("/").rpartition("/")[2]
    return NOT_LETTERS.sub("", last.upper())[:16]


def _by_code(request: HttpRequest, code: str) -> HttpResponse:
    if too_often(request, "code", GUESSES):
        return _busy(request, 429)
    route = routes.issued(code) if code else None
    return redirect("signing:issued", route.code) if route else _unknown(request, code)


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    said = _("Nothing was issued here under this code. Compare it with the letters beside the QR; 0, 1, I, L and O do not occur.")  # fmt: skip
    return _page(request, {"form": VerifyForm(), "unknown": said, "code": code}, 404)


def _busy(request: HttpRequest, status: int) -> HttpResponse:
    """Ask the visitor to wait: 429 for too many questions of his own, 503 for those of others."""
    said = {
        429: _("Too many files from here. Wait a minute and try again."),
        503: _("Many files are being checked right now. Please try again in a moment."),
    }[status]
    response = _page(request, {"form": VerifyForm(), "said": said}, status)
    response["Retry-After"] = "60" if status == 429 else "10"
    return response


def _checked(request: HttpRequest, given: Any) -> dict[str, Any]:
    """Check an uploaded file; say what was issued here that it is, or is not."""
    if not isinstance(given, TemporaryUploadedFile):
        raise TypeError("Uploads are kept in files (FILE_UPLOAD_HANDLERS).")
    checked, match = desk.check(Path(given.temporary_file_path()))
    asked = routes.issued(code_in(request.POST.get("code", "")))
    return {
        "report": report(checked.judgement),
        "checked": checked,
        "word": desk.keep(checked),
        "sha256": checked.sha256,
        "match": issued_facts.compared(match, asked),
        "issued": match.route if match and match.kind == "same" else None,
    }


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Answer with the whole page, or for htmx with the answer only (a refusal as 422, which htmx shows)."""
    if not getattr(request, "htmx", False):
        return render(request, "signing/verify.html", context, status=status)
    return render(request, "signing/answer.html", context, status=422 if status >= 400 else status)


def route_of(code: str) -> Route | None:
    """Return the issued document behind a typed code."""
    return routes.issued(code_in(code))
