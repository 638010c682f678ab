"""Who runs the session: handed to a deputy and taken back, while the chair by law stays the chair.

What goes over is the permission ``run_meeting``, at once and for everything; whose ballot decides a tie does not:
that is the seat with the role ``chair``, whoever runs the session.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from documents.actions import let_in, shut_out
from journal.book import tell
from meetings import floor_events
from meetings.access import GRANTS
from meetings.models import Meeting, Seat, SeatRole
from meetings.states import IN_SESSION, MeetingState
from people.grants import grant, revoke
from people.models import User
from realtime.nudge import check_again

WHEN = (MeetingState.CONVENED, *IN_SESSION)
RUN = ("run_meeting", "prepare_meeting")


@transaction.atomic
def hand_over(seat: Seat, *, by: User, reason: str = "") -> Meeting:
    """Let the person in this seat run the session from now on; who is not running it now must say why."""
    meeting, seat = locked(Meeting(pk=seat.meeting_id)), locked(seat)
    runs = meeting.conductor or meeting.chair
    reason = " ".join(reason.split())[:300]
    if meeting.state not in WHEN:
        raise Refused(_("The running of a session is handed over before its end."))
    if seat.role != SeatRole.MEMBER or not seat.present or not seat.acts:
        raise Refused(_("The session is handed to a member who is here."))
    if seat.user_id == runs.pk:
        return meeting
    if by.pk != runs.pk and not reason:
        raise Refused(
            _("Please give the reason why %(who)s cannot run the session.") % {"who": runs}
        )
    _step_down(meeting, runs)
    grant(seat.user, meeting, *RUN)
    let_in([seat.user], meeting.folder, writing=True)
    return _say(meeting, seat.user, runs, by=by, reason=reason)


@transaction.atomic
def return_chair(meeting: Meeting, *, by: User) -> Meeting:
    """Let the chair run the session again: by the chair, by who runs it, or by the secretariat."""
    meeting = locked(meeting)
    if meeting.conductor is None:
        return meeting
    runs = meeting.conductor
    _step_down(meeting, runs)
    grant(meeting.chair, meeting, *GRANTS[SeatRole.CHAIR])
    return _say(meeting, meeting.chair, runs, by=by, reason="")


def _step_down(meeting: Meeting, person: User) -> None:
    """Leave somebody what their own seat gives them; the chair keeps all but the running."""
    role = SeatRole(meeting.seats.get(user=person).role)
    kept = [name for name in GRANTS[role] if name != "run_meeting"]
    revoke(person, meeting)
    grant(person, meeting, *kept)
    if role == SeatRole.MEMBER:
        shut_out(person, meeting.folder)
        let_in([person], meeting.folder)


def _say(meeting: Meeting, to: User, runs: User, *, by: User, reason: str) -> Meeting:
    """Write it down, tell every screen, and let every socket be asked anew what it may hear."""
    back = to.pk == meeting.chair_id
    meeting.conductor = None if back else to
    meeting.save(update_fields=["conductor"])
    event = floor_events.CHAIR_TAKEN_BACK if back else floor_events.CHAIR_HANDED_OVER
    tell(event, who=by, what=meeting, to=str(to), before=str(runs), reason=reason or "–")
    transaction.on_commit(check_again, robust=True)
    return meeting
