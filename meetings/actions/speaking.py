"""Asking to speak, being called, having spoken."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.models import Seat, Speaking
from meetings.states import ItemState, MeetingState, SpeakingState
from people.models import User

LIVE = (SpeakingState.ASKED, SpeakingState.SPEAKING)


@transaction.atomic
def ask_to_speak(seat: Seat, *, by: User) -> Speaking:
    """Join the queue of speakers; who waits already keeps their place."""
    meeting = locked(seat.meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    if not seat.present:
        raise Refused(_("Please check in before asking to speak."))
    waiting = seat.speakings.filter(state__in=LIVE).first()
    if waiting:
        return waiting
    item = meeting.items.filter(state=ItemState.CURRENT).first()
    speaking = Speaking.objects.create(meeting=meeting, seat=seat, item=item)
    tell(events.SPEAKING_ASKED, who=by, what=speaking)
    return speaking


@transaction.atomic
def withdraw(speaking: Speaking, *, by: User) -> Speaking:
    """Leave the queue: by oneself, or by the chair."""
    locked(speaking.meeting)
    speaking = locked(speaking)
    speaking.ended_at = now()
    speaking.move_to(SpeakingState.WITHDRAWN, "ended_at")
    tell(events.SPEAKING_WITHDRAWN, who=by, what=speaking)
    return speaking


@transaction.atomic
def call_speaker(speaking: Speaking, *, by: User) -> Speaking:
    """Give the floor; whoever had it has spoken."""
    meeting = locked(speaking.meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    speaking = locked(speaking)
    if speaking.state == SpeakingState.SPEAKING:
        return speaking
    for other in meeting.speakings.filter(state=SpeakingState.SPEAKING):
        _end(other)
    speaking.called_at = now()
    speaking.move_to(SpeakingState.SPEAKING, "called_at")
    tell(events.SPEAKER_CALLED, who=by, what=speaking)
    return speaking


@transaction.atomic
def end_speaking(speaking: Speaking, *, by: User) -> Speaking:
    """Take the floor back."""
    locked(speaking.meeting)
    speaking = locked(speaking)
    _end(speaking)
    tell(events.SPEAKER_ENDED, who=by, what=speaking)
    return speaking


def _end(speaking: Speaking) -> None:
    speaking.ended_at = now()
    speaking.move_to(SpeakingState.SPOKE, "ended_at")
