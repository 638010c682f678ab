"""What upper floors may ask of the rounds."""

from opinions.access import sheet_for
from opinions.actions import (
    Filled,
    Plan,
    announce,
    approve,
    close_overdue,
    close_round,
    count_round,
    draft_round,
    file_paper,
    file_signed_sheet,
    mark_reported,
    put_on_agenda,
    remind_due,
    send_round,
    send_sheet,
    submit,
    take_off_agenda,
    write_row,
)
from opinions.actions.sheets import SHEET
from opinions.events import PAPER_READY, ROUND_ANNOUNCED
from opinions.finding import findable, line_of
from opinions.models import Round
from opinions.queries.lists import find, waiting_for
from opinions.queries.sessions import to_report

__all__ = [
    "PAPER_READY",
    "ROUND_ANNOUNCED",
    "SHEET",
    "Filled",
    "Plan",
    "Round",
    "announce",
    "approve",
    "close_overdue",
    "close_round",
    "count_round",
    "draft_round",
    "file_paper",
    "file_signed_sheet",
    "find",
    "findable",
    "line_of",
    "mark_reported",
    "put_on_agenda",
    "remind_due",
    "send_round",
    "send_sheet",
    "sheet_for",
    "submit",
    "take_off_agenda",
    "to_report",
    "waiting_for",
    "write_row",
]
