"""Tasks proposed from a text: each beside its sentence, decided once, kept private, read again only on purpose."""

import re
import threading
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.refused import Refused
from journal.queries import broken, entries
from people.models import Unit, User
from realtime.topics import KINDS
from tasks import actions
from tasks.models import Proposal, Reading, Task
from tasks.states import ProposalState
from tests.tasks.notice import READ, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def finance(who):
    """A second department."""
    return Unit.objects.create(
        name="Sở Tài chính", short="STC", code="STC", kind="department", parent=who.committee
    )


@pytest.fixture
def reading(client, who):
    """Chi, the clerk, has the text read for An, for the two of them."""
    read(client, who.chi, giver=f"person.{who.an.pk}", source_number="512/TB-UBND")
    return Reading.objects.get()


def by_lead(reading, said):
    return reading.proposals.get(title__contains=said)


def decide(client, proposal, step, **more):
    return client.post(reverse("tasks:decide_proposal", args=[proposal.pk, step]), more)


def test_each_order_stands_beside_its_sentence(client, who, reading, finance):
    rows = list(reading.proposals.all())
    assert len(rows) == 3
    assert all(reading.text[row.start : row.end].strip() for row in rows)
    first = rows[0]
    assert (list(first.units.all()), list(first.supporters.all())) == ([who.department], [finance])
    assert (first.due_on, first.sure) == (date(2026, 12, 15), True)
    assert first.title.startswith("Giao Sở Nội vụ")
    page = client.get(reading.get_absolute_url()).content.decode()
    assert f'<mark id="s{first.pk}"' in page
    assert "15/12/2026" in page
    assert "15/12/2026”" in page
    shown = re.sub(r"<[^>]+>", "", page)
    assert "Ghi nhận sự cố gắng" in shown
    assert "Ban Quản lý Vịnh Xanh" in shown


def test_confirmed_is_a_task_with_its_sentence(client, who, reading):
    first = reading.proposals.first()
    answers = [
        decide(client, first, "confirm", act=str(uuid.uuid4())).status_code for _ in range(2)
    ]
    assert answers == [302, 409]
    task = Task.objects.get()
    assert (task.giver, task.recorder, task.lead_unit) == (who.an, who.chi, who.department)
    assert task.source_quote == reading.text[first.start : first.end]
    assert task.source_url == f"{reading.get_absolute_url()}#s{first.pk}"
    assert (task.source_number, task.due_on) == ("512/TB-UBND", date(2026, 12, 15))
    first.refresh_from_db()
    assert (first.decided_by, list(first.tasks.all())) == (who.chi, [task])
    assert list(broken()) == []


def test_the_second_person_is_told_who_decided(client, who, reading):
    first = reading.proposals.first()
    actions.dismiss_proposal(first, by=who.an)
    answer = decide(client, first, "confirm")
    assert answer.status_code == 409
    assert "Nguyễn Văn An" in answer.content.decode()
    assert Task.objects.count() == 0


def test_all_beyond_doubt_in_one_press(client, who, reading):
    client.post(reverse("tasks:confirm_sure", args=[reading.pk]))
    states = dict(reading.proposals.values_list("title", "state"))
    assert sorted(states.values()) == ["confirmed", "confirmed", "waiting"]
    assert Task.objects.count() == 2
    assert client.post(reverse("tasks:confirm_sure", args=[reading.pk])).status_code == 409


def test_an_unknown_unit_is_named_and_chosen(client, who, reading, finance):
    unknown = by_lead(reading, "Vịnh Xanh")
    assert not unknown.sure
    assert decide(client, unknown, "confirm").status_code == 409
    client.post(reverse("tasks:choose_lead", args=[unknown.pk, finance.pk]))
    unknown.refresh_from_db()
    assert unknown.sure
    decide(client, unknown, "confirm")
    assert Task.objects.get().lead_unit == finance


def test_dismissed_and_brought_back(client, who, reading):
    first = reading.proposals.first()
    decide(client, first, "dismiss")
    assert decide(client, first, "dismiss").status_code == 409
    decide(client, first, "restore")
    first.refresh_from_db()
    assert (first.state, first.decided_by) == (ProposalState.WAITING, None)
    told = [entry.event for entry in entries(reading.book)][::-1]
    assert told == ["tasks.text_read", "tasks.proposal_dismissed", "tasks.proposal_restored"]


