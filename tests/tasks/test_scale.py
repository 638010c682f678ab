"""A million tasks cost what a hundred cost: indexes answer, and pages ask as often for 5 tasks as for 300."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import now, today
from core.finding import plain
from core.fulltext import mend
from tasks import actions
from tasks.access import visible
from tasks.door import assign
from tasks.models import IS_OPEN, Task
from tasks.queries import find, likely_late
from tasks.queries.boards import counts
from tasks.queries.wish import Wish

pytestmark = pytest.mark.django_db
POSTGRES = connection.vendor == "postgresql"


def many(who, number, *, done=0, title="Việc số"):
    """Open tasks of Bình's department, then ended ones, straight into the table."""
    rows = []
    for n in range(number + done):
        over = n >= number
        rows.append(Task(
            title=f"{title} {n}", lead_unit=who.department, lead_person=who.dung if n % 2 else None, giver=who.an, recorder=who.chi,
            due_on=today() + timedelta(days=n % 20 - 4), state="done" if over else "accepted", kept=True if over else None,
            ended_at=now() - timedelta(days=n) if over else None, remind_at=None if over else now() + timedelta(days=9),
            search_text=plain(f"{title} {n}"),
        ))  # fmt: skip
    return Task.objects.bulk_create(rows)


def plan(rows):
    """How the database means to answer."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        if POSTGRES:
            cursor.execute("ANALYZE tasks_task")
        cursor.execute(("EXPLAIN " if POSTGRES else "EXPLAIN QUERY PLAN ") + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize(
    "page", ["/tasks/today/", "/tasks/given/", "/tasks/board/", "/tasks/all/?q=viec"]
)
def test_three_hundred_tasks_are_asked_for_as_often_as_five(client, who, page):
    many(who, 5, done=5)
    client.force_login(who.an if page != "/tasks/today/" else who.binh)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        assert client.get(page).status_code == 200
    many(who, 300, done=300)
    with CaptureQueriesContext(connection) as lots:
        assert client.get(page).status_code == 200
    assert len(lots) <= len(few)
    if "all" not in page:
        assert len(lots) <= 15, [query["sql"][:90] for query in lots]


def test_open_tasks_are_found_by_the_index_of_the_open(who):
    many(who, 20, done=3000)
    for rows, index in (
        (Task.objects.filter(IS_OPEN, lead_unit=who.department), "task_open_"),
        (Task.objects.filter(IS_OPEN, giver=who.an), "task_open_"),
        (Task.objects.filter(remind_at__lte=now()).order_by("remind_at"), "task_to_remind"),
        (
            Task.objects.filter(ended_at__gte=now() - timedelta(days=2)).order_by(
                "-ended_at", "-id"
            ),
            "task_ended",
        ),
        (visible(who.binh, IS_OPEN), "task_open_"),
    ):
        told = plan(rows)
        assert index in told, told
        assert "Seq Scan on tasks_task\n" not in told, told


def test_words_are_found_by_the_index_of_words(who):
    many(who, 3000, title="Rà soát quy hoạch phân khu số")
    told = plan(Task.objects.filter(search_text__words="so 2711"))
    assert ("tasks_task_text" if POSTGRES else "VIRTUAL TABLE INDEX") in told, told
    assert [task.title for task in find(who.an, "phân KHU số 2711")] == [
        "Rà soát quy hoạch phân khu số 2711"
    ]


@pytest.fixture
def water(who):
    return assign(
        title="Cấp nước sạch theo QĐ 05/QĐ-UBND", lead=who.department, giver=who.an, by=who.an
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("nuoc sach", True), ("NƯỚC SẠCH", True), ("sach nuoc", True), ("nuoc sa", True), ("05/QĐ-UBND", True),
        ("uoc", False), ("nu sach", False), ("!!!", False), ("' OR 1=1 --", False), ('nuoc" OR "x', False), ("nuoc & !sach", True),
        ("nuoc:* | x", False), ("sach*", True),
    ],
)  # fmt: skip
def test_words_with_or_without_marks_the_last_as_a_beginning(who, water, asked, found):
    assert find(who.an, asked).exists() is found
    assert find(who.dung, asked).exists() is False


def test_what_is_changed_is_found_under_its_new_words_alone(who, water):
    water.title = "Thoát nước thải"
    water.save()
    assert not find(who.an, "sạch").exists()
    assert find(who.an, "thoat").get() == water
    Task.objects.filter(pk=water.pk).update(search_text="bien ban")
    assert find(who.an, "bien ban").get() == water


@pytest.mark.skipif(POSTGRES, reason="SQLite alone loses triggers")
def test_an_index_of_words_that_lost_its_triggers_is_made_again(who, water):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER tasks_task_text_added")
    other = assign(title="Chống ngập", lead=who.department, giver=who.an, by=who.an)
    assert not find(who.an, "ngập").exists()
    mend("tasks_task", "default")
    assert find(who.an, "ngập").get() == other
    mend("tasks_task", "default")  # it stands already: nothing to do
    assert find(who.an, "sạch").get() == water


def test_the_counts_are_those_of_the_rows(who):
    many(who, 40, done=10)
    told = counts(who.binh)
    mine = [task for task in Task.objects.all() if task.state == "accepted"]
    assert told["mine"] == len(mine) == 40
    assert counts(who.an)["given"] == 40
    assert counts(who.dung)["mine"] == 20
    assert Wish(state="open").rows(who.an).count() == 40


def test_a_night_of_foresight_asks_by_the_thousand_not_by_the_task(who):
    many(who, 40, done=60)
    with CaptureQueriesContext(connection) as few:
        actions.foresee_all()
    many(who, 300)
    with CaptureQueriesContext(connection) as lots:
        actions.foresee_all()
    assert len(lots) <= len(few) + 4
    assert likely_late(Task.objects.all()).count() <= 340
