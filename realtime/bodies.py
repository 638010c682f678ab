"""Bodies too large for any paper: Twisted would write all of them to the disk before the application sees them."""

from typing import Any

from daphne.http_protocol import WebRequest
from django.conf import settings

SLACK = 2 * 1024 * 1024  # bytes; more than the application's own door takes, which then says so


class BoundedRequest(WebRequest):
    """A request that keeps no more of its body than a paper may have; the rest is read and thrown away.

    Twisted would also read every form a second time (an upload as a whole, into memory); Django reads it.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "parsePOSTFormSubmission": False})

    def gotLength(self, length: int | None) -> None:  # noqa: N802  Twisted's name
        """Make room for a body of ``length`` bytes; none for one that says it is too large."""
        most = settings.PAPER_MAX_BYTES + SLACK
        self.told, self.room = length is not None, most
        if length is not None and length > most:
            self.room = 0
        super().gotLength(None if self.room == 0 else length)

    def handleContentChunk(self, data: bytes) -> Any:  # noqa: N802  Twisted's name
        """Keep what there is room for; hang up on a body without a length that grows too large."""
        if not self.told and len(data) > self.room:
            self.room = 0
            return self.channel.forceAbortClient()
        taken = data[: self.room]
        self.room -= len(taken)
        return super().handleContentChunk(taken)


def bound(factory: Any) -> None:
    """Let Daphne's HTTP factory make requests with bounded bodies."""
    build = factory.buildProtocol

    def bounded(address: Any) -> Any:
        protocol = build(address)
        protocol.requestFactory = BoundedRequest
        return protocol

    factory.buildProtocol = bounded
