"""The live topic of a meeting: who listens as what, and how each part is drawn."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from meetings import queries
from meetings.access import AUDIENCES, audience
from meetings.models import Meeting, MeetingGrant
from meetings.queries import Sight, attendance, consent
from meetings.queries.clauses import clauses
from meetings.queries.votes import blank_ballot
from realtime import topics

CROWD = (
    60  # more people than these are listed on their own page: each arrival is told to every tablet
)


def _status(sight: Sight) -> dict[str, Any]:
    return {"quorum": sight.quorum, "current": sight.current}


def _agenda(sight: Sight) -> dict[str, Any]:
    items = sight.items
    times = queries.planned_times(sight.meeting, items)
    for item in items:
        item.planned_at = times[item.pk]  # type: ignore[attr-defined]
        item.used = queries.seconds_used(item)  # type: ignore[attr-defined]
    following = next((item for item in items if item.state == "waiting"), None)
    queries.with_neighbours(items)
    return {
        "items": items, "current": sight.current, "following": following,
        "pace": queries.with_expected(sight.meeting, items), "way_back": queries.way_back(sight),
        "seen": sight.current.pk if sight.current else 0,
    }  # fmt: skip


def _papers(sight: Sight) -> dict[str, Any]:
    return {"shelves": queries.papers_by_item(sight.meeting, sight.items)}


def _attendance(sight: Sight) -> dict[str, Any]:
    if len(sight.seats) > CROWD:
        return {"seats": sight.seats, "quorum": sight.quorum, "crowd": True}
    seats = attendance.mark_late(sight.meeting, attendance.by_name(sight.seats))
    return {"seats": seats, "quorum": sight.quorum}


def _announcements(sight: Sight) -> dict[str, Any]:
    return {"announcements": sight.announcements}


def _vote(sight: Sight) -> dict[str, Any]:
    return {"views": sight.votes, "open_view": sight.open_view}


def _ballot(sight: Sight) -> dict[str, Any]:
    return blank_ballot(sight.open_view.vote) if sight.open_view else {}


def _speakers(sight: Sight) -> dict[str, Any]:
    presenter = sight.current.presenter if sight.current else None
    return {**sight.speakers, "presenter": presenter and sight.seat_of(presenter)}


def _conclusions(sight: Sight) -> dict[str, Any]:
    groups = clauses(sight.meeting)
    drafts = [c for group in groups for c in group.clauses if c.row.state == "draft" or c.pending]
    return {"groups": groups, "drafts_left": len(drafts)}


def _consent(sight: Sight) -> dict[str, Any]:
    return consent.shown(sight.meeting)


# part → what its template needs; the word is also the template's name, the element's id and the URL's word
PARTS = {
    "announcements": _announcements,
    "status": _status,
    "agenda": _agenda,
    "papers": _papers,
    "attendance": _attendance,
    "vote": _vote,
    "ballot": _ballot,
    "consent": _consent,
    "speakers": _speakers,
    "conclusions": _conclusions,
}
PERSONAL = ("mine", "plan", "ready")  # the last two: of who prepares


def context(sight: Sight, part: str, audience: str) -> dict[str, Any]:
    """Return what the part's template needs for an audience (``run``, ``prepare``, ``sit``)."""
    return {"meeting": sight.meeting, "audience": audience, **PARTS[part](sight)}


def render(pk: int, part: str, audience: str, language: str) -> str:
    """Draw a part for an audience in a language."""
    meeting = Meeting.objects.select_related("chair", "conductor", "unit", "show_version").get(
        pk=pk
    )
    with translation.override(language):
        return render_to_string(
            f"meetings/parts/{part}.html", context(Sight(meeting), part, audience)
        )


def facts(pk: int) -> dict[str, Any]:
    """Return the page on show, as the hub asks for it."""
    meeting = Meeting.objects.select_related("show_version__paper").filter(pk=pk).first()
    return facts_of(meeting) if meeting else {"show": None}


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """Return the page on show of the meeting at hand."""
    version = meeting.show_version
    if version is None:
        return {"show": None}
    fact = {"version": version.pk, "page": meeting.show_page, "title": version.paper.title}
    return {"show": fact}


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
