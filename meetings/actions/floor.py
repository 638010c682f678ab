"""How the floor is arranged for a meeting: times of speech, the video room, the printed door sheet."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import floor_events
from meetings.models import Meeting
from people.models import User

FIELDS = ("video_url", "speech_minutes", "present_minutes")


@transaction.atomic
def arrange_floor(
    meeting: Meeting, *, video_url: str, speech_minutes: int, present_minutes: int, by: User
) -> Meeting:
    """Set the minutes of a speaker and a presenter, and the link to the video room (https only)."""
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    if video_url and not video_url.startswith("https://"):
        raise Refused(_("The link to the video room begins with https://."))
    if not (1 <= speech_minutes <= 120 and 1 <= present_minutes <= 120):
        raise Refused(_("A turn lasts from 1 to 120 minutes."))
    meeting.video_url = video_url
    meeting.speech_minutes, meeting.present_minutes = speech_minutes, present_minutes
    meeting.save(update_fields=list(FIELDS))
    tell(floor_events.FLOOR_ARRANGED, who=by, what=meeting)
    return meeting


@transaction.atomic
def renew_sheet(meeting: Meeting, *, by: User) -> Meeting:
    """Make a new printed door sheet valid; the one before is void from now on."""
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    meeting.door_sheet = abs(meeting.door_sheet) + 1
    meeting.save(update_fields=["door_sheet"])
    tell(floor_events.SHEET_PRINTED, who=by, what=meeting, number=meeting.door_sheet)
    return meeting
