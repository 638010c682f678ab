"""A task's own story: what happened, what was said, asked, moved; its papers."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.workdays import WorkCalendar
from documents.models import Paper
from journal.queries import sentence
from people.models import User
from tasks import events
from tasks.models import Comment, DueChange, Explanation, Report, Task
from tasks.queries.work import Work, work_of


@dataclass(frozen=True)
class Told:
    """One sentence of the task's history."""

    sentence: str
    at: datetime


@dataclass(frozen=True)
class Moment:
    """One thing in the story; `kind` names its template, `group` what the filter calls it."""

    kind: str
    group: str
    at: datetime
    row: Any
    papers: list[Paper] = field(default_factory=list)

    @property
    def template(self) -> str:
        """What draws it."""
        return f"tasks/story/{self.kind}.html"

    @property
    def who(self) -> User | None:
        """Who did it; nobody for a reminder."""
        return getattr(self.row, "by", None) or getattr(self.row, "demanded_by", None)


Evidence = dict[tuple[str, int], list[Paper]]


def history(task: Task) -> list[Told]:
    """What happened to the task, newest first."""
    return [Told(sentence(entry), entry.at) for entry in work_of(task).book]


def story(task: Task) -> list[Moment]:
    """Reports, words, requests, explanations, moved deadlines, reminders: newest first."""
    work = work_of(task)
    evidence = _evidence(task, work)
    found = [*_reports(task, evidence), *_asked(work, evidence)]
    extended = {one.change_id for one in work.extensions if one.change_id}
    moved = [one for one in due_changes(task) if one.pk not in extended]
    found += [Moment("due", "due", one.at, one) for one in moved]
    found += [Moment("comment", "words", one.at, one) for one in comments(task)]
    found += [
        Moment("reminder", "reminders", entry.at, sentence(entry))
        for entry in work.book
        if entry.event == events.REMINDED.name
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _reports(task: Task, evidence: Evidence) -> list[Moment]:
    rows = task.reports.select_related("by", "verdict_by")
    return [
        Moment(row.kind, "reports", row.at, row, evidence.get(("report", row.pk), []))
        for row in rows
    ]


def _asked(work: Work, evidence: Evidence) -> list[Moment]:
    return [
        *(Moment("extension", "due", one.at, one) for one in work.extensions),
        *(Moment("transfer", "words", one.at, one) for one in work.transfers),
        *(Moment("question", "words", one.at, one) for one in work.questions),
        *(
            Moment(
                "explanation",
                "explanations",
                one.demanded_at,
                one,
                evidence.get(("said", one.pk), []),
            )
            for one in work.explanations
        ),
    ]


def comments(task: Task) -> list[Comment]:
    """The words to the task, kept on the task object."""
    if not hasattr(task, "known_comments"):
        task.known_comments = list(task.comments.select_related("by"))  # type: ignore[attr-defined]
    return task.known_comments  # type: ignore[attr-defined,no-any-return]


def own_fresh_comment(user: User, task: Task) -> Comment | None:
    """The person's last words, as long as they may still be corrected or taken back."""
    mine = [one for one in comments(task) if one.by_id == user.pk and one.may_change]
    return mine[-1] if mine else None


def due_changes(task: Task) -> list[DueChange]:
    """The deadlines that were moved, kept on the task object."""
    if not hasattr(task, "known_dues"):
        task.known_dues = list(task.due_changes.select_related("by"))  # type: ignore[attr-defined]
    return task.known_dues  # type: ignore[attr-defined,no-any-return]


def papers(task: Task) -> list[Paper]:
    """The papers of the task's folder, each with its versions, kept on the task object."""
    if not hasattr(task, "known_papers"):
        rows = Paper.objects.filter(folder=task.folder_id).prefetch_related("versions")
        task.known_papers = list(rows) if task.folder_id else []  # type: ignore[attr-defined]
    return task.known_papers  # type: ignore[attr-defined,no-any-return]


def _evidence(task: Task, work: Work) -> Evidence:
    """Which papers belong to which report or explanation (two queries at most)."""
    known, found = {paper.pk: paper for paper in papers(task)}, defaultdict(list)
    if not known:
        return {}
    reported = Report.papers.through.objects.filter(report__task=task)
    for report, paper in reported.order_by("pk").values_list("report", "paper"):
        found["report", report].append(known[paper])
    if work.explanations:
        said = Explanation.papers.through.objects.filter(explanation__task=task)
        for explanation, paper in said.order_by("pk").values_list("explanation", "paper"):
            found["said", explanation].append(known[paper])
    return dict(found)


def moved_for_holiday(task: Task, calendar: WorkCalendar) -> date | None:
    """The working day with which a deadline on a day off really ends, if it is another day."""
    if task.due_on is None or calendar.is_workday(task.due_on):
        return None
    return calendar.on_or_after(task.due_on)
