"""What the clock does in the registry."""

from core.clock import every
from registry.mailing import post_letters


@every("registry.post", minutes=1)
def post() -> None:
    """Send the letters that wait; repeating it is harmless."""
    post_letters()
