"""Outlooks as they are shown: which tasks are likely to be late, and why, in the reader's language.

Never a list of people: no query here orders or groups persons by risk, and a person's own rate is said to them alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.calendar import city_calendar
from core.clock import now
from people.models import User
from tasks.access import parts_played
from tasks.deadlines import bounds
from tasks.foresight import LIKELY
from tasks.models import Outlook, Task
from tasks.states import TaskState

IN_WORK = (TaskState.ASSIGNED, TaskState.ACCEPTED)
READERS = {
    "giver",
    "recorder",
    "lead",
    "overseer",
    "superior",
    "above",
}  # who reads the outlook on the task's page
OVERDUE = 100  # the risk of what is late already
LIKELY_PERCENT = round(100 * LIKELY)


def likely_late(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Keep the tasks in work that are not overdue yet but likely will be."""
    edge = bounds(timezone.localdate(now()), city_calendar())
    return rows.filter(
        ended_at=None,
        state__in=IN_WORK,
        due_on__gt=edge.overdue,
        outlook__risk__gte=LIKELY_PERCENT,
    )


def outlooks(tasks: Iterable[Task]) -> dict[int, Outlook]:
    """The outlooks of the tasks by key (one query)."""
    return {one.pk: one for one in Outlook.objects.filter(pk__in=[task.pk for task in tasks])}


def outlook_of(task: Task) -> Outlook | None:
    """The task's outlook, read anew; None where there is none."""
    return Outlook.objects.filter(pk=task.pk).first()


@dataclass(frozen=True)
class Shown:
    """An outlook as one reader reads it: per cent (None: too little has ended), the word, the reasons."""

    risk: int | None
    likely: bool
    reasons: list[str]


def shown_outlook(user: User, task: Task) -> Shown | None:
    """The task's outlook for those who give, lead or oversee it; None for others, and where nothing is foreseen."""
    if not READERS & parts_played(user, task):
        return None
    kept = Outlook.objects.filter(pk=task.pk, task__ended_at=None).select_related("task").first()
    if kept is None or kept.risk == OVERDUE:
        return None
    return Shown(kept.risk, (kept.risk or 0) >= LIKELY_PERCENT, reasons_of(kept, user))


def risk_of(task: Task) -> float:
    """How likely the task is to be late, 0..1; 0 where nothing is claimed (for the ladder of reminders)."""
    kept = getattr(task, "outlook", None)
    return (kept.risk or 0) / 100 if kept else 0.0


def reasons_of(outlook: Outlook, reader: User | None = None) -> list[str]:
    """Return why, one sentence a reason. What a person's own past says is said to that person only."""
    own = reader is not None and outlook.task.lead_person_id == reader.pk
    told = [said for said in outlook.reasons if said["code"] in SENTENCES]
    return [_sentence(said) for said in told if said["code"] != OWN or own]


def first_reason(outlook: Outlook) -> str:
    """The strongest reason of a task that is likely to be late, empty for others; nothing of a person's own past."""
    if (outlook.risk or 0) < LIKELY_PERCENT:
        return ""
    told = [said for said in outlook.reasons if said["code"] in SENTENCES and said["code"] != OWN]
    return _sentence(told[0]) if told else str(_("such tasks were often late"))


OWN = "own"


def _days(said: dict[str, Any]) -> dict[str, Any]:
    days = ngettext("%(n)s working day", "%(n)s working days", said["idle"]) % {"n": said["idle"]}
    return {**said, "days": days}


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    return said


# The words of each reason (codes of tasks.foresight). A rate is said with its counts.
SENTENCES: dict[str, tuple[Any, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "behind": (_("%(used)s%% of the time has passed, %(percent)s%% of the work is reported"), _plain),
    "time": (_("%(used)s%% of the time has passed; few that were in time came this late"), _plain),
    "idle": (_("no step for %(days)s"), _days),
    "unaccepted": (_("nobody has accepted it yet, %(used)s%% of the time has passed"), _plain),
    "unit": (_("the unit ended %(late)s of %(ended)s tasks late (%(rate)s%%)"), _plain),
    "own": (_("of your own %(ended)s ended tasks, %(late)s were late (only you read this)"), _plain),
    "length": (_("tasks of up to %(days)s working days are often late (%(rate)s%% in the city)"), _plain),
    "length_long": (_("tasks of more than %(days)s working days are often late (%(rate)s%% in the city)"), _plain),
    "month": (_("deadlines in month %(month)s are often missed (%(rate)s%% in the city)"), _plain),
    "load": (_("whoever leads it has %(open)s open tasks, work for about %(months)s months"), _plain),
    "overdue_load": (_("whoever leads it has %(n)s overdue tasks"), _plain),
    "returned": (_("its result was returned already (times: %(n)s)"), _plain),
    "moved": (_("its deadline was moved or asked to be (times: %(n)s)"), _plain),
}  # fmt: skip


def _sentence(said: dict[str, Any]) -> str:
    words, fill = SENTENCES[said["code"]]
    return str(words) % fill(said)
