"""What the clock does here: close what is over, remind of what is not."""

from core.clock import every
from opinions.actions import close_overdue, remind_due


@every("opinions.close", minutes=1)
def close() -> None:
    """Close every round whose deadline is past; repeating it is harmless."""
    close_overdue()


@every("opinions.remind", minutes=15)
def remind() -> None:
    """Remind of every round whose rung has come; repeating it is harmless."""
    remind_due()
