"""One person's channels, hours and pauses; the outbox of them all; the bell by matter."""

import uuid
from datetime import time, timedelta

import pytest
from django.core import mail as locmem
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import at
from core.workdays import calendar_from
from notices.actions import change_wish, pause
from notices.door import free_from, notify
from notices.kinds import kind_of
from notices.models import Mail, Notice, Wish
from notices.outbox import send_waiting
from notices.quiet import days_of
from notices.states import MailState
from people.models import Post
from tests.tasks.week import local

TUESDAY = local("2026-03-10T09:00")
CITY = calendar_from(
    [(local("2026-03-11T00:00").date(), "off"), (local("2026-03-15T00:00").date(), "work")]
)


def tell(user, key="k", url="/tasks/1/", **about):
    return notify(user, key=key, sentence=f"Việc {key}", url=url, mail=True, **about)


@pytest.mark.parametrize(
    ("url", "given", "kind"),
    [
        ("/tasks/1/", "", "task"),
        ("/meetings/2/#votes", "", "meeting"),
        ("/opinions/", "", "opinion"),
        ("/signing/", "", "signing"),
        ("/", "", "other"),
        ("/", "task", "task"),
        ("/tasks/1/", "rot", "task"),
    ],
)
def test_a_notice_is_about_what_it_leads_to(url, given, kind):
    assert kind_of(url, given) == kind


@pytest.mark.parametrize(
    ("weekdays", "day", "works"),
    [
        ("", "2026-03-10", True),
        ("", "2026-03-14", False),
        ("02", "2026-03-10", False),  # a Tuesday
        ("012345", "2026-03-14", True),  # the desk that is open on Saturdays
        ("012345", "2026-03-11", False),  # the city has it off
        ("0", "2026-03-15", True),  # the city makes it up
        ("6", "2026-03-16", False),
    ],
)
def test_ones_own_weekdays_beside_the_citys_calendar(weekdays, day, works):
    assert days_of(weekdays, CITY).is_workday(local(f"{day}T00:00").date()) is works


@pytest.mark.django_db
class TestHours:
    @pytest.mark.parametrize(
        ("wish", "told", "leaves", "why"),
        [
            ({}, "2026-03-10T09:00", "2026-03-10T09:00", ""),
            ({}, "2026-03-10T22:00", "2026-03-11T06:30", "night"),
            ({}, "2026-03-14T09:00", "2026-03-16T06:30", "day_off"),
            ({"weekdays": "012345"}, "2026-03-14T09:00", "2026-03-14T09:00", ""),
            ({"weekdays": "0"}, "2026-03-10T09:00", "2026-03-16T06:30", "day_off"),
            ({"works_from": time(8), "works_until": time(17)}, "2026-03-10T18:00", "2026-03-11T08:00", "hours"),
            ({"works_from": time(8), "works_until": time(17)}, "2026-03-10T07:00", "2026-03-10T08:00", "hours"),
            ({"works_from": time(9), "works_until": time(9)}, "2026-03-10T10:00", "2026-03-10T10:00", ""),
            ({"paused_until": local("2026-03-10T11:00")}, "2026-03-10T09:00", "2026-03-10T11:00", "pause"),
            ({"paused_until": local("2026-03-10T22:00")}, "2026-03-10T09:00", "2026-03-11T06:30", "pause"),
            ({"paused_until": local("2026-03-10T08:00")}, "2026-03-10T09:00", "2026-03-10T09:00", ""),
        ],
    )  # fmt: skip
    def test_when_and_why_not_before(self, who, wish, told, leaves, why):
        change_wish(who.binh, **wish)
        with at(local(told)):
            tell(who.binh)
            assert free_from(who.binh, local(told)) == local(leaves)
        mail = Mail.objects.get()
        assert (mail.not_before, mail.waits) == (local(leaves), why)

    def test_what_is_most_urgent_passes_everything(self, who):
        change_wish(
            who.binh, by_mail=False, weekdays="0", paused_until=local("2026-03-20T00:00"), choices={"task": {"mail": "never"}}
        )  # fmt: skip
        with at(local("2026-03-14T23:00")):
            tell(who.binh, urgent=True)
            assert send_waiting() == 1

    def test_a_pause_begun_after_it_was_written_holds_it_too(self, who):
        with at(TUESDAY):
            tell(who.binh)
            pause(who.binh, "hour")
            assert send_waiting() == 0
        assert Mail.objects.get().waits == "pause"
        with at(TUESDAY + timedelta(minutes=61)):
            assert send_waiting() == 1

    @pytest.mark.parametrize(
        ("word", "until"),
        [("hour", "2026-03-10T10:00"), ("today", "2026-03-11T00:00"), ("week", "2026-03-16T00:00"), ("", None), ("rot", None)],
    )  # fmt: skip
    def test_how_long_a_pause_is(self, who, word, until):
        with at(TUESDAY):
            assert pause(who.binh, word).paused_until == (local(until) if until else None)

    def test_a_clock_that_jumps_sends_nothing_twice(self, who):
        with at(TUESDAY):
            for key in "abc":
                tell(who.binh, key, group="today")
        for moment in (timedelta(days=1), timedelta(hours=-1), timedelta(minutes=2)):
            with at(TUESDAY + moment):
                send_waiting()
        assert len(locmem.outbox) == 1


