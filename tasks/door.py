"""What upper floors may ask of the tasks."""

from tasks.actions import (
    Order,
    Source,
    accept,
    accept_result,
    assign,
    cancel,
    comment,
    decline,
    remind_due,
    report_done,
    report_progress,
    return_result,
)
from tasks.events import (
    ACCEPTED,
    ASSIGNED,
    CANCELLED,
    DECLINED,
    DONE,
    DUE_CHANGED,
    PROGRESS,
    REPORTED,
    RETURNED,
)
from tasks.finding import findable, line_of
from tasks.models import Task
from tasks.queries import counts, deadlines, due_work, find

__all__ = [
    "ACCEPTED",
    "ASSIGNED",
    "CANCELLED",
    "DECLINED",
    "DONE",
    "DUE_CHANGED",
    "PROGRESS",
    "REPORTED",
    "RETURNED",
    "Order",
    "Source",
    "Task",
    "accept",
    "accept_result",
    "assign",
    "cancel",
    "comment",
    "counts",
    "deadlines",
    "decline",
    "due_work",
    "find",
    "findable",
    "line_of",
    "remind_due",
    "report_done",
    "report_progress",
    "return_result",
]
