"""Where a session stands against its plan (pure): what is left, when it ends, how many minutes it is behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

CURRENT, WAITING, DEFERRED = "current", "waiting", "deferred"


@dataclass(frozen=True)
class Stretch:
    """An item of the agenda: its planned minutes, its state, the seconds it has used."""

    pk: int
    minutes: int
    state: str
    used: int = 0


@dataclass(frozen=True)
class Pace:
    """The session's pace at one moment.

    ``left`` and ``rest``: planned seconds left of the current item and of all that wait; ``until``: when the current
    item's time is over, None while its clock stands; ``expected``: when each waiting item is expected to begin.
    """

    planned_end: datetime
    left: int
    rest: int
    until: datetime | None
    moment: datetime
    expected: dict[int, datetime]

    @property
    def ends_about(self) -> datetime:
        """When the session ends if everything left takes as long as planned."""
        return self.moment + timedelta(seconds=max(0, self.left) + self.rest)

    @property
    def behind(self) -> int:
        """Whole minutes behind the plan; below zero: ahead of it."""
        return round((self.ends_about - self.planned_end).total_seconds() / 60)

    @property
    def minutes(self) -> int:
        """How many minutes it is away from the plan."""
        return abs(self.behind)


def pace(
    items: Iterable[Stretch], *, starts_at: datetime, moment: datetime, opened: bool, running: bool
) -> Pace:
    """Work out the pace; what was deferred counts neither in the plan nor in what is left.

    Before the opening nothing is behind until the planned start has passed. ``running``: the current item's clock runs.
    """
    kept = [item for item in items if item.state != DEFERRED]
    planned_end = starts_at + timedelta(minutes=sum(item.minutes for item in kept))
    moment = moment if opened else max(moment, starts_at)
    left = sum(item.minutes * 60 - item.used for item in kept if item.state == CURRENT)
    at, expected = moment + timedelta(seconds=max(0, left)), {}
    for item in kept:
        if item.state == WAITING:
            expected[item.pk] = at
            at += timedelta(minutes=item.minutes)
    rest = sum(item.minutes * 60 for item in kept if item.state == WAITING)
    on = running and any(item.state == CURRENT for item in kept)
    until = moment + timedelta(seconds=left) if on else None
    return Pace(planned_end, left, rest, until, moment, expected)
