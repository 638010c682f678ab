"""Reminders on real tasks: each rung once a person, whoever runs, dies or jumps (faults R15 to R21)."""

import contextlib
import random
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.clock import at
from core.models import CalendarDay
from notices.actions import remove_day, set_day
from notices.models import Mail, Notice
from people.models import Post
from tasks import actions
from tasks.door import Order, assign
from tasks.models import Reminder
from tests.servers import ROOT, Server
from tests.tasks.week import local

QUARTER = timedelta(minutes=15)
RUNGS = ["before-3", "before-1", "on-day", "after-1", "after-3", "after-7", "after-12"]


def give(who, due="2026-03-20", day="2026-03-02", **more):
    with at(local(f"{day}T10:00")):
        return assign(
            title="Cấp nước sạch",
            lead=who.department,
            giver=who.an,
            by=who.an,
            due_on=date.fromisoformat(due),
            **more,
        )


def run(start, end, step=QUARTER):
    """The clock from `start` to `end`, city time."""
    moment, last = local(start), local(end)
    while moment <= last:
        with at(moment):
            actions.remind_due()
        moment += step


def had(person):
    """(day and hour, rung) of each of the person's reminders, in order."""
    rows = Reminder.objects.filter(person=person).order_by("pk")
    return [(f"{timezone.localtime(row.at):%m-%d %H:%M}", row.rung) for row in rows]


@pytest.mark.django_db
class TestOneClock:
    def test_a_month_of_quarters_of_an_hour(self, who):
        give(who)
        run("2026-03-02T10:00", "2026-04-07T20:00", timedelta(minutes=30))
        days = ["03-17", "03-19", "03-20", "03-23", "03-25", "03-31", "04-07"]
        assert had(who.binh) == [(f"{d} 07:00", r) for d, r in zip(days, RUNGS, strict=True)]
        assert [rung for _, rung in had(who.an)] == RUNGS[3:]
        assert had(who.chi) == had(who.dung) == []
        for person in (who.binh, who.an):
            keys = Notice.objects.filter(user=person, key__contains=".deadline.")
            assert (
                keys.count()
                == len(had(person))
                == Mail.objects.filter(
                    user=person, key__in=[f"notice.{n.pk}" for n in keys]
                ).count()
            )

    def test_the_sentence_counts_working_days(self, who):
        give(who, due="2026-02-24", day="2026-02-02")
        run("2026-02-11T07:00", "2026-02-27T07:00", timedelta(hours=1))
        said = list(
            Notice.objects.filter(user=who.binh, key__contains="deadline")
            .order_by("pk")
            .values_list("sentence", flat=True)
        )
        assert len(said) == 5
        assert "3" in said[0]
        assert "24/02/2026" in said[0]

    def test_six_hours_off_means_one_late_reminder(self, who):
        """Off from before the morning until the afternoon, then awake."""
        give(who)
        run("2026-03-17T13:10", "2026-03-17T20:00")
        assert had(who.binh) == [("03-17 13:10", "before-3")]

    def test_off_over_several_rungs_means_one_reminder_of_the_last(self, who):
        give(who)
        run("2026-03-23T09:00", "2026-03-23T20:00")
        assert had(who.binh) == [("03-23 09:00", "after-1")]

    def test_back_at_night_it_waits_for_the_morning(self, who):
        give(who)
        run("2026-03-17T22:00", "2026-03-18T09:00")
        assert had(who.binh) == [("03-18 06:30", "before-3")]

    def test_nothing_on_days_off(self, who):
        give(who, due="2026-02-24", day="2026-02-02")
        run("2026-02-14T00:00", "2026-02-22T23:00", timedelta(hours=3))
        assert had(who.binh) == []

    def test_a_clock_that_jumps(self, who):
        """One hour back, a day ahead, and back again: no rung twice, none lost."""
        give(who)
        run("2026-03-17T07:00", "2026-03-17T08:00")
        run("2026-03-17T06:45", "2026-03-17T09:00")
        run("2026-03-19T09:00", "2026-03-19T09:00")
        run("2026-03-18T09:00", "2026-03-20T12:00")
        assert [rung for _, rung in had(who.binh)] == RUNGS[:3]

    def test_a_new_deadline_begins_a_new_ladder(self, who):
        task = give(who)
        run("2026-03-17T07:00", "2026-03-18T12:00", timedelta(hours=1))
        with at(local("2026-03-18T14:00")):
            actions.change_due(task, due=(date(2026, 3, 26), None), reason="Chờ số liệu", by=who.an)
        run("2026-03-18T15:00", "2026-03-26T12:00", timedelta(hours=1))
        assert [rung for _, rung in had(who.binh)] == ["before-3", "before-3", "before-1", "on-day"]

    def test_whoever_leads_now_is_reminded(self, who):
        task = give(who)
        run("2026-03-17T07:00", "2026-03-17T12:00", timedelta(hours=1))
        with at(local("2026-03-18T09:00")):
            actions.hand_on(task, person=who.dung, by=who.binh)
        run("2026-03-18T10:00", "2026-03-25T12:00", timedelta(hours=1))
        assert [rung for _, rung in had(who.dung)] == RUNGS[1:5]
        assert [rung for _, rung in had(who.binh)] == [
            "before-3",
            "after-3",
        ]  # the head, at three days

    def test_a_new_head_inherits(self, who):
        give(who)
        Post.objects.filter(user=who.binh).update(is_head=False)
        Post.objects.filter(user=who.dung).update(is_head=True)
        run("2026-03-17T07:00", "2026-03-17T08:00")
        assert (had(who.binh), len(had(who.dung))) == ([], 1)

    def test_a_result_that_waits_reminds_its_giver_alone(self, who):
        task = give(who)
        with at(local("2026-03-19T09:00")):
            actions.report_done(task, text="Xong", by=who.binh)
        run("2026-03-19T10:00", "2026-03-30T12:00", timedelta(hours=1))
        assert had(who.binh) == []
        assert had(who.an) == [("03-23 07:00", "after-2"), ("03-30 07:00", "after-7")]

    def test_a_declined_task_reminds_its_giver(self, who):
        task = give(who)
        with at(local("2026-03-10T09:00")):
            actions.decline(task, reason="Không đúng thẩm quyền", by=who.binh)
        run("2026-03-17T07:00", "2026-03-17T08:00")
        assert (had(who.binh), len(had(who.an))) == ([], 1)

    def test_most_urgent_ones_are_mailed_at_once(self, who):
        give(who, order=Order(priority="flash"))
        run("2026-03-17T07:00", "2026-03-17T07:00")
        assert Mail.objects.filter(user=who.binh, urgent=True).count() == 2

    def test_an_edited_calendar_moves_the_reminders(self, who):
        """The 18th becomes a day off: three working days before the 20th is the 16th."""
        Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
        task = give(who)
        with at(local("2026-03-05T09:00")):
            day = set_day(date(2026, 3, 18), kind="off", reason="Lễ", notice_number="", by=who.chi)
        run("2026-03-05T09:15", "2026-03-05T09:15")
        task.refresh_from_db()
        assert task.remind_at == local("2026-03-16T07:00")
        with at(local("2026-03-05T10:00")):
            remove_day(day, by=who.chi)
        run("2026-03-05T10:15", "2026-03-05T10:15")
        task.refresh_from_db()
        assert task.remind_at == local("2026-03-17T07:00")
        assert not CalendarDay.objects.filter(date=date(2026, 3, 18)).exists()

    def test_a_tick_costs_what_is_due_not_what_exists(self, who):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                run("2026-03-10T09:00", "2026-03-10T09:00")
            return len(queries)

        give(who)
        few = asked()
        for _ in range(40):
            give(who)
        assert asked() == few


