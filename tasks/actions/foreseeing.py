"""Foreseeing: the outlook of open tasks, written anew at every step and every night; nothing here reminds or tells."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from core.calendar import city_calendar
from core.clock import now
from tasks.foresight import Facts, foresee, said
from tasks.models import Lesson, Outlook, Task
from tasks.queries.lessons import Lessons, Loads, facts_of, known_lessons, taught
from tasks.queries.lines import WORKING

BATCH = 1000  # outlooks written in one transaction


def foresee_all() -> int:
    """Learn from what ended, then look at every task in work; return how many outlooks changed."""
    moment, calendar = now(), city_calendar()
    lessons = taught(moment, calendar)
    _keep(lessons)
    loads, changed, after = Loads(calendar, moment), 0, 0
    while tasks := _after(after):
        facts = facts_of(tasks, lessons, loads, calendar, moment)
        changed += _write(_drawn(tasks, facts, lessons))
        after = tasks[-1].pk
    _forget_ended()
    return changed


def foresee_task(task: Task) -> None:
    """Look at one task after a step; inside the transaction of the step, so that nobody sees an old outlook."""
    task = Task.objects.get(pk=task.pk)
    if task.state not in WORKING or task.due_on is None:
        Outlook.objects.filter(pk=task.pk).delete()
        return
    moment, calendar = now(), city_calendar()
    lessons = known_lessons([task.lead_unit_id], [task.lead_person_id])
    loads = Loads(calendar, moment, only=task)
    _write(_drawn([task], facts_of([task], lessons, loads, calendar, moment), lessons))


def _after(pk: int) -> list[Task]:
    rows = Task.objects.filter(ended_at=None, state__in=WORKING, due_on__isnull=False, pk__gt=pk)
    return list(rows.order_by("pk")[:BATCH])


def _drawn(
    tasks: Sequence[Task], facts: dict[int, Facts], lessons: Lessons
) -> dict[int, tuple[int | None, list[dict[str, object]]]]:
    """Each task's risk in per cent and its reasons."""
    drawn: dict[int, tuple[int | None, list[dict[str, object]]]] = {}
    for task in tasks:
        around = lessons.around(task.lead_unit_id, task.lead_person_id)
        forecast = foresee(facts[task.pk], around, lessons.trust)
        risk = None if forecast.risk is None else round(100 * forecast.risk)
        drawn[task.pk] = (risk, [{"code": r.code, **r.said} for r in said(forecast)])
    return drawn


@transaction.atomic
def _write(drawn: dict[int, tuple[int | None, list[dict[str, object]]]]) -> int:
    """Write the outlooks that are new or different; a task that ended meanwhile gets none."""
    kept = Outlook.objects.filter(pk__in=drawn).values_list("pk", "risk", "reasons")
    same = {pk for pk, risk, reasons in kept if drawn[pk] == (risk, reasons)}
    rows = [
        Outlook(task_id=pk, risk=risk, reasons=reasons)
        for pk, (risk, reasons) in drawn.items()
        if pk not in same
    ]
    fields = ["risk", "reasons", "at"]
    Outlook.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["task"], update_fields=fields
    )
    return len(rows)


def _forget_ended() -> None:
    """Outlooks of tasks that were ended past the ear (a bulk change, a restored copy)."""
    Outlook.objects.filter(task__ended_at__isnull=False).delete()


@transaction.atomic
def _keep(lessons: Lessons) -> None:
    """Put the lessons in the place of the old ones."""
    rows = {
        "city": {
            **lessons.city.as_data(),
            "weights": asdict(lessons.weights),
            "trust": asdict(lessons.trust),
        }
    }
    rows |= {f"unit.{pk}": past.as_data() for pk, past in lessons.units.items()}
    rows |= {f"person.{pk}": past.as_data() for pk, past in lessons.people.items()}
    Lesson.objects.exclude(pk__in=rows).delete()
    Lesson.objects.bulk_create(
        [Lesson(circle=circle, counts=counts) for circle, counts in rows.items()],
        update_conflicts=True, unique_fields=["circle"], update_fields=["counts", "at"], batch_size=200,
    )  # fmt: skip
