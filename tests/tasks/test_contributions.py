"""What supporters owe: asked, by when, given, asked again; and who is around a task."""

from datetime import date

import pytest
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from documents.access import version_for
from notices.models import Mail, Notice
from tasks import actions
from tasks.access import task_for
from tasks.actions import Around
from tasks.actions.contribution import Wanted
from tasks.queries import work_of
from tests.tasks.cast import given, person, unit
from tests.tasks.test_actions import upload
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
DAY = "2026-03-10T09:00"


@pytest.fixture
def finance(who):
    return unit("Sở Tài chính", who.committee)


@pytest.fixture
def giang(finance):
    return person("giang", finance, head=True)


@pytest.fixture
def hoa(who):
    return person("hoa", who.committee)


@pytest.fixture
def task(who, finance, giang, hoa):
    return given(who, supporters=[finance], helpers=[hoa])


def ask(task, who, whom, due=date(2026, 3, 16)):
    with at(local(DAY)):
        wanted = Wanted("Số liệu ngân sách", due)
        return actions.ask_contributions(task, whom=whom, wanted=wanted, by=who.binh)


def states(task):
    from tasks.models import Task

    return [part.state for part in work_of(Task.objects.get(pk=task.pk)).parts]


def test_the_lead_sees_who_has_not_contributed(task, who, finance, hoa, giang):
    assert states(task) == ["free", "free"]
    ask(task, who, [finance, hoa])
    with at(local(DAY)):
        assert states(task) == ["asked", "asked"]
        actions.contribute(task, text="Gửi số liệu", by=giang)
        assert states(task) == ["given", "asked"]
    with at(local("2026-03-17T09:00")):
        assert states(task) == ["given", "late"]
    assert Notice.objects.filter(user=who.binh, sentence__contains="Sở Tài chính").exists()


def test_who_is_asked_hears_and_nobody_else(task, who, finance, giang, hoa):
    Notice.objects.all().delete()
    ask(task, who, [finance])
    told = Notice.objects.filter(sentence__contains="Số liệu ngân sách")
    assert [one.user for one in told] == [giang]


def test_given_without_being_asked(task, who, hoa):
    actions.contribute(task, text="Ý kiến góp thêm", uploads=[upload()], by=hoa)
    report = task.reports.get()
    assert (report.kind, report.verdict, report.papers.count()) == ("contribution", "", 1)
    version = report.papers.get().versions.get()
    assert version_for(who.binh, version.pk) == version


def test_asked_again_at_most_once_a_day(task, who, finance, hoa, giang):
    ask(task, who, [finance, hoa])
    letters = Mail.objects.filter(user=giang).count()
    with at(local("2026-03-12T09:00")):
        assert len(actions.nudge_supporters(task, by=who.binh)) == 2
        with pytest.raises(Refused):
            actions.nudge_supporters(task, by=who.binh)
        actions.contribute(task, text="Đây", by=giang)
    with at(local("2026-03-13T09:00")):
        rows = actions.nudge_supporters(task, by=who.binh)
    assert [(row.person, row.nudges) for row in rows] == [(hoa, 2)]
    assert Mail.objects.filter(user=giang).count() == letters + 1


def test_asked_anew_after_it_was_given_it_is_waited_for_again(task, who, finance, giang):
    ask(task, who, [finance])
    with at(local(DAY)):
        actions.contribute(task, text="Lần một", by=giang)
    ask(task, who, [finance])
    with at(local(DAY)):
        assert states(task)[0] == "asked"
    assert task.reports.count() == 1


@pytest.mark.parametrize("due", [date(2026, 3, 9), date(2026, 3, 21)])
def test_the_day_lies_between_today_and_the_deadline(task, who, finance, due):
    with pytest.raises(Refused):
        ask(task, who, [finance], due=due)


def test_only_supporters_are_asked_and_only_they_give(task, who, finance):
    for whom in ([], [who.committee], [who.dung]):
        with pytest.raises(Refused):
            ask(task, who, whom)
    with pytest.raises(Refused):
        actions.contribute(task, text="Tôi nữa", by=who.dung)


def test_by_forms(client, task, who, finance, giang):
    client.force_login(who.binh)
    address = reverse("tasks:ask_contributions", args=[task.pk])
    assert "Sở Tài chính" in client.get(address).content.decode()
    client.post(address, {"whom": [f"unit.{finance.pk}"], "text": "Số liệu"})
    client.force_login(giang)
    page = client.get(task.get_absolute_url()).content.decode()
    assert reverse("tasks:contribute", args=[task.pk]) in page
    client.post(reverse("tasks:contribute", args=[task.pk]), {"text": "Đã gửi"})
    assert task.contributions.get().given.text == "Đã gửi"
    client.force_login(who.dung)
    assert client.post(reverse("tasks:contribute", args=[task.pk])).status_code == 404


def test_the_circle_is_changed_and_closed(client, task, who, hoa, giang):
    deputy = person("ha", who.committee, "leader")
    assert task_for(deputy, task.pk) == task
    around = Around(people=(hoa,), watchers=(who.dung,), closed=True)
    actions.change_circle(task, around=around, by=who.an)
    for user, sees in ((who.dung, True), (hoa, True), (deputy, False), (giang, False)):
        client.force_login(user)
        assert (client.get(task.get_absolute_url()).status_code == 200) is sees, user
