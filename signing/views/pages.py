"""The signing tray, the route's page and its parts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from journal.ledger import head
from signing import live
from signing.access import keeps_templates, route_for
from signing.actions import coming_notation
from signing.forms.acts import OpinionForm, RemarkForm, SignForm
from signing.forms.keys import BeginForm
from signing.models import Route
from signing.queries import batches, trays
from signing.queries.ways import way_of
from signing.routes import showing
from signing.views import me


def tray(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, what is on its way, what has ended."""
    shown = trays.tray(me(request), trays.Wish.of(request.GET))
    works = [(name, word) for name, (word, _kinds) in trays.WORK.items()]
    context = {
        "tray": shown,
        "tabs": trays.TABS,
        "works": works,
        "dues": trays.DUE.items(),
        "may_keep": keeps_templates(me(request)),
        "resting": batches.resting(me(request)) if shown.wish.tab == "waiting" else [],
    }
    return render(request, "signing/list.html", context)


def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a route, live: the paper beside its steps."""
    shown = route_for(me(request), pk)
    rev = head(shown.book)
    context = {"rev": rev, "parts": " ".join(live.PARTS), **_mine(request, shown)}
    for part in live.PARTS:
        context |= live.context(shown, part)
    context |= {"story": showing.story(shown), "remark_form": RemarkForm()}
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
    mine = showing.my_step(shown, me(request))
    number = coming_notation(mine["step"]) if mine["numbers"] else ""
    way = {**way_of(mine["step"], me(request)), "form": BeginForm()}
    return {
        **mine,
        "form": SignForm(),
        "opinion": OpinionForm(),
        "next_number": number,
        "way": way,
    }
