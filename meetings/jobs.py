"""What the clock does for the meetings room."""

from core.clock import daily
from meetings.bells import remind_waiting
from meetings.dossier import book


@daily("meetings.forget_dossiers", at="03:50")
def forget_dossiers() -> None:
    """Throw bound dossiers away that nobody asked for lately."""
    book.forget()


@daily("meetings.remind_waiting", at="08:00")
def remind_of_invitations() -> None:
    """Remind those who have not answered an invitation; each is told once for each reminder."""
    remind_waiting()
