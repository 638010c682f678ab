"""How tasks stand at a moment, as conditions for the database: the official classes, each task in exactly one.

Report 1270/BC-TCTTTg of the Prime Minister's working group counts tasks as completed (on time, late) and not yet
completed (in time, overdue); “nearly due” is the part of “in time” that ends within `NEARLY_DUE_DAYS` working days.
A result that waits for its giver stands as it was handed in. What was called off is not counted.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.calendar import city_calendar
from core.clock import now
from core.workdays import WorkCalendar
from tasks.deadlines import Bounds, bounds
from tasks.models import IS_OPEN, Report
from tasks.periods import Period
from tasks.states import TaskState, Verdict

IN_TIME, NEARLY_DUE, OVERDUE, ON_TIME, LATE = (
    "in_time",
    "nearly_due",
    "overdue",
    "done_on_time",
    "done_late",
)
CLASSES = (IN_TIME, NEARLY_DUE, OVERDUE, ON_TIME, LATE)
CLASS_WORDS = {
    IN_TIME: _("in time"),
    NEARLY_DUE: _("nearly due"),
    OVERDUE: _("overdue"),
    ON_TIME: _("done on time"),
    LATE: _("done late"),
}
STUCK_DAYS = 10  # working days without a step in the work


@dataclass(frozen=True)
class Standing:
    """The classes at a local `moment`."""

    moment: datetime
    edge: Bounds

    @classmethod
    def at(cls, moment: datetime, calendar: WorkCalendar | None = None) -> "Standing":
        """How tasks stand at the moment, by the city's calendar (one query when none is given)."""
        local = timezone.localtime(moment)
        return cls(local, bounds(local.date(), calendar or city_calendar()))

    @classmethod
    def of(cls, period: Period, calendar: WorkCalendar | None = None) -> "Standing":
        """How tasks stood at the end of the period; now, while it goes on."""
        return cls.at(min(now(), start_of(period.last + timedelta(days=1))), calendar)

    def open(self) -> Q:
        """Not yet completed at the moment."""
        if now() - self.moment < timedelta(minutes=1):
            return IS_OPEN
        return IS_OPEN | Q(state=TaskState.DONE, ended_at__gt=self.moment)

    def done(self) -> Q:
        """Completed by the moment."""
        return Q(state=TaskState.DONE, ended_at__lte=self.moment)

    def q(self, word: str) -> Q:
        """The condition of one class; the five together hold every task that was not called off, once each."""
        if word == ON_TIME:
            return self.done() & ~Q(kept=False)
        if word == LATE:
            return self.done() & Q(kept=False)
        at_work = Q(reported_at=None) | Q(reported_at__gt=self.moment)
        return self.open() & (at_work & self._due(word) | self._handed_in(word))

    def counts(self) -> dict[str, Count]:
        """The classes as columns of one aggregating query."""
        return {word: Count("pk", filter=self.q(word)) for word in CLASSES}

    def _due(self, word: str) -> Q:
        day = Q(due_on=self.edge.today, due_time__lt=self.moment.time())
        if word == OVERDUE:
            return Q(due_on__lte=self.edge.overdue) | day
        if word == NEARLY_DUE:
            return Q(due_on__gt=self.edge.overdue, due_on__lte=self.edge.nearly) & ~day
        return Q(due_on=None) | Q(due_on__gt=self.edge.nearly)

    def _handed_in(self, word: str) -> Q:
        """A result waits at the moment: it was late or not when it was handed in."""
        handed = Q(reported_at__lte=self.moment)
        waiting = Report.objects.filter(verdict=Verdict.WAITING, kept=False)
        late = Q(state=TaskState.REPORTED, pk__in=waiting.values("task"))
        late |= Q(state=TaskState.DONE, kept=False)
        if word == OVERDUE:
            return handed & late
        return handed & ~late if word == IN_TIME else Q(pk=None)


def counted(period: Period) -> Q:
    """The tasks a period counts: given before its end, and not yet completed when it began."""
    begin, end = start_of(period.first), start_of(period.last + timedelta(days=1))
    return Q(created_at__lt=end) & (IS_OPEN | Q(state=TaskState.DONE, ended_at__gte=begin))


def given_in(period: Period) -> Q:
    """The tasks given within the period."""
    begin, end = start_of(period.first), start_of(period.last + timedelta(days=1))
    return Q(created_at__gte=begin, created_at__lt=end) & ~Q(state=TaskState.CANCELLED)


def stuck(calendar: WorkCalendar, today: date) -> Q:
    """In work, without a step for `STUCK_DAYS` working days."""
    edge = start_of(calendar.add(today, -STUCK_DAYS))
    return IS_OPEN & Q(state__in=(TaskState.ASSIGNED, TaskState.ACCEPTED), stepped_at__lt=edge)


def start_of(day: date) -> datetime:
    """The city's midnight with which the day begins."""
    return timezone.make_aware(datetime.combine(day, time()))
