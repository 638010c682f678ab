"""Reports and verdicts: progress, the result, accepted or returned with a reason."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from journal.book import tell
from people.models import User
from tasks import events
from tasks.actions.ending import close_questions, lapse_requests
from tasks.actions.evaluation import Marks, write_evaluation
from tasks.actions.ground import name_in, reason_given, stepped, take
from tasks.actions.papers import file
from tasks.actions.reminding import wind_up
from tasks.actions.work import accept
from tasks.deadlines import kept
from tasks.models import Report, Task
from tasks.states import OPEN, ReportKind, TaskState, Verdict


@transaction.atomic
def report_progress(
    task: Task, *, text: str, percent: int, by: User, uploads: Iterable[Any] = ()
) -> Report:
    """Say how far the work is: words, a percentage from 0 to 99, papers if any. Reporting accepts."""
    if not 0 <= percent < 100:
        raise Refused(_("Progress is between 0 and 99 %; 100 % is reported as done."))
    task = _in_work(task, by)
    report = _report(task, ReportKind.PROGRESS, text, percent, by)
    report.papers.set(file(task, uploads, by))
    tell(events.PROGRESS, who=by, what=task, percent=percent)
    return report


@transaction.atomic
def report_done(
    task: Task,
    *,
    text: str,
    by: User,
    uploads: Iterable[Any] = (),
    despite: str = "",
    seen: int | None = None,
) -> Report:
    """Hand the result in: words and papers. Whether the deadline was kept is decided here and now.

    With open parts it is refused, unless `despite` says why they do not matter.
    """
    task = _in_work(task, by, seen)
    text = _with_parts(task, text, despite.strip())
    report = _report(task, ReportKind.RESULT, text, 100, by)
    report.papers.set(file(task, uploads, by))
    task.reported_at = report.at
    task.move_to(TaskState.REPORTED, "reported_at")
    lapse_requests(task, by=by)
    close_questions(task)
    wind_up(task)
    tell(events.REPORTED, who=by, what=task)
    return report


@transaction.atomic
def accept_result(
    task: Task, *, marks: Marks | None = None, by: User, seen: int | None = None
) -> Task:
    """Accept the result: the task is done, on time or late as its report was; graded, at first as “met”."""
    task = take(task, TaskState.REPORTED, seen=seen)
    report = _judge(task, Verdict.ACCEPTED, "", by)
    task.kept, task.ended_at, task.remind_at = report.kept, now(), None
    task.move_to(TaskState.DONE, "kept", "ended_at", "remind_at")
    write_evaluation(task, marks or Marks(), by, said=marks is not None)
    stepped(task)
    tell(events.DONE, who=by, what=task, kept=report.kept)
    return task


@transaction.atomic
def return_result(task: Task, *, reason: str, by: User, seen: int | None = None) -> Task:
    """Send the result back, with a reason; the work goes on and its reminders too."""
    reason = reason_given(reason)
    task = take(task, TaskState.REPORTED, seen=seen)
    _judge(task, Verdict.RETURNED, reason, by)
    last = task.reports.filter(kind=ReportKind.PROGRESS).last()
    task.percent, task.reported_at = (last.percent if last else 0), None
    task.move_to(TaskState.ACCEPTED, "percent", "reported_at")
    stepped(task)
    wind_up(task)
    tell(events.RETURNED, who=by, what=task, reason=reason)
    return task


def _in_work(task: Task, by: User, seen: int | None = None) -> Task:
    """The task in work; who reports without having accepted has accepted."""
    task = take(task, TaskState.ASSIGNED, TaskState.ACCEPTED, seen=seen)
    return accept(task, by=by) if task.state == TaskState.ASSIGNED else task


def _report(task: Task, kind: ReportKind, text: str, percent: int, by: User) -> Report:
    text = text.strip()
    if not text:
        raise Refused(_("Please say in a few words what was done."))
    result = kind == ReportKind.RESULT
    at = now()
    local = timezone.localtime(at)
    report = Report.objects.create(
        task=task,
        kind=kind,
        text=text,
        percent=percent,
        by=by,
        at=at,
        verdict=Verdict.WAITING if result else "",
        kept=kept(task.due_on, task.due_time, local, city_calendar()) if result else None,
    )
    task.percent = percent
    task.save(update_fields=["percent"])
    stepped(task)
    return report


def _judge(task: Task, verdict: Verdict, reason: str, by: User) -> Report:
    report = task.reports.get(verdict=Verdict.WAITING)
    report.verdict, report.verdict_reason = verdict, reason
    report.verdict_by, report.verdict_at = by, now()
    report.save()
    return report


def _with_parts(task: Task, text: str, despite: str) -> str:
    """The words of the result, with why it is handed in although parts of the task are open."""
    names = [name_in(task, part) for part in task.children.filter(state__in=OPEN)[:10]]
    if not names:
        return text
    if not despite:
        raise Refused(
            _(
                "These parts of the task are still open: %(names)s. Say why they do not matter, or finish them first."
            )
            % {"names": "; ".join(names)}
        )
    said = _("Handed in although parts are open (%(names)s): %(reason)s")
    return text.strip() and f"{text}\n\n" + said % {"names": "; ".join(names), "reason": despite}
