"""What upper floors may ask of the tasks."""

from tasks.actions import (
    Order,
    Share,
    Source,
    accept,
    accept_explanation,
    accept_result,
    answer_explanation,
    ask_contributions,
    ask_extension,
    assign,
    cancel,
    comment,
    contribute,
    decline,
    demand_explanation,
    hand_down,
    remind_due,
    report_done,
    report_progress,
    return_result,
)
from tasks.actions.contribution import Wanted
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
from tasks.periods import SPAN, month_of, quarter_of, year_of
from tasks.periods import read as read_period
from tasks.queries import counts, deadlines, due_work, find
from tasks.queries.chips import period_words
from tasks.queries.rate import is_public, public_rate, public_units
from tasks.suppression import LEAST

__all__ = [
    "ACCEPTED",
    "ASSIGNED",
    "CANCELLED",
    "DECLINED",
    "DONE",
    "DUE_CHANGED",
    "LEAST",
    "PROGRESS",
    "REPORTED",
    "RETURNED",
    "SPAN",
    "Order",
    "Share",
    "Source",
    "Task",
    "Wanted",
    "accept",
    "accept_explanation",
    "accept_result",
    "answer_explanation",
    "ask_contributions",
    "ask_extension",
    "assign",
    "cancel",
    "comment",
    "contribute",
    "counts",
    "deadlines",
    "decline",
    "demand_explanation",
    "due_work",
    "find",
    "findable",
    "hand_down",
    "is_public",
    "line_of",
    "month_of",
    "period_words",
    "public_rate",
    "public_units",
    "quarter_of",
    "read_period",
    "remind_due",
    "report_done",
    "report_progress",
    "return_result",
    "year_of",
]