def test_corrected_by_a_person_and_given_to_two(client, who, reading, finance):
    first = reading.proposals.first()
    url = reverse("tasks:proposal", args=[first.pk])
    assert "15/12/2026" in client.get(url).content.decode()
    given = {
        "title": "Trình phương án", "leads": [f"unit.{finance.pk}", f"person.{who.binh.pk}"],
        "due_on": "2026-12-18", "confirm": "1",
    }  # fmt: skip
    assert client.post(url, {**given, "title": ""}).status_code == 422
    client.post(url, given)
    tasks = Task.objects.order_by("pk")
    assert {(task.lead, task.title, task.due_on) for task in tasks} == {
        ("Trần Thị Bình", "Trình phương án", date(2026, 12, 18)),
        ("Sở Tài chính", "Trình phương án", date(2026, 12, 18)),
    }
    assert tasks[0].batch == tasks[1].batch
    assert client.post(url, given).status_code == 409
    assert Task.objects.count() == 2


def test_nobody_else_sees_the_text(client, who, reading):
    boss = User.objects.create_user("root", full_name="Quản trị", is_superuser=True)
    first = reading.proposals.first()
    doors = [
        reading.get_absolute_url(), f"{reading.get_absolute_url()}parts/proposals/",
        reverse("tasks:proposal", args=[first.pk]),
    ]  # fmt: skip
    for person, status in (
        (who.chi, 200),
        (who.an, 200),
        (who.binh, 404),
        (who.dung, 404),
        (boss, 404),
    ):
        client.force_login(person)
        assert {client.get(door).status_code for door in doors} == {status}
        assert (KINDS["proposals"].guard(person, reading.pk) is not None) == (status == 200)
    client.force_login(who.binh)
    assert decide(client, first, "confirm").status_code == 404
    assert "phiên họp tháng 11" not in client.get(READ).content.decode()


def test_shared_with_the_leaders_and_clerks_of_the_unit(client, who):
    read(client, who.binh, share="on")
    clerk = User.objects.create_user("em", full_name="Văn thư Sở")
    clerk.posts.create(unit=who.department, title="Văn thư", role="clerk")
    url = Reading.objects.get().get_absolute_url()
    client.force_login(clerk)
    assert client.get(url).status_code == 200
    client.force_login(who.dung)
    assert client.get(url).status_code == 404


def test_who_leads_does_not_get_the_text(client, who, reading):
    decide(client, reading.proposals.first(), "confirm")
    client.force_login(who.binh)
    page = client.get(Task.objects.get().get_absolute_url()).content.decode()
    assert "Giao Sở Nội vụ chủ trì" in page
    assert f'href="{reading.get_absolute_url()}' not in page


def test_the_same_text_twice_is_recognised(client, who, reading):
    answer = read(client, who.chi)
    assert answer.status_code == 422
    assert f'href="{reading.get_absolute_url()}"' in answer.content.decode()
    assert read(client, who.chi, anew="1").status_code == 302
    assert Reading.objects.count() == 2
    assert read(client, who.binh).status_code == 302


def test_a_text_that_orders_nothing_and_none_at_all(client, who):
    assert read(client, who.an, text="Trời hôm nay đẹp.").status_code == 302
    assert Proposal.objects.count() == 0
    for empty in ("", "  \n "):
        assert read(client, who.an, text=empty).status_code == 422
    assert read(client, who.an, text="a" * 400_001).status_code == 422


def test_nothing_is_decided_without_a_lead(who, reading):
    with pytest.raises(Refused):
        actions.confirm_proposal(by_lead(reading, "Vịnh Xanh"), by=who.an)


def test_a_long_text_costs_no_more_questions(client, who):
    def asked(number):
        text = "\n".join(
            f"{n}. Giao Sở Nội vụ báo cáo việc {n} trước ngày 15/12/2026." for n in range(number)
        )
        url = read(client, who.an, text=text).url
        with CaptureQueriesContext(connection) as counted:
            assert client.get(url).content.decode().count("<mark") == number
        return len(counted)

    asked(1)
    assert asked(2) == asked(30)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_task(client, who, reading):
    first, outcomes = reading.proposals.first(), []

    def press(person):
        try:
            actions.confirm_proposal(first, by=person)
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(str(refused))
        connection.close()

    threads = [threading.Thread(target=press, args=(one,)) for one in (who.an, who.chi)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Task.objects.count() == 1
    assert outcomes.count("done") == 1
