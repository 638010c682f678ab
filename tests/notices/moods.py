"""A mail server with moods."""

from email import message_from_bytes


class PostOffice:
    """A mail server with moods: what it does at RCPT and after DATA, said for each letter in turn."""

    def __init__(self):
        self.got, self.rcpt, self.data = [], [], []

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        mood = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if mood == "dies":
            server.transport.abort()
        elif mood.startswith("250"):
            envelope.rcpt_tos.append(address)
        return mood

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        mood = self.data.pop(0) if self.data else "250 OK"
        if mood == "dies" or mood.startswith("250"):
            self.got.append(message_from_bytes(envelope.content))
        if mood == "dies":
            server.transport.abort()
        return mood

    @property
    def ids(self):
        return [letter["Message-ID"] for letter in self.got]
