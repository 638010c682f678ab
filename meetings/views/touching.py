"""A word to one person: their own part is stale."""

from django.db import transaction

from meetings.models import Seat
from realtime.nudge import stale


def touch(seat: Seat) -> None:
    """Let the person's own part be fetched again, once this act is committed."""
    topic = seat.user.topic
    transaction.on_commit(lambda: stale(topic, ["mine"]), robust=True)
