"""What the clock does here: foresee, remind."""

from core.clock import daily, every
from tasks.actions import foresee_all, remind_due


@every("tasks.remind", minutes=15)
def remind() -> None:
    """Remind of everything that is due; repeating it is harmless."""
    remind_due()


@daily("tasks.foresee", at="05:10")
def foresee() -> None:
    """Learn from what ended and look at every open task, before the day's first reminders."""
    foresee_all()
