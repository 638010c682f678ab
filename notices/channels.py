"""One door for all channels: who hands what over."""

from collections.abc import Callable

from notices import postman
from notices.models import Mail
from notices.states import Channel

BeforeData = Callable[[], None]


def deliver(mail: Mail, *, before_data: BeforeData) -> None:
    """Hand it over by its channel; calls `before_data` when it is about to leave. Raises NotSent or MaybeSent."""
    if mail.channel == Channel.MAIL:
        postman.deliver(mail, before_data=before_data)


def gone(mail: Mail) -> None:
    """The receiver is no more: the device is forgotten."""
    if mail.device is not None:
        mail.device.delete()
