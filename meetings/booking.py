"""Whether two bookings of a room or of a person meet (pure)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Span:
    """A stretch of time, its end not included."""

    starts: datetime
    ends: datetime

    def meets(self, other: "Span") -> bool:
        """Say whether both hold at some moment; one that begins when the other ends does not meet it."""
        return self.starts < other.ends and other.starts < self.ends

    def widened(self, minutes: int) -> "Span":
        """Return the span with minutes to set up before and to clear away after it."""
        more = timedelta(minutes=minutes)
        return Span(self.starts - more, self.ends + more)


HARD, NEAR = "hard", "near"


def clash(mine: Span, theirs: Span, setup_minutes: int) -> str:
    """Return ``hard`` when both want the room at once, ``near`` when only the time to set up is missing, else ""."""
    if mine.meets(theirs):
        return HARD
    return NEAR if mine.widened(setup_minutes).meets(theirs) else ""


def free(busy: list[Span], day: Span, least: timedelta) -> list[Span]:
    """Return the stretches of a day of at least ``least`` in which nothing is booked."""
    found, at = [], day.starts
    for one in sorted(busy, key=lambda span: span.starts):
        if one.starts - at >= least:
            found.append(Span(at, min(one.starts, day.ends)))
        at = max(at, one.ends)
    if day.ends - at >= least:
        found.append(Span(at, day.ends))
    return [span for span in found if span.ends > span.starts]
