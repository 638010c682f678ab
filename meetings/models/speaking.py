"""Requests to speak, in the order they were asked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.clock import now
from core.states import Moves, Stateful
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting, Seat
from meetings.states import SPEAKING_MOVES, SpeakingState


class Speaking(Stateful):
    """One request to speak; a seat has at most one that waits or speaks."""

    MOVES: ClassVar[Moves] = SPEAKING_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speakings")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="speakings")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="speakings")
    state = models.CharField(
        max_length=10, choices=SpeakingState.choices, default=SpeakingState.ASKED
    )
    asked_at = models.DateTimeField(default=now)
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("seat",), condition=Q(state__in=("asked", "speaking")),
                name="one_live_speaking_a_seat",
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
