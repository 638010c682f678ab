"""What happens to rounds; only these modules write. By noun: rounds, collecting, sheets, results, table, reminders."""

from opinions.actions.collecting import close_overdue, close_round, extend, take_off
from opinions.actions.papers import file_paper, replace_paper
from opinions.actions.reminding import calendar_changed, remind_due, remind_now
from opinions.actions.results import (
    announce,
    count_round,
    draft_decision,
    mark_reported,
    put_on_agenda,
    send_to_be_signed,
    take_off_agenda,
)
from opinions.actions.rounds import (
    Plan,
    approve,
    approve_and_send,
    cancel,
    change_round,
    draft_round,
    return_round,
    send_round,
    submit,
    take_back,
)
from opinions.actions.sheets import (
    Filled,
    enter_paper_sheet,
    file_signed_sheet,
    print_sheet,
    save_draft,
    send_sheet,
)
from opinions.actions.table import add_row, write_row

__all__ = [
    "Filled",
    "Plan",
    "add_row",
    "announce",
    "approve",
    "approve_and_send",
    "calendar_changed",
    "cancel",
    "change_round",
    "close_overdue",
    "close_round",
    "count_round",
    "draft_decision",
    "draft_round",
    "enter_paper_sheet",
    "extend",
    "file_paper",
    "file_signed_sheet",
    "mark_reported",
    "print_sheet",
    "put_on_agenda",
    "remind_due",
    "remind_now",
    "replace_paper",
    "return_round",
    "save_draft",
    "send_round",
    "send_sheet",
    "send_to_be_signed",
    "submit",
    "take_back",
    "take_off",
    "take_off_agenda",
    "write_row",
]
