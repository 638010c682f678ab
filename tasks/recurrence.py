"""When a task comes back (pure): the days a rule gives, the working day each is due, and the day it is given.

A turn is named by its nominal day, the day the rule gives whatever the calendar says; so a change in the calendar of days
off moves a deadline but never makes a turn twice. A day off moves the deadline to the next working day (Civil Code
2015, art. 148.5); the last working day of a month or quarter is counted backwards, as its name says.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from core.workdays import WorkCalendar

WEEKLY, MONTHLY, MONTH_END, QUARTERLY, YEARLY = (
    "weekly",
    "monthly",
    "month_end",
    "quarterly",
    "yearly",
)
STEP = {MONTHLY: 1, MONTH_END: 1, QUARTERLY: 3, YEARLY: 12}  # months between two turns
BACKWARDS = frozenset({MONTH_END, QUARTERLY})
TURNS = 1300  # no rule is asked for more: a hundred years of months


@dataclass(frozen=True)
class Rule:
    """A rule: its frequency, the day it needs, how many working days before the deadline the task is given."""

    frequency: str
    since: date
    until: date | None = None
    weekday: int = 0
    day: int = 1
    month: int = 1
    lead_days: int = 0


@dataclass(frozen=True)
class Turn:
    """One turn: the day that names it, the day it is due, the day it is given."""

    nominal: date
    due_on: date
    give_on: date

    @property
    def moved(self) -> bool:
        """Whether a day off moved the deadline."""
        return self.due_on != self.nominal


def turns(rule: Rule, calendar: WorkCalendar, *, after: date | None = None) -> Iterator[Turn]:
    """Yield the turns whose nominal day is after ``after`` (all from ``since`` on without it), in order."""
    for nominal in islice(_nominal(rule), TURNS):
        if rule.until and nominal > rule.until:
            return
        if nominal >= rule.since and (after is None or nominal > after):
            yield turn(rule, nominal, calendar)


def turn(rule: Rule, nominal: date, calendar: WorkCalendar) -> Turn:
    """Return the turn of a nominal day."""
    back = rule.frequency in BACKWARDS
    due = calendar.on_or_before(nominal) if back else calendar.on_or_after(nominal)
    return Turn(nominal, due, calendar.add(due, -rule.lead_days) if rule.lead_days else due)


def quarter_end(today: date, calendar: WorkCalendar) -> date:
    """The last working day of this quarter, of the next one when none is left."""
    rule = Rule(QUARTERLY, since=today)
    return next(one.due_on for one in turns(rule, calendar) if one.due_on > today)


def rule_for(frequency: str, due_on: date, *, lead_days: int = 0) -> Rule:
    """Return the rule that repeats a deadline: on its weekday, its day of the month, or its day of the year."""
    return Rule(
        frequency,
        since=due_on,
        weekday=due_on.weekday(),
        day=due_on.day,
        month=due_on.month,
        lead_days=lead_days,
    )


def _nominal(rule: Rule) -> Iterator[date]:
    if rule.frequency == WEEKLY:
        day = rule.since + timedelta(days=(rule.weekday - rule.since.weekday()) % 7)
        while True:
            yield day
            day += timedelta(weeks=1)
    month = _first_month(rule)
    while True:
        yield _day_in(month, rule)
        for _step in range(STEP[rule.frequency]):
            month = (month + timedelta(days=31)).replace(day=1)


def _first_month(rule: Rule) -> date:
    first = rule.since.replace(day=1)
    if rule.frequency == YEARLY:
        return first.replace(month=rule.month)
    if rule.frequency == QUARTERLY:
        return first.replace(month=(first.month - 1) // 3 * 3 + 3)
    return first


def _day_in(month: date, rule: Rule) -> date:
    """The rule's day in the month, its last day when the month is shorter."""
    length = monthrange(month.year, month.month)[1]
    return month.replace(day=length if rule.frequency in BACKWARDS else min(rule.day, length))
