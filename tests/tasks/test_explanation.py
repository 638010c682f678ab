"""Explanations: demanded in one press, answered in the system, accepted or not; an objective cause confirmed."""

from datetime import date

import pytest
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from notices.models import Notice
from tasks import actions
from tests.tasks.cast import given, person
from tests.tasks.test_actions import upload
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
LATE = "2026-03-24T09:00"  # two working days after the deadline


@pytest.fixture
def task(who):
    return given(who)


@pytest.fixture
def demanded(task, who):
    with at(local(LATE)):
        return actions.demand_explanation(task, question="Vì sao chậm?", by=who.an)


def answer(said, who, **more):
    with at(local(LATE)):
        return actions.answer_explanation(said, text="Mưa lũ kéo dài", by=who.binh, **more)


def test_in_one_press_with_two_working_days(client, task, who):
    client.force_login(who.an)
    with at(local("2026-03-20T09:00")):  # a Friday
        client.post(reverse("tasks:demand_now", args=[task.pk]))
    said = task.explanations.get()
    assert (said.state, said.due_on, said.days_late) == ("demanded", date(2026, 3, 24), 0)
    assert Notice.objects.filter(user=who.binh, sentence__contains="giải trình").exists()
    client.force_login(who.binh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert reverse("tasks:explanations_answer", args=[task.pk, said.pk]) in page


def test_the_days_of_the_delay_are_kept(demanded):
    assert demanded.days_late == 2


def test_answered_with_papers_and_accepted(task, who, demanded):
    said = answer(demanded, who, claims_objective=True, uploads=[upload()])
    assert (said.state, said.papers.count()) == ("answered", 1)
    assert Notice.objects.filter(user=who.an, sentence__contains="Mưa lũ").exists()
    actions.accept_explanation(said, objective=True, reason="Đúng là do mưa lũ", by=who.an)
    said.refresh_from_db()
    assert (said.state, said.objective, said.judged_by) == ("accepted", True, who.an)


def test_not_accepted_another_one_may_be_demanded(task, who, demanded):
    said = answer(demanded, who)
    with pytest.raises(Refused):
        actions.reject_explanation(said, reason="", by=who.an)
    actions.reject_explanation(said, reason="Chưa rõ trách nhiệm", by=who.an)
    again = actions.demand_explanation(task, by=who.an)
    assert [one.state for one in task.explanations.all()] == ["rejected", "demanded"]
    assert again.question == ""


def test_one_at_a_time(task, who, demanded):
    with pytest.raises(Refused):
        actions.demand_explanation(task, by=who.an)
    actions.withdraw_demand(demanded, by=who.an)
    actions.demand_explanation(task, by=who.an)


def test_answered_once(task, who, demanded):
    answer(demanded, who)
    with pytest.raises(Refused):
        answer(demanded, who)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_answer_is_none(who, demanded, text):
    with pytest.raises(Refused):
        actions.answer_explanation(demanded, text=text, by=who.binh)


def test_a_day_in_the_past_is_no_day(task, who):
    with at(local(LATE)), pytest.raises(Refused):
        actions.demand_explanation(task, due_on=date(2026, 3, 23), by=who.an)


def test_nothing_is_owed_once_the_task_is_called_off(task, who, demanded):
    actions.cancel(task, reason="Không cần nữa", by=who.an)
    demanded.refresh_from_db()
    assert demanded.state == "withdrawn"


def test_a_superior_demands_and_an_office_clerk_does_not(client, task, who):
    deputy = person("ha", who.committee, "leader")
    for user, status in ((deputy, 302), (who.chi, 403), (who.binh, 403), (who.dung, 404)):
        client.force_login(user)
        address = reverse("tasks:demand_now", args=[task.pk])
        assert client.post(address).status_code == status, user
        task.explanations.all().delete()


def test_who_demanded_hears_the_answer_though_they_did_not_give_the_task(task, who):
    deputy = person("ha", who.committee, "leader")
    said = actions.demand_explanation(task, by=deputy)
    answer(said, who)
    assert Notice.objects.filter(user=deputy, sentence__contains="Mưa lũ").exists()


def test_the_answer_form_keeps_the_words_when_it_was_withdrawn_meanwhile(
    client, task, who, demanded
):
    actions.withdraw_demand(demanded, by=who.an)
    client.force_login(who.binh)
    address = reverse("tasks:explanations_answer", args=[task.pk, demanded.pk])
    answered = client.post(address, {"text": "Một giải trình dài"})
    assert answered.status_code == 409
    assert "Một giải trình dài" in answered.content.decode()
