"""Reading before the session: the meeting's rules for it, and who has seen which pages of which version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from documents.models import Version
from meetings.models.meeting import Meeting, Seat

KEPT_DAYS = 30  # days after the meeting's end for which it is kept who opened what, unless the meeting says otherwise


class ReadingRules(models.Model):
    """How a meeting is prepared by its members; a meeting without a row goes by these defaults."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="reading_rules")
    watched = models.BooleanField(
        _("the chair and the clerks see who has opened which paper"), default=True
    )
    kept_days = models.PositiveSmallIntegerField(
        _("days after the meeting for which this is kept"), default=KEPT_DAYS
    )
    until = models.DateTimeField(_("positions are given until"), null=True, blank=True)
    remarks_to_all = models.BooleanField(
        _("all participants see every comment and question"), default=False
    )
    stances_to_clerks = models.BooleanField(
        _("the clerks also see who holds which position"), default=False
    )

    reminded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kept_days__gte=1) & Q(kept_days__lte=365), name="reading_kept_a_year"
            ),
        )

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"


class Reading(models.Model):
    """What a person has seen of one version: ``seen`` is a hexadecimal number whose bit n-1 is page n."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="readings")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    seen = models.TextField(default="0")
    pages_seen = models.PositiveIntegerField(default=0)
    last_page = models.PositiveIntegerField(default=1)
    finished = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("seat", "version"), name="reading_once_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.version}"
