"""What people see of foresight: the word, the reasons, who reads them, and that nobody is ranked."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from core.clock import at
from tasks import actions
from tasks.door import assign
from tasks.models import Lesson, Outlook, Task
from tasks.queries import likely_late, reasons_of, risk_of
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
MORNING = "2026-11-18T09:00"


def ended(who, number, late, person=None):
    """Ended tasks of Bình's department, twelve working days long, so many of them late."""
    begun, due = date(2026, 8, 3), date(2026, 8, 19)
    rows = []
    for n in range(number):
        day = due + timedelta(days=5) if n < late else due - timedelta(days=n % 9)
        moment = local(f"{day}T10:00")
        rows.append(Task(
            title=f"Việc cũ {n}", lead_unit=who.department, lead_person=person, giver=who.an, recorder=who.an, due_on=due,
            state="done", percent=100, kept=n >= late, known_since=begun, created_at=moment, assigned_at=moment,
            accepted_at=local("2026-08-04T10:00"), stepped_at=moment, reported_at=moment, ended_at=moment, search_text="viec cu",
        ))  # fmt: skip
    Task.objects.bulk_create(rows)


@pytest.fixture
def task(who):
    """A task of ten working days, given on the 9th, due on the 23rd; eight of ten earlier ones were late."""
    ended(who, 40, 32)
    with at(local("2026-11-09T10:00")):
        actions.foresee_all()
        given = assign(
            title="Báo cáo chống ngập",
            lead=who.department,
            giver=who.an,
            by=who.an,
            due_on=date(2026, 11, 23),
        )
        return actions.accept(given, by=who.binh)


@pytest.fixture
def morning(task):
    with at(local(MORNING)):
        actions.foresee_all()
        yield task


def page(client, person, address):
    client.force_login(person)
    return client.get(address).content.decode().lower()


def test_the_giver_the_lead_and_nobody_else_read_why(client, who, morning):
    address = morning.get_absolute_url()
    for person in (who.an, who.binh):
        shown = page(client, person, address)
        assert "có khả năng trễ" in shown
        assert "đơn vị đã trễ 32 trong 40 việc (80%)" in shown
        assert "không dùng để xếp hạng" in shown
    morning.watchers.add(who.dung)
    watching = page(client, who.dung, address)
    assert morning.title.lower() in watching
    assert "có khả năng trễ" not in watching


def test_it_stands_in_the_lists_and_in_the_filter_of_likely_late(client, who, morning):
    assert "có khả năng trễ" in page(client, who.an, reverse("tasks:given_board"))
    assert list(likely_late(Task.objects.all())) == [morning]
    assert risk_of(Task.objects.get(pk=morning.pk)) >= 0.5


def test_a_step_is_seen_at_once_and_the_end_takes_it_away(who, morning):
    before = Outlook.objects.get(pk=morning.pk).risk
    actions.report_progress(morning, text="Gần xong", percent=95, by=who.binh)
    after = Outlook.objects.get(pk=morning.pk).risk
    assert after < before
    actions.report_done(morning, text="Xong", by=who.binh)
    assert not Outlook.objects.filter(pk=morning.pk).exists()
    assert risk_of(Task.objects.get(pk=morning.pk)) == 0.0


def test_on_the_weekend_after_the_deadline_it_is_overdue_not_likely(client, who, task):
    actions.change_due(task, due=(date(2026, 11, 20), None), reason="Sớm hơn", by=who.an)
    with at(local("2026-11-22T09:00")):
        actions.foresee_all()
        assert Outlook.objects.get(pk=task.pk).risk == 100
        assert "có khả năng trễ" not in page(client, who.an, task.get_absolute_url())
        assert not likely_late(Task.objects.all()).exists()


def test_without_enough_ended_tasks_the_page_says_so(client, who):
    ended(who, 29, 20)
    with at(local("2026-11-09T10:00")):
        actions.foresee_all()
        given = assign(
            title="Việc đầu tiên",
            lead=who.department,
            giver=who.an,
            by=who.an,
            due_on=date(2026, 11, 23),
        )
        shown = page(client, who.an, given.get_absolute_url())
    assert "chưa đủ dữ liệu" in shown
    assert Outlook.objects.get(pk=given.pk).risk is None
    assert not likely_late(Task.objects.all()).exists()


def test_a_persons_own_past_is_said_to_them_alone(client, who):
    ended(who, 40, 2)
    ended(who, 20, 20, person=who.dung)
    with at(local(MORNING)):
        actions.foresee_all()
        given = assign(
            title="Việc của Dũng", lead=who.dung, giver=who.an, by=who.an, due_on=date(2026, 12, 2)
        )
        outlook = Outlook.objects.get(pk=given.pk)
        own = [words for words in reasons_of(outlook, who.dung) if "của bạn" in words]
        assert own == [
            "trong 20 việc đã kết thúc của bạn có 20 việc trễ (chỉ bạn đọc được dòng này)"
        ]
        for reader in (who.an, who.binh, None):
            assert not [words for words in reasons_of(outlook, reader) if "của bạn" in words]
        assert "của bạn có" in page(client, who.dung, given.get_absolute_url())
        assert "của bạn có" not in page(client, who.an, given.get_absolute_url())


def test_a_night_twice_writes_nothing_new_and_ended_ones_go(who, morning):
    assert actions.foresee_all() == 0
    Task.objects.filter(pk=morning.pk).update(state="cancelled", ended_at=morning.created_at)
    actions.foresee_all()
    assert not Outlook.objects.exists()
    assert set(Lesson.objects.values_list("circle", flat=True)) == {
        "city",
        f"unit.{who.department.pk}",
    }


def test_nothing_in_the_house_orders_or_groups_people_by_risk():
    """No query, page, export or address sorts by risk, and nothing reads a person's lesson but the forecast itself."""
    reading = {"tasks/queries/lessons.py", "tasks/actions/foreseeing.py"}
    for path in [*ROOT.glob("tasks/**/*.py"), *ROOT.glob("office/**/*.py")]:
        name, text = str(path.relative_to(ROOT)), path.read_text()
        if "/migrations/" in name:
            continue
        assert not re.search(r"order_by\([^)]*(risk|outlook)", text), name
        assert not re.search(r"(values|values_list|annotate|aggregate)\([^)]*outlook__", text), name
        assert not re.search(r"sorted\([^)]*risk", text), name
        assert "Lesson." not in text or name in reading, name
    templates = [path.read_text() for path in ROOT.glob("templates/**/*.html")]
    assert not [text for text in templates if re.search(r"dictsort\w*:.*risk|sort=risk", text)]
