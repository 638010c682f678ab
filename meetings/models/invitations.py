"""Invitations as documents, and what becomes of them: absences and substitutes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from meetings.models.meeting import Meeting, Seat
from meetings.states import ABSENCE_MOVES, AbsenceState
from people.models import User


class Notice(models.TextChoices):
    """What an invitation document is; the value chooses its words (``meetings.invitation``)."""

    INVITATION = "invitation", _("Invitation")
    REPLACEMENT = "replacement", _("Replacement invitation")
    CANCELLATION = "cancellation", _("Notice of cancellation")


class Invitation(models.Model):
    """A numbered, signed invitation (Decree 30/2020 form 1.7): its words, and the plan as it was printed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="letters")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="invitation")
    kind = models.CharField(max_length=12, choices=Notice.choices, default=Notice.INVITATION)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    signer = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who signs")
    )
    opening = models.TextField(_("opening words"), max_length=2000)
    requirements = models.TextField(_("what is asked of the guests"), max_length=4000, blank=True)
    recipients = models.TextField(_("recipients, one a line"), max_length=4000, blank=True)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.paper)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"


class Absence(Stateful):
    """Somebody cannot attend: why, who comes instead, and whether that was agreed to."""

    MOVES: ClassVar[Moves] = ABSENCE_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="absences")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="absences")
    reason = models.CharField(_("reason"), max_length=300)
    substitute = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("who comes instead"),
    )  # fmt: skip
    name = models.CharField(_("name of who comes instead"), max_length=120, blank=True)
    title = models.CharField(_("post"), max_length=200, blank=True)
    filled = models.OneToOneField(
        Seat, null=True, blank=True, on_delete=models.SET_NULL, related_name="fills"
    )
    took_vote = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=AbsenceState.choices, default=AbsenceState.ASKED
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("seat",), condition=Q(state__in=("asked", "agreed")),
                name="one_live_absence_a_seat",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.seat)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"

    @property
    def who_comes(self) -> str:
        """The substitute's name and post; "" when nobody comes instead."""
        name = str(self.substitute) if self.substitute else self.name
        return ", ".join(part for part in (name, self.title) if part)