TOGETHER = """
import threading
from django.db import connection
from core.clock import at
from tasks.actions import remind_due
from tests.tasks.week import local
moments = [local(f'2026-03-{day}T07:00') for day in (12, 13, 16, 17)]
start = threading.Barrier(4, timeout=60)
def work():
    for moment in moments:
        start.wait()
        with at(moment):
            remind_due()
    connection.close()
workers = [threading.Thread(target=work) for _ in range(4)]
[worker.start() for worker in workers]
[worker.join() for worker in workers]
"""
MONTH = """
import django, sys; django.setup()
from datetime import timedelta
from core.clock import at
from notices.outbox import send_waiting
from tasks.actions import remind_due
from tests.tasks.week import local
moment, end = local(sys.argv[1]), local(sys.argv[2])
while moment < end:
    with at(moment):
        remind_due()
        send_waiting()
    moment += timedelta(hours=2)
"""
SOME_TASKS = """
from datetime import date
from core.clock import at
from tasks.door import assign
from tests.world import cast
from tests.tasks.week import local
who = cast()
with at(local('2026-03-02T10:00')):
    for number in range(6):
        assign(title=f'Việc {number}', lead=who.department, giver=who.an, by=who.an,
               due_on=date(2026, 3, 12 + number))
"""
TOLD = """
from collections import Counter
from notices.models import Mail
from tasks.models import Reminder
rows = Reminder.objects.values_list('task', 'person', 'rung')
print(len(rows), len(set(rows)), Counter(Mail.objects.values_list('state', flat=True)).get('sent'), Mail.objects.count())
"""


@pytest.fixture
def installation(tmp_path):
    """A real installation on SQLite, nobody serving it, with six tasks."""
    server = Server(tmp_path, "embedded")
    server.shell(SOME_TASKS)
    return server


def test_four_workers_at_the_same_moments(installation):
    """Six tasks due on the 12th to the 17th, four days, four workers that begin together."""
    installation.shell(TOGETHER)
    rows, different, _, mails = installation.shell(TOLD).split()
    expected = sum(len(rungs) for rungs in ONCE)
    assert int(rows) == int(different) == expected
    assert int(mails) == expected + 6  # and one that says the task was assigned


# what the lead and the giver of each task must have had when the four moments are over
ONCE = [
    ("on-day", "after-1", "after-1", "after-3", "after-3"),  # due on Thursday the 12th
    ("before-1", "on-day", "after-1", "after-1"),
    *[("before-3", "before-1", "on-day", "after-1", "after-1")] * 3,  # Saturday ends on Monday
    ("before-3", "before-1", "on-day"),
]


def test_ten_days_with_four_workers_that_are_killed(installation):
    """Four processes live through the same ten days, three of them are killed; a quiet fifth ends the work."""
    days = ("2026-03-09T00:00", "2026-03-19T00:00")
    asked = [sys.executable, "-c", MONTH, *days]
    workers = [subprocess.Popen(asked, cwd=ROOT, env=installation.environment) for _ in range(4)]
    for worker in workers[1:]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(random.uniform(1.5, 3.0))
        worker.kill()
    for worker in workers:
        worker.wait()
    assert workers[0].returncode == 0
    installation._python("-c", MONTH, "2026-03-18T07:00", "2026-03-18T18:00")
    rows, different, sent, mails = installation.shell(TOLD).split()
    assert rows == different
    assert sent == mails
    files = list((installation.folder / "data" / "mail").glob("*.eml"))
    assert len(files) == int(mails)
    assert int(rows) >= 6 * 3
