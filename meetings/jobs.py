"""What the clock does for the meetings room."""

from core.clock import daily
from meetings.dossier import book


@daily("meetings.forget_dossiers", at="03:50")
def forget_dossiers() -> None:
    """Throw bound dossiers away that nobody asked for lately."""
    book.forget()
