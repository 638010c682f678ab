"""Short notices to everybody in the room, and who has put them away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from meetings.models.meeting import Meeting, Seat
from people.models import User


class Announcement(models.Model):
    """A short notice of the chair or the secretariat; it stays until it is taken down or the session ends."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="announcements")
    text = models.CharField(_("announcement"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    seen_by = models.ManyToManyField(Seat, through="AnnouncementSeen", related_name="+")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.text

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"


class AnnouncementSeen(models.Model):
    """A person has put the announcement away on their own screen."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="seen")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("announcement", "seat"), name="seen_once_a_seat"),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.announcement}"
