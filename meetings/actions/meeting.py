"""A meeting from its plan to its end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import open_folder
from journal.book import tell
from meetings import events
from meetings.actions.agenda import finish_current, stop_clock
from meetings.actions.seats import admit_all, invite
from meetings.models import Meeting, SeatRole
from meetings.queries import quorum_of
from meetings.states import MeetingState, SpeakingState, VoteState
from people.models import Unit, User


@transaction.atomic
def plan_meeting(  # noqa: PLR0913  a plan says what, who, where, from when to when
    *, title: str, unit: Unit, chair: User, starts_at: datetime, ends_at: datetime, by: User,
    kind: str = "working", place: str = "", rehearsal: bool = False,
) -> Meeting:  # fmt: skip
    """Plan a meeting; its planner sits as secretary unless they chair it."""
    if ends_at <= starts_at:
        raise Refused(_("A meeting ends after it starts."))
    folder = open_folder(title, topic="", unit=unit)
    meeting = Meeting.objects.create(
        title=title, unit=unit, chair=chair, starts_at=starts_at, ends_at=ends_at, kind=kind,
        place=place, folder=folder, created_by=by, is_rehearsal=rehearsal,
    )  # fmt: skip
    folder.topic = meeting.book
    folder.save(update_fields=["topic"])
    tell(events.MEETING_PLANNED, who=by, what=meeting)
    invite(meeting, [chair], role=SeatRole.CHAIR, by=by)
    if by != chair:
        invite(meeting, [by], role=SeatRole.SECRETARY, by=by)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: User, **fields: object) -> Meeting:
    """Change title, place, times or kind before the meeting ends."""
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its plan is no longer changed."))
    for name in ("title", "place", "starts_at", "ends_at", "kind"):
        setattr(meeting, name, fields.get(name, getattr(meeting, name)))
    if meeting.ends_at <= meeting.starts_at:
        raise Refused(_("A meeting ends after it starts."))
    meeting.save()
    tell(events.MEETING_CHANGED, who=by, what=meeting)
    return meeting


@transaction.atomic
def convene_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Convene: the invitations become valid and people may answer."""
    meeting = locked(meeting)
    if not meeting.items.exists():
        raise Refused(_("The agenda is still empty. Add an item before convening."))
    meeting.move_to(MeetingState.CONVENED)
    admit_all(meeting)
    tell(events.MEETING_CONVENED, who=by, what=meeting)
    return meeting


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Open the session; who is present is written down."""
    meeting = locked(meeting)
    meeting.opened_at = now()
    meeting.move_to(MeetingState.OPEN, "opened_at")
    here = quorum_of(meeting)
    tell(events.MEETING_OPENED, who=by, what=meeting, present=here.present, total=here.total)
    return meeting


@transaction.atomic
def pause_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Pause: the item's clock stops; not while a vote is open."""
    meeting = locked(meeting)
    _no_open_vote(meeting)
    meeting.move_to(MeetingState.PAUSED)
    for item in meeting.items.filter(state="current"):
        stop_clock(item)
        item.save(update_fields=["spent", "started_at"])
    tell(events.MEETING_PAUSED, who=by, what=meeting)
    return meeting


@transaction.atomic
def resume_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Resume after a pause; the item's clock runs on."""
    meeting = locked(meeting)
    meeting.move_to(MeetingState.OPEN)
    meeting.items.filter(state="current").update(started_at=now())
    tell(events.MEETING_RESUMED, who=by, what=meeting)
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Close the session: nothing is discussed or shown any more; not while a vote is open."""
    meeting = locked(meeting)
    _no_open_vote(meeting)
    finish_current(meeting)
    meeting.closed_at, meeting.show_version = now(), None
    meeting.move_to(MeetingState.CLOSED, "closed_at", "show_version")
    live = meeting.speakings.filter(state=SpeakingState.SPEAKING)
    live.update(state=SpeakingState.SPOKE, ended_at=now())
    meeting.speakings.filter(state=SpeakingState.ASKED).update(state=SpeakingState.WITHDRAWN)
    tell(events.MEETING_CLOSED, who=by, what=meeting, facts={"show": None})
    return meeting


@transaction.atomic
def conclude_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Finish the record: no conclusion is left in draft."""
    meeting = locked(meeting)
    if meeting.conclusions.filter(state="draft").exists():
        raise Refused(_("Some conclusions are still drafts. Agree on them or strike them out."))
    meeting.move_to(MeetingState.CONCLUDED)
    tell(events.MEETING_CONCLUDED, who=by, what=meeting)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: User) -> Meeting:
    """Cancel before it opens, with a reason everybody invited reads."""
    if not reason.strip():
        raise Refused(_("Please give the reason for cancelling."))
    meeting = locked(meeting)
    was = meeting.state
    meeting.move_to(MeetingState.CANCELLED)
    tell(events.MEETING_CANCELLED, who=by, what=meeting, reason=reason.strip()[:300], was=was)
    return meeting


def _no_open_vote(meeting: Meeting) -> None:
    if meeting.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(_("A vote is open. Close it first."))
