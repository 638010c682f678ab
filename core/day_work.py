"""What of one sort waits for a person today: a figure of the desk, made by a room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DayWork:
    """How many wait, the words for them, where they are dealt with, and how many of them are late."""

    count: int
    word: str
    url: str
    icon: str
    late: int = 0
