"""The public check: drop a PDF, or follow the QR code of an issued document. No sign-in."""

import hashlib
import threading
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from signing import queries
from signing.bounded.parent import verify_files
from signing.forms import VerifyForm
from signing.reports import report
from signing.strongbox import trusted

CHECKS, WINDOW = 20, 60  # files from one address in so many seconds
AT_ONCE = threading.BoundedSemaphore(2)  # children at the same time in this process
PATIENCE = (
    2  # seconds a visitor waits for a turn; a meeting on the same server must not wait for visitors
)


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Say who signed a PDF, when, and whether it was changed afterwards."""
    if request.method != "POST":
        return _page(request, {"form": VerifyForm()})
    if _too_often(request):
        return _busy(request, 429)
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, {"form": form}, 422)
    if not AT_ONCE.acquire(timeout=PATIENCE):
        return _busy(request, 503)
    try:
        return _page(request, {"form": VerifyForm(), **_judged(form.cleaned_data["file"])})
    finally:
        AT_ONCE.release()


@login_not_required
def issued(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was issued under the code of a document's QR, and check the kept file again."""
    if _too_often(request):
        return _busy(request, 429)
    route = queries.issued(code)
    if route is None:
        raise Http404
    if not AT_ONCE.acquire(timeout=PATIENCE):
        return _busy(request, 503)
    try:
        _path, judgement = next(iter(verify_files([Path(route.current.path)], trusted())))
    finally:
        AT_ONCE.release()
    number = queries.number_of(route)
    context = {"route": route, "report": report(judgement), "number": number}
    return render(request, "signing/issued.html", context)


def _busy(request: HttpRequest, status: int) -> HttpResponse:
    """Ask the visitor to wait: 429 for too many questions of his own, 503 for those of others."""
    said = {
        429: _("Too many files from here. Wait a minute and try again."),
        503: _("Many files are being checked right now. Please try again in a moment."),
    }[status]
    return _page(request, {"form": VerifyForm(), "said": said}, status)


def _judged(given: Any) -> dict[str, Any]:
    """Judge an uploaded file in the bounded child; say whether it was issued here."""
    if not isinstance(given, TemporaryUploadedFile):
        raise TypeError("Uploads are kept in files (FILE_UPLOAD_HANDLERS).")
    path = Path(given.temporary_file_path())
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    _path, judgement = next(iter(verify_files([path], trusted())))
    return {
        "report": report(judgement),
        "name": given.name,
        "sha256": digest,
        "issued": queries.issued_as(digest),
    }


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Answer with the whole page, or for htmx with the answer only."""
    part = "signing/answer.html" if getattr(request, "htmx", False) else "signing/verify.html"
    return render(request, part, context, status=status)


def _too_often(request: HttpRequest) -> bool:
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, WINDOW)
    try:
        return bool(cache.incr(key) > CHECKS)
    except ValueError:  # it ran out between the two lines
        return False
