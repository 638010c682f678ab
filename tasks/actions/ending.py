"""What ends by itself when a task is reported, moved or called off: requests that wait for its giver."""

from core.clock import now
from journal.book import tell
from people.models import User
from tasks import events
from tasks.models import Extension, Question, Task, Transfer
from tasks.states import ExplanationState, QuestionState, RequestState


def lapse_extension(task: Task, *, by: User) -> None:
    """The waiting request for more time is no longer needed."""
    _lapse(task.extensions.filter(state=RequestState.WAITING).first(), by)


def lapse_requests(task: Task, *, by: User) -> None:
    """Everything that waits for the giver's consent is no longer needed."""
    lapse_extension(task, by=by)
    _lapse(task.transfers.filter(state=RequestState.WAITING).first(), by)


def end_all(task: Task, *, by: User) -> None:
    """The task is called off: nothing waits any more, no explanation is owed, no question open."""
    lapse_requests(task, by=by)
    for asked in task.questions.filter(state=QuestionState.OPEN):
        asked.move_to(QuestionState.WITHDRAWN)
    for demanded in task.explanations.filter(state=ExplanationState.DEMANDED):
        demanded.move_to(ExplanationState.WITHDRAWN)


def close_questions(task: Task) -> list[Question]:
    """A result was handed in: questions that were not answered are no longer asked."""
    rows = list(task.questions.filter(state=QuestionState.OPEN))
    for asked in rows:
        asked.move_to(QuestionState.WITHDRAWN)
    return rows


def _lapse(request: Extension | Transfer | None, by: User) -> None:
    if request is None:
        return
    request.decided_by, request.decided_at = by, now()
    request.move_to(RequestState.LAPSED, "decided_by", "decided_at")
    said = request.want if isinstance(request, Extension) else request.to
    tell(events.REQUEST_LAPSED, who=by, what=request.task, request=said)
