"""The clock turned by hand: tasks given, quarters of an hour that pass, what somebody was told."""

from datetime import date, timedelta

from django.utils import timezone

from core.clock import at
from tasks import actions
from tasks.door import assign
from tasks.models import Reminder
from tests.tasks.week import local

QUARTER = timedelta(minutes=15)


def give(who, due="2026-03-20", day="2026-03-02", *, accepted=True, **more):
    """A task for Bình's department, given by An at ten, accepted at once."""
    words = {"title": "Cấp nước sạch", "lead": who.department, **more}
    with at(local(f"{day}T10:00")):
        task = assign(giver=who.an, by=who.an, due_on=date.fromisoformat(due), **words)
        return actions.accept(task, by=who.binh) if accepted else task


def step(task, day, by, percent=20):
    """A step in the work, so that the clock finds nothing idle."""
    with at(local(f"{day}T10:00")):
        actions.report_progress(task, text="Đang làm", percent=percent, by=by)


def run(start, end, step=QUARTER):
    """The clock from `start` to `end`, city time."""
    moment, last = local(start), local(end)
    while moment <= last:
        with at(moment):
            actions.remind_due()
        moment += step


def had(person, ladder="deadline"):
    """(day and hour, rung) of each reminder of the ladder the person was told, in order."""
    rows = Reminder.objects.filter(person=person, ladder=ladder, state="told").order_by("pk")
    return [(f"{timezone.localtime(row.at):%m-%d %H:%M}", row.rung) for row in rows]
