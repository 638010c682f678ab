"""What the clock does for people."""

from core.clock import daily
from people import managing


@daily("people.forget_sign_ins", at="03:30")
def forget_sign_ins() -> None:
    """Keep the sign-in log as long as the rule says, not longer."""
    managing.forget_sign_ins()
