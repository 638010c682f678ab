"""Times in the room, worked out from comings and goings (pure); midnight is a moment like any other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

IN, OUT = "in", "out"


@dataclass(frozen=True)
class Stay:
    """From when to when somebody was here; ``left`` None: still here."""

    came: datetime
    left: datetime | None


def stays(lines: Iterable[tuple[str, datetime]]) -> list[Stay]:
    """Return the stays from (way, moment) lines in any order; coming twice without leaving is one stay."""
    found: list[Stay] = []
    came: datetime | None = None
    for way, at in sorted(lines, key=lambda line: line[1]):
        if way == IN and came is None:
            came = at
        elif way == OUT and came is not None:
            found.append(Stay(came, at))
            came = None
    return [*found, Stay(came, None)] if came else found


def seconds(found: Iterable[Stay], *, begin: datetime, end: datetime) -> int:
    """Return the seconds of the stays that lie between two moments."""
    total = 0.0
    for stay in found:
        first, last = max(stay.came, begin), min(stay.left or end, end)
        total += max(0.0, (last - first).total_seconds())
    return int(total)


def minutes_late(came: datetime | None, opened: datetime | None) -> int:
    """Return how many minutes after the opening somebody first came; 0 when in time or not at all."""
    if came is None or opened is None or came <= opened:
        return 0
    return int((came - opened).total_seconds()) // 60 + 1
