"""Who is here: checked in by oneself, by the secretariat, at the door; every coming and going kept as a line."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events, floor_events
from meetings.actions.speaking import withdraw
from meetings.models import How, Meeting, Passage, Seat, Way
from meetings.queries import counts_here, quorum_of
from meetings.states import IN_SESSION, MeetingState, SpeakingState
from people.models import User

TAKEN = (MeetingState.CONVENED, *IN_SESSION)
CORRECTABLE = (*TAKEN, MeetingState.CLOSED)
EARLIEST = timedelta(days=1)  # before the meeting's start
SAVED = ["arrived_at", "left_at", "came_at", "remote"]


@transaction.atomic
def arrive(
    seat: Seat, *, by: User, how: str = "", remote: bool = False, held: bool = False
) -> Seat:
    """Check in: by oneself, by who prepares the meeting, or at the door; twice is harmless.

    ``how``: one of ``How``, worked out from ``by`` when it is not said. Who was remote and now sits in the room (or
    the other way round) is written down anew. ``held``: the meeting was locked in this transaction before the seat was
    read (``access.held_seat``), so neither is read again.
    """
    meeting, seat = (_taking(seat.meeting, TAKEN), seat) if held else _countable(seat)
    if seat.present and seat.remote == remote:
        return seat
    _not_replaced(seat, by)
    before = counts_here(seat, meeting.kind)
    _come(seat, now(), remote=remote)
    seat.save(update_fields=SAVED)
    _note(seat, Way.IN, how or _how(seat, by), by=by)
    tell(floor_events.ARRIVED_REMOTELY if remote else events.ARRIVED, who=by, what=seat)
    _watch_quorum(meeting, seat, before=before)
    return seat


@transaction.atomic
def leave(seat: Seat, *, by: User) -> Seat:
    """Write down that the person left; a request to speak that waits is withdrawn."""
    meeting, seat = _countable(seat)
    if not seat.present:
        return seat
    before = counts_here(seat, meeting.kind)
    seat.left_at = now()
    seat.save(update_fields=["left_at"])
    _note(seat, Way.OUT, _how(seat, by), by=by)
    for speaking in seat.speakings.filter(state=SpeakingState.ASKED):
        withdraw(speaking, by=by)
    tell(events.LEFT, who=by, what=seat)
    _watch_quorum(meeting, seat, before=before)
    return seat


@transaction.atomic
def arrive_except(meeting: Meeting, absent: Iterable[int], *, by: User) -> list[Seat]:
    """Check in everybody who is not here yet but those seats, in one act; who declined or was replaced stays absent."""
    meeting = _open_book(meeting.pk, TAKEN)
    left_out, moment = set(absent), now()
    rows = meeting.seats.select_for_update(of=("self",)).select_related("user")
    coming = [
        seat
        for seat in rows
        if seat.pk not in left_out and not seat.present and seat.acts and seat.answer != "declined"
    ]
    if not coming:
        raise Refused(_("Everybody but those you named is here already."))
    for seat in coming:
        _come(seat, moment, remote=False)
    Seat.objects.bulk_update(coming, SAVED, batch_size=200)
    Passage.objects.bulk_create(
        Passage(meeting=meeting, seat=s, way=Way.IN, how=How.CLERK, at=moment, by=by)
        for s in coming
    )
    names = ", ".join(str(seat) for seat in coming)
    tell(floor_events.MANY_ARRIVED, who=by, what=meeting, number=len(coming), names=names)
    return coming


@transaction.atomic
def correct_passage(
    passage: Passage, *, reason: str, by: User, at: datetime | None = None
) -> Passage | None:
    """Strike a line of the timeline, with a reason; with ``at`` it is written anew with the right time.

    The struck line stays and is shown struck. Returns the new line.
    """
    meeting = _open_book(passage.meeting_id, CORRECTABLE)
    passage = locked(passage)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please give the reason for the correction."))
    if passage.struck_at:
        raise Refused(_("This line was corrected already."))
    if at is not None and not meeting.starts_at - EARLIEST <= at <= now():
        raise Refused(_("That time cannot be: it lies in the future or long before the meeting."))
    passage.struck_at, passage.struck_by, passage.struck_reason = now(), by, reason
    passage.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    fresh = _again(passage, at, by) if at else None
    _settle(passage.seat)
    tell(floor_events.PASSAGE_CORRECTED, who=by, what=passage.seat, reason=reason)
    return fresh


def _not_replaced(seat: Seat, by: User) -> None:
    """Refuse who sent a substitute that has a seat of their own."""
    if seat.replaced_by and (
        by.pk == seat.user_id or seat.absences.filter(filled__isnull=False).exists()
    ):
        raise Refused(
            _("%(who)s is represented by %(other)s.") % {"who": seat, "other": seat.replaced_by}
        )


def _again(passage: Passage, at: datetime, by: User) -> Passage:
    return Passage.objects.create(
        meeting_id=passage.meeting_id, seat_id=passage.seat_id, way=passage.way, how=How.CLERK,
        remote=passage.remote, at=at, by=by, corrects=passage,
    )  # fmt: skip


def _settle(seat: Seat) -> None:
    """Let the seat say what its lines say."""
    seat = locked(seat)
    lines = list(seat.passages.filter(struck_at=None).order_by("at", "pk"))
    coming = [line for line in lines if line.way == Way.IN]
    last = lines[-1] if lines and coming else None
    seat.came_at = coming[0].at if coming else None
    seat.arrived_at = coming[-1].at if coming else None
    seat.left_at = last.at if last and last.way == Way.OUT else None
    seat.remote = coming[-1].remote if coming else False
    seat.save(update_fields=SAVED)


def _come(seat: Seat, moment: datetime, *, remote: bool) -> None:
    seat.came_at = seat.came_at or seat.arrived_at or moment
    seat.arrived_at, seat.left_at, seat.remote = moment, None, remote


def _note(seat: Seat, way: str, how: str, *, by: User) -> None:
    moment = now()
    Passage.objects.create(
        meeting_id=seat.meeting_id, seat=seat, way=way, how=how, remote=seat.remote, at=moment,
        told_at=moment, by=by,
    )  # fmt: skip


def _how(seat: Seat, by: User) -> str:
    return How.SELF if seat.user_id == by.pk else How.CLERK


def _watch_quorum(meeting: Meeting, seat: Seat, *, before: bool) -> None:
    """Write down when the quorum of a session is lost or reached by this very step."""
    after = counts_here(seat, meeting.kind)
    if meeting.state not in IN_SESSION or not seat.votes or before == after:
        return
    here = quorum_of(meeting)
    was_there = here.present - 1 if after else here.present + 1
    reached_before = here.total > 0 and was_there >= here.needed
    if reached_before != here.reached:
        event = floor_events.QUORUM_REACHED if here.reached else floor_events.QUORUM_LOST
        tell(event, who=None, what=meeting, present=here.present, total=here.total)


def _countable(seat: Seat) -> tuple[Meeting, Seat]:
    """Return the meeting and the seat locked, while attendance is being taken."""
    meeting = _open_book(seat.meeting_id, TAKEN)
    rows = Seat.objects.select_for_update(of=("self",)).select_related("user")
    return meeting, rows.get(pk=seat.pk)


def _open_book(pk: int, states: Iterable[str]) -> Meeting:
    return _taking(Meeting.objects.select_for_update().get(pk=pk), states)


def _taking(meeting: Meeting, states: Iterable[str]) -> Meeting:
    """Return the meeting, or refuse in a state in which attendance is not taken."""
    if meeting.state not in states:
        raise Refused(
            _("Attendance is not taken now: the meeting is “%(state)s”.")
            % {"state": meeting.get_state_display()}
        )
    return meeting
