"""What is shown of the floor: who counts as here, who speaks and waits, what is announced."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from meetings.floor_rules import TURNS, WARN_AT, precedence, remote_counts
from meetings.models import (
    Announcement,
    AnnouncementSeen,
    Meeting,
    Seat,
    Speaking,
    SpeakingKind,
)
from meetings.models.speaking import LIVE
from meetings.states import IN_SESSION, MeetingState, SpeakingState


def counts_here(seat: Seat, kind: str) -> bool:
    """Say whether the person counts as here at this kind of meeting: present, and not remote where that does not count."""
    return seat.present and (not seat.remote or remote_counts(kind))


def here_filter(kind: str) -> Q:
    """Return the same as a condition on seats."""
    here = Q(arrived_at__isnull=False, left_at__isnull=True)
    return here if remote_counts(kind) else here & Q(remote=False)


def speakings_of(meeting: Meeting) -> QuerySet[Speaking]:
    """Return the meeting's turns with their people and items."""
    return meeting.speakings.select_related("seat__user", "to__user", "item")


def in_order(rows: Iterable[Speaking]) -> list[Speaking]:
    """Return those who wait in the order they are called: points of order first."""
    waiting = [row for row in rows if row.state == SpeakingState.ASKED]
    return sorted(waiting, key=lambda row: (precedence(row.kind), row.position, row.pk))


def queue_of(meeting: Meeting) -> list[Speaking]:
    """Return who waits, questions too, in their order."""
    return in_order(list(meeting.speakings.filter(state=SpeakingState.ASKED)))


def speakers(meeting: Meeting) -> dict[str, Any]:
    """Return who speaks, who is interrupted, who waits and how often each has spoken here; one query."""
    open_question = Q(kind=SpeakingKind.QUESTION, state=SpeakingState.SPOKE, outcome="")
    spoken = Q(seat__speakings__state=SpeakingState.SPOKE)
    found = speakings_of(meeting).filter(Q(state__in=LIVE) | open_question)
    rows = list(found.annotate(times=Count("seat__speakings", filter=spoken)))
    waiting = in_order(rows)
    return {
        "turns": rows,
        "speaking": next((r for r in rows if r.state == SpeakingState.SPEAKING), None),
        "held": [r for r in rows if r.state == SpeakingState.HELD],
        "queue": [r for r in waiting if r.kind != SpeakingKind.QUESTION],
        "questions": [r for r in waiting if r.kind == SpeakingKind.QUESTION],
        "unanswered": [r for r in rows if r.state == SpeakingState.SPOKE],
        "warn_at": WARN_AT,
        "order_rule": TURNS["order"].clause,
    }


def announcements(meeting: Meeting) -> list[Announcement]:
    """Return what is announced now, the newest first, each with how many have put it away; one query."""
    if meeting.state not in {MeetingState.CONVENED, *IN_SESSION}:
        return []
    rows = meeting.announcements.filter(ended_at=None).select_related("by")
    return list(rows.annotate(seen_count=Count("seen")).order_by("-pk")[:5])


def put_away_by(seat: Seat | None) -> set[int]:
    """Return the announcements the person has put away."""
    if seat is None:
        return set()
    rows = AnnouncementSeen.objects.filter(seat=seat)
    return set(rows.values_list("announcement_id", flat=True))


def hands(seat: Seat, turns: list[Speaking] | None = None) -> dict[str, Speaking]:
    """Return what the person waits for by kind (of questions: the first), and their turn that goes on or is held."""
    if turns is None:
        rows = list(Speaking.objects.filter(seat=seat, state__in=LIVE))
    else:
        rows = [row for row in turns if row.seat_id == seat.pk and row.state in LIVE]
    rows.sort(key=lambda row: -row.pk)
    waiting = {row.kind: row for row in rows if row.state == SpeakingState.ASKED}
    return waiting | {row.state: row for row in rows if row.state != SpeakingState.ASKED}


def spoken_seconds(meeting: Meeting) -> int:
    """Return how long people have spoken here in all, seconds."""
    done = meeting.speakings.aggregate(total=Sum("spent"))["total"] or 0
    running = meeting.speakings.filter(running_at__isnull=False).first()
    return done + (running.seconds - running.spent if running else 0)
