"""A meeting from its plan to its end."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import open_folder
from journal.book import tell
from meetings import events, floor_events
from meetings.actions.agenda import Overtaken
from meetings.actions.invitations import revise
from meetings.actions.lateness import guard_lead_time
from meetings.actions.rooms import hold_room
from meetings.actions.seats import admit_all, invite
from meetings.actions.speaking import end_all, start_clocks, stop_clocks
from meetings.actions.walking import finish_current, stop_clock
from meetings.models import Meeting, SeatRole
from meetings.queries import quorum_of
from meetings.states import MeetingState, VoteState
from people.models import Unit, User

PLANNED = ("session_kind", "series", "series_day", "proposals_until", "room")
LONGEST_PAUSE = 24 * 60  # minutes
NO_QUORUM = gettext_lazy(
    "Not enough members are here: %(present)s of %(total)s, %(needed)s are needed. Please give the reason for opening nevertheless."
)


@transaction.atomic
def plan_meeting(  # noqa: PLR0913  a plan says what, who, where, from when to when
    *, title: str, unit: Unit, chair: User, starts_at: datetime, ends_at: datetime, by: User,
    kind: str = "working", place: str = "", rehearsal: bool = False, **more: Any,
) -> Meeting:  # fmt: skip
    """Plan a meeting; its planner sits as secretary unless they chair it."""
    if ends_at <= starts_at:
        raise Refused(_("A meeting ends after it starts."))
    hold_room(more.get("room"), starts_at, ends_at, by=by, anyway=bool(more.get("room_anyway")))
    folder = open_folder(title, topic="", unit=unit)
    meeting = Meeting.objects.create(
        title=title, unit=unit, chair=chair, starts_at=starts_at, ends_at=ends_at, kind=kind,
        place=place, folder=folder, created_by=by, is_rehearsal=rehearsal,
        **{name: more[name] for name in PLANNED if name in more},
    )  # fmt: skip
    folder.topic = meeting.book
    folder.save(update_fields=["topic"])
    tell(events.MEETING_PLANNED, who=by, what=meeting)
    invite(meeting, [chair], role=SeatRole.CHAIR, by=by)
    if by != chair:
        invite(meeting, [by], role=SeatRole.SECRETARY, by=by)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: User, version: int | None = None, **fields: object
) -> Meeting:
    """Change title, place, times or kind before the meeting ends; ``version``: the one the person began from."""
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its plan is no longer changed."))
    before, held = meeting.told_plan, (meeting.room_id, meeting.starts_at, meeting.ends_at)
    old_label = meeting.room.label if meeting.room else ""
    if version is not None and version != meeting.version:
        raise Overtaken(meeting)
    for name in ("title", "place", "starts_at", "ends_at", "kind", *PLANNED):
        setattr(meeting, name, fields.get(name, getattr(meeting, name)))
    if meeting.ends_at <= meeting.starts_at:
        raise Refused(_("A meeting ends after it starts."))
    if meeting.room_id != held[0] and meeting.place == old_label:
        meeting.place = ""  # the new room names itself
    if (meeting.room_id, meeting.starts_at, meeting.ends_at) != held:
        anyway = bool(fields.get("room_anyway"))
        hold_room(
            meeting.room, meeting.starts_at, meeting.ends_at, by=by, besides=meeting, anyway=anyway
        )
    meeting.version += 1
    meeting.save()
    tell(events.MEETING_CHANGED, who=by, what=meeting)
    if meeting.told_plan != before:
        return revise(meeting, moved=meeting.told_plan[2:] != before[2:], by=by)
    return meeting


@transaction.atomic
def convene_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Convene: the invitations become valid and people may answer."""
    meeting = locked(meeting)
    if not meeting.items.exists():
        raise Refused(_("The agenda is still empty. Add an item before convening."))
    guard_lead_time(meeting)
    meeting.move_to(MeetingState.CONVENED)
    admit_all(meeting)
    tell(events.MEETING_CONVENED, who=by, what=meeting)
    return meeting


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, reason: str = "") -> Meeting:
    """Open the session; who is present is written down. Without a quorum it needs a reason, which is kept."""
    meeting = locked(meeting)
    here, reason = quorum_of(meeting), " ".join(reason.split())[:300]
    if not here.reached and not reason and meeting.may_move_to(MeetingState.OPEN):
        raise Refused(
            NO_QUORUM % {"present": here.present, "total": here.total, "needed": here.needed}
        )
    meeting.opened_at, meeting.short_reason = now(), "" if here.reached else reason
    meeting.move_to(MeetingState.OPEN, "opened_at", "short_reason")
    tell(events.MEETING_OPENED, who=by, what=meeting, present=here.present, total=here.total)
    if meeting.short_reason:
        tell(floor_events.OPENED_SHORT, who=by, what=meeting, reason=meeting.short_reason)
    return meeting


@transaction.atomic
def pause_meeting(meeting: Meeting, *, by: User, minutes: int | None = None) -> Meeting:
    """Pause, perhaps for so many minutes: the clocks of item and speaker stop; not while a vote is open."""
    meeting = locked(meeting)
    _no_open_vote(meeting)
    if minutes is not None and not 1 <= minutes <= LONGEST_PAUSE:
        raise Refused(_("A pause lasts from 1 to %(n)s minutes.") % {"n": LONGEST_PAUSE})
    meeting.resumes_at = now() + timedelta(minutes=minutes) if minutes else None
    meeting.move_to(MeetingState.PAUSED, "resumes_at")
    stop_clocks(meeting)
    for item in meeting.items.filter(state="current"):
        stop_clock(item)
        item.save(update_fields=["spent", "started_at"])
    tell(events.MEETING_PAUSED, who=by, what=meeting)
    return meeting


@transaction.atomic
def resume_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Resume after a pause; the clocks of item and speaker run on."""
    meeting = locked(meeting)
    meeting.resumes_at = None
    meeting.move_to(MeetingState.OPEN, "resumes_at")
    start_clocks(meeting)
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
    end_all(meeting)
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
    meeting.sequence, meeting.revised_at = meeting.sequence + 1, now()
    meeting.move_to(MeetingState.CANCELLED, "sequence", "revised_at")
    tell(events.MEETING_CANCELLED, who=by, what=meeting, reason=reason.strip()[:300], was=was)
    return meeting


def _no_open_vote(meeting: Meeting) -> None:
    if meeting.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(_("A vote is open. Close it first."))
