"""Who hears of an invitation and its answers, by bell and mail; heard inside the telling transaction."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import now, today
from journal.book import hear
from journal.models import Entry
from meetings import events
from meetings.actions.invitations import issue_invitation, issued
from meetings.entries import file_of
from meetings.models import Absence, Invitation, Meeting, Seat, SeatRole
from meetings.states import Answer, MeetingState
from meetings.substitutes import CHAIR
from notices.door import Enclosed, Told, notify, notify_many
from people.models import User

INVITED = _("You are invited: %(meeting)s, %(day)s at %(hour)s, %(place)s")
INSTEAD = _(
    "You are asked to attend in the place of %(other)s: %(meeting)s, %(day)s at %(hour)s, %(place)s"
)
CHANGED = _("Changed: %(meeting)s. Now %(day)s at %(hour)s, %(place)s")
CANCELLED = _("Cancelled: %(meeting)s. Reason: %(reason)s")
TAKEN_OFF = _("You are no longer on the list of: %(meeting)s, %(day)s")
ISSUED = _("Invitation %(notation)s: %(meeting)s, %(day)s at %(hour)s, %(place)s")
CALLED_OFF = _("Notice %(notation)s: %(meeting)s does not take place")
ASKED = _("%(who)s asks to be absent from %(meeting)s; instead comes: %(instead)s. Please decide")
AGREED = _("Your absence from %(meeting)s was agreed to; instead comes: %(instead)s")
TOLD = _("%(who)s does not come to %(meeting)s; instead comes: %(instead)s")
REFUSED = _("Your absence from %(meeting)s was not agreed to: %(reason)s")
ANSWER = _("Please answer the invitation to %(meeting)s, %(day)s at %(hour)s")
REMIND_BEFORE = (3, 1)  # working days before the meeting, in the morning (jobs.py)
CALENDAR_KIND = "text/calendar; method={}; charset=UTF-8"


class Said:
    """A sentence with its words, said in the language of whoever reads it."""

    def __init__(self, sentence: str | Promise, meeting: Meeting, **words: object) -> None:
        start = timezone.localtime(meeting.starts_at)
        self.sentence = sentence
        self.words = {
            "meeting": meeting, "day": f"{start:%d/%m/%Y}", "hour": f"{start:%H:%M}",
            "place": meeting.place or "–", **words,
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.sentence) % self.words


def _ring(
    seats: Iterable[Seat], meeting: Meeting, key: str, sentence: str | Promise, **words: Any
) -> None:
    """Tell guests, each with their calendar file and, for an invitation, the signed document."""
    letters, off, urgent = (words.pop(name, None) for name in ("letters", "off", "urgent"))
    said = Said(sentence, meeting, **words)
    notify_many(
        [Told(seat.user, said, [*(letters or ()), _entry(meeting, seat, off=bool(off))]) for seat in seats],
        key=f"meeting.{meeting.pk}.{key}", url=meeting.get_absolute_url(), mail=True, urgent=bool(urgent),
    )  # fmt: skip


def _entry(meeting: Meeting, seat: Seat, *, off: bool) -> Enclosed:
    """Return the guest's calendar file as a file for the letter."""
    content = file_of(meeting, seat, off=off)
    method = "CANCEL" if b"METHOD:CANCEL" in content else "REQUEST"
    return Enclosed("cuoc-hop.ics", CALENDAR_KIND.format(method), content)


def _document(meeting: Meeting) -> list[Enclosed]:
    """Return the issued invitation as a file for the letters; nothing without one."""
    letter = issued(meeting)
    return [_file(letter)] if letter else []


def _file(letter: Invitation) -> Enclosed:
    version = letter.paper.versions.order_by("-number")[0]
    return Enclosed(version.name, "application/pdf", version.read())


def _guests(meeting: Meeting, entry: Entry) -> QuerySet[Seat]:
    return meeting.seats.select_related("user").exclude(user=entry.who)


def _keepers(meeting: Meeting, entry: Entry) -> Iterable[User]:
    """Return who keeps the list: the secretaries."""
    seats = meeting.seats.filter(role=SeatRole.SECRETARY).select_related("user")
    return [seat.user for seat in seats.exclude(user=entry.who)]


@hear(events.MEETING_CONVENED)
def invitations_go_out(entry: Entry, meeting: Meeting) -> None:
    """Everybody with a seat is told when a meeting is convened."""
    letters = _document(meeting)
    _ring(_guests(meeting, entry), meeting, "convened", INVITED, letters=letters)


@hear(events.SEAT_INVITED)
def late_invitations_go_out(entry: Entry, seat: Seat) -> None:
    """Who is put on the list of a convened meeting is told like everybody before, once; a substitute too."""
    meeting = seat.meeting
    if meeting.state == MeetingState.DRAFT or seat.user_id == entry.who_id:
        return
    sentence = INSTEAD if seat.stands_for else INVITED
    key = f"instead.{seat.pk}" if seat.stands_for else "convened"
    _ring([seat], meeting, key, sentence, other=seat.stands_for, letters=_document(meeting))


@hear(events.SEAT_REMOVED)
def the_removed_are_told(entry: Entry, seat: Seat) -> None:
    """Who is taken off the list of a convened meeting is told, and their calendars."""
    if seat.meeting.state != MeetingState.DRAFT and seat.user_id != entry.who_id:
        _ring([seat], seat.meeting, f"removed.{seat.pk}", TAKEN_OFF, off=True)


