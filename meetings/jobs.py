"""What the clock does for the meetings room."""

from core.clock import daily, every
from meetings.actions.notes import forget_notes
from meetings.actions.reading import (
    forget_readings,
    gather_after_deadlines,
    remind_before_deadlines,
)
from meetings.bells import remind_waiting
from meetings.dossier import book
from meetings.draft_bells import remind_of_notices
from meetings.erasing import wipe
from meetings.planning_bells import remind_of_papers


@daily("meetings.forget_dossiers", at="03:50")
def forget_dossiers() -> None:
    """Throw bound dossiers away that nobody asked for lately."""
    book.forget()


@daily("meetings.remind_waiting", at="08:00")
def remind_of_invitations() -> None:
    """Remind those who have not answered an invitation; each is told once for each reminder."""
    remind_waiting()


@daily("meetings.remind_papers", at="08:15")
def remind_units_of_papers() -> None:
    """Remind units of papers that are due or missing; each step is told once, on working days only."""
    remind_of_papers()


@every("meetings.before", minutes=10)
def prepare_sessions() -> None:
    """Remind those whose reading or position is missing, and gather the block once the deadline has passed."""
    remind_before_deadlines()
    gather_after_deadlines()


@daily("meetings.forget_readings", at="03:40")
def forget_readings_and_notes() -> None:
    """Delete who opened what after the announced days, and notes put away the day before."""
    forget_readings()
    forget_notes()


@daily("meetings.remind_notices", at="08:00")
def remind_of_due_notices() -> None:
    """Remind the clerks of notices of conclusions whose five working days run out; each step is told once."""
    remind_of_notices()


@daily("meetings.wipe_urns", at="03:40")
def wipe_urns() -> None:
    """Overwrite what urns of secret votes left on the database's pages, where it could not be done at once."""
    wipe()
