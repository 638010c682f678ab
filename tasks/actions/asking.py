"""Questions to the giver: while one is open, the task waits for its giver."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.ground import open_row, stepped, take
from tasks.models import Question, Task
from tasks.states import QuestionState, TaskState

MOST_OPEN = 5


@transaction.atomic
def ask(task: Task, *, text: str, by: User) -> Question:
    """Ask the giver, also before accepting."""
    text = _something(text)
    task = take(task, TaskState.ASSIGNED, TaskState.ACCEPTED)
    if task.questions.filter(state=QuestionState.OPEN).count() >= MOST_OPEN:
        raise Refused(_("Five questions wait for an answer already."))
    asked = Question.objects.create(task=task, text=text[:4000], by=by)
    stepped(task)
    tell(events.QUESTION_ASKED, who=by, what=task, text=text[:300])
    return asked


@transaction.atomic
def answer(question: Question, *, text: str, by: User) -> Question:
    """Answer a question."""
    text = _something(text)
    task = take(question.task)
    question = open_row(question, QuestionState.OPEN)
    question.answer, question.answered_by, question.answered_at = text[:4000], by, now()
    question.move_to(QuestionState.ANSWERED, "answer", "answered_by", "answered_at")
    stepped(task)
    to = [question.by_id]
    tell(events.QUESTION_ANSWERED, who=by, what=task, text=text[:300], to=to)
    return question


@transaction.atomic
def withdraw_question(question: Question, *, by: User) -> Question:
    """Ask no longer."""
    task = take(question.task)
    question = open_row(question, QuestionState.OPEN)
    question.move_to(QuestionState.WITHDRAWN)
    tell(events.QUESTION_WITHDRAWN, who=by, what=task, text=question.text[:300])
    return question


def _something(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(_("Please write something."))
    return text
