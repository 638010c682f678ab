"""The life of the sample tasks: accepted, reported, returned, declined; only what lies before now."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from office.demo.conclusions import OrderRow
from office.demo.fates import BEFORE_DUE, FATES, Step
from office.demo.people import CHIEF
from office.demo.story.city import City, at
from office.demo.story.papers import result_report
from people.access import heads_of, title_of
from people.models import User
from tasks import door as tasks

EVENING = 17, 45  # after the last act of a day, before the quiet hours
GIVEN = {
    "on_time": -22,
    "slow": -9,
    "begun": -4,
}  # working days from today, for tasks given without a meeting


def give(city: City, row: OrderRow) -> None:
    """Give a task without a meeting and follow it."""
    key = f"order.{row.title}"
    with at(city.moment(city.day(GIVEN.get(row.fate, -5)), 9)):
        tasks.assign(
            title=row.title, detail=row.detail, lead=city.units[row.lead], giver=city.people[row.giver],
            by=city.people[CHIEF], due_on=None if row.due is None else city.day(row.due),
            source=tasks.Source(label="Ý kiến chỉ đạo trực tiếp", key=key),
        )  # fmt: skip
    follow(city, key, row.fate)


def follow(city: City, key: str, fate: str) -> None:
    """Play the steps of the task's fate that lie before now."""
    task = tasks.Task.objects.get(source_key=key)
    head = heads_of(task.lead_unit).first() if task.lead_unit else None
    for number, step in enumerate(FATES[fate]):
        moment = _moment(city, task, step) + timedelta(minutes=number)
        if head is None or moment > city.began:
            return
        with at(moment):
            ACTS[step.act](city, task, step, head)


def remind(city: City) -> None:
    """Let the clock remind of everything that was due by the end of the last working day."""
    evening = city.moment(city.today, *EVENING)
    if evening > city.began or not city.calendar.is_workday(city.today):
        evening = city.moment(city.day(-1), *EVENING)
    with at(evening):
        tasks.remind_due()


def _moment(city: City, task: Any, step: Step) -> datetime:
    start = timezone.localdate(task.assigned_at)
    since = task.due_on if step.since == BEFORE_DUE else start
    return city.moment(city.day(step.days, since=since), 9 + step.percent % 7, 10 + task.pk % 45)


def _report(city: City, task: Any, step: Step, head: User) -> None:
    words = {
        "unit": str(task.lead_unit), "task": task.title, "name": str(head),
        "capacity": title_of(head, task.lead_unit),
    }  # fmt: skip
    tasks.report_done(task, text=step.words, by=head, uploads=[result_report(city, words)])


ACTS = {
    "accept": lambda _city, task, _step, head: tasks.accept(task, by=head),
    "progress": lambda _city, task, step, head: tasks.report_progress(
        task, text=step.words, percent=step.percent, by=head
    ),
    "comment": lambda _city, task, step, head: tasks.comment(task, text=step.words, by=head),
    "report": _report,
    "accept_result": lambda _city, task, _step, _head: tasks.accept_result(task, by=task.giver),
    "return_result": lambda _city, task, step, _head: tasks.return_result(
        task, reason=step.words, by=task.giver
    ),
    "decline": lambda _city, task, step, head: tasks.decline(task, reason=step.words, by=head),
    "cancel": lambda _city, task, step, _head: tasks.cancel(task, reason=step.words, by=task.giver),
}
