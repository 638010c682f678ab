"""Pages of votes to look at: all of a meeting, one with its names, and both as a table."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.sheet import XLSX, workbook
from journal import ledger
from meetings import queries
from meetings.access import meeting_for, vote_for
from meetings.models import Vote
from meetings.queries.table import all_votes, one_vote
from meetings.queries.votes import VotePage, may_see_result, on_board, recusals

PARTS = ("vote_result", "vote_people")


def votes(request: HttpRequest, pk: int) -> HttpResponse:
    """List the meeting's votes with their results."""
    meeting = meeting_for(request.user, pk)
    held: set[Any] = meeting.held  # type: ignore[attr-defined]
    views = queries.votes(meeting)[::-1]
    for view in views:
        view.told = may_see_result(view.vote, held)
    sat = meeting.seats.filter(user=request.user, votes=True).exists()
    context = {
        "meeting": meeting, "views": views, "recusals": recusals(meeting),
        "may_recuse": not meeting.ended and (sat or "prepare_meeting" in held),
        "runs": "run_meeting" in held, "audience": "run" if "run_meeting" in held else "sit",
    }  # fmt: skip
    return render(request, "meetings/votes.html", context)


def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one vote: how it was voted, by whom, what came of it and why."""
    meeting = vote_for(request.user, pk).meeting
    rev = ledger.head(meeting.book)  # before what is shown is read: that is at least as new
    shown = Vote.objects.get(pk=pk)
    shown.meeting = meeting
    return render(request, "meetings/vote.html", {"rev": rev, **_told(request, shown)})


def vote_part(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Send a part of the vote's page: all of it, or who has voted to those who see that."""
    told = _told(request, vote_for(request.user, pk))
    if word not in PARTS or (word == "vote_people" and not told["sees_list"]):
        raise Http404
    return render(request, f"meetings/parts/{word}.html", told)


def _told(request: HttpRequest, shown: Vote) -> dict[str, Any]:
    """Return what the vote's page shows this person."""
    held: set[Any] = shown.meeting.held  # type: ignore[attr-defined]
    told = may_see_result(shown, held)
    return {
        "vote": shown, "page": VotePage(shown), "meeting": shown.meeting, "runs": "run_meeting" in held,
        "told": told, "counts": on_board(shown, request.user),
        "sees_list": "prepare_meeting" in held or (shown.way == "open" and told),
        "audience": "run" if "run_meeting" in held else "sit",
    }  # fmt: skip


def votes_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the meeting's votes as an Excel file."""
    meeting = meeting_for(request.user, pk)
    told = [
        view.vote
        for view in queries.votes(meeting)[::-1]
        if may_see_result(view.vote, meeting.held)  # type: ignore[attr-defined]
    ]
    heads, rows = all_votes(told)
    return _excel(workbook(_("Votes"), heads, rows), f"bieu-quyet-{meeting.pk}")


def vote_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one vote's ballots by name (of a secret one: the receipts) as an Excel file."""
    shown = vote_for(request.user, pk)
    told = may_see_result(shown, shown.meeting.held)  # type: ignore[attr-defined]
    heads, rows = one_vote(VotePage(shown)) if told else ([_("Not announced yet")], [])
    return _excel(workbook(_("Vote"), heads, rows), f"bieu-quyet-{shown.meeting_id}-{shown.pk}")


def _excel(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{quote(name)}.xlsx"'
    return response
