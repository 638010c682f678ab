"""What the clock does here: foresee, remind, give what comes back."""

from core.clock import daily, every
from tasks.actions import calendar_moved, foresee_all, give_due, remind_due, risk_changed
from tasks.actions.entrusting import entrust_papers


@every("tasks.remind", minutes=15)
def remind() -> None:
    """Remind of everything that is due; repeating it is harmless."""
    remind_due()


@daily("tasks.entrust", at="00:20")
def entrust() -> None:
    """Let stand-ins read the papers of their first day, and no longer after the last."""
    entrust_papers()


@daily("tasks.foresee", at="05:10")
def foresee() -> None:
    """Learn from what ended and look at every open task, before the day's first reminders."""
    foresee_all()
    risk_changed()


@every("tasks.recur", minutes=15)
def recur() -> None:
    """Give the tasks that come back; each turn is given once, however often this runs."""
    give_due()


@daily("tasks.recur_days", at="03:20")
def recur_days() -> None:
    """Count the days of giving anew: a clock that ran ahead and came back does no lasting harm."""
    calendar_moved()
