"""When a half-finished signing may change; how a key signs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """Where a key lies and who asks for its PIN."""

    FILE = "p12", _("key file kept by this server")
    TOKEN = "token", _("token or HSM at this server")
    AGENT = "agent", _("token at my own machine, through the signing agent")
    VGCA = "vgca", _("token at my own machine, through the VGCA agent")
    REMOTE = "csc", _("remote signing service")


INTERRUPTED = frozenset({Way.AGENT, Way.VGCA, Way.REMOTE})  # prepared here, signed elsewhere
AGENTS = frozenset({Way.AGENT, Way.VGCA})


class AttemptState(TextChoices):
    """Where a half-finished signing stands."""

    PREPARED = "prepared", _("prepared")
    SENT = "sent", _("waiting for the signature")
    SIGNED = "signed", _("signed, being completed")
    EMBEDDED = "embedded", _("done")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("not signed in time")
    CANCELLED = "cancelled", _("cancelled")


_ENDS = frozenset({AttemptState.FAILED, AttemptState.EXPIRED, AttemptState.CANCELLED})
ATTEMPT_MOVES: dict[AttemptState, frozenset[AttemptState]] = {
    AttemptState.PREPARED: _ENDS | {AttemptState.SENT},
    AttemptState.SENT: _ENDS | {AttemptState.SIGNED},
    AttemptState.SIGNED: _ENDS | {AttemptState.EMBEDDED},
    AttemptState.EMBEDDED: frozenset(),
    AttemptState.FAILED: frozenset(),
    AttemptState.EXPIRED: frozenset(),
    AttemptState.CANCELLED: frozenset(),
}
GOING = (AttemptState.PREPARED, AttemptState.SENT, AttemptState.SIGNED)
