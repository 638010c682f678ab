"""One message a morning: counted by kind, at the person's hour, never twice a day, nothing about what has ended."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError
from django.utils import translation

from core.clock import at
from core.models import CalendarDay
from journal.queries import entries, sentence
from notices.actions import set_day
from notices.models import Notice, Wish
from people.models import Post
from tasks import actions
from tasks.models import Digest, Reminder
from tests.tasks.clockwork import give, had, run
from tests.tasks.week import local

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def told(person):
    rows = Notice.objects.filter(user=person, key__startswith="digest.").order_by("pk")
    return list(rows.values_list("sentence", flat=True))


class TestDigest:
    def test_thirty_tasks_are_one_message_with_a_page(self, who, client):
        for number in range(30):
            give(who, due="2026-03-20" if number % 3 else "2026-03-16", title=f"Việc {number}")
        run("2026-03-17T06:30", "2026-03-17T12:00")
        assert (
            told(who.binh) == ["Nhắc việc: 10 việc quá hạn, 20 việc sắp đến hạn"]
            or told(who.binh) == []
        )
        digest = Digest.objects.get(person=who.binh)
        client.force_login(who.binh)
        page = client.get(digest.get_absolute_url()).content.decode()
        assert page.count("date-block") == 30
        client.force_login(who.an)
        assert client.get(digest.get_absolute_url()).status_code == 404

    def test_at_the_hour_the_person_chose(self, who):
        Wish.objects.create(user=who.binh, morning=time(9, 0))
        give(who)
        run("2026-03-17T06:30", "2026-03-17T12:00")
        assert had(who.binh) == [("03-17 08:45", "before-3")]

    def test_own_quiet_hours_are_kept(self, who):
        Wish.objects.create(user=who.binh, quiet_from=6, quiet_until=10)
        give(who)
        run("2026-03-17T06:30", "2026-03-17T12:00")
        assert had(who.binh) == [("03-17 10:00", "before-3")]

    def test_what_comes_after_todays_digest_waits_for_tomorrows(self, who):
        give(who)
        run("2026-03-17T06:30", "2026-03-17T08:00")
        late = give(who, due="2026-03-18", day="2026-03-16")
        run("2026-03-17T10:00", "2026-03-18T12:00")
        days = Digest.objects.filter(person=who.binh).order_by("day").values_list("day", flat=True)
        assert list(days) == [date(2026, 3, 17), date(2026, 3, 18)]
        row = Reminder.objects.get(task=late, person=who.binh, ladder="deadline", state="told")
        assert (row.rung, row.why["days"]) == ("on-day", 0)

    def test_nothing_about_what_ended_before_the_hour(self, who):
        Wish.objects.create(user=who.binh, morning=time(10, 0))
        task = give(who)
        run("2026-03-17T06:30", "2026-03-17T08:00")
        with at(local("2026-03-17T08:30")):
            actions.report_done(task, text="Xong", by=who.binh)
        run("2026-03-17T09:00", "2026-03-17T12:00")
        assert told(who.binh) == []
        assert Reminder.objects.get(person=who.binh).state == "dropped"

    def test_one_a_day_is_kept_by_the_database(self, who):
        Digest.objects.create(person=who.binh, day=date(2026, 3, 17))
        with pytest.raises(IntegrityError):
            Digest.objects.create(person=who.binh, day=date(2026, 3, 17))


class TestEditedCalendar:
    def test_every_open_deadline_that_moves_gets_a_note(self, who):
        """Fault R21: the 20th becomes a day off; what was due on it ends on Monday, and everybody is told."""
        Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
        moved, other = give(who), give(who, due="2026-03-19")
        ended = give(who)
        with at(local("2026-03-04T09:00")):
            actions.cancel(ended, reason="Thôi", by=who.an)
            day = set_day(
                date(2026, 3, 20), kind="off", reason="Quốc tang", notice_number="1/TB", by=who.chi
            )
        with translation.override("vi"):
            said = sentence(entries(moved.book)[0])
            assert (
                said
                == "Lịch nghỉ thay đổi (Quốc tang): hạn 20/03/2026 nay kết thúc vào ngày 23/03/2026 thay vì 20/03/2026"
            )
            assert "1 thời hạn đang mở" in sentence(entries("calendar")[0])
        assert entries(other.book)[0].event != "tasks.day_moved"
        assert entries(ended.book)[0].event == "tasks.cancelled"
        assert (
            Notice.objects.filter(user=who.binh, sentence__contains="23/03/2026 thay vì").count()
            == 1
        )
        with at(local("2026-03-04T10:00")):
            set_day(day.date, kind="work", reason="Ghi nhầm", notice_number="", by=who.chi)
        assert "nay kết thúc vào ngày 20/03/2026" in sentence(entries(moved.book)[0])

    def test_next_years_proposal_is_taken_over_and_decided_by_a_notice(self, who, client):
        Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
        client.force_login(who.chi)
        assert client.post("/notices/days/2028/propose/").status_code == 302
        rows = CalendarDay.objects.filter(date__year=2028)
        assert rows.filter(proposed=True).count() == rows.count() >= 9
        assert client.post("/notices/days/2028/confirm/", {"notice_number": " "}).status_code == 409
        client.post("/notices/days/2028/confirm/", {"notice_number": "9/TB-BNV"})
        assert not rows.filter(proposed=True).exists()
        assert "9/TB-BNV" in client.get("/notices/days/2028/").content.decode()
        client.force_login(who.binh)
        assert client.post("/notices/days/2028/propose/").status_code == 403
