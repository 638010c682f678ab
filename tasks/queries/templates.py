"""Templates and tasks that come back, as they are shown; a template as rows of orders counted from a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db.models import Count

from core.calendar import city_calendar
from core.clock import today
from people.models import User
from tasks.access_patterns import recurrences, templates
from tasks.actions.patterns import rule_of
from tasks.models import Occurrence, Recurrence, TaskTemplate
from tasks.queries.choices import Named, key_of
from tasks.recurrence import Turn, turns

NEXT = 8  # turns shown


@dataclass(frozen=True)
class Coming:
    """A turn on the page: its days, the task when it was given, whether it was left out."""

    turn: Turn
    row: Occurrence | None = None

    @property
    def left_out(self) -> bool:
        """Whether somebody left it out."""
        return self.row is not None and self.row.task_id is None


def my_templates(user: User) -> list[TaskTemplate]:
    """The templates the person may use, with the number of their lines."""
    return list(templates(user).select_related("owner", "unit").annotate(n=Count("lines")))


def my_recurrences(user: User) -> list[Recurrence]:
    """What comes back by the person's order; each with its next turn (a fixed number of queries)."""
    rows = recurrences(user).select_related("lead_unit", "lead_person", "giver")
    return list(rows.order_by("paused", "next_on", "title"))


def coming(row: Recurrence) -> list[Coming]:
    """The next turns of a recurrence, also those given or left out, from today's deadlines on."""
    had = {one.nominal: one for one in row.occurrences.select_related("task", "skipped_by")}
    found = turns(rule_of(row), city_calendar(), after=today() - timedelta(days=10))
    ahead = (one for one in found if one.due_on >= today())
    return [Coming(one, had.get(one.nominal)) for one in islice(ahead, NEXT)]


def given_turns(row: Recurrence) -> list[Occurrence]:
    """The last tasks given by the recurrence, the newest first."""
    rows = row.occurrences.filter(task__isnull=False).select_related("task")
    return list(rows.order_by("-nominal")[:12])


def rows_of(template: TaskTemplate, day: date | None, named: Named) -> list[dict[str, Any]]:
    """Return a template's lines as rows of a table, their deadlines counted from ``day`` in working days."""
    calendar, start = city_calendar(), day or today()
    rows = template.lines.select_related("lead_unit", "lead_person")
    return [
        {
            "take": True, "title": line.title,
            "lead": named.said(key_of(line.lead)) if line.lead else "",
            "due_on": None if line.days is None else calendar.add(start, line.days),
        }
        for line in rows
    ]  # fmt: skip
