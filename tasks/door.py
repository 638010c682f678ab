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
    foresee_all,
    hand_down,
    nudge,
    remind_due,
    report_done,
    report_progress,
    return_result,
    snooze,
)
from tasks.actions.contribution import Wanted
from tasks.actions.patterns import LineOf, keep_recurrence, keep_template
from tasks.actions.proposals import Text, keep_reading
from tasks.actions.proposals import confirm as confirm_proposal
from tasks.actions.proposals import dismiss as dismiss_proposal
from tasks.events import (
    ACCEPTED,
    ASSIGNED,
    CANCELLED,
    DECLINED,
    DONE,
    DUE_CHANGED,
    HANDED_ON,
    PROGRESS,
    REPORTED,
    RETURNED,
)
from tasks.extraction import propose
from tasks.finding import findable, line_of
from tasks.models import Task
from tasks.periods import SPAN, month_of, quarter_of, year_of
from tasks.periods import read as read_period
from tasks.queries import counts, deadlines, due_work, find
from tasks.queries.chips import period_words
from tasks.queries.rate import is_public, public_rate, public_units
from tasks.queries.spoken import unit_names
from tasks.sources import Place, source_page
from tasks.suppression import LEAST

__all__ = [
    "ACCEPTED",
    "ASSIGNED",
    "CANCELLED",
    "DECLINED",
    "DONE",
    "DUE_CHANGED",
    "HANDED_ON",
    "LEAST",
    "PROGRESS",
    "REPORTED",
    "RETURNED",
    "SPAN",
    "LineOf",
    "Order",
    "Place",
    "Share",
    "Source",
    "Task",
    "Text",
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
    "confirm_proposal",
    "contribute",
    "counts",
    "deadlines",
    "decline",
    "demand_explanation",
    "dismiss_proposal",
    "due_work",
    "find",
    "findable",
    "foresee_all",
    "hand_down",
    "is_public",
    "keep_reading",
    "keep_recurrence",
    "keep_template",
    "line_of",
    "month_of",
    "nudge",
    "period_words",
    "propose",
    "public_rate",
    "public_units",
    "quarter_of",
    "read_period",
    "remind_due",
    "report_done",
    "report_progress",
    "return_result",
    "snooze",
    "source_page",
    "unit_names",
    "year_of",
]
