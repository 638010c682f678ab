"""What the clock does here: send the letters that are due."""

from core.clock import every
from notices.outbox import send_waiting


@every("notices.send", seconds=20)
def send_mail() -> None:
    """Send the letters that are due; each is served by one worker only."""
    send_waiting()
