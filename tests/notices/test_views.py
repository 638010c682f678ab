"""The front desk of the notices: the bell, the outbox, own wishes, the calendar of days off."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from core.calendar import city_calendar
from core.models import CalendarDay
from journal.queries import entries
from notices.door import notify
from notices.models import Mail, Notice, Wish
from notices.states import MailState
from people.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(who):
    """Chi also administers the system."""
    Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
    return who.chi


def test_the_bell_counts_what_is_not_read(client, who):
    for number in range(3):
        notify(who.binh, key=str(number), sentence=f"Thông báo {number}", url="/meetings/")
    client.force_login(who.binh)
    bell = client.get(reverse("notices:bell")).content.decode()
    assert bell.startswith('<a class="round" id="bell"')
    assert ">3</span>" in bell
    first = Notice.objects.filter(user=who.binh).first()
    assert client.get(reverse("notices:follow", args=[first.pk])).url == "/meetings/"
    assert ">2</span>" in client.get(reverse("notices:bell")).content.decode()
    client.post(reverse("notices:read_all"))
    assert "></span>" in client.get(reverse("notices:bell")).content.decode()


def test_notices_are_personal(client, who):
    notice = notify(who.binh, key="k", sentence="Chỉ cho Bình", url="/")
    client.force_login(who.dung)
    assert client.get(reverse("notices:follow", args=[notice.pk])).status_code == 404
    assert "Chỉ cho Bình" not in client.get(reverse("notices:list")).content.decode()


def test_a_notice_leads_nowhere_else(client, who):
    notice = notify(who.binh, key="k", sentence="…", url="//evil.example/")
    client.force_login(who.binh)
    answer = client.get(reverse("notices:follow", args=[notice.pk]))
    assert answer.url == reverse("notices:list")


def test_the_outbox_is_own_but_for_the_administrator(client, who, keeper):
    notify(who.binh, key="k", sentence="Gửi Bình", url="/", mail=True)
    seen = {}
    for person in (who.binh, who.dung, keeper):
        client.force_login(person)
        page = client.get(reverse("notices:outbox")).content.decode()
        seen[person.username] = "Gửi Bình" in page
    assert seen == {"binh": True, "dung": False, "chi": True}


def test_a_units_administrator_sees_the_letters_of_that_unit_only(client, who):
    Post.objects.create(user=who.dung, unit=who.department, title="QT", role="administrator")
    notify(who.binh, key="k", sentence="Gửi Bình", url="/", mail=True)
    letter = notify(who.an, key="k", sentence="Gửi Chủ tịch", url="/", mail=True)
    Mail.objects.update(state=MailState.FAILED, error="550")
    client.force_login(who.dung)
    page = client.get(reverse("notices:outbox")).content.decode()
    assert ("Gửi Bình" in page, "Gửi Chủ tịch" in page) == (True, False)
    mail = Mail.objects.get(user=letter.user)
    assert client.post(reverse("notices:again", args=[mail.pk])).status_code == 404


def test_only_the_administrator_sends_again(client, who, keeper):
    notify(who.binh, key="k", sentence="…", url="/", mail=True)
    Mail.objects.update(state=MailState.FAILED, error="550")
    address = reverse("notices:again", args=[Mail.objects.get().pk])
    client.force_login(who.binh)
    assert client.post(address).status_code == 403
    client.force_login(keeper)
    assert client.post(address, {"act": str(uuid.uuid4())}).status_code == 302
    assert Mail.objects.get().state == MailState.WAITING
    assert client.post(address).status_code == 409


def test_own_wishes(client, who):
    client.force_login(who.binh)
    client.post(reverse("notices:wish"), {"quiet_from": "12", "quiet_until": "13"})
    wish = Wish.objects.get(user=who.binh)
    assert (wish.by_mail, wish.quiet_from, wish.quiet_until) == (False, 12, 13)
    assert client.post(reverse("notices:wish"), {"quiet_from": "25"}).status_code == 422


def test_the_administrator_keeps_the_calendar(client, who, keeper):
    day = {"date": "2026-06-01", "kind": "off", "reason": "Nghỉ bù", "notice_number": "1/TB"}
    client.force_login(who.binh)
    assert client.get(reverse("notices:days", args=[2026])).status_code == 200
    assert client.post(reverse("notices:days", args=[2026]), day).status_code == 403
    client.force_login(keeper)
    for reason in ("Nghỉ bù", "Nghỉ bù theo thông báo"):
        answer = client.post(reverse("notices:days", args=[2026]), {**day, "reason": reason})
        assert answer.status_code == 302
    row = CalendarDay.objects.get(date=date(2026, 6, 1))
    assert (row.reason, row.proposed) == ("Nghỉ bù theo thông báo", False)
    assert not city_calendar().is_workday(date(2026, 6, 1))
    assert len(entries("calendar")) == 2
    client.post(reverse("notices:remove_day", args=[row.pk]))
    assert city_calendar().is_workday(date(2026, 6, 1))


def test_the_calendar_knows_the_swap_of_2026(client, who):
    client.force_login(who.binh)
    page = client.get(reverse("notices:days", args=[2026])).content.decode()
    assert "12729/VPCP-KGVX" in page
    assert client.get("/notices/days/1066/").status_code == 404
