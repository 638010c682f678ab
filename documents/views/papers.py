"""The front desk for papers: read one, fetch its file."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from documents import issuing
from documents.access import may_file, version_for
from documents.naming import disposition, saved_as
from documents.office_files import told_of
from documents.personal import folders_of
from documents.ranges import serve


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version in the viewer."""
    shown = version_for(request.user, pk)
    versions = shown.paper.versions.select_related("by").order_by("-number")
    original = getattr(shown, "office_original", None)
    context = {
        "original": original, "told": told_of(original.told, original.fonts) if original else [],
        "version": shown, "versions": versions, "folders": folders_of(request.user),
        "issuers": issuing.offered(shown.paper) if may_file(request.user, shown.paper) else None,
    }  # fmt: skip
    return render(request, "documents/version.html", context)


def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the PDF, in ranges; ``?download`` saves it under its name."""
    shown = version_for(request.user, pk)
    response = serve(request, Path(shown.path), etag=shown.sha256, kind="application/pdf")
    inline = "download" not in request.GET
    response["Content-Disposition"] = disposition(saved_as(shown), inline=inline)
    return response


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the Office file the PDF was made of: always as a download, never opened here."""
    kept = getattr(version_for(request.user, pk), "office_original", None)
    if kept is None:
        raise Http404
    response = serve(request, Path(kept.path), etag=kept.sha256, kind="application/octet-stream")
    response["Content-Disposition"] = disposition(kept.name)
    return response
