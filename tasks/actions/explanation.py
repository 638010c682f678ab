"""Explanations (giải trình): a leader demands, the lead answers, the leader accepts or not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.evaluation import confirm_cause
from tasks.actions.ground import near, open_row, reason_given, stepped, take
from tasks.actions.papers import file
from tasks.deadlines import OVERDUE, days_left, due_state
from tasks.models import Explanation, Task
from tasks.states import EXPLAINABLE, ExplanationState, TaskState

ANSWER_DAYS = 2  # working days to answer, unless the leader names a day (a setting of this city, no law names it)
UNJUDGED = (ExplanationState.DEMANDED, ExplanationState.ANSWERED)


@transaction.atomic
def demand_explanation(
    task: Task, *, question: str = "", due_on: date | None = None, by: User
) -> Explanation:
    """Ask the lead to explain by a day, at first the second working day from now."""
    task = take(task, *EXPLAINABLE)
    if task.explanations.filter(state__in=UNJUDGED).exists():
        raise Refused(_("An explanation is already demanded; it has not been judged yet."))
    near(due_on)
    due = due_on or city_calendar().add(today(), ANSWER_DAYS)
    if due < today():
        raise Refused(_("The day for the answer lies in the past."))
    demanded = Explanation.objects.create(
        task=task,
        question=question.strip()[:4000],
        demanded_by=by,
        due_on=due,
        days_late=_days_late(task),
    )
    text = demanded.question or _("please explain how the work stands")
    tell(events.EXPLANATION_DEMANDED, who=by, what=task, due=f"{due:%d/%m/%Y}", text=text[:300])
    return demanded


@transaction.atomic
def answer_explanation(
    explanation: Explanation,
    *,
    text: str,
    claims_objective: bool = False,
    uploads: Iterable[Any] = (),
    by: User,
) -> Explanation:
    """Explain, with papers if any; say whether the cause lies outside one's own hands."""
    text = reason_given(text)
    task = take(explanation.task, *EXPLAINABLE)
    row = open_row(explanation, ExplanationState.DEMANDED)
    row.answer, row.claims_objective = text[:8000], claims_objective
    row.answered_by, row.answered_at = by, now()
    row.move_to(
        ExplanationState.ANSWERED, "answer", "claims_objective", "answered_by", "answered_at"
    )
    row.papers.set(file(task, uploads, by))
    stepped(task)
    tell(
        events.EXPLANATION_GIVEN,
        who=by,
        what=task,
        text=text[:300],
        objective=claims_objective,
        to=[row.demanded_by_id],
    )
    return row


@transaction.atomic
def accept_explanation(
    explanation: Explanation, *, objective: bool = False, reason: str = "", by: User
) -> Explanation:
    """Accept what was explained; with `objective` confirm that the cause of the delay lay outside the lead's hands."""
    task = take(explanation.task, *EXPLAINABLE)
    row = open_row(explanation, ExplanationState.ANSWERED)
    if row.answered_by_id == by.pk:
        raise Refused(_("Somebody else judges what you explained."))
    _judge(row, ExplanationState.ACCEPTED, reason, by, objective=objective)
    tell(events.EXPLANATION_ACCEPTED, who=by, what=task, reason=row.verdict_reason[:300])
    if objective:
        confirm_cause(task, reason=row.verdict_reason or row.answer, by=by)
    return row


@transaction.atomic
def reject_explanation(explanation: Explanation, *, reason: str, by: User) -> Explanation:
    """Do not accept what was explained, with a reason; another one may be demanded."""
    reason = reason_given(reason)
    task = take(explanation.task, *EXPLAINABLE)
    row = open_row(explanation, ExplanationState.ANSWERED)
    _judge(row, ExplanationState.REJECTED, reason, by, objective=False)
    tell(events.EXPLANATION_REJECTED, who=by, what=task, reason=reason[:300])
    return row


@transaction.atomic
def withdraw_demand(explanation: Explanation, *, by: User) -> Explanation:
    """Demand it no longer."""
    task = take(explanation.task)
    row = open_row(explanation, ExplanationState.DEMANDED)
    row.judged_by, row.judged_at = by, now()
    row.move_to(ExplanationState.WITHDRAWN, "judged_by", "judged_at")
    tell(events.EXPLANATION_WITHDRAWN, who=by, what=task)
    return row


def _judge(
    row: Explanation, state: ExplanationState, reason: str, by: User, *, objective: bool
) -> None:
    row.verdict_reason, row.objective = reason.strip()[:4000], objective
    row.judged_by, row.judged_at = by, now()
    row.move_to(state, "verdict_reason", "objective", "judged_by", "judged_at")


def _days_late(task: Task) -> int:
    calendar = city_calendar()
    at = task.reported_at or task.ended_at or now()
    local = timezone.localtime(at if task.state in (TaskState.REPORTED, TaskState.DONE) else now())
    if task.due_on is None or due_state(task.due_on, task.due_time, local, calendar) != OVERDUE:
        return 0
    return max(0, -days_left(task.due_on, local.date(), calendar))
