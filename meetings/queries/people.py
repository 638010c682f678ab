"""What the page of the people shows: who was invited, what they said, who comes instead."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import localdate

from meetings.models import Absence, Meeting, Seat
from meetings.states import AbsenceState, Answer, MeetingState
from meetings.substitutes import SETTING, Rule, rule_for
from notices.door import Notice


@dataclass
class GuestRow:
    """One guest: the seat, the absence that counts, when the invitation was sent and when it was read."""

    seat: Seat
    absence: Absence | None = None
    sent_at: datetime | None = None
    seen_at: datetime | None = None
    may_decide: bool = False


@dataclass
class Guests:
    """The list with its sums; ``asked`` are the absences that wait for somebody's consent."""

    rows: list[GuestRow]
    coming: int = 0
    away: int = 0
    replaced: int = 0
    silent: int = 0
    asked: list[GuestRow] = field(default_factory=list)


def guests(meeting: Meeting, held: set[str]) -> Guests:
    """Return the meeting's guests in three queries; what absences say only for those who prepare."""
    seats = list(meeting.seats.select_related("user").order_by("position", "pk"))
    keeps = "prepare_meeting" in held
    away = _absences(meeting) if keeps else {}
    told = _told(meeting, seats) if keeps else {}
    found = Guests([])
    for seat in seats:
        row = GuestRow(seat, away.get(seat.pk), *told.get(seat.user_id, (None, None)))
        row.may_decide = bool(row.absence and may_decide(row.absence, meeting, held))
        found.rows.append(row)
    _sum_up(found, meeting)
    return found


def may_decide(absence: Absence, meeting: Meeting, held: set[str]) -> bool:
    """Say whether who holds these permissions may agree to the absence."""
    return absence.state == AbsenceState.ASKED and decides(absence, meeting) in held


def decides(absence: Absence, meeting: Meeting) -> str:
    """Return what one must hold on the meeting to agree to the absence."""
    rule = rule_for(meeting.kind, absence.seat.role, localdate(meeting.starts_at))
    consent = rule.consent if absence.who_comes else rule.absence
    return "run_meeting" if consent == "chair" else "prepare_meeting"


def may_allow_votes(meeting: Meeting) -> bool:
    """Say whether this kind of meeting leaves it to its own rule that substitutes vote."""
    return rule_for(meeting.kind, "member", localdate(meeting.starts_at)).vote == SETTING


def limit_of(seat: Seat, meeting: Meeting) -> Rule:
    """Return what the law lets this seat do when its person cannot come."""
    return rule_for(meeting.kind, seat.role, localdate(meeting.starts_at))


def _absences(meeting: Meeting) -> dict[int, Absence]:
    rows = meeting.absences.exclude(state=AbsenceState.WITHDRAWN)
    found = {
        row.seat_id: row for row in rows.select_related("substitute", "seat__user", "decided_by")
    }
    return {pk: row for pk, row in found.items() if not _over(row)}


def _over(row: Absence) -> bool:
    """Say whether a refused absence was followed by an answer since."""
    return row.state == AbsenceState.REFUSED and row.seat.answer != Answer.WAITING


def _told(meeting: Meeting, seats: list[Seat]) -> dict[int, tuple[datetime, datetime | None]]:
    """Return when each guest was told of the meeting, and when they first read of it in the bell."""
    if meeting.state == MeetingState.DRAFT:
        return {}
    url = meeting.get_absolute_url()
    rows = Notice.objects.filter(
        url=url, key__startswith=f"meeting.{meeting.pk}.", user_id__in=[s.user_id for s in seats]
    )
    told: dict[int, tuple[datetime, datetime | None]] = {}
    for user, sent, read in rows.order_by("pk").values_list("user_id", "created_at", "read_at"):
        first, seen = told.get(user, (sent, None))
        told[user] = (first, min((t for t in (seen, read) if t), default=None))
    return told


def _sum_up(found: Guests, meeting: Meeting) -> None:
    for row in found.rows:
        if row.seat.answer == Answer.ACCEPTED:
            found.coming += 1
        elif row.seat.answer == Answer.DECLINED:
            found.away += 1
        elif row.seat.answer == Answer.REPLACED:
            found.replaced += 1
        elif meeting.state != MeetingState.DRAFT:
            found.silent += 1
        if row.absence and row.absence.state == AbsenceState.ASKED:
            found.asked.append(row)
