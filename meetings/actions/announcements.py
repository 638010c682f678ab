"""Short notices to everybody in the room."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import floor_events
from meetings.models import Announcement, AnnouncementSeen, Meeting, Seat
from meetings.states import IN_SESSION, MeetingState
from people.models import User

LONGEST = 300
WHEN = (MeetingState.CONVENED, *IN_SESSION)


@transaction.atomic
def announce(meeting: Meeting, text: str, *, by: User) -> Announcement:
    """Send a short notice to every screen of the meeting; the same words still standing there are not doubled."""
    meeting = locked(meeting)
    text = " ".join(text.split())
    if not text:
        raise Refused(_("Please write what is to be announced."))
    if len(text) > LONGEST:
        raise Refused(_("An announcement has at most %(n)s letters.") % {"n": LONGEST})
    if meeting.state not in WHEN:
        raise Refused(_("Announcements are made from the invitation to the end of the session."))
    standing = meeting.announcements.filter(text=text, ended_at=None).first()
    if standing:
        return standing
    announcement = Announcement.objects.create(meeting=meeting, text=text, by=by, at=now())
    tell(floor_events.ANNOUNCED, who=by, what=announcement)
    return announcement


@transaction.atomic
def take_down(announcement: Announcement, *, by: User) -> Announcement:
    """Take an announcement off every screen."""
    locked(Meeting(pk=announcement.meeting_id))
    announcement = locked(announcement)
    if announcement.ended_at is None:
        announcement.ended_at = now()
        announcement.save(update_fields=["ended_at"])
        tell(floor_events.ANNOUNCEMENT_ENDED, who=by, what=announcement)
    return announcement


@transaction.atomic
def put_away(announcement: Announcement, seat: Seat, *, by: User) -> None:
    """Put it away on one's own screens; twice is harmless."""
    seat = locked(seat)
    if seat.meeting_id != announcement.meeting_id or seat.user_id != by.pk:
        raise Refused(_("Everybody puts away their own announcements."))
    _seen, fresh = AnnouncementSeen.objects.get_or_create(announcement=announcement, seat=seat)
    if fresh:
        tell(floor_events.ANNOUNCEMENT_SEEN, who=by, what=announcement)
