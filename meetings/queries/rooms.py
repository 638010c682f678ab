"""Rooms: who has booked them when, what clashes, who is wanted in two places at once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings.access import meetings
from meetings.booking import HARD, Span, clash, free
from meetings.models import Meeting, Room, Seat
from meetings.states import MeetingState
from people.access import has_role
from people.models import User

FIRST_HOUR, LAST_HOUR = 7, 19  # what the day's table shows; earlier and later bookings widen it
SLOT = timedelta(minutes=30)


@dataclass(frozen=True)
class Clash:
    """A booking that is in the way: how badly, when, and the meeting's name if the reader may see it."""

    how: str
    span: Span
    title: str

    @property
    def hard(self) -> bool:
        """Whether both want the room at the same moment."""
        return self.how == HARD

    def __str__(self) -> str:
        start, end = localtime(self.span.starts), localtime(self.span.ends)
        when = f"{start:%H:%M}–{end:%H:%M} {start:%d/%m/%Y}"
        return f"“{self.title}”, {when}" if self.title else _("occupied %(when)s") % {"when": when}


def booked(starts: datetime, ends: datetime) -> QuerySet[Meeting]:
    """Return the meetings that hold a room between two moments; a closed one only until it was closed."""
    rows = Meeting.objects.filter(room__isnull=False, is_rehearsal=False).exclude(
        state=MeetingState.CANCELLED
    )
    rows = rows.annotate(until=Coalesce("closed_at", "ends_at"))
    return rows.filter(starts_at__lt=ends, until__gt=starts).exclude(until__lte=F("starts_at"))


def clashes(
    room: Room, starts: datetime, ends: datetime, *, reader: User, besides: Meeting | None = None
) -> list[Clash]:
    """Return what is in the way of booking the room, the worst first; two queries."""
    mine = Span(starts, ends)
    wide = mine.widened(room.setup_minutes)
    rows = list(
        booked(wide.starts, wide.ends)
        .filter(room=room)
        .exclude(pk=besides.pk if besides else 0)
        .order_by("starts_at")[:20]
    )
    seen = set(
        meetings(reader).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    found = []
    for row in rows:
        span = Span(row.starts_at, row.until)  # type: ignore[attr-defined]
        how = clash(mine, span, room.setup_minutes)
        if how:
            found.append(Clash(how, span, row.title if row.pk in seen else ""))
    return sorted(found, key=lambda one: (not one.hard, one.span.starts))


@dataclass(frozen=True)
class Twice:
    """Somebody invited here who is also wanted elsewhere at the same time."""

    who: str
    other: str


def people_clashes(meeting: Meeting, reader: User, limit: int = 50) -> list[Twice]:
    """Return who of this meeting sits in another one at the same time; two queries."""
    over = (MeetingState.CANCELLED, MeetingState.CLOSED, MeetingState.CONCLUDED)
    rows = (
        Seat.objects.filter(user__seats__meeting=meeting)
        .filter(meeting__starts_at__lt=meeting.ends_at, meeting__ends_at__gt=meeting.starts_at)
        .exclude(meeting=meeting).exclude(meeting__state__in=over).exclude(answer="declined")
        .filter(meeting__is_rehearsal=False).select_related("user", "meeting")
        .order_by("user__full_name", "pk").distinct()[:limit]
    )  # fmt: skip
    keys = {row.meeting_id for row in rows}
    seen = set(meetings(reader).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        Twice(str(row.user), row.meeting.title if row.meeting_id in seen else "") for row in rows
    ]


def day_table(day: date, reader: User) -> dict[str, Any]:
    """Return a day of all rooms as a table of half hours: free cells and bookings that span several."""
    rooms = list(Room.objects.filter(archived_at=None))
    start, end = _moment(day, 0), _moment(day + timedelta(days=1), 0)
    rows = _bookings(start, end, reader)
    first = min([FIRST_HOUR, *(_hour(max(r.starts_at, start)) for r in rows)])
    last = max([LAST_HOUR, *(_hour_after(min(r.until, end), end) for r in rows)])  # type: ignore[attr-defined]
    slots = [_moment(day, first) + SLOT * n for n in range((last - first) * 2)]
    table = [(room, _cells([r for r in rows if r.room_id == room.pk], slots)) for room in rooms]
    return {"hours": range(first, last), "table": table, "rooms": rooms}


def week_table(monday: date, reader: User) -> dict[str, Any]:
    """Return a week of all rooms: a cell a day with its bookings and its free stretches."""
    days = [monday + timedelta(days=n) for n in range(7)]
    rooms = list(Room.objects.filter(archived_at=None))
    start = _moment(monday, 0)
    rows = _bookings(start, start + timedelta(days=7), reader)
    table = [
        (room, [_day_cell(day, [r for r in rows if r.room_id == room.pk]) for day in days])
        for room in rooms
    ]
    return {"days": days, "table": table, "rooms": rooms}


def _day_cell(day: date, rows: list[Meeting]) -> dict[str, Any]:
    start, end = _moment(day, 0), _moment(day + timedelta(days=1), 0)
    here = [row for row in rows if row.starts_at < end and row.until > start]  # type: ignore[attr-defined]
    office = Span(_moment(day, 8), _moment(day, 17))
    spans = [Span(row.starts_at, row.until) for row in here]  # type: ignore[attr-defined]
    return {"day": day, "rows": here, "free": free(spans, office, timedelta(hours=1))}


def _bookings(start: datetime, end: datetime, reader: User) -> list[Meeting]:
    """Return the bookings of a stretch, each saying whether the reader may see more than that it is one."""
    rows = list(booked(start, end).order_by("starts_at", "pk"))
    seen = set(meetings(reader).filter(pk__in=[r.pk for r in rows]).values_list("pk", flat=True))
    for row in rows:
        row.seen = row.pk in seen  # type: ignore[attr-defined]
    return rows


def _cells(rows: list[Meeting], slots: list[datetime]) -> list[dict[str, Any]]:
    """Return the cells of one room's day; two bookings of one slot share a cell."""
    cells: list[dict[str, Any]] = []
    for slot in slots:
        here = [row for row in rows if row.starts_at < slot + SLOT and row.until > slot]  # type: ignore[attr-defined]
        keys = [row.pk for row in here]
        if here and cells and cells[-1]["keys"] and set(keys) & set(cells[-1]["keys"]):
            cells[-1]["span"] += 1
            cells[-1]["rows"] += [r for r in here if r.pk not in cells[-1]["keys"]]
            cells[-1]["keys"] = [*cells[-1]["keys"], *keys]
        else:
            cells.append({"slot": slot, "span": 1, "rows": here, "keys": keys})
    return cells


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _hour(moment: datetime) -> int:
    return localtime(moment).hour


def _hour_after(moment: datetime, midnight: datetime) -> int:
    """Return the first full hour that is not before the moment, 24 at midnight."""
    if moment >= midnight:
        return 24
    local = localtime(moment)
    return local.hour + (1 if local.minute or local.second else 0)


def may_book_anyway(found: Clash, by: User) -> bool:
    """Say whether this person may book in spite of the clash."""
    return not found.hard or has_role(by, "administrator")


def clash_sentence(room: Room, found: Clash) -> str:
    """Return the sentence that names what is in the way."""
    if found.hard:
        return _("%(room)s is taken: %(other)s.") % {"room": room, "other": found}
    return _("%(room)s needs %(n)s minutes to be set up between two meetings: %(other)s.") % {
        "room": room, "n": room.setup_minutes, "other": found,
    }  # fmt: skip
