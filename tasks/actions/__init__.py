"""What happens to tasks; only these modules write. Split by noun: orders, work, results, deadlines, reminders."""

from tasks.actions.around import Around, change_circle
from tasks.actions.asking import answer, ask, withdraw_question
from tasks.actions.batches import (
    Errand,
    assign_to_each,
    assign_together,
    take_back,
    take_back_together,
)
from tasks.actions.calendars import risk_changed
from tasks.actions.comments import comment, edit_comment, withdraw_comment
from tasks.actions.contribution import (
    ask_contributions,
    contribute,
    nudge_supporters,
)
from tasks.actions.deadlines import change_due
from tasks.actions.evaluation import Marks, confirm_cause, evaluate, reopen
from tasks.actions.explanation import (
    accept_explanation,
    answer_explanation,
    demand_explanation,
    reject_explanation,
    withdraw_demand,
)
from tasks.actions.extension import (
    ask_extension,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from tasks.actions.foreseeing import foresee_all
from tasks.actions.nudging import nudge
from tasks.actions.orders import Order, Source, assign, assign_again, cancel
from tasks.actions.patterns import (
    calendar_moved,
    close_template,
    end,
    give_due,
    keep_recurrence,
    keep_template,
    pause,
    repeat,
    resume,
    skip,
    take_up,
)
from tasks.actions.proposals import change_proposal, confirm_sure, keep_reading
from tasks.actions.proposals import confirm as confirm_proposal
from tasks.actions.proposals import dismiss as dismiss_proposal
from tasks.actions.proposals import restore as restore_proposal
from tasks.actions.reminding import calendar_changed, wind_up
from tasks.actions.results import accept_result, report_done, report_progress, return_result
from tasks.actions.rounds import remind_due
from tasks.actions.snoozing import allow_snooze, snooze
from tasks.actions.subtasks import Share, hand_down
from tasks.actions.transfer import (
    agree_transfer,
    propose_transfer,
    refuse_transfer,
    transfer_now,
    withdraw_transfer,
)
from tasks.actions.work import accept, decline, hand_on

__all__ = [
    "Around",
    "Errand",
    "Marks",
    "Order",
    "Share",
    "Source",
    "accept",
    "accept_explanation",
    "accept_result",
    "agree_transfer",
    "allow_snooze",
    "answer",
    "answer_explanation",
    "ask",
    "ask_contributions",
    "ask_extension",
    "assign",
    "assign_again",
    "assign_to_each",
    "assign_together",
    "calendar_changed",
    "calendar_moved",
    "cancel",
    "change_circle",
    "change_due",
    "change_proposal",
    "close_template",
    "comment",
    "confirm_cause",
    "confirm_proposal",
    "confirm_sure",
    "contribute",
    "decline",
    "demand_explanation",
    "dismiss_proposal",
    "edit_comment",
    "end",
    "evaluate",
    "foresee_all",
    "give_due",
    "grant_extension",
    "hand_down",
    "hand_on",
    "keep_reading",
    "keep_recurrence",
    "keep_template",
    "nudge",
    "nudge_supporters",
    "pause",
    "propose_transfer",
    "refuse_extension",
    "refuse_transfer",
    "reject_explanation",
    "remind_due",
    "reopen",
    "repeat",
    "report_done",
    "report_progress",
    "restore_proposal",
    "resume",
    "return_result",
    "risk_changed",
    "skip",
    "snooze",
    "take_back",
    "take_back_together",
    "take_up",
    "transfer_now",
    "wind_up",
    "withdraw_comment",
    "withdraw_demand",
    "withdraw_extension",
    "withdraw_question",
    "withdraw_transfer",
]
