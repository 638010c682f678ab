"""Another lead, a question to the giver: proposed, decided, answered; what was reported stays."""

import pytest
from django.http import Http404
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from notices.models import Notice
from people.models import User
from tasks import actions
from tasks.access import task_for
from tests.tasks.cast import given, person, unit
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
DAY = "2026-03-10T09:00"


@pytest.fixture
def task(who):
    task = given(who)
    with at(local(DAY)):
        actions.report_progress(task, text="Đã khảo sát", percent=40, by=who.binh)
    return task


@pytest.fixture
def finance(who):
    return unit("Sở Tài chính", who.committee)


@pytest.fixture
def giang(finance):
    return person("giang", finance, head=True)


def fresh(user):
    """The same person, asked for again in another request."""
    return User.objects.get(pk=user.pk)


def test_proposed_and_agreed_the_reports_stay(task, who, finance, giang):
    asked = actions.propose_transfer(task, to=finance, reason="Không đúng thẩm quyền", by=who.binh)
    assert Notice.objects.filter(user=who.an, sentence__contains="Sở Tài chính").exists()
    actions.agree_transfer(asked, by=who.an)
    task.refresh_from_db()
    assert (task.state, task.lead_unit, task.accepted_at) == ("assigned", finance, None)
    assert (task.percent, task.reports.count()) == (40, 1)
    assert task_for(fresh(giang), task.pk, to="work") == task
    with pytest.raises(Http404):
        task_for(fresh(who.binh), task.pk)
    assert Notice.objects.filter(user=giang, sentence__contains="Trình phương án").exists()


def test_refused_it_stays(task, who, finance):
    asked = actions.propose_transfer(task, to=finance, reason="…", by=who.binh)
    actions.refuse_transfer(asked, reason="Đúng việc của Sở", by=who.an)
    task.refresh_from_db()
    assert task.lead_unit == who.department
    with pytest.raises(Refused):
        actions.agree_transfer(asked, by=who.an)


def test_moved_by_the_giver_at_once_ends_a_proposal(task, who, finance, giang):
    asked = actions.propose_transfer(task, to=who.chi, reason="…", by=who.binh)
    actions.transfer_now(task, to=finance, reason="Phân công lại", by=who.an)
    assert [one.state for one in task.transfers.all()] == ["lapsed", "granted"]
    asked.refresh_from_db()
    assert asked.state == "lapsed"


def test_a_supporter_who_leads_supports_no_more(who, finance, giang):
    task = given(who, supporters=[finance])
    actions.transfer_now(task, to=finance, reason="…", by=who.an)
    assert not task.supporters.exists()


def test_not_to_who_leads_already_and_one_at_a_time(task, who, finance):
    with pytest.raises(Refused):
        actions.propose_transfer(task, to=who.department, reason="…", by=who.binh)
    first = actions.propose_transfer(task, to=finance, reason="…", by=who.binh)
    with pytest.raises(Refused):
        actions.propose_transfer(task, to=who.chi, reason="…", by=who.binh)
    actions.withdraw_transfer(first, by=who.binh)
    actions.propose_transfer(task, to=who.chi, reason="…", by=who.binh)


def test_by_forms(client, task, who, finance):
    client.force_login(who.binh)
    page = reverse("tasks:propose_transfer", args=[task.pk])
    client.post(page, {"to": f"unit.{finance.pk}", "reason": "Không đúng thẩm quyền"})
    asked = task.transfers.get()
    client.force_login(who.an)
    client.post(reverse("tasks:transfers_agree", args=[task.pk, asked.pk]))
    task.refresh_from_db()
    assert task.lead_unit == finance


def test_the_lead_asks_before_accepting(client, who):
    task = given(who, accepted=False)
    asked = actions.ask(task, text="Phạm vi đến đâu?", by=who.binh)
    client.force_login(who.an)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "Phạm vi đến đâu?" in page
    address = reverse("tasks:questions_answer", args=[task.pk, asked.pk])
    client.post(address, {"text": "Toàn thành phố"})
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.answered_by) == ("answered", "Toàn thành phố", who.an)
    assert Notice.objects.filter(user=who.binh, sentence__contains="Toàn thành phố").exists()
    answer = client.post(address, {"text": "Lần hai"})
    assert answer.status_code == 409
    assert "Lần hai" in answer.content.decode()


def test_a_question_ends_with_the_result(task, who):
    asked = actions.ask(task, text="Còn gì nữa?", by=who.binh)
    actions.report_done(task, text="Xong", by=who.binh)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_at_most_five_questions_wait(task, who):
    for number in range(5):
        actions.ask(task, text=f"Câu {number}", by=who.binh)
    with pytest.raises(Refused):
        actions.ask(task, text="Câu nữa", by=who.binh)
