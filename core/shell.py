"""What a tablet keeps for the moment without network: a script that shows one calm page. Nothing of anybody's is kept."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Serve static/js/worker.js from the root, so that it may answer for every page (Service Workers, 3.4)."""
    found = finders.find("js/worker.js")
    if not found:
        raise Http404
    script = Path(str(found)).read_text(encoding="utf-8")
    return HttpResponse(
        script, content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show the page for the moment without network; it names nobody."""
    return render(request, "offline.html")
