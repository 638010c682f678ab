"""Answer an act: a word to the page for htmx, the page again for a plain form."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def part_or_page(request: HttpRequest, thing: Any, *words: str) -> HttpResponse:
    """Answer a successful act on ``thing``.

    htmx gets 204 and the event ``acted`` with the parts that changed (a page whose socket is away fetches
    them, a live one already has them); a plain form is sent back to the thing's own page.
    """
    if getattr(request, "htmx", False):
        trigger = json.dumps({"acted": {"parts": list(words)}})
        return HttpResponse(status=204, headers={"HX-Trigger": trigger})
    return redirect(thing.get_absolute_url())


def own_part(request: HttpRequest, thing: Any, word: str, html: str, *words: str) -> HttpResponse:
    """Answer a successful act with the person's own part ``word``, so that the page need not ask for it again.

    The other ``words`` as in ``part_or_page``. Repeated after a lost answer, the page is told to fetch all of them.
    """
    if not getattr(request, "htmx", False):
        return redirect(thing.get_absolute_url())
    response = HttpResponse(html)
    response["HX-Retarget"], response["HX-Reswap"] = f"#{word}", "outerHTML"
    response["HX-Trigger"] = json.dumps({"acted": {"parts": list(words)}})
    response.again = json.dumps({"acted": {"parts": [word, *words]}})  # type: ignore[attr-defined]
    return response


def to_page(request: HttpRequest, url: str) -> HttpResponse:
    """Answer a successful act by another page: htmx is told to go there, a plain form is sent there."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
