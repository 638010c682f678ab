"""What is shown of tasks: boards, the task's own story, the reminders."""

from tasks.queries.boards import (
    DUE,
    GIVEN_ORDER,
    WORK_ORDER,
    Board,
    Column,
    Filter,
    counts,
    deadlines,
    due_work,
    find,
    found,
    given,
    my_work,
    supported,
    units_of_board,
)
from tasks.queries.lines import CLOSED, SHOWN, WORKING, Line, line
from tasks.queries.outlook import likely_late, outlook_of, outlooks, reasons_of, risk_of
from tasks.queries.reminders import reminders_sent, reminders_to_come
from tasks.queries.story import Told, history, moved_for_holiday, papers, reports

__all__ = [
    "CLOSED",
    "DUE",
    "GIVEN_ORDER",
    "SHOWN",
    "WORKING",
    "WORK_ORDER",
    "Board",
    "Column",
    "Filter",
    "Line",
    "Told",
    "counts",
    "deadlines",
    "due_work",
    "find",
    "found",
    "given",
    "history",
    "likely_late",
    "line",
    "moved_for_holiday",
    "my_work",
    "outlook_of",
    "outlooks",
    "papers",
    "reasons_of",
    "reminders_sent",
    "reminders_to_come",
    "reports",
    "risk_of",
    "supported",
    "units_of_board",
]
