"""When an incoming document and a message of the exchange may change. Late is a fact about time, not a state."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IncomingState(TextChoices):
    """An incoming document's way (Decree 30/2020/NĐ-CP, art. 20-24)."""

    RECEIVED = "received", pgettext_lazy("incoming", "to be registered")
    REGISTERED = "registered", pgettext_lazy("incoming", "to be submitted")
    SUBMITTED = "submitted", pgettext_lazy("incoming", "waiting for direction")
    DIRECTED = "directed", pgettext_lazy("incoming", "in progress")
    DONE = "done", pgettext_lazy("incoming", "dealt with")
    SENT_BACK = "sent_back", pgettext_lazy("incoming", "sent back")


I = IncomingState  # noqa: E741  a short word for the table
INCOMING_MOVES: dict[IncomingState, frozenset[IncomingState]] = {
    I.RECEIVED: frozenset({I.REGISTERED, I.SENT_BACK}),
    I.REGISTERED: frozenset({I.SUBMITTED, I.DONE}),
    I.SUBMITTED: frozenset({I.DIRECTED, I.REGISTERED, I.DONE}),
    I.DIRECTED: frozenset({I.DONE, I.SUBMITTED}),
    I.DONE: frozenset({I.SUBMITTED}),  # taken up again
    I.SENT_BACK: frozenset({I.RECEIVED}),  # sent back by mistake
}
OPEN = (I.RECEIVED, I.REGISTERED, I.SUBMITTED, I.DIRECTED)


class ExchangeState(TextChoices):
    """A message of the exchange."""

    WAITING = "waiting", pgettext_lazy("message", "waiting to be sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "given up")
    TAKEN = "taken", pgettext_lazy("message", "taken in")
    UNFIT = "unfit", pgettext_lazy("message", "refused")


E = ExchangeState
EXCHANGE_MOVES: dict[ExchangeState, frozenset[ExchangeState]] = {
    E.WAITING: frozenset({E.SENT, E.FAILED, E.TAKEN, E.UNFIT}),  # what came in waits to be read
    E.SENT: frozenset({E.WAITING}),  # sent again
    E.FAILED: frozenset({E.WAITING}),
    E.TAKEN: frozenset(),
    E.UNFIT: frozenset(),
}


class Arrival(TextChoices):
    """How an incoming document came."""

    SCAN = "scan", _("on paper, scanned")
    EMAIL = "email", _("by e-mail")
    EXCHANGE = "edxml", _("by the document exchange")
    INSIDE = "inside", _("in this system")


class Genuine(TextChoices):
    """What checking authenticity and integrity found (Decree 30/2020/NĐ-CP, art. 21)."""

    SOUND = "sound", _("signatures valid")
    DOUBTFUL = "doubtful", _("signer not confirmed")
    BROKEN = "broken", _("signature not valid")
    NONE = "none", _("no electronic signature")
    UNCHECKED = "unchecked", _("not checked yet")


# what the verifier's word means for the clerk (signing.verify.verdicts.Verdict)
GENUINE_OF = {
    "valid": Genuine.SOUND, "untrusted": Genuine.DOUBTFUL, "modified": Genuine.BROKEN,
    "invalid": Genuine.BROKEN, "malformed": Genuine.BROKEN, "unsigned": Genuine.NONE,
}  # fmt: skip
