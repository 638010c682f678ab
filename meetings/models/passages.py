"""Who came and went, when, how, and who wrote it down: kept line by line, a correction strikes and never erases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from meetings.models.meeting import Meeting, Seat
from people.models import User


class Way(models.TextChoices):
    """Which way somebody went."""

    IN = "in", pgettext_lazy("attendance", "arrived")
    OUT = "out", pgettext_lazy("attendance", "left")


class How(models.TextChoices):
    """How it was noted."""

    SELF = "self", _("by oneself")
    CLERK = "clerk", _("by the secretariat")
    DOOR = "door", _("QR code at the door")
    SHEET = "sheet", _("printed code at the door")
    CARD = "card", _("personal QR code")


class Passage(models.Model):
    """One arrival or leaving of a seat; ``at``: when it happened, ``told_at``: when it was written down."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="passages")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="passages")
    way = models.CharField(max_length=4, choices=Way.choices)
    how = models.CharField(max_length=8, choices=How.choices)
    remote = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    struck_reason = models.CharField(max_length=300, blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) | ~Q(struck_reason=""),
                name="struck_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_way_display()}"

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"
