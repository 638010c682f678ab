"""Pages to look at: the list, the meeting, its parts, its record."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.gzip import gzip_page

from journal import ledger
from journal.queries import sentence
from meetings import live, queries
from meetings.access import meeting_for
from meetings.forms.finding import FindForm
from meetings.forms.floor import AnnounceForm, AskForm
from meetings.models import Ballot, Meeting, Seat
from meetings.queries import Sight
from meetings.views import planned
from people.access import has_role

PLANNERS = ("clerk", "administrator")


def index(request: HttpRequest) -> HttpResponse:
    """List the person's meetings: in session, coming, being prepared, past."""
    form = FindForm(request.GET)
    wanted = form.wanted()
    narrowed = any(wanted.values())
    found = queries.my_meetings(request.user, **wanted, past_limit=200 if narrowed else 30)
    shown = {
        "found": found, "form": form, "q": wanted["words"], "narrowed": narrowed,
        "open": any(wanted[name] for name in ("kind", "since", "until")),
        "may_plan": has_role(request.user, *PLANNERS),
    }  # fmt: skip
    return render(request, "meetings/index.html", shown)


@gzip_page  # three hundred load it at the session's start; Django pads it at random (BREACH)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the meeting with its live parts."""
    shown = meeting_for(request.user, pk)
    rev = ledger.head(shown.book)  # before the parts are read: they are at least as new
    audience = _audience(shown)
    sight = Sight(shown)
    parts = {word: _draw(request, sight, word, audience) for word in live.PARTS}
    parts["mine"] = draw_mine(request, sight)
    context = {
        "meeting": shown, "rev": rev, "audience": audience, "parts": parts,
        **_floor_forms(sight, request.user, audience), "leads": audience == "run", "topic_parts": " ".join([*live.PARTS, "mine"]), "facts": live.facts_of(shown),
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


def _floor_forms(sight: Sight, user: Any, audience: str) -> dict[str, Any]:
    """Return the forms that stand beside the live parts, and what the person has put away."""
    meeting, seat = sight.meeting, sight.seat_of(user)
    going = meeting.in_session or meeting.state == "convened"
    return {
        "ask_form": AskForm(meeting=meeting, seat=seat, seats=sight.seats)
        if going and seat
        else None,
        "announce_form": AnnounceForm() if going and audience != "sit" else None,
        "dismissed": queries.put_away_by(seat) if sight.announcements else set(),
    }


def part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Send one part: the person's own, or a shared one for a page without a socket."""
    if word == "mine":
        own = meeting_for(request.user, pk, joined=())
        return HttpResponse(draw_mine(request, Sight(own)))
    shown = meeting_for(request.user, pk)
    if word in planned.WORDS:
        return HttpResponse(planned.draw(request, shown, word))
    if word not in live.PARTS:
        raise Http404
    return HttpResponse(_draw(request, Sight(shown), word, _audience(shown)))


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the meeting's journal: who did what, when."""
    shown = meeting_for(request.user, pk)
    lines = [(entry, sentence(entry)) for entry in queries.record(shown)]
    return render(request, "meetings/record.html", {"meeting": shown, "lines": lines})


def _audience(meeting: Meeting) -> str:
    """Return the audience of who fetched the meeting."""
    return next(word for permission, word in live.AUDIENCES if permission in meeting.held)  # type: ignore[attr-defined]


def _draw(request: HttpRequest, sight: Sight, word: str, audience: str) -> str:
    context = live.context(sight, word, audience)
    return render_to_string(f"meetings/parts/{word}.html", context, request=request)


def draw_mine(
    request: HttpRequest, sight: Sight, seat: Seat | None = None, cast: Ballot | None = None
) -> str:
    """Draw the person's own part; of the ``seat`` that is at hand, with the ballot just ``cast``."""
    seat = seat or sight.known_seat(request.user)
    own = {
        "meeting": sight.meeting,
        **queries.mine(sight.meeting, request.user, seat, sight.known_turns, cast),
    }
    return render_to_string("meetings/parts/mine.html", own, request=request)
