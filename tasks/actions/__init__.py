"""What happens to tasks; only these modules write. Split by noun: orders, work, results, deadlines, reminders."""

from tasks.actions.batches import (
    Wanted,
    assign_to_each,
    assign_together,
    take_back,
    take_back_together,
)
from tasks.actions.deadlines import change_due
from tasks.actions.foreseeing import foresee_all
from tasks.actions.orders import Order, Source, assign, assign_again, cancel
from tasks.actions.nudging import nudge
from tasks.actions.reminding import calendar_changed, wind_up
from tasks.actions.results import accept_result, report_done, report_progress, return_result
from tasks.actions.rounds import remind_due
from tasks.actions.snoozing import allow_snooze, snooze
from tasks.actions.work import accept, comment, decline, hand_on

__all__ = [
    "Order",
    "Source",
    "Wanted",
    "accept",
    "accept_result",
    "allow_snooze",
    "assign",
    "assign_again",
    "assign_to_each",
    "assign_together",
    "calendar_changed",
    "cancel",
    "change_due",
    "comment",
    "decline",
    "foresee_all",
    "hand_on",
    "nudge",
    "remind_due",
    "report_done",
    "report_progress",
    "return_result",
    "snooze",
    "take_back",
    "take_back_together",
    "wind_up",
]
