"""The screen in the room: links that open it, and what it is told to keep showing."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events, passes
from meetings.models import Meeting, ScreenLink, Stage
from meetings.states import MeetingState
from people.models import User
from realtime.nudge import check_again

AFTERWARDS = timedelta(hours=12)  # a link lives this long after the meeting's planned end
MOST_LINKS = 12


@transaction.atomic
def make_screen_link(meeting: Meeting, *, by: User) -> ScreenLink:
    """Make a link that opens the meeting's screen, and nothing else, until half a day after its end."""
    meeting = locked(meeting)
    if meeting.state in (MeetingState.CONCLUDED, MeetingState.CANCELLED):
        raise Refused(_("The meeting is over; it needs no screen any more."))
    if meeting.screen_links.filter(revoked_at=None).count() >= MOST_LINKS:
        raise Refused(_("There are many screen links already. Revoke one first."))
    nonce = passes.fresh_nonce()
    link = ScreenLink.objects.create(
        meeting=meeting, nonce=nonce, digest=passes.digest_of(passes.code_of(nonce)),
        expires_at=max(meeting.ends_at, now()) + AFTERWARDS, created_by=by,
    )  # fmt: skip
    tell(events.SCREEN_LINKED, who=by, what=meeting, link=link.pk)
    return link


@transaction.atomic
def revoke_screen_link(link: ScreenLink, *, by: User) -> ScreenLink:
    """Take a link back: its screens go dark within seconds."""
    link = locked(link)
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        tell(events.SCREEN_REVOKED, who=by, what=link.meeting, link=link.pk)
        transaction.on_commit(check_again, robust=True)
    return link


def note_screen(link: ScreenLink) -> None:
    """Write down that a screen came with the link; no event: it is no news to anybody."""
    ScreenLink.objects.filter(pk=link.pk).update(seen_at=now())


@transaction.atomic
def pin_stage(meeting: Meeting, stage: str, *, by: User) -> Meeting:
    """Keep one thing on the screen, or (empty) let it show by itself what matters now."""
    meeting = locked(meeting)
    if stage not in Stage.values:
        raise Refused(_("The screen does not know how to show this."))
    if meeting.stage == stage:
        return meeting
    meeting.stage = stage
    meeting.save(update_fields=["stage"])
    tell(events.STAGE_PINNED, who=by, what=meeting, stage=stage or "auto")
    return meeting
