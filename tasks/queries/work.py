"""What waits around a task, and what is expected of one person now."""

from dataclasses import dataclass, field
from typing import Any

from core.calendar import city_calendar
from core.clock import today
from core.workdays import WorkCalendar
from journal.models import Entry
from journal.queries import entries
from people.models import Unit, User
from tasks import events
from tasks.access import reach
from tasks.models import (
    Contribution,
    Evaluation,
    Explanation,
    Extension,
    Question,
    Task,
    Transfer,
)
from tasks.states import ExplanationState, QuestionState, RequestState, TaskState

WHOLE_BOOK = 200  # entries of the journal that are read; a longer book may hold anything
HANDED = (events.HANDED_DOWN.name, events.PART_MOVED.name)


@dataclass(frozen=True)
class Part:
    """One supporter and what they owe: nothing asked, waited for (late or not), given."""

    who: Unit | User
    row: Contribution | None

    @property
    def state(self) -> str:
        """One of: given, late, asked, free."""
        if self.row is None or (self.row.given_id is None and self.row.asked_at is None):
            return "free"
        if self.row.given_id:
            return "given"
        return "late" if self.row.due_on and self.row.due_on < today() else "asked"


@dataclass
class Work:
    """Everything around a task that is asked, owed, divided; newest last in each list."""

    task: Task
    book: list[Entry]
    extensions: list[Extension] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    children: list[Task] = field(default_factory=list)
    evaluation: Evaluation | None = None

    @property
    def extension(self) -> Extension | None:
        """The request for more time that waits."""
        return next((one for one in self.extensions if one.state == RequestState.WAITING), None)

    @property
    def granted(self) -> int:
        """How often the deadline was extended."""
        return sum(one.state == RequestState.GRANTED for one in self.extensions)

    @property
    def transfer(self) -> Transfer | None:
        """The proposal to transfer the task that waits."""
        return next((one for one in self.transfers if one.state == RequestState.WAITING), None)

    @property
    def asked(self) -> list[Question]:
        """The questions that wait for the giver."""
        return [one for one in self.questions if one.state == QuestionState.OPEN]

    @property
    def explanation(self) -> Explanation | None:
        """The explanation that is demanded, or waits to be judged."""
        unjudged = (ExplanationState.DEMANDED, ExplanationState.ANSWERED)
        return next((one for one in self.explanations if one.state in unjudged), None)

    @property
    def parts(self) -> list[Part]:
        """Each supporter with what they owe."""
        of_unit = {row.unit_id: row for row in self.contributions if row.unit_id}
        of_person = {row.person_id: row for row in self.contributions if row.person_id}
        return [
            *(Part(unit, of_unit.get(unit.pk)) for unit in self.task.supporters.all()),
            *(Part(one, of_person.get(one.pk)) for one in self.task.supporting_people.all()),
        ]

    @property
    def missing(self) -> list[Part]:
        """Who was asked and gave nothing yet."""
        return [part for part in self.parts if part.state in ("asked", "late")]

    @property
    def waits(self) -> bool:
        """Whether anything is to be shown among the requests."""
        return bool(self.extension or self.transfer or self.asked or self.explanation)


def work_of(task: Task) -> Work:
    """Read what surrounds the task, kept on the task object; only the tables its journal tells of are asked."""
    if not hasattr(task, "known_work"):
        task.known_work = _read(task)  # type: ignore[attr-defined]
    return task.known_work  # type: ignore[attr-defined,no-any-return]


def _read(task: Task) -> Work:
    book = entries(task.book, WHOLE_BOOK)
    told, everything = {entry.event for entry in book}, len(book) == WHOLE_BOOK
    work = Work(task, book)

    def rows(name: str, heard: tuple[str, ...], *also: str) -> list[Any]:
        if not everything and not told & set(heard):
            return []
        return list(
            getattr(task, name).select_related(*also) if also else getattr(task, name).all()
        )

    work.extensions = rows(
        "extensions", (events.EXTENSION_ASKED.name,), "by", "decided_by", "change"
    )
    moved = (events.TRANSFER_ASKED.name, events.TRANSFERRED.name)
    work.transfers = rows("transfers", moved, "by", "decided_by", "to_unit", "to_person")
    work.questions = rows("questions", (events.QUESTION_ASKED.name,), "by", "answered_by")
    people = ("demanded_by", "answered_by", "judged_by")
    work.explanations = rows("explanations", (events.EXPLANATION_DEMANDED.name,), *people)
    asked = (events.CONTRIBUTION_ASKED.name, events.CONTRIBUTED.name)
    work.contributions = rows("contributions", asked, "asked_by")
    work.children = rows("children", HANDED, "lead_unit", "lead_person", "giver")
    if task.state == TaskState.DONE:
        marks = Evaluation.objects.select_related("by", "objective_by")
        work.evaluation = marks.filter(task=task).first()
    return work


def calendar_of(task: Task) -> WorkCalendar:
    """The city's calendar, read once for all parts of the task's page."""
    if not hasattr(task, "known_calendar"):
        task.known_calendar = city_calendar()  # type: ignore[attr-defined]
    return task.known_calendar  # type: ignore[attr-defined,no-any-return]


def suggested_percent(children: list[Task]) -> int | None:
    """The progress the parts of a task suggest: their mean, a done one is 100, a cancelled one does not count."""
    counted = [one for one in children if one.state != TaskState.CANCELLED]
    if not counted:
        return None
    total = sum(100 if one.state == TaskState.DONE else one.percent for one in counted)
    return min(99, total // len(counted))


@dataclass(frozen=True)
class Need:
    """Something that waits for this very person: its kind names the template, `row` what it is about."""

    kind: str
    row: Any = None

    @property
    def template(self) -> str:
        """What draws it."""
        return f"tasks/needs/{self.kind}.html"


def needs(user: User, task: Task, may: frozenset[str]) -> list[Need]:
    """What is expected of the person now, the most pressing first."""
    work = work_of(task)
    said = work.explanation
    found = _of_giver(work) if "decide" in may else []
    if said and said.state == ExplanationState.DEMANDED and "work" in may:
        found.insert(0, Need("explain", said))
    if said and said.state == ExplanationState.ANSWERED and "demand" in may:
        found.append(Need("judge", said))
    if "work" in may and task.state in (TaskState.ASSIGNED, TaskState.ACCEPTED):
        found.append(Need("accept" if task.state == TaskState.ASSIGNED else "report"))
    if "change" in may and task.state == TaskState.DECLINED:
        found.append(Need("again"))
    return found + _owed(user, work, may)


def _of_giver(work: Work) -> list[Need]:
    """What waits for who gave the task: a result, a request, a question."""
    return [
        *([Need("decide")] if work.task.state == TaskState.REPORTED else []),
        *([Need("extension", work.extension)] if work.extension else []),
        *([Need("transfer", work.transfer)] if work.transfer else []),
        *(Need("question", one) for one in work.asked),
    ]


def _owed(user: User, work: Work, may: frozenset[str]) -> list[Need]:
    """The contribution the person owes, in person or for a unit they speak for."""
    if "support" not in may or work.task.state not in (TaskState.ASSIGNED, TaskState.ACCEPTED):
        return []
    own = reach(user)
    mine = [
        part
        for part in work.missing
        if part.who.pk in (own.speaks if isinstance(part.who, Unit) else own.people)
    ]
    return [Need("contribute", mine[0].row)] if mine else []
