"""Public pages: the list of issued papers, one of them, its file. No sign-in, nothing but what was made public."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from documents.models import Publication
from documents.naming import disposition, saved_as
from documents.publishing import publication_of, published
from documents.ranges import serve
from documents.typeset import FORMS
from signing import door as signing

PAGE = 30


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """List what is public, newest first; ``q`` finds without regard to tone marks."""
    words, kind = request.GET.get("q", "")[:100], request.GET.get("kind", "")
    kind = kind if kind in FORMS else ""
    page = Paginator(published(words, kind), PAGE).get_page(request.GET.get("page"))
    kinds = [(key, form.kind.capitalize()) for key, form in FORMS.items() if form.letters]
    context = {"page": page, "q": words, "kind": kind, "kinds": kinds}
    return render(request, "public/index.html", context)


@login_not_required
def document(request: HttpRequest, code: str) -> HttpResponse:
    """Show a public paper; one that was taken back says so (410) and why."""
    shown = _found(code)
    if shown.withdrawn_at:
        return render(request, "public/withdrawn.html", {"publication": shown}, status=410)
    version = shown.paper.versions.order_by("-number").first()
    form = FORMS.get(shown.paper.kind)
    context = {
        "publication": shown, "paper": shown.paper, "version": version, "kind": form.kind.capitalize() if form else "",
        "check_url": signing.check_url(shown.paper),
    }  # fmt: skip
    return render(request, "public/document.html", context)


@login_not_required
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """Send the PDF, in ranges."""
    shown = _found(code)
    version = shown.paper.versions.order_by("-number").first()
    if shown.withdrawn_at or version is None:
        raise Http404
    response = serve(request, Path(version.path), etag=version.sha256, kind="application/pdf")
    inline = "download" not in request.GET
    response["Content-Disposition"] = disposition(saved_as(version), inline=inline)
    return response


def _found(code: str) -> Publication:
    shown = publication_of(code)
    if shown is None:
        raise Http404
    return shown
