"""What every scene needs: the people, the units, and the calendar around today."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import clock
from core.workdays import WorkCalendar
from people.models import Unit, User


@dataclass
class City:
    """The stage: who is there, and how days are counted."""

    today: date
    calendar: WorkCalendar
    say: Callable[[str], object]
    people: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    began: datetime = field(default_factory=clock.now)

    def day(self, workdays: int, since: date | None = None) -> date:
        """Return the working day so many working days after ``since`` (today)."""
        return self.calendar.add(since or self.today, workdays)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return that time of the day in the city."""
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def words(self, text: str) -> str:
        """Put this month and year into the text."""
        year, month = self.today.year, self.today.month
        told = {
            "year": year, "next_year": year + 1, "plus4": year + 4, "month": month,
            "next_month": month % 12 + 1,
        }  # fmt: skip
        return text.format(**told)

    def begins(self) -> datetime:
        """Return when the session of today began: an hour ago, on a full five minutes."""
        start = self.began - timedelta(minutes=65)
        return start.replace(minute=start.minute // 5 * 5, second=0, microsecond=0)


def at(moment: datetime) -> AbstractContextManager[None]:
    """Put the clock to the moment within the block; what would lie in the future happens now (a night, a Sunday)."""
    return clock.at(min(moment, timezone.now()))
