"""Reminders on real tasks: each rung once a person, whoever runs, dies or jumps (faults R15 to R21)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import at
from core.models import CalendarDay
from notices.actions import remove_day, set_day
from notices.models import Mail, Notice
from people.models import Post
from tasks import actions
from tasks.door import Order
from tasks.models import Reminder, Task
from tests.tasks.clockwork import QUARTER, give, had, run, step
from tests.tasks.week import local

RUNGS = ["before-3", "before-1", "on-day", "after-1", "after-3", "after-7", "after-12"]


@pytest.mark.django_db
class TestOneClock:
    def test_a_month_of_hours(self, who):
        step(give(who), "2026-03-06", who.binh)
        run("2026-03-06T10:00", "2026-04-07T20:00", timedelta(hours=1))
        days = ["03-17", "03-19", "03-20", "03-23", "03-25", "03-31", "04-07"]
        assert had(who.binh) == [(f"{d} 07:00", r) for d, r in zip(days, RUNGS, strict=True)]
        assert [rung for _, rung in had(who.an)] == RUNGS[4:]
        assert had(who.chi) == had(who.dung) == []
        for person in (who.binh, who.an):
            told = Notice.objects.filter(user=person, key__startswith="digest.").count()
            assert told == len(had(person))
            letters = Mail.objects.filter(user=person, notice__key__startswith="digest.")
            assert letters.count() == told

    def test_the_sentence_says_why(self, who):
        give(who, due="2026-02-24", day="2026-02-04")
        run("2026-02-11T07:00", "2026-02-13T08:00", timedelta(hours=1))
        said = Notice.objects.get(user=who.binh, key="digest.2026-02-12").sentence
        assert (
            said == "“Cấp nước sạch” (hạn 24/02/2026): còn 3 ngày làm việc và chưa báo cáo tiến độ"
        )
        reminder = Reminder.objects.get(person=who.binh, ladder="deadline")
        assert (reminder.why["days"], reminder.why["given"]) == (-3, 9)

    def test_six_hours_off_means_one_late_reminder(self, who):
        """Off from before the morning until the afternoon, then awake (fault R18)."""
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
        assert had(who.binh) == [("03-18 06:45", "before-3")]

    def test_nothing_on_days_off(self, who):
        give(who, due="2026-02-24", day="2026-02-02")
        run("2026-02-14T00:00", "2026-02-22T23:00", timedelta(hours=3))
        assert had(who.binh) == []

    def test_a_clock_that_jumps(self, who):
        """One hour back, a day ahead, and back again: no rung twice, none lost (fault R19)."""
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

    def test_whoever_leads_now_is_reminded_and_the_head_once_it_is_late(self, who):
        task = give(who)
        run("2026-03-17T07:00", "2026-03-17T12:00", timedelta(hours=1))
        with at(local("2026-03-18T09:00")):
            actions.hand_on(task, person=who.dung, by=who.binh)
        run("2026-03-18T10:00", "2026-03-25T12:00", timedelta(hours=1))
        assert [rung for _, rung in had(who.dung)] == ["before-1", "on-day", "after-1", "after-3"]
        assert [rung for _, rung in had(who.binh)] == ["before-3", "after-1", "after-3"]
        roles = Reminder.objects.filter(person=who.binh, ladder="deadline").order_by("pk")
        assert list(roles.values_list("role", flat=True)) == ["lead", "head", "head"]

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
        assert had(who.an, "result") == [("03-23 07:00", "after-2"), ("03-30 07:00", "after-7")]

    def test_a_result_that_comes_back_late_is_told_at_once_to_whom_it_concerns(self, who):
        """Handed in on time, returned four working days after the deadline: the rung of the third day is owed."""
        task = give(who)
        with at(local("2026-03-19T09:00")):
            actions.report_done(task, text="Xong", by=who.binh)
        with at(local("2026-03-26T09:00")):
            actions.return_result(task, reason="Chưa đủ", by=who.an)
        run("2026-03-26T10:00", "2026-03-27T12:00", timedelta(hours=1))
        assert [rung for _, rung in had(who.binh)] == ["after-3"]
        assert [rung for _, rung in had(who.an)] == ["after-3"]

    def test_a_declined_task_reminds_its_giver(self, who):
        task = give(who, accepted=False)
        with at(local("2026-03-10T09:00")):
            actions.decline(task, reason="Không đúng thẩm quyền", by=who.binh)
        run("2026-03-17T07:00", "2026-03-17T08:00")
        assert (had(who.binh), len(had(who.an))) == ([], 1)

    def test_most_urgent_ones_are_told_alone_and_at_once(self, who):
        give(who, order=Order(priority="flash"))
        give(who)
        Notice.objects.all().delete()
        run("2026-03-17T06:30", "2026-03-17T07:00")
        told = list(
            Notice.objects.filter(user=who.binh).order_by("pk").values_list("key", "urgent")
        )
        assert [("deadline" in key, urgent) for key, urgent in told] == [
            (True, True),
            (False, False),
        ]
        assert told[-1][0] == "digest.2026-03-17"

    def test_work_nobody_accepts_and_work_without_a_step(self, who):
        task = give(who, due="2026-06-30", accepted=False)
        run("2026-03-02T10:00", "2026-03-10T12:00", timedelta(hours=1))
        days = ["after-2", "after-4", "after-6"]
        assert [rung for _, rung in had(who.binh, "start")] == days
        assert [rung for _, rung in had(who.an, "start")] == ["after-6"]
        with at(local("2026-03-10T14:00")):
            actions.accept(Task.objects.get(pk=task.pk), by=who.binh)
        run("2026-03-11T07:00", "2026-03-25T12:00", timedelta(hours=1))
        assert had(who.binh, "idle") == [("03-24 07:00", "after-10")]

    def test_an_edited_calendar_moves_the_reminders(self, who):
        """The 18th becomes a day off: three working days before the 20th is the 16th."""
        Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
        task = give(who)
        step(task, "2026-03-05", who.binh)
        with at(local("2026-03-05T09:00")):
            day = set_day(date(2026, 3, 18), kind="off", reason="Lễ", notice_number="", by=who.chi)
        run("2026-03-05T09:15", "2026-03-05T09:15")
        task.refresh_from_db()
        assert task.remind_at == local("2026-03-16T06:30")
        with at(local("2026-03-05T10:00")):
            remove_day(day, by=who.chi)
        run("2026-03-05T10:15", "2026-03-05T10:15")
        task.refresh_from_db()
        assert task.remind_at == local("2026-03-17T06:30")
        assert not CalendarDay.objects.filter(date=date(2026, 3, 18)).exists()

    def test_who_was_nudged_yesterday_gets_no_early_rung_today(self, who):
        """Without a step until the 16th the idle nudge comes; three days before the deadline is the day after."""
        give(who)
        run("2026-03-16T07:00", "2026-03-19T12:00", timedelta(hours=1))
        assert had(who.binh, "idle") == [("03-16 07:00", "after-10")]
        assert had(who.binh) == [("03-19 07:00", "before-1")]

    def test_looking_again_repeats_nothing(self, who):
        """After a change of the calendar every task is looked at again; what was told stays told."""
        give(who)
        for hour in ("07:00", "08:00", "09:00"):
            run(f"2026-03-17T{hour}", f"2026-03-17T{hour}")
            with at(local(f"2026-03-17T{hour}")):
                actions.calendar_changed()
        run("2026-03-17T10:00", "2026-03-18T12:00", QUARTER * 2)
        assert had(who.binh) == [("03-17 07:00", "before-3")]

    def test_a_tick_costs_what_is_due_not_what_exists(self, who):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                run("2026-03-03T09:00", "2026-03-03T09:00")  # nothing is due
            return len(queries)

        give(who)
        few = asked()
        for _ in range(40):
            give(who)
        assert asked() == few <= 5
