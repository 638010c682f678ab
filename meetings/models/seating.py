"""The drawn seat plan of a meeting: a copy of its room's, so that the room may change afterwards."""

from django.db import models

from meetings.models.meeting import Meeting
from meetings.models.rooms import Drawn


class SeatPlan(Drawn):
    """How the tables stand in one meeting; who sits where is ``Seat.place``."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="seat_plan")

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"
