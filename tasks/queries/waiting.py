"""What waits for one person's decision: requests, questions and explanations of tasks they gave."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from people.models import User
from tasks.access import led_by
from tasks.models import Explanation, Extension, Question, Task, Transfer
from tasks.states import ExplanationState, QuestionState, RequestState

MOST = 50  # rows of each kind; the boards have the rest


@dataclass(frozen=True)
class Waiting:
    """One thing to decide; its kind names the template."""

    kind: str
    task: Task
    row: Any


def waiting_for(user: User) -> list[Waiting]:
    """Return what waits for the person, the oldest first of each kind (four queries)."""
    gave = Q(task__giver=user.pk)
    asked = {"extension": Extension, "transfer": Transfer}
    found = [
        Waiting(kind, row.task, row)
        for kind, model in asked.items()
        for row in _rows(model, gave & Q(state=RequestState.WAITING), "by")
    ]
    questions = _rows(Question, gave & Q(state=QuestionState.OPEN), "by")
    explained = gave | Q(demanded_by=user.pk)
    answers = _rows(Explanation, explained & Q(state=ExplanationState.ANSWERED), "answered_by")
    found += [Waiting("question", row.task, row) for row in questions]
    return found + [Waiting("judge", row.task, row) for row in answers]


def explanations_owed(user: User) -> Any:
    """Explanations that are demanded of tasks the person leads, the earliest day first (for reminders and lists)."""
    rows = Explanation.objects.filter(led_by(user, "task__"), state=ExplanationState.DEMANDED)
    return rows.select_related("task", "demanded_by").order_by("due_on", "pk")


def explanations_awaited() -> Any:
    """Every explanation that is demanded and not answered, the earliest day first (for the clock)."""
    rows = Explanation.objects.filter(state=ExplanationState.DEMANDED)
    return rows.select_related("task", "demanded_by").order_by("due_on", "pk")


def _rows(model: Any, which: Q, who: str) -> list[Any]:
    rows = model.objects.filter(which).select_related("task__lead_unit", "task__lead_person", who)
    return list(rows.order_by("pk")[:MOST])
