"""Question time (chất vấn) and the order of the queue."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import floor_events
from meetings.actions.speaking import _seated, call_speaker, end_speaking
from meetings.models import Meeting, Outcome, Speaking, SpeakingKind
from meetings.queries import queue_of
from meetings.states import MeetingState, SpeakingState
from people.models import User

PUT = (SpeakingState.SPEAKING, SpeakingState.HELD, SpeakingState.SPOKE)


@transaction.atomic
def move_speaking(speaking: Speaking, *, up: bool, by: User) -> Speaking:
    """Swap with the neighbour of the same rank in the queue; at its end nothing happens."""
    queue = _queue(speaking)
    here = next((n for n, row in enumerate(queue) if row.pk == speaking.pk), None)
    if here is None:
        raise Refused(_("%(who)s does not wait in the queue any more.") % {"who": speaking})
    there = here - 1 if up else here + 1
    if not 0 <= there < len(queue):
        return speaking
    queue[here], queue[there] = queue[there], queue[here]
    return _renumber(queue, speaking, by)


@transaction.atomic
def place_speaking(speaking: Speaking, *, before: int | None, by: User) -> Speaking:
    """Put a request before another of the same rank, or (None) last: what a finger drags."""
    queue = _queue(speaking)
    row = next((one for one in queue if one.pk == speaking.pk), None)
    if row is None:
        raise Refused(_("%(who)s does not wait in the queue any more.") % {"who": speaking})
    queue.remove(row)
    place = next((n for n, one in enumerate(queue) if one.pk == before), len(queue))
    queue.insert(place, row)
    return _renumber(queue, speaking, by)


def _queue(speaking: Speaking) -> list[Speaking]:
    meeting = locked(Meeting(pk=speaking.meeting_id))
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    return [row for row in queue_of(meeting) if row.kind == speaking.kind]


def _renumber(queue: list[Speaking], speaking: Speaking, by: User) -> Speaking:
    places = sorted(row.position for row in queue)
    for row, place in zip(queue, _distinct(places), strict=True):
        row.position = place
    Speaking.objects.bulk_update(queue, ["position"])
    tell(floor_events.QUEUE_MOVED, who=by, what=speaking)
    return next(row for row in queue if row.pk == speaking.pk)


def _distinct(places: list[int]) -> list[int]:
    """Make each place larger than the one before."""
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + 1)
    return places


@transaction.atomic
def answer_question(question: Speaking, *, by: User) -> Speaking:
    """Give the floor to whom the question was put, to answer it."""
    meeting = locked(Meeting(pk=question.meeting_id))
    question = _put(question)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    if question.to is None or not question.to.present:
        raise Refused(_("Whom the question is put to is not here. It may be answered in writing."))
    running = question.answers.filter(state__in=PUT[:2]).first()
    if running:
        return running
    if question.state != SpeakingState.SPOKE:
        end_speaking(question, by=by)
    answer = _seated(meeting, question.to, SpeakingKind.ANSWER, question=question)
    return call_speaker(answer, by=by)


@transaction.atomic
def answer_in_writing(question: Speaking, *, by: User) -> Speaking:
    """Write down that the question will be answered in writing, whether it was called or not."""
    locked(Meeting(pk=question.meeting_id))
    question = locked(question)
    if question.kind != SpeakingKind.QUESTION or question.state == SpeakingState.WITHDRAWN:
        raise Refused(_("This is not a question that waits for an answer."))
    if question.state == SpeakingState.ASKED:
        question.move_to(SpeakingState.NOT_CALLED)
    elif question.state in PUT[:2]:
        question = end_speaking(question, by=by)
    question.outcome = Outcome.WRITTEN
    question.save(update_fields=["outcome"])
    tell(floor_events.QUESTION_WRITTEN, who=by, what=question)
    return question


def _put(question: Speaking) -> Speaking:
    """Return the question locked, when it was put and waits for its answer."""
    question = locked(question)
    if question.kind != SpeakingKind.QUESTION or question.state not in PUT:
        raise Refused(_("This question has not been put yet. Call it first."))
    if question.outcome:
        raise Refused(
            _("This question is “%(outcome)s”.") % {"outcome": question.get_outcome_display()}
        )
    return question
