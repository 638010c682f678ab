"""When a mail may change; the words for kinds, channels, rhythms and reasons to wait."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where a mail is on its way."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    FOLDED = "folded", _("goes with another")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("no longer needed")


MAIL_MOVES: dict[MailState, frozenset[MailState]] = {
    MailState.WAITING: frozenset({MailState.SENDING, MailState.FOLDED, MailState.DROPPED}),
    MailState.FOLDED: frozenset(
        {MailState.SENT, MailState.WAITING, MailState.FAILED, MailState.DROPPED}
    ),
    MailState.SENDING: frozenset(
        {MailState.SENT, MailState.WAITING, MailState.FAILED, MailState.DROPPED}
    ),
    MailState.FAILED: frozenset({MailState.WAITING}),
    MailState.SENT: frozenset(),
    MailState.DROPPED: frozenset(),
}


class Kind(models.TextChoices):
    """What a notice is about."""

    TASK = "task", _("Tasks")
    MEETING = "meeting", _("Meetings")
    SIGNING = "signing", _("Signing")
    OPINION = "opinion", _("Opinions")
    OTHER = "other", _("Other matters")


class Channel(models.TextChoices):
    """How something leaves the house; the bell never leaves it."""

    MAIL = "mail", _("E-mail")
    PUSH = "push", _("On my devices")
    GATEWAY = "gateway", _("SMS or chat")


class Rhythm(models.TextChoices):
    """When somebody wants to be told."""

    NOW = "now", _("at once")
    MORNING = "morning", _("one digest in the morning")
    TWICE = "twice", _("digests, twice a day")
    URGENT = "urgent", _("only what is most urgent")
    NEVER = "never", _("bell only")


class Wait(models.TextChoices):
    """Why something does not leave yet."""

    NIGHT = "night", _("it is night")
    DAY_OFF = "day_off", _("it is a day off")
    HOURS = "hours", _("own quiet hours")
    PAUSE = "pause", _("do not disturb")
    DIGEST = "digest", _("waits for the digest")
    GATHER = "gather", _("gathers what belongs together")
    RETRY = "retry", _("the last try failed")
