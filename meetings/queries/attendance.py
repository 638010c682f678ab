"""What is shown of attendance: who is here, was here, is absent and why; the timeline; the table to take away."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.clock import now
from core.names import name_key
from meetings.models import Meeting, Passage, Seat, SeatRole
from meetings.states import IN_SESSION, Answer
from meetings.stays import Stay, minutes_late, seconds, stays


def by_name(seats: list[Seat]) -> list[Seat]:
    """Return the seats as one looks for people: the chair, then by given name in the order of the alphabet."""
    return sorted(
        seats, key=lambda seat: (seat.role != SeatRole.CHAIR, name_key(str(seat.user)), seat.pk)
    )


def mark_late(meeting: Meeting, seats: list[Seat]) -> list[Seat]:
    """Write the minutes of lateness on each seat (``late``): first come after the session was opened."""
    for seat in seats:
        seat.late = minutes_late(seat.came_at or seat.arrived_at, meeting.opened_at)  # type: ignore[attr-defined]
    return seats


def timeline(meeting: Meeting) -> list[Passage]:
    """Return every line of the timeline, struck ones too, the newest first; one query."""
    rows = meeting.passages.select_related("seat__user", "by", "struck_by")
    return list(rows.order_by("-at", "-pk"))


@dataclass
class Board:
    """Attendance at a glance."""

    here: list[Seat] = field(default_factory=list)
    remote: list[Seat] = field(default_factory=list)
    gone: list[Seat] = field(default_factory=list)
    absent: list[Seat] = field(default_factory=list)


def board(meeting: Meeting, seats: list[Seat]) -> Board:
    """Sort the seats: in the room, remote, gone again, not come (yet)."""
    found = Board()
    for seat in mark_late(meeting, by_name(seats)):
        if seat.present:
            (found.remote if seat.remote else found.here).append(seat)
        elif seat.left_at:
            found.gone.append(seat)
        else:
            found.absent.append(seat)
    return found


def missing(seats: list[Seat]) -> list[Seat]:
    """Return who may still come: not here, not declined, nobody instead of them."""
    return [
        seat for seat in by_name(seats)
        if not seat.present and seat.answer != Answer.DECLINED and not seat.replaced_by
    ]  # fmt: skip


@dataclass(frozen=True)
class Presence:
    """One person's attendance: stays, seconds here during the session, minutes late, why absent."""

    seat: Seat
    stays: list[Stay]
    seconds: int
    late: int
    why: str


def presences(meeting: Meeting, seats: list[Seat], lines: list[Passage]) -> list[Presence]:
    """Return everybody's attendance by name; struck lines do not count."""
    of_seat: dict[int, list[tuple[str, datetime]]] = {}
    for line in lines:
        if line.struck_at is None:
            of_seat.setdefault(line.seat_id, []).append((line.way, line.at))
    end = meeting.closed_at or now()
    begin = meeting.opened_at or end
    found = []
    for seat in mark_late(meeting, by_name(seats)):
        there = stays(of_seat.get(seat.pk, _own_lines(seat)))
        spent = seconds(there, begin=begin, end=end)
        found.append(Presence(seat, there, spent, seat.late, why_absent(seat)))  # type: ignore[attr-defined]
    return found


def _own_lines(seat: Seat) -> list[tuple[str, datetime]]:
    """Return what the seat itself knows, for attendance taken before there was a timeline."""
    lines = [("in", seat.arrived_at), ("out", seat.left_at)]
    return [(way, at) for way, at in lines if at is not None]


def why_absent(seat: Seat) -> str:
    """Return why somebody who never came is absent: their reason, their substitute, or that they did not say."""
    if seat.arrived_at or seat.came_at:
        return ""
    if seat.replaced_by:
        return _("represented by %(who)s") % {"who": seat.replaced_by}
    if seat.reason:
        return seat.reason
    return _("no reason given") if seat.answer == Answer.DECLINED else _("did not say")


def table(meeting: Meeting, rows: list[Presence]) -> tuple[list[str], list[list[Any]]]:
    """Return the attendance as heads and rows for a file to take away."""
    heads = [
        pgettext("table", "No."), _("Full name"), _("Post"), _("Takes part as"), pgettext("meeting", "Attendance"),
        _("Arrived"), _("Left"), _("Minutes late"), _("Minutes in session"), _("Reason of absence"),
    ]  # fmt: skip
    lines = []
    for number, row in enumerate(rows, 1):
        seat = row.seat
        came = moment(row.stays[0].came) if row.stays else ""
        left = moment(row.stays[-1].left) if row.stays else ""
        lines.append([
            number, str(seat.user), seat.title, seat.get_role_display(), standing(meeting, seat),
            came, left, row.late or None, row.seconds // 60 if row.stays else None, row.why,
        ])  # fmt: skip
    return heads, lines


def standing(meeting: Meeting, seat: Seat) -> str:
    """Return in a word where the person stands: here, remote, left, absent."""
    if seat.present:
        running = meeting.state in IN_SESSION or not meeting.ended
        if seat.remote:
            return _("remote")
        return _("here") if running else _("attended")
    if seat.left_at:
        return _("left")
    return _("absent")


def moment(at: datetime | None) -> str:
    """Write a moment in the city's time with its day: “08:05 22/11/2026”."""
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else ""
