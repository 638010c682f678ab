"""``POST /api/v1/verify``: what a signed PDF is worth, for programs. Open to everybody, limited by address; nothing is kept."""

import json
import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from office.api.respond import Problem, problem_answer
from signing import door as signing

PART = 1 << 20  # bytes read at a time


@csrf_exempt
@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Judge the PDF in the body (``application/pdf``) or in the form field ``file``; answer the report as JSON."""
    try:
        return _json(_judged(request))
    except Problem as problem:
        return problem_answer(problem)


def _judged(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        raise Problem(405, "Send a PDF with POST.", Allow="POST")
    if signing.asks_too_often(request):
        raise Problem(
            429, "Too many files from this address; wait a minute.", **{"Retry-After": "60"}
        )
    said = request.META.get("CONTENT_LENGTH") or ""
    if not said.isdigit():
        raise Problem(411, "Say how long the file is (Content-Length).")
    if int(said) > signing.LARGEST_FILE + PART:
        raise Problem(413, f"At most {signing.LARGEST_FILE >> 20} MB.")
    with tempfile.NamedTemporaryFile(prefix="nghisu-", suffix=".pdf") as kept:
        for part in _parts(request):
            kept.write(part)
        kept.flush()
        try:
            return signing.checked(Path(kept.name))
        except signing.Busy as busy:
            raise Problem(
                503, "Many files are being checked right now.", **{"Retry-After": "10"}
            ) from busy


def _parts(request: HttpRequest) -> Any:
    """Yield the file's bytes: the raw body of a PDF, or the uploaded file of a form."""
    if request.content_type == "application/pdf":
        while part := request.read(PART):
            yield part
        return
    if request.content_type != "multipart/form-data" or "file" not in request.FILES:
        raise Problem(400, "Send application/pdf, or a form with a field “file”.")
    given: Any = request.FILES["file"]
    yield from given.chunks(PART)


def _json(value: dict[str, Any]) -> HttpResponse:
    body = json.dumps(value, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
