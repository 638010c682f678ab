"""Meetings in a span of time: for calendars, the weekly schedule, and programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from core.folding import fold
from meetings.access import meetings
from meetings.models import Meeting, Seat
from meetings.queries.session import papers_by_item
from meetings.states import ENDED, MeetingState
from people.models import Unit, User


def visible(user: User) -> QuerySet[Meeting]:
    """Return the meetings the person may see, with what a line shows."""
    rows = meetings(user).filter(is_rehearsal=False)
    return rows.select_related("chair", "unit").order_by("starts_at", "pk")


def chosen(
    rows: QuerySet[Meeting],
    *,
    words: str = "",
    kind: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Meeting]:
    """Keep the meetings whose folded title holds the words, of the kind, that touch the span."""
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    if since:
        rows = rows.filter(ends_at__gt=since)
    return rows.filter(starts_at__lt=until) if until else rows


def upcoming(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Keep what is to come or goes on."""
    return rows.exclude(state__in=ENDED)


def past(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Keep what is over, the newest first."""
    return rows.filter(state__in=ENDED).order_by("-starts_at", "-pk")


def of_unit(rows: QuerySet[Meeting], unit: Unit) -> QuerySet[Meeting]:
    """Keep what the unit holds."""
    return rows.filter(unit=unit)


def seated(rows: QuerySet[Meeting], user: User) -> QuerySet[Meeting]:
    """Keep those at whose table the person sits, a substitute's seat too; each with the seat in ``mine``."""
    own = Seat.objects.filter(user=user).select_related("user")
    return rows.filter(seats__user=user).prefetch_related(Prefetch("seats", own, to_attr="mine"))


@dataclass
class Duty:
    """A line of a unit's weekly schedule; without ``meeting`` only that somebody is busy may be told."""

    starts_at: datetime
    ends_at: datetime
    people: list[str] = field(default_factory=list)
    meeting: Meeting | None = None


def duties(unit: Unit, viewer: User, since: datetime, until: datetime) -> list[Duty]:
    """Return where the unit's people are due in the span, in order; two queries and what the viewer may see.

    A meeting the viewer may not see is a line that says who is busy and when, nothing else.
    """
    rows = (
        Seat.objects.filter(
            user__posts__unit=unit, replaced_by="", meeting__is_rehearsal=False,
            meeting__starts_at__lt=until, meeting__ends_at__gt=since,
        )
        .exclude(meeting__state__in=(MeetingState.DRAFT, MeetingState.CANCELLED))
        .exclude(answer="declined")
        .select_related("user", "meeting__chair", "meeting__unit")
        .order_by("meeting__starts_at", "meeting_id", "position", "pk")
        .distinct()
    )  # fmt: skip
    seen = set(meetings(viewer).values_list("pk", flat=True))
    lines: dict[int, Duty] = {}
    for seat in rows:
        meeting = seat.meeting
        line = lines.setdefault(
            meeting.pk,
            Duty(
                meeting.starts_at, meeting.ends_at, meeting=meeting if meeting.pk in seen else None
            ),
        )
        line.people.append(str(seat.user))
    return list(lines.values())


def sheet(meeting: Meeting) -> dict[str, Any]:
    """Return what a program may read of a meeting its person sees: agenda and people; no answers, no reasons."""
    items = meeting.items.select_related("presenter", "unit").order_by("position", "pk")
    seats = meeting.seats.select_related("user").order_by("position", "pk")
    return {"items": list(items), "seats": list(seats)}


def shelves(meeting: Meeting) -> Iterable[Any]:
    """Return the papers of a meeting its person sees, by agenda item."""
    return papers_by_item(meeting)