@hear(events.MEETING_CANCELLED)
def cancellations_go_out(entry: Entry, meeting: Meeting) -> None:
    """Everybody who was invited is told when a meeting is cancelled, and why; of a draft nobody ever heard."""
    if entry.data.get("was") == MeetingState.DRAFT:
        return
    reason = entry.data.get("reason", "")
    _ring(
        _guests(meeting, entry),
        meeting,
        "cancelled",
        CANCELLED,
        reason=reason,
        off=True,
        urgent=True,
    )


@hear(events.MEETING_REVISED)
def changes_go_out(entry: Entry, meeting: Meeting) -> None:
    """Everybody is told of another time or place; the entry in their calendars moves along."""
    key = f"revised.{meeting.sequence}"
    _ring(_guests(meeting, entry), meeting, key, CHANGED, urgent=_soon(meeting))


@hear(events.PAPER_SIGNED)
def invitations_come_home(entry: Entry, paper: Any) -> None:
    """A signed and sealed invitation is issued."""
    issue_invitation(paper, by=entry.who)


@hear(events.INVITATION_ISSUED)
def issued_invitations_go_out(entry: Entry, letter: Invitation) -> None:
    """The signed document goes to everybody who was invited; before convening it waits for that."""
    meeting = Meeting.objects.select_related("unit").get(pk=letter.meeting_id)
    if meeting.state == MeetingState.DRAFT:
        return
    sentence = CALLED_OFF if letter.kind == "cancellation" else ISSUED
    _ring(
        _guests(meeting, entry), meeting, f"letter.{letter.pk}", sentence, letters=[_file(letter)],
        notation=letter.paper.notation,
    )  # fmt: skip


@hear(events.ABSENCE_ASKED)
def absences_are_decided(entry: Entry, absence: Absence) -> None:
    """Who must agree to an absence is asked: the chair, or the secretaries."""
    consent = entry.data.get("consent")
    if not consent:
        return
    meeting = absence.meeting
    people = [meeting.chair] if consent == CHAIR else _keepers(meeting, entry)
    for person in people:
        _tell(person, absence, "asked", ASKED, page="people/")


@hear(events.ABSENCE_AGREED)
def agreed_absences_are_told(entry: Entry, absence: Absence) -> None:
    """The person hears that their absence was agreed to, the secretaries that somebody else comes."""
    if absence.seat.user_id != entry.who_id:
        _tell(absence.seat.user, absence, "agreed", AGREED)
    for person in _keepers(absence.meeting, entry):
        _tell(person, absence, "told", TOLD, page="people/")


@hear(events.ABSENCE_REFUSED)
def refused_absences_are_told(entry: Entry, absence: Absence) -> None:
    """The person hears that their absence was not agreed to, and why."""
    if absence.seat.user_id != entry.who_id:
        _tell(absence.seat.user, absence, "refused", REFUSED, reason=absence.decision)


@hear(events.ANSWERS_ASKED_FOR)
def the_silent_are_reminded(entry: Entry, meeting: Meeting) -> None:
    """Who has not answered is reminded, once a day at most."""
    silent = _guests(meeting, entry).filter(answer=Answer.WAITING)
    notify_many(
        [Told(seat.user, Said(ANSWER, meeting)) for seat in silent],
        key=f"meeting.{meeting.pk}.answer.{today()}", url=meeting.get_absolute_url(), mail=True,
    )  # fmt: skip


def remind_waiting() -> int:
    """Remind those who have not answered of what comes within days (``REMIND_BEFORE``); returns how many.

    Only on working days; done twice, it rings once.
    """
    calendar, day = city_calendar(), today()
    if not calendar.is_workday(day):
        return 0
    rows = Seat.objects.filter(
        answer=Answer.WAITING, meeting__state=MeetingState.CONVENED, meeting__is_rehearsal=False,
        meeting__starts_at__gt=now(),
    )  # fmt: skip
    count = 0
    for seat in rows.select_related("meeting__unit", "user").exclude(role=SeatRole.CHAIR):
        left = calendar.count(day, timezone.localdate(seat.meeting.starts_at))
        if left in REMIND_BEFORE:
            _remind(seat, seat.meeting, f"remind.{left}.{seat.meeting.sequence}")
            count += 1
    return count


def _remind(seat: Seat, meeting: Meeting, key: str) -> None:
    notify(
        seat.user, key=f"meeting.{meeting.pk}.{key}", url=meeting.get_absolute_url(), mail=True,
        sentence=Said(ANSWER, meeting),
    )  # fmt: skip


def _tell(
    person: User, absence: Absence, key: str, sentence: str | Promise, page: str = "", **words: Any
) -> None:
    meeting = absence.meeting
    notify(
        person, key=f"meeting.{meeting.pk}.absence.{absence.pk}.{key}", mail=True,
        url=f"{meeting.get_absolute_url()}{page}", urgent=_soon(meeting),
        sentence=Said(
            sentence, meeting, who=absence.seat, instead=absence.who_comes or "–", **words
        ),
    )  # fmt: skip


def _soon(meeting: Meeting) -> bool:
    """Say whether the meeting starts within a day: then nobody waits for the morning."""
    return (meeting.starts_at - now()).total_seconds() < 24 * 3600
