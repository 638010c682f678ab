"""When a task may change. Overdue is a fact about time, not a state."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskState(models.TextChoices):
    """Where a task stands."""

    ASSIGNED = "assigned", _("assigned")
    ACCEPTED = "accepted", _("in progress")
    REPORTED = "reported", _("waiting for approval")
    DONE = "done", _("done")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")


TASK_MOVES: dict[TaskState, frozenset[TaskState]] = {
    TaskState.ASSIGNED: frozenset({TaskState.ACCEPTED, TaskState.DECLINED, TaskState.CANCELLED}),
    TaskState.ACCEPTED: frozenset({TaskState.REPORTED, TaskState.ASSIGNED, TaskState.CANCELLED}),
    TaskState.REPORTED: frozenset({TaskState.DONE, TaskState.ACCEPTED, TaskState.CANCELLED}),
    TaskState.DECLINED: frozenset({TaskState.ASSIGNED, TaskState.CANCELLED}),
    TaskState.DONE: frozenset({TaskState.ACCEPTED}),  # reopened: its result was accepted wrongly
    TaskState.CANCELLED: frozenset(),
}

OPEN = (TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.REPORTED, TaskState.DECLINED)
EXPLAINABLE = (TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.REPORTED, TaskState.DONE)


class Priority(models.TextChoices):
    """How urgent: the words of Decree 30/2020."""

    NORMAL = "normal", _("normal")
    URGENT = "urgent", _("urgent")
    FLASH = "flash", _("most urgent")


class SourceKind(models.TextChoices):
    """Where a task comes from (Decision 42/2014/QĐ-TTg: a tracked task is one named in a document)."""

    NONE = "", _("no document")
    CONCLUSION = "conclusion", _("conclusion of a meeting")
    PAPER = "paper", _("document of ours")
    ABOVE = "above", _("document from above")
    PETITION = "petition", _("petition of a citizen")


class DueState(models.TextChoices):
    """What the deadline says today (`tasks.deadlines.due_state`)."""

    OVERDUE = "overdue", _("overdue")
    DUE_TODAY = "due_today", _("due today")
    NEARLY_DUE = "nearly_due", _("nearly due")
    IN_TIME = "in_time", _("in time")
    NO_DEADLINE = "no_deadline", _("no deadline")


class ReportKind(models.TextChoices):
    """What a report says: how far the work is, or its result."""

    PROGRESS = "progress", _("progress")
    RESULT = "result", _("result")
    CONTRIBUTION = "contribution", _("contribution")


class Verdict(models.TextChoices):
    """What the giver said to a result."""

    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


class ProposalState(models.TextChoices):
    """What a person decided about a proposed task."""

    WAITING = "waiting", _("waiting")
    CONFIRMED = "confirmed", _("confirmed")
    DISMISSED = "dismissed", _("dismissed")


PROPOSAL_MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.WAITING: frozenset({ProposalState.CONFIRMED, ProposalState.DISMISSED}),
    ProposalState.DISMISSED: frozenset({ProposalState.WAITING}),
    ProposalState.CONFIRMED: frozenset(),
}


class Frequency(models.TextChoices):
    """How often a task comes back (`tasks.recurrence`)."""

    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month on a day")
    MONTH_END = "month_end", _("last working day of every month")
    QUARTERLY = "quarterly", _("last working day of every quarter")
    YEARLY = "yearly", _("every year")


class RequestState(models.TextChoices):
    """What became of a request to the giver: more time, another lead."""

    WAITING = "waiting", _("waiting for the giver")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("no longer needed")


REQUEST_MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.WAITING: frozenset(set(RequestState) - {RequestState.WAITING}),
    **{state: frozenset() for state in RequestState if state != RequestState.WAITING},
}


class ExplanationState(models.TextChoices):
    """Where a demanded explanation stands."""

    DEMANDED = "demanded", _("explanation demanded")
    ANSWERED = "answered", _("explanation handed in")
    ACCEPTED = "accepted", _("explanation accepted")
    REJECTED = "rejected", _("explanation not accepted")
    WITHDRAWN = "withdrawn", _("demand withdrawn")


EXPLANATION_MOVES: dict[ExplanationState, frozenset[ExplanationState]] = {
    ExplanationState.DEMANDED: frozenset({ExplanationState.ANSWERED, ExplanationState.WITHDRAWN}),
    ExplanationState.ANSWERED: frozenset({ExplanationState.ACCEPTED, ExplanationState.REJECTED}),
    ExplanationState.ACCEPTED: frozenset(),
    ExplanationState.REJECTED: frozenset(),
    ExplanationState.WITHDRAWN: frozenset(),
}


class QuestionState(models.TextChoices):
    """Where a question to the giver stands."""

    OPEN = "open", _("waits for the giver")
    ANSWERED = "answered", _("question answered")
    WITHDRAWN = "withdrawn", _("question withdrawn")


QUESTION_MOVES: dict[QuestionState, frozenset[QuestionState]] = {
    QuestionState.OPEN: frozenset({QuestionState.ANSWERED, QuestionState.WITHDRAWN}),
    QuestionState.ANSWERED: frozenset(),
    QuestionState.WITHDRAWN: frozenset(),
}


class Grade(models.TextChoices):
    """The giver's grade of an accepted result."""

    EXCELLENT = "excellent", _("excellent")
    GOOD = "good", _("good")
    MET = "met", _("meets what was asked")
