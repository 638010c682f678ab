"""Pages of votes to look at: all of a meeting, one with its names, and both as a table."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.sheet import XLSX, workbook
from meetings import queries
from meetings.access import meeting_for, vote_for
from meetings.queries.table import all_votes, one_vote
from meetings.queries.votes import VotePage, may_see_result, on_board, recusals


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
    shown = vote_for(request.user, pk)
    held: set[Any] = shown.meeting.held  # type: ignore[attr-defined]
    context = {
        "vote": shown, "page": VotePage(shown), "meeting": shown.meeting, "runs": "run_meeting" in held,
        "told": may_see_result(shown, held), "counts": on_board(shown, request.user),
        "sees_list": "prepare_meeting" in held or (shown.way == "open" and may_see_result(shown, held)),
        "audience": "run" if "run_meeting" in held else "sit",
    }  # fmt: skip
    return render(request, "meetings/vote.html", context)


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
