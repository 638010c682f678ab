"""The signing tray, the route's page and its parts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from journal.ledger import head
from signing import live, queries
from signing.access import route_for
from signing.forms import SignForm
from signing.models import Route
from signing.views import me


def tray(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, what is on its way, what has ended."""
    return render(request, "signing/list.html", {"tray": queries.tray(me(request))})


def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a route, live: the paper beside its steps."""
    shown = route_for(me(request), pk)
    rev = head(shown.book)
    context = {"rev": rev, "parts": " ".join(live.PARTS), **_mine(request, shown)}
    for part in live.PARTS:
        context |= live.context(shown, part)
    return render(request, "signing/route.html", context)


def part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Answer one part of the page."""
    shown = route_for(me(request), pk)
    if word in live.PERSONAL:
        return render(request, f"signing/parts/{word}.html", _mine(request, shown))
    if word not in live.PARTS:
        raise Http404
    return render(request, f"signing/parts/{word}.html", live.context(shown, word))


def _mine(request: HttpRequest, shown: Route) -> dict[str, object]:
    mine = queries.my_step(shown, me(request))
    return {**mine, "form": SignForm(initial={"seen": shown.current.sha256})}
