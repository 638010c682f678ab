"""What is told to whom: notices of the bell, mails of the outbox, and when a person wants quiet."""

from datetime import time
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from notices.quiet import Span
from notices.states import MAIL_MOVES, MailState


class Notice(models.Model):
    """One sentence for one person; `key` says what it is about, so nobody is told twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    key = models.CharField(max_length=160)
    sentence = models.CharField(max_length=600)
    url = models.CharField(max_length=300)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="notice_once"),)
        indexes = (
            models.Index(fields=("user",), condition=models.Q(read_at=None), name="notice_unread"),
        )

    def __str__(self) -> str:
        return self.sentence


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
    """A letter of the outbox. The row is the truth; `message_id` never changes, however often it is tried."""

    MOVES: ClassVar[Moves] = MAIL_MOVES

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails"
    )
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=120, unique=True)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
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


class Wish(models.Model):
    """How a person wants to be told: own quiet hours beside the night, and whether by e-mail."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wish"
    )
    by_mail = models.BooleanField(_("also by e-mail"), default=True)
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from (hour)"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("quiet until (hour)"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )

    def __str__(self) -> str:
        return str(self.user)

    @property
    def span(self) -> Span | None:
        """The person's own quiet hours, if both ends are given."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return time(self.quiet_from), time(self.quiet_until)
