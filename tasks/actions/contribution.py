"""What each supporter owes: asked by the lead, given by the supporter, asked for again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now, today
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from tasks import events
from tasks.access import reach
from tasks.actions.ground import near, stepped, take
from tasks.actions.papers import file
from tasks.circle import speakers
from tasks.models import Contribution, Report, Task
from tasks.states import ReportKind, TaskState

WORKED_ON = (TaskState.ASSIGNED, TaskState.ACCEPTED)


@dataclass(frozen=True)
class Wanted:
    """What is asked of supporters: the words and the day."""

    text: str = ""
    due_on: date | None = None


@transaction.atomic
def ask_contributions(
    task: Task, *, whom: Sequence[Unit | User], wanted: Wanted, by: User
) -> list[Contribution]:
    """Ask supporters for their part, by a day not after the deadline of the task."""
    near(wanted.due_on)
    task = take(task, *WORKED_ON)
    if wanted.due_on and wanted.due_on < today():
        raise Refused(_("The day lies in the past."))
    if wanted.due_on and task.due_on and wanted.due_on > task.due_on:
        raise Refused(_("Contributions are needed before the task itself is due."))
    rows = [_asked(task, one, wanted, by) for one in _supporting(task, whom)]
    due = f"{wanted.due_on:%d/%m/%Y}" if wanted.due_on else "–"
    tell(
        events.CONTRIBUTION_ASKED, who=by, what=task, due=due, names=_names(rows), text=wanted.text.strip()[:300],
        to=_people(rows),
    )  # fmt: skip
    return rows


@transaction.atomic
def contribute(task: Task, *, text: str, by: User, uploads: Iterable[Any] = ()) -> Report:
    """Give the part of those the person speaks for: their supporting units, or their own. Giving again adds to it."""
    text = text.strip()
    if not text:
        raise Refused(_("Please say in a few words what was done."))
    task = take(task, *WORKED_ON)
    mine = _mine(task, by)
    if not mine:
        raise Refused(_("You support no longer in this task."))
    report = Report.objects.create(
        task=task,
        kind=ReportKind.CONTRIBUTION,
        text=text[:8000],
        percent=task.percent,
        by=by,
    )
    report.papers.set(file(task, uploads, by))
    rows = [_part(task, one) for one in mine]
    for row in rows:
        row.given = report
        row.save()
    stepped(task)
    tell(events.CONTRIBUTED, who=by, what=task, names=_names(rows))
    return report


@transaction.atomic
def nudge_supporters(task: Task, *, by: User) -> list[Contribution]:
    """Ask those who were asked and gave nothing once more; each at most once a day."""
    task = take(task, *WORKED_ON)
    owing = task.contributions.filter(given=None, asked_at__isnull=False)
    rows = [row for row in owing.select_related("unit", "person") if not _today(row)]
    rows = [row for row in rows if _still_supports(task, row)]
    if not rows:
        raise Refused(_("Nobody is left to be asked again today."))
    for row in rows:
        row.nudged_at, row.nudges = now(), row.nudges + 1
        row.save(update_fields=["nudged_at", "nudges"])
    tell(events.NUDGED, who=by, what=task, names=_names(rows), to=_people(rows))
    return rows


def _supporting(task: Task, whom: Sequence[Unit | User]) -> Sequence[Unit | User]:
    units, people = set(task.supporters.all()), set(task.supporting_people.all())
    if not whom or any(one not in (units if isinstance(one, Unit) else people) for one in whom):
        raise Refused(_("Please pick units or people that support in this task."))
    return whom


def _part(task: Task, one: Unit | User) -> Contribution:
    place = {"unit": one} if isinstance(one, Unit) else {"person": one}
    return Contribution.objects.get_or_create(task=task, **place)[0]


def _asked(task: Task, one: Unit | User, wanted: Wanted, by: User) -> Contribution:
    """The part, asked anew: what was given before stays among the reports, this is waited for again."""
    row = _part(task, one)
    row.asked, row.due_on = wanted.text.strip()[:2000], wanted.due_on
    row.asked_by, row.asked_at = by, now()
    row.given = None
    row.save()
    return row


def _mine(task: Task, by: User) -> list[Unit | User]:
    own = reach(by)
    units = [unit for unit in task.supporters.all() if unit.pk in own.speaks]
    people = [one for one in task.supporting_people.all() if one.pk in own.people]
    return [*units, *people]


def _today(row: Contribution) -> bool:
    return row.nudged_at is not None and timezone.localdate(row.nudged_at) == today()


def _still_supports(task: Task, row: Contribution) -> bool:
    units = {unit.pk for unit in task.supporters.all()}
    people = {one.pk for one in task.supporting_people.all()}
    return row.unit_id in units or row.person_id in people


def _names(rows: Sequence[Contribution]) -> str:
    return ", ".join(str(row.unit or row.person) for row in rows)


def _people(rows: Sequence[Contribution]) -> list[int]:
    """Whom to tell: the people themselves, and who speaks for the units."""
    spoken = speakers([row.unit_id for row in rows if row.unit_id])
    return sorted({one.pk for one in spoken} | {row.person_id for row in rows if row.person_id})
