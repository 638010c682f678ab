"""The floor: asking for it, giving it, stopping and running its clock, taking it back."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from journal.events import Event
from meetings import events, floor_events
from meetings.floor_rules import ASKED_FOR, minutes_for
from meetings.models import Meeting, Outcome, Seat, Speaking, SpeakingKind
from meetings.models.speaking import LIVE
from meetings.states import IN_SESSION, ItemState, MeetingState, SpeakingState
from people.models import User

MOST_QUESTIONS = 10  # of one person that wait
MOST_MINUTES = 120
ASK_FROM = (MeetingState.CONVENED, *IN_SESSION)  # questions may be put in before the session


@transaction.atomic
def ask_to_speak(
    seat: Seat, *, by: User, kind: str = SpeakingKind.NORMAL, text: str = "", to: Seat | None = None
) -> Speaking:
    """Join the queue of speakers; who waits already keeps their place. A question has its text and whom it is put to."""
    meeting = locked(Meeting(pk=seat.meeting_id))
    text = " ".join(text.split())[:1000]
    _may_ask(meeting, seat, kind)
    if kind == SpeakingKind.QUESTION:
        waiting = _same_question(meeting, seat, text, to)
    else:
        waiting = seat.speakings.filter(state__in=LIVE, kind=kind).first()
    return waiting or _join(meeting, seat, kind, by=by, text=text, to=to)


def _may_ask(meeting: Meeting, seat: Seat, kind: str) -> None:
    if kind not in ASKED_FOR:
        raise Refused(_("Please choose what you ask the floor for."))
    early = kind == SpeakingKind.QUESTION and meeting.state in ASK_FROM
    if meeting.state != MeetingState.OPEN and not early:
        raise Refused(_("The meeting is not in session."))
    if not seat.present and not early:
        raise Refused(_("Please check in before asking to speak."))


def _same_question(meeting: Meeting, seat: Seat, text: str, to: Seat | None) -> Speaking | None:
    if not text:
        raise Refused(_("Please write your question."))
    if to is not None and (to.meeting_id != meeting.pk or to.pk == seat.pk):
        raise Refused(_("Please choose somebody else at this meeting to whom the question is put."))
    waiting = list(seat.speakings.filter(kind=SpeakingKind.QUESTION, state=SpeakingState.ASKED))
    if len(waiting) >= MOST_QUESTIONS:
        raise Refused(_("You have %(n)s questions waiting already.") % {"n": len(waiting)})
    return next((one for one in waiting if one.text == text), None)


def _join(
    meeting: Meeting, seat: Seat, kind: str, *, by: User, text: str = "", to: Seat | None = None,
) -> Speaking:  # fmt: skip
    item = meeting.items.filter(state=ItemState.CURRENT).first()
    last = meeting.speakings.aggregate(last=Max("position"))["last"] or 0
    speaking = Speaking.objects.create(
        meeting=meeting, seat=seat, item=item, kind=kind, text=text, to=to, position=last + 1,
        minutes=_minutes(meeting, kind), asked_at=now(),
    )  # fmt: skip
    tell(ASKED_EVENTS[kind], who=by, what=speaking)
    return speaking


ASKED_EVENTS: dict[str, Event] = {
    SpeakingKind.NORMAL: events.SPEAKING_ASKED,
    SpeakingKind.ORDER: floor_events.ORDER_RAISED,
    SpeakingKind.QUESTION: floor_events.QUESTION_ASKED,
}


def _minutes(meeting: Meeting, kind: str) -> int:
    return minutes_for(kind, speech=meeting.speech_minutes, present=meeting.present_minutes)


@transaction.atomic
def withdraw(speaking: Speaking, *, by: User) -> Speaking:
    """Leave the queue: by oneself, or by the chair."""
    locked(Meeting(pk=speaking.meeting_id))
    speaking = locked(speaking)
    speaking.ended_at = now()
    speaking.move_to(SpeakingState.WITHDRAWN, "ended_at")
    tell(events.SPEAKING_WITHDRAWN, who=by, what=speaking)
    return speaking


@transaction.atomic
def call_speaker(speaking: Speaking, *, by: User) -> Speaking:
    """Give the floor; whoever had it has spoken, but a point of order only interrupts them."""
    meeting = _in_session(speaking.meeting_id)
    speaking = locked(speaking)
    if speaking.state == SpeakingState.SPEAKING:
        return speaking
    interrupts = speaking.kind == SpeakingKind.ORDER
    for other in meeting.speakings.filter(state__in=(SpeakingState.SPEAKING, SpeakingState.HELD)):
        if not interrupts or other.kind == SpeakingKind.ORDER:
            _end(other)
        elif other.state == SpeakingState.SPEAKING:
            _hold(other)
    return _start(speaking, meeting, by=by)


def _start(speaking: Speaking, meeting: Meeting, *, by: User) -> Speaking:
    speaking.called_at = speaking.running_at = now()
    speaking.minutes = _minutes(meeting, speaking.kind)
    speaking.move_to(SpeakingState.SPEAKING, "called_at", "running_at", "minutes")
    tell(events.SPEAKER_CALLED, who=by, what=speaking)
    return speaking


@transaction.atomic
def give_floor(seat: Seat, *, by: User, kind: str = SpeakingKind.NORMAL) -> Speaking:
    """Give the floor to somebody who has not asked for it: the presenter, or whom the chair invites to speak."""
    meeting = _in_session(seat.meeting_id)
    if not seat.present:
        raise Refused(_("%(who)s is not here.") % {"who": seat})
    if kind not in {SpeakingKind.NORMAL, SpeakingKind.PRESENT}:
        raise Refused(_("Please choose what you give the floor for."))
    waiting = seat.speakings.filter(state__in=LIVE, kind=kind).first()
    return call_speaker(waiting or _seated(meeting, seat, kind), by=by)


def _seated(meeting: Meeting, seat: Seat, kind: str, question: Speaking | None = None) -> Speaking:
    item = meeting.items.filter(state=ItemState.CURRENT).first()
    return Speaking.objects.create(
        meeting=meeting, seat=seat, item=item, kind=kind, question=question, asked_at=now()
    )


@transaction.atomic
def hold_speaker(speaking: Speaking, *, by: User) -> Speaking:
    """Stop the clock of who has the floor: they are interrupted, not finished."""
    _in_session(speaking.meeting_id)
    speaking = locked(speaking)
    _hold(speaking)
    tell(floor_events.SPEAKER_HELD, who=by, what=speaking)
    return speaking


@transaction.atomic
def continue_speaker(speaking: Speaking, *, by: User) -> Speaking:
    """Let an interrupted speaker go on; their clock runs from where it stood."""
    meeting = _in_session(speaking.meeting_id)
    speaking = locked(speaking)
    if speaking.state == SpeakingState.SPEAKING:
        return speaking
    for other in meeting.speakings.filter(state=SpeakingState.SPEAKING):
        _end(other)
    speaking.running_at = now()
    speaking.move_to(SpeakingState.SPEAKING, "running_at")
    tell(floor_events.SPEAKER_CONTINUED, who=by, what=speaking)
    return speaking


@transaction.atomic
def add_minute(speaking: Speaking, *, by: User) -> Speaking:
    """Give a speaker one more minute."""
    _in_session(speaking.meeting_id)
    speaking = locked(speaking)
    if speaking.state not in {SpeakingState.SPEAKING, SpeakingState.HELD}:
        raise Refused(_("%(who)s does not have the floor.") % {"who": speaking})
    if speaking.minutes >= MOST_MINUTES:
        raise Refused(_("Nobody is given more than %(n)s minutes.") % {"n": MOST_MINUTES})
    speaking.minutes += 1
    speaking.save(update_fields=["minutes"])
    tell(floor_events.TIME_ADDED, who=by, what=speaking, minutes=speaking.minutes)
    return speaking


@transaction.atomic
def end_speaking(speaking: Speaking, *, by: User) -> Speaking:
    """Take the floor back; an answer that ends answers its question."""
    locked(Meeting(pk=speaking.meeting_id))
    speaking = locked(speaking)
    _end(speaking)
    tell(events.SPEAKER_ENDED, who=by, what=speaking)
    return speaking


def end_all(meeting: Meeting) -> None:
    """At the end of the session: who has the floor has spoken, who waits was not called."""
    for speaking in meeting.speakings.filter(
        state__in=(SpeakingState.SPEAKING, SpeakingState.HELD)
    ):
        _end(speaking)
    meeting.speakings.filter(state=SpeakingState.ASKED).update(
        state=SpeakingState.NOT_CALLED, ended_at=now()
    )


def stop_clocks(meeting: Meeting) -> None:
    """At a pause the clock of who has the floor stands still."""
    for speaking in meeting.speakings.filter(running_at__isnull=False):
        _stop(speaking)
        speaking.save(update_fields=["spent", "running_at"])


def start_clocks(meeting: Meeting) -> None:
    """After a pause it runs on."""
    meeting.speakings.filter(state=SpeakingState.SPEAKING).update(running_at=now())


def _hold(speaking: Speaking) -> None:
    _stop(speaking)
    speaking.move_to(SpeakingState.HELD, "spent", "running_at")


def _end(speaking: Speaking) -> None:
    _stop(speaking)
    speaking.ended_at = now()
    speaking.move_to(SpeakingState.SPOKE, "spent", "running_at", "ended_at")
    if speaking.question_id:
        Speaking.objects.filter(pk=speaking.question_id).update(outcome=Outcome.ANSWERED)


def _stop(speaking: Speaking) -> None:
    speaking.spent, speaking.running_at = speaking.seconds, None


def _in_session(pk: int) -> Meeting:
    meeting = locked(Meeting(pk=pk))
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    return meeting
