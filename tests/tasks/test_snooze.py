"""Putting off: within the leader's bounds, shown to the giver, never holding back what climbs; and urging by hand."""

from datetime import timedelta

import pytest
from django.utils import translation

from core.clock import at
from core.refused import Refused
from journal.queries import entries, sentence
from notices.models import Notice
from people.models import Post
from tasks import actions
from tasks.door import Order
from tasks.models import Reminder, Snooze, Task
from tests.tasks.clockwork import give, had, run, step
from tests.tasks.week import local

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def put_off(task, when, word, by):
    with at(local(when)):
        return actions.snooze(task, word=word, by=by)


class TestSnooze:
    def test_this_afternoon(self, who):
        task = give(who)
        run("2026-03-17T07:00", "2026-03-17T08:00")
        assert put_off(task, "2026-03-17T08:10", "afternoon", who.binh).until == local(
            "2026-03-17T13:30"
        )
        run("2026-03-17T09:00", "2026-03-18T12:00")
        assert had(who.binh, "snooze") == [("03-17 13:30", f"s{Snooze.objects.get().pk}")]
        told = Notice.objects.get(user=who.binh, key__contains=".snooze.")
        assert "đã hẹn nhắc lại vào lúc này" in told.sentence

    def test_a_rung_that_comes_meanwhile_waits_and_is_told_once(self, who):
        task = give(who)
        step(task, "2026-03-10", who.binh)
        put_off(task, "2026-03-16T08:00", "tomorrow", who.binh)
        put_off(task, "2026-03-17T07:00", "tomorrow", who.binh)  # before the day's rung
        run("2026-03-17T07:10", "2026-03-18T12:00")
        assert had(who.binh, "snooze")[0][0][:5] == "03-18"
        assert had(who.binh) == [("03-18 07:40", "before-3")]  # covered by the one that came
        assert Notice.objects.filter(user=who.binh, key__startswith="digest.").count() == 0

    def test_beyond_the_bounds_it_is_refused_in_a_sentence(self, who):
        task = give(who)
        with pytest.raises(Refused, match="quá thời hạn"):
            put_off(task, "2026-03-19T14:00", "monday", who.binh)
        for day in (9, 10, 11):
            put_off(task, f"2026-03-{day:02}T08:00", "tomorrow", who.binh)
        with pytest.raises(Refused, match="3 lần"):
            put_off(task, "2026-03-12T08:00", "tomorrow", who.binh)
        with pytest.raises(Refused, match="thời điểm khác"):
            put_off(give(who), "2026-03-12T08:00", "nonsense", who.binh)
        with pytest.raises(Refused, match="hỏa tốc"):
            put_off(
                give(who, order=Order(priority="flash")), "2026-03-12T08:00", "tomorrow", who.binh
            )
        with pytest.raises(Refused, match="cấp trên"):
            put_off(give(who), "2026-03-12T08:00", "tomorrow", who.an)

    def test_the_giver_may_forbid_it_and_what_was_put_off_comes(self, who):
        task = give(who)
        put_off(task, "2026-03-16T08:00", "tomorrow", who.binh)
        with at(local("2026-03-16T09:00")):
            actions.allow_snooze(task, allowed=False, by=who.an)
            with pytest.raises(Refused, match="không cho phép"):
                actions.snooze(task, word="tomorrow", by=who.binh)
        run("2026-03-16T09:15", "2026-03-16T09:15")
        assert had(who.binh, "snooze")[0][0] == "03-16 09:15"

    def test_what_climbs_is_not_held_back(self, who):
        """Put off to Monday the 16th; the task is overdue from the 13th: the head hears on the day."""
        task = give(who, due="2026-03-16", lead=who.dung, accepted=False)
        with at(local("2026-03-03T09:00")):
            actions.accept(task, by=who.dung)
        step(task, "2026-03-12", who.dung)
        put_off(task, "2026-03-13T09:00", "monday", who.dung)
        run("2026-03-16T07:00", "2026-03-17T12:00", HOUR)
        assert [rung for _, rung in had(who.binh)] == ["after-1"]

    def test_nothing_is_told_of_what_ended_meanwhile(self, who):
        task = give(who)
        put_off(task, "2026-03-16T08:00", "tomorrow", who.binh)
        with at(local("2026-03-16T09:00")):
            actions.cancel(Task.objects.get(pk=task.pk), reason="Thôi", by=who.an)
        run("2026-03-17T06:30", "2026-03-17T12:00")
        assert had(who.binh, "snooze") == []

    def test_shown_to_the_giver_and_pressed_on_the_page(self, who, client):
        task = give(who)
        client.force_login(who.binh)
        with at(local("2026-03-16T08:00")):
            page = client.get(task.get_absolute_url()).content.decode()
            assert 'value="afternoon"' in page
            assert (
                client.post(f"/tasks/{task.pk}/snooze/", {"until": "tomorrow"}).status_code == 302
            )
            client.force_login(who.an)
            assert "17/03/2026" in client.get(f"/tasks/{task.pk}/parts/state/").content.decode()
            client.force_login(who.dung)
            assert client.post(f"/tasks/{task.pk}/snooze/", {"until": "monday"}).status_code == 404


class TestNudge:
    def test_once_a_day_with_words(self, who):
        task = give(who)
        with at(local("2026-03-10T09:00")):
            made = actions.nudge(task, words="  Báo cáo\ntrước 15 giờ ", by=who.an)
            assert [row.person for row in made] == [who.binh]
            with pytest.raises(Refused, match="lúc 09:00"):
                actions.nudge(task, words="Lần nữa", by=who.an)
        with at(local("2026-03-11T09:00")):
            actions.nudge(task, words="Hôm nay", by=who.an)
            with pytest.raises(Refused):
                actions.nudge(give(who), words=" ", by=who.an)
        with translation.override("vi"):
            told = [sentence(entry) for entry in entries(task.book)]
        assert "Nguyễn Văn An đôn đốc Trần Thị Bình: Báo cáo trước 15 giờ" in told
        said = Notice.objects.filter(user=who.binh, key__contains=".nudge.").order_by("pk")
        assert said[0].sentence.endswith("Nguyễn Văn An đôn đốc: “Báo cáo trước 15 giờ”")

    def test_who_may(self, who, client):
        task = give(who)
        Post.objects.create(user=who.chi, unit=who.department, title="Chuyên viên", role="official")
        for person, answer in ((who.an, 200), (who.binh, 403), (who.dung, 404)):
            client.force_login(person)
            assert client.get(f"/tasks/{task.pk}/nudge/").status_code == answer
        client.force_login(who.an)
        assert client.post(f"/tasks/{task.pk}/nudge/", {"words": ""}).status_code == 422
        assert client.post(f"/tasks/{task.pk}/nudge/", {"words": "x" * 501}).status_code == 422
        assert client.post(f"/tasks/{task.pk}/nudge/", {"words": "<b>Gấp</b>"}).status_code == 302
        assert client.post(f"/tasks/{task.pk}/nudge/", {"words": "Gấp"}).status_code == 409
        assert Reminder.objects.get(ladder="nudge").by == who.an
        assert "&lt;b&gt;Gấp" in client.get("/tasks/reminders/?who=given").content.decode()
