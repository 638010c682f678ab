"""How a finished task is counted: quality, progress, quantity; the confirmed cause of a delay; reopening."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.access import delays
from tasks.actions.ground import reason_given, stepped, take
from tasks.actions.reminding import wind_up
from tasks.evaluating import REOPEN_DAYS
from tasks.models import Evaluation, Task
from tasks.models.evaluation import LEAST, MOST
from tasks.states import ExplanationState, Grade, ReportKind, TaskState, Verdict


@dataclass(frozen=True)
class Marks:
    """What the giver says of a result: grade, words, converted points."""

    grade: str = Grade.MET
    words: str = ""
    quantity: Decimal = Decimal(1)


@transaction.atomic
def evaluate(task: Task, *, marks: Marks, by: User, seen: int | None = None) -> Evaluation:
    """Grade the accepted result, or correct the grade; the journal keeps what was said before."""
    task = take(task, TaskState.DONE, seen=seen)
    return write_evaluation(task, marks, by, said=True)


@transaction.atomic
def confirm_cause(task: Task, *, reason: str, by: User) -> Task:
    """Confirm that a delay had an objective cause; who confirmed it, when and why is kept."""
    reason = reason_given(reason)
    task = take(task)
    if delays(by, task):
        raise Refused(
            _("The cause of a delay is confirmed by somebody who does not lead the task.")
        )
    if task.state == TaskState.DONE:
        row = task.evaluation if hasattr(task, "evaluation") else _blank(task, by)
        row.objective, row.objective_reason = True, reason[:4000]
        row.objective_by, row.objective_at = by, now()
        row.save()
    tell(events.CAUSE_CONFIRMED, who=by, what=task, reason=reason[:300])
    return task


@transaction.atomic
def reopen(task: Task, *, reason: str, by: User, seen: int | None = None) -> Task:
    """Take back that the result was accepted, within ten working days, with a reason; the work goes on."""
    reason = reason_given(reason)
    task = take(task, TaskState.DONE, seen=seen)
    ended = timezone.localdate(task.ended_at)
    if city_calendar().count(ended, today()) > REOPEN_DAYS:
        raise Refused(
            _("The task ended more than %(days)s working days ago; please give a new task.")
            % {"days": REOPEN_DAYS}
        )
    _failed(task, reason, by)
    last = task.reports.filter(kind=ReportKind.PROGRESS).last()
    task.percent, task.kept = (last.percent if last else 0), None
    task.ended_at = task.reported_at = None
    task.move_to(TaskState.ACCEPTED, "percent", "kept", "ended_at", "reported_at")
    stepped(task)
    wind_up(task)
    tell(events.REOPENED, who=by, what=task, reason=reason)
    return task


def write_evaluation(task: Task, marks: Marks, by: User, *, said: bool) -> Evaluation:
    """Write the evaluation of a task that is held under its lock; counts what failed and came late.

    It is told when the giver `said` something of it, not when the result was just accepted.
    """
    if marks.grade not in Grade.values or not LEAST <= marks.quantity <= MOST:
        raise Refused(_("The points lie between 0.01 and 100."))
    row = Evaluation.objects.filter(task=task).first() or _blank(task, by)
    before = {"grade": row.get_grade_display(), "quantity": str(row.quantity), "words": row.words}
    again = bool(row.grade)
    row.grade, row.words, row.quantity = marks.grade, marks.words.strip()[:4000], marks.quantity
    row.failed, row.late = failed_results(task), task.kept is False
    row.by, row.changed_at = by, now() if again else None
    row.save()
    if said:
        tell(
            events.EVALUATED, who=by, what=task, grade=str(Grade(row.grade).label), quantity=f"{row.quantity:.2f}",
            words=row.words[:300], failed=row.failed, late=row.late, before=before if again else None,
        )  # fmt: skip
    return row


def failed_results(task: Task) -> int:
    """How many results of the task had to be redone: each is one failed assessment."""
    return task.reports.filter(kind=ReportKind.RESULT, verdict=Verdict.RETURNED).count()


def _blank(task: Task, by: User) -> Evaluation:
    """An evaluation that knows what is already decided: a cause confirmed while the work still went on."""
    row = Evaluation(task=task, by=by, failed=failed_results(task), late=task.kept is False)
    rows = task.explanations.filter(state=ExplanationState.ACCEPTED, objective=True)
    if said := rows.order_by("-judged_at").first():
        row.objective, row.objective_reason = True, said.verdict_reason or said.answer[:4000]
        row.objective_by, row.objective_at = said.judged_by, said.judged_at
    return row


def _failed(task: Task, reason: str, by: User) -> None:
    """The result that was accepted wrongly counts as one that had to be redone; the journal has both verdicts."""
    report = task.reports.filter(verdict=Verdict.ACCEPTED).last()
    if report is not None:
        report.verdict, report.verdict_reason = Verdict.RETURNED, reason[:4000]
        report.verdict_by, report.verdict_at = by, now()
        report.save()
