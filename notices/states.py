"""When a mail may change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where a mail is on its way."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


MAIL_MOVES: dict[MailState, frozenset[MailState]] = {
    MailState.WAITING: frozenset({MailState.SENDING}),
    MailState.SENDING: frozenset({MailState.SENT, MailState.WAITING, MailState.FAILED}),
    MailState.FAILED: frozenset({MailState.WAITING}),
    MailState.SENT: frozenset(),
}
