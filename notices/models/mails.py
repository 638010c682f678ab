"""The outbox: everything that leaves the house, whatever the channel."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.clock import now
from core.states import Moves, Stateful
from notices.models.devices import Device
from notices.models.gateways import Gateway
from notices.models.notices import Notice
from notices.states import MAIL_MOVES, Channel, Kind, MailState, Wait


class Enclosure(models.Model):
    """A file that goes out with letters; the same file for many is kept once, by its SHA-256."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=120)  # its content type
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sha256", "name", "kind"), name="enclosure_once"),
        )

    def __str__(self) -> str:
        return self.name


class Mail(Stateful):
    """One thing that leaves the house: a letter, a push to one device, a message by a gateway.

    The row is the truth; `message_id` never changes, however often it is tried: a letter's Message-ID, a push's
    Topic, a message's webhook-id. What waited with others leaves folded into one of them, its `carrier`.
    """

    MOVES: ClassVar[Moves] = MAIL_MOVES

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=120, unique=True)
    address = models.CharField(max_length=254)
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails"
    )
    gateway = models.ForeignKey(
        Gateway, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OTHER)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True, default="")
    url = models.CharField(max_length=300, blank=True, default="")
    urgent = models.BooleanField(default=False)
    notice = models.ForeignKey(
        Notice, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails"
    )
    carrier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="folded"
    )
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    waits = models.CharField(max_length=8, choices=Wait.choices, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(
        default=0, help_text="how often it was handed over without an answer"
    )
    not_before = models.DateTimeField(default=now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    enclosures = models.ManyToManyField(Enclosure, related_name="mails")
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=("not_before",),
                condition=models.Q(state__in=["waiting", "sending"]),
                name="mail_to_send",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="mail_sent_has_time",
            ),
        )

    def __str__(self) -> str:
        return self.subject
