"""The clock: the only module that reads the time; and what is to be done when (the doing: ``core.jobs``)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def now() -> datetime:
    """Return the present moment, timezone-aware (UTC); inside ``at()`` the pinned one."""
    return _pinned.get() or timezone.now()


def today() -> date:
    """Return today's date in the city's time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Pin the clock to ``moment`` within the block: for the seed and for tests."""
    token = _pinned.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)


@dataclass(frozen=True)
class Rhythm:
    """A piece of work the clock has done again and again: every ``period``, or daily at ``daily``, city time."""

    name: str
    work: Callable[[], object]
    period: timedelta | None = None
    daily: time | None = None

    def due(self, moment: datetime) -> datetime:
        """Return the newest slot that has come at ``moment``; what was missed before it is not made up for."""
        if self.period is not None:
            length = int(self.period.total_seconds())
            return datetime.fromtimestamp(int(moment.timestamp()) // length * length, tz=UTC)
        local, hour = timezone.localtime(moment), self.daily or time()
        slot = local.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
        return slot if slot <= local else slot - timedelta(days=1)


RHYTHMS: dict[str, Rhythm] = {}
Work = Callable[[], object]


def every(name: str, *, minutes: float = 0, seconds: float = 0) -> Callable[[Work], Work]:
    """Have the function done every so many minutes by a job worker; it must bear being done twice.

    ``name`` is never renamed and unique in the house. Belongs into a room's ``jobs.py``.
    """
    return _register(name, period=timedelta(minutes=minutes, seconds=seconds))


def daily(name: str, *, at: str) -> Callable[[Work], Work]:
    """Have the function done once a day at “HH:MM” city time, later that day when the clock was off."""
    return _register(name, daily=time.fromisoformat(at))


def _register(name: str, **rhythm: Any) -> Callable[[Work], Work]:
    def keep(work: Work) -> Work:
        RHYTHMS[name] = Rhythm(name, work, **rhythm)
        return work

    return keep