@pytest.mark.django_db
class TestPage:
    def test_what_is_chosen_is_kept_and_bad_hours_are_said(self, client, who):
        client.force_login(who.binh)
        given = {
            "by_mail": "on", "task-mail": "twice", "meeting-mail": "urgent", "opinion-mail": "nonsense",
            "morning": "07:45", "works_from": "08:00", "works_until": "17:00", "days": ["0", "5"],
        }  # fmt: skip
        assert client.post(reverse("notices:wish"), given).status_code == 422
        del given["opinion-mail"]
        assert client.post(reverse("notices:wish"), given).status_code == 302
        wish = Wish.objects.get(user=who.binh)
        assert wish.choices == {"task": {"mail": "twice"}, "meeting": {"mail": "urgent"}}
        assert (wish.weekdays, wish.morning, wish.afternoon) == ("05", time(7, 45), time(16))
        answer = client.post(reverse("notices:wish"), {"works_from": "08:00"})
        assert answer.status_code == 422
        assert "Vui lòng nhập cả hai giờ" in answer.content.decode()

    def test_what_is_not_on_the_page_stays(self, client, who):
        """Without a gateway and without pushes the page has no such columns; what was chosen there is not lost."""
        change_wish(who.binh, choices={"task": {"gateway": "now", "push": "never"}})
        client.force_login(who.binh)
        client.post(reverse("notices:wish"), {"by_mail": "on", "task-mail": "now"})
        chosen = Wish.objects.get(user=who.binh).choices
        assert chosen == {"task": {"gateway": "now", "push": "never"}}


@pytest.mark.django_db
class TestOutbox:
    @pytest.fixture(autouse=True)
    def keeper(self, who, client):
        Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
        client.force_login(who.chi)

    def page(self, client, **asked):
        return client.get(reverse("notices:outbox"), asked).content.decode()

    def test_why_it_waits_is_said(self, client, who):
        with at(local("2026-03-10T22:00")):
            tell(who.binh)
        page = self.page(client)
        assert "sẽ gửi lúc 06:30 11/03/2026" in page
        assert "đang là giờ nghỉ đêm" in page

    def test_found_by_words_person_state_and_channel(self, client, who):
        with at(TUESDAY):
            tell(who.binh, "Cấp nước")
            tell(who.an, "Đô thị")
        Mail.objects.filter(user=who.an).update(state=MailState.FAILED, error="550 không có")
        for asked, found in (
            ({"q": "cấp nước"}, (True, False)),
            ({"q": "binh"}, (True, False)),
            ({"q": "nguyen van"}, (False, True)),
            ({"state": "failed"}, (False, True)),
            ({"channel": "push"}, (False, False)),
            ({"state": "rot", "channel": "' OR 1=1"}, (True, True)),
        ):
            page = self.page(client, **asked)
            assert ("Việc Cấp nước" in page, "Việc Đô thị" in page) == found, asked
        assert "550 không có" in self.page(client)

    def test_thirty_rows_ask_as_often_as_one(self, client, who):
        def asked():
            with CaptureQueriesContext(connection) as found:
                self.page(client)
            return len(found)

        tell(who.binh, "0")
        asked()
        one = asked()
        for number in range(1, 30):
            tell(who.binh, str(number))
        assert asked() <= one


@pytest.mark.django_db
class TestBell:
    def page(self, client, **asked):
        return client.get(reverse("notices:list"), asked).content.decode()

    def test_one_matter_is_one_row(self, client, who):
        for key in "abc":
            tell(who.binh, key, url=f"/tasks/1/#{key}")
        tell(who.binh, "d", url="/tasks/2/")
        client.force_login(who.binh)
        page = self.page(client)
        assert page.count('class="row-item"') == 2
        assert "2 thông báo trước về việc này" in page
        newest = Notice.objects.get(key="c")
        client.post(reverse("notices:read_matter", args=[newest.pk]), {"act": str(uuid.uuid4())})
        assert list(Notice.objects.filter(read_at=None).values_list("key", flat=True)) == ["d"]

    def test_of_one_kind_and_undone(self, client, who):
        tell(who.binh, "a")
        tell(who.binh, "b", url="/meetings/1/")
        client.force_login(who.binh)
        assert "Việc b" not in self.page(client, kind="task")
        answer = client.post(reverse("notices:read_all"), {"kind": "task"})
        assert Notice.objects.filter(read_at=None).count() == 1
        page = client.get(answer["Location"]).content.decode()
        at_ = page.partition('name="at" value="')[2].partition('"')[0]
        client.post(reverse("notices:unread"), {"at": at_})
        assert Notice.objects.filter(read_at=None).count() == 2

    def test_nobody_touches_the_bell_of_others(self, client, who):
        notice = tell(who.binh)
        client.force_login(who.dung)
        assert client.post(reverse("notices:read_matter", args=[notice.pk])).status_code == 404
        client.post(reverse("notices:read_all"))
        client.post(reverse("notices:unread"), {"at": "rot"})
        notice.refresh_from_db()
        assert notice.read_at is None
