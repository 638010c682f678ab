"""A meeting as an entry of calendars: what each person's programs are told (``core.ics`` writes the file)."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from core import ics
from meetings.models import Meeting, Seat
from meetings.states import Answer, MeetingState

ALARM = 30  # minutes before
PARTSTAT = {
    Answer.ACCEPTED: "ACCEPTED", Answer.DECLINED: "DECLINED", Answer.REPLACED: "DELEGATED",
}  # fmt: skip


def uid_of(meeting: Meeting) -> str:
    """Return the entry's name for ever: it survives other titles, times, places and site addresses."""
    return f"meeting-{meeting.pk}-{meeting.created_at:%Y%m%dT%H%M%S%f}@nghisu"


def entry_of(
    meeting: Meeting, seat: Seat | None = None, *, off: bool = False, plain: bool = False
) -> ics.Entry:
    """Return the meeting as an entry; ``off``: it is called off (for this person), ``plain``: the time only.

    It carries title, place and a link; what is discussed and the papers stay behind the sign-in.
    """
    off = off or meeting.state == MeetingState.CANCELLED
    url = settings.SITE_URL.rstrip("/") + meeting.get_absolute_url()
    return ics.Entry(
        uid=uid_of(meeting), sequence=meeting.sequence + (1 if off and not _cancelled(meeting) else 0),
        title=_("Busy") if plain else meeting.title, place="" if plain else meeting.place,
        text="" if plain else _("Agenda, papers and answer: %(url)s") % {"url": url},
        url="" if plain else url,
        starts=meeting.starts_at, ends=meeting.ends_at, stamp=meeting.revised_at or meeting.created_at,
        status=ics.CANCELLED if off else ics.CONFIRMED, alarm=ALARM,
        organiser=None if plain else _organiser(meeting),
        attendee=_attendee(seat) if seat else None,
        busy=seat is None or seat.answer not in (Answer.DECLINED, Answer.REPLACED),
    )  # fmt: skip


def file_of(meeting: Meeting, seat: Seat | None = None, *, off: bool = False) -> bytes:
    """Return the meeting's calendar file: to one guest a message (REQUEST or CANCEL), else published."""
    entry = entry_of(meeting, seat, off=off)
    if seat is None or not seat.user.email:
        return ics.calendar_file([entry], method=ics.PUBLISH)
    method = ics.CANCEL if entry.status == ics.CANCELLED else ics.REQUEST
    return ics.calendar_file([entry], method=method)


def feed_of(meetings: Iterable[tuple[Meeting, Seat | None]], *, plain: bool) -> list[ics.Entry]:
    """Return the person's meetings as entries of a feed."""
    return [
        entry_of(meeting, seat, plain=plain, off=bool(seat and seat.replaced_by))
        for meeting, seat in meetings
    ]


def _cancelled(meeting: Meeting) -> bool:
    return meeting.state == MeetingState.CANCELLED


def _organiser(meeting: Meeting) -> ics.Person:
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("> ")
    return ics.Person(str(meeting.unit), sender)


def _attendee(seat: Seat) -> ics.Person:
    answer = PARTSTAT.get(Answer(seat.answer), "NEEDS-ACTION")
    return ics.Person(str(seat.user), seat.user.email, answer, optional=seat.role == "guest")
