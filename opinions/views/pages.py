"""Pages to look at: the lists, the round with its parts, a sheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from journal.ledger import head
from opinions import live
from opinions.access import AUDIENCES, GRANTS, round_for, sheet_for
from opinions.models import Round
from opinions.queries.lists import TABS, lines_of, shelf
from opinions.queries.papers import newest
from opinions.queries.progress import progress
from opinions.states import AFTER_CLOSE, CHANGEABLE, RoundState
from people.access import has_role

PREPARERS = ("clerk", "administrator")


def index(request: HttpRequest) -> HttpResponse:
    """List the rounds of a tab: to answer, answered, not answered, managed."""
    tab, words = request.GET.get("tab", ""), request.GET.get("q", "")[:100]
    found = shelf(request.user, tab if tab in TABS else "todo", words)
    if not tab and not found.counts["todo"] and found.counts["managed"]:
        found = shelf(request.user, "managed", words)  # who only manages need not press first
    context = {"shelf": found, "q": words, "may_draft": has_role(request.user, *PREPARERS)}
    return render(request, "opinions/index.html", context)


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the round with its live parts."""
    shown = round_for(request.user, pk)
    rev = head(shown.book)  # before the parts are read: they are at least as new
    audience = audience_of(shown)
    parts = {word: _draw(request, shown, word, audience) for word in live.PARTS}
    parts["my_part"] = _draw_mine(request, shown)
    words = " ".join((*live.PARTS, *live.PERSONAL))
    context = {"round": shown, "rev": rev, "parts": parts, "words": words, "audience": audience}
    return render(request, "opinions/round.html", context)


def part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Send one part: the person's own, or a shared one for a page without a socket."""
    shown = round_for(request.user, pk)
    if word in live.PERSONAL:
        return HttpResponse(_draw_mine(request, shown))
    if word not in live.PARTS:
        raise Http404
    return HttpResponse(_draw(request, shown, word, audience_of(shown)))


def my_opinions(request: HttpRequest) -> HttpResponse:
    """Send what waits for the person, for a live page (the desk)."""
    return HttpResponse(draw_desk(request))


def draw_desk(request: HttpRequest) -> str:
    """Draw what waits for the person."""
    from opinions.queries.lists import waiting_for

    context = {"to_give": waiting_for(request.user)}
    return render_to_string("opinions/parts/my_opinions.html", context, request=request)


def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sheet that was sent: one's own, or another's to who may read it."""
    shown = sheet_for(request.user, pk)
    rows = shown.asked.sheets.exclude(state="draft").order_by("-number")
    context = {
        "sheet": shown, "round": shown.asked.round, "editions": list(rows),
        "replies": list(shown.replies.select_related("matter")), "file": newest(shown.file),
    }  # fmt: skip
    return render(request, "opinions/sheet.html", context)


def audience_of(shown: Round) -> str:
    """Return the audience of who fetched the round, by what they hold."""
    held: frozenset[str] = shown.held  # type: ignore[attr-defined]
    return next(word for role, word in AUDIENCES if GRANTS[role] <= held)


def _draw(request: HttpRequest, shown: Round, word: str, audience: str) -> str:
    context = live.context(shown, word, audience)
    return render_to_string(f"opinions/parts/{word}.html", context, request=request)


def _draw_mine(request: HttpRequest, shown: Round) -> str:
    held: frozenset[str] = shown.held  # type: ignore[attr-defined]
    own: dict[str, Any] = {
        "round": shown, "lines": lines_of(request.user, shown), "may": held,
        "open": shown.state == RoundState.COLLECTING and not shown.overdue,
        "changeable": shown.state in CHANGEABLE, "ended": shown.state in AFTER_CLOSE,
        "complete": bool(held & {"prepare"}) and shown.sent_at is not None and progress(shown).complete,
    }  # fmt: skip
    return render_to_string("opinions/parts/my_part.html", own, request=request)
