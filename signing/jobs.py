"""What the clock does for signing."""

from core.clock import every
from signing.actions.completing import go_on
from signing.actions.remote import look_at_all


@every("signing.attempts", seconds=15)
def attempts_go_on() -> None:
    """Ask remote services, complete what was signed, end what is too late."""
    look_at_all()
    go_on()
