"""What the clock does here: remind."""

from core.clock import every
from tasks.actions import remind_due


@every("tasks.remind", minutes=15)
def remind() -> None:
    """Remind of everything that is due; repeating it is harmless."""
    remind_due()
