"""Who asks for the floor, for what, in which order, and for how long they have had it."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.states import Moves, Stateful
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting, Seat
from meetings.states import SPEAKING_MOVES, SpeakingState

LIVE = (SpeakingState.ASKED, SpeakingState.SPEAKING, SpeakingState.HELD)


class SpeakingKind(models.TextChoices):
    """What the floor is asked or given for; ``floor_rules`` says how long, and what goes first."""

    NORMAL = "normal", _("Speech")
    ORDER = "order", _("Point of order")
    QUESTION = "question", pgettext_lazy("speaking", "Question")
    ANSWER = "answer", _("Answer to a question")
    PRESENT = "present", _("Presentation")


class Outcome(models.TextChoices):
    """What became of a question after it was put."""

    OPEN = "", _("not answered yet")
    ANSWERED = "answered", _("answered")
    WRITTEN = "written", _("to be answered in writing")


class Speaking(Stateful):
    """One turn on the floor, asked for or given; a seat has one of a kind that waits or goes on, but many questions.

    ``minutes``: what is allotted (with what the chair added); ``spent``: seconds used before the clock was last
    started; ``running_at``: since when it runs now, None while it stands still.
    """

    MOVES: ClassVar[Moves] = SPEAKING_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speakings")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="speakings")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="speakings")
    kind = models.CharField(
        max_length=10, choices=SpeakingKind.choices, default=SpeakingKind.NORMAL
    )
    text = models.CharField(pgettext_lazy("speaking", "text"), max_length=1000, blank=True)
    to = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_of",
        verbose_name=_("to whom"),
    )  # fmt: skip
    question = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="answers"
    )
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True
    )
    state = models.CharField(
        max_length=10, choices=SpeakingState.choices, default=SpeakingState.ASKED
    )
    position = models.PositiveIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=5)
    spent = models.PositiveIntegerField(default=0)
    running_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=now)
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position", "asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("seat", "kind"),
                condition=Q(state__in=("asked", "speaking", "held")) & ~Q(kind="question"),
                name="one_live_speaking_a_seat_and_kind",
            ),
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(state="speaking"), name="one_speaker"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.seat)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"

    @property
    def until(self) -> datetime | None:
        """When the allotted time is over; None while the clock stands still."""
        if self.running_at is None:
            return None
        return self.running_at + timedelta(seconds=self.minutes * 60 - self.spent)

    @property
    def seconds(self) -> int:
        """The seconds spoken so far."""
        running = (now() - self.running_at).total_seconds() if self.running_at else 0
        return self.spent + max(0, int(running))
