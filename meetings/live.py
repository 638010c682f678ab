"""The live topic of a meeting: who listens as what, and how each part is drawn."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from meetings import queries
from meetings.access import AUDIENCES, audience
from meetings.models import Meeting, MeetingGrant
from meetings.states import VoteState
from realtime import topics


def _status(meeting: Meeting) -> dict[str, Any]:
    return {"quorum": queries.quorum_of(meeting), "current": queries.current_item(meeting)}


def _agenda(meeting: Meeting) -> dict[str, Any]:
    items = queries.agenda(meeting)
    times = queries.planned_times(meeting, items)
    for item in items:
        item.planned_at = times[item.pk]  # type: ignore[attr-defined]
        item.used = queries.seconds_used(item)  # type: ignore[attr-defined]
    current = next((item for item in items if item.state == "current"), None)
    following = next((item for item in items if item.state == "waiting"), None)
    return {"items": items, "current": current, "following": following}


def _papers(meeting: Meeting) -> dict[str, Any]:
    return {"shelves": queries.papers_by_item(meeting)}


def _attendance(meeting: Meeting) -> dict[str, Any]:
    seats = queries.seats(meeting)
    return {"seats": seats, "quorum": queries.quorum_of(meeting, seats)}


def _vote(meeting: Meeting) -> dict[str, Any]:
    views = queries.votes(meeting)
    opened = next((v for v in views if v.vote.state == VoteState.OPEN), None)
    return {"views": views, "open_view": opened}


def _conclusions(meeting: Meeting) -> dict[str, Any]:
    return {"conclusions": queries.conclusions(meeting)}


# part → what its template needs; the word is also the template's name, the element's id and the URL's word
PARTS = {
    "status": _status,
    "agenda": _agenda,
    "papers": _papers,
    "attendance": _attendance,
    "vote": _vote,
    "speakers": queries.speakers,
    "conclusions": _conclusions,
}
PERSONAL = ("mine",)


def context(meeting: Meeting, part: str, audience: str) -> dict[str, Any]:
    """Return what the part's template needs for an audience (``run``, ``prepare``, ``sit``)."""
    return {"meeting": meeting, "audience": audience, **PARTS[part](meeting)}


def render(pk: int, part: str, audience: str, language: str) -> str:
    """Draw a part for an audience in a language."""
    meeting = Meeting.objects.select_related("chair", "unit", "show_version").get(pk=pk)
    with translation.override(language):
        return render_to_string(f"meetings/parts/{part}.html", context(meeting, part, audience))


def facts(pk: int) -> dict[str, Any]:
    """Return the page on show."""
    row = (
        Meeting.objects.filter(pk=pk)
        .values("show_version", "show_page", "show_version__paper__title")
        .first()
    )
    if row is None or row["show_version"] is None:
        return {"show": None}
    title = row["show_version__paper__title"]
    return {"show": {"version": row["show_version"], "page": row["show_page"], "title": title}}


def audiences(users: list[Any], pk: int) -> dict[Any, str]:
    """Return the audience of each of many people in one query; strangers are left out."""
    rows = MeetingGrant.objects.filter(content_object=pk, user_id__in=[u.pk for u in users])
    names: dict[Any, set[str]] = {}
    for user_id, name in rows.values_list("user_id", "permission__codename"):
        names.setdefault(user_id, set()).add(name)
    found = {u: next((w for p, w in AUDIENCES if p in held), None) for u, held in names.items()}
    return {user: word for user, word in found.items() if word}


def register() -> None:
    """Make the topic ``meeting`` known to the hub."""
    topics.register(
        topics.TopicKind(
            name="meeting", guard=audience, guards=audiences, parts=tuple(PARTS),
            personal=PERSONAL, render=render, facts=facts,
        )
    )  # fmt: skip
