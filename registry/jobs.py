"""What the clock does in the registry."""

from core.clock import every
from registry.actions.exchange import deliver, make_messages
from registry.actions.exchange_in import pick_up
from registry.actions.inside import check_unchecked
from registry.mailing import post_letters
from registry.transports import transport


@every("registry.post", minutes=1)
def post() -> None:
    """Send the letters that wait; repeating it is harmless."""
    post_letters()


@every("registry.exchange", minutes=1)
def exchange() -> None:
    """Make, send and take in messages of the exchange; repeating it is harmless, what fails is tried at the next turn."""
    carrier = transport()
    if carrier is not None:
        make_messages()
        deliver(carrier)
        pick_up(carrier)


@every("registry.check", minutes=2)
def check() -> None:
    """Look at the signatures of incoming files nobody looked at yet."""
    check_unchecked()
