"""Screen links: a television shows one meeting without anybody's account."""

from django.db import models

from core.clock import now
from meetings.models.meeting import Meeting
from people.models import User


class Stage(models.TextChoices):
    """What the screen may be told to keep showing; empty: what matters now, by itself."""

    AUTO = "", "auto"
    AGENDA = "agenda", "agenda"
    PAPER = "paper", "paper"
    VOTE = "vote", "vote"
    SPEAKER = "speaker", "speaker"
    QR = "qr", "qr"
    BLACK = "black", "black"


class ScreenLink(models.Model):
    """A link that opens the screen of one meeting. The code is never stored: ``meetings.passes`` derives it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="screen_links")
    nonce = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)  # of the code, keyed: how it is found
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.meeting} ({self.pk})"

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"
