"""One door for all channels: who hands what over."""

from collections.abc import Callable
from typing import Protocol

from notices import messages, postman, push
from notices.models import Mail
from notices.states import Channel


class Deliver(Protocol):
    """Hands over, calls `before_data` when it is about to leave, raises NotSent or MaybeSent."""

    def __call__(self, mail: Mail, *, before_data: Callable[[], None]) -> None:
        """Hand the mail over."""


DELIVER: dict[str, Deliver] = {
    Channel.MAIL: postman.deliver,
    Channel.PUSH: push.deliver,
    Channel.GATEWAY: messages.deliver,
}


def deliver(mail: Mail, *, before_data: Callable[[], None]) -> None:
    """Hand it over by its channel."""
    DELIVER[mail.channel](mail, before_data=before_data)


def gone(mail: Mail) -> None:
    """The receiver is no more: the device is forgotten."""
    if mail.channel == Channel.PUSH and mail.device is not None:
        push.forget_device(mail.device)
