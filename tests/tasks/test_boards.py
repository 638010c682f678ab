"""The day in its order, acts in one press, the leader's board: what a person sees of them."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import at, today
from people.models import Post, Unit, User
from realtime import nudge
from tasks import actions
from tasks.door import assign
from tasks.queries.day import my_day
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
WEDNESDAY = "2026-11-18T09:00"


@pytest.fixture
def noon(who):
    with at(local("2026-11-18T12:00")):
        yield who


def give(who, title, due=None, *, since="2026-11-10T09:00", lead=None):
    with at(local(since)):
        return assign(
            title=title, lead=lead or who.binh, giver=who.an, by=who.an,
            due_on=date.fromisoformat(due) if due else None,
        )  # fmt: skip


def kinds(user):
    return {
        section.kind: [line.task.title for line in section.lines]
        for section in my_day(user).sections
    }


def test_the_day_in_its_order_each_task_once(noon):
    tasks = {
        title: give(noon, title, due)
        for title, due in (
            ("quá hạn", "2026-11-13"), ("hôm nay", "2026-11-18"), ("chờ nhận", "2026-12-20"),
            ("trả lại", "2026-12-21"), ("sắp đến hạn", "2026-11-20"), ("còn lâu", "2026-12-30"), ("chờ duyệt", None),
        )
    }  # fmt: skip
    for title in ("sắp đến hạn", "còn lâu"):
        actions.accept(tasks[title], by=noon.binh)
    for title in ("trả lại", "chờ duyệt"):
        actions.report_done(tasks[title], text="Xong", by=noon.binh)
    actions.return_result(tasks["trả lại"], reason="Thiếu", by=noon.an)
    assert kinds(noon.binh) == {
        "overdue": ["quá hạn"], "due_today": ["hôm nay"], "to_accept": ["chờ nhận"],
        "returned": ["trả lại"], "nearly_due": ["sắp đến hạn"],
    }  # fmt: skip
    assert list(kinds(noon.binh)) == ["overdue", "due_today", "to_accept", "returned", "nearly_due"]
    day = my_day(noon.binh)
    assert (day.later, day.waiting, day.total) == (1, 1, 5)
    assert kinds(noon.an) == {"decide": ["chờ duyệt"]}
    assert kinds(noon.dung) == {}


def test_what_a_giver_must_answer(noon):
    more, asked, late = (give(noon, t, "2026-12-20") for t in ("gia hạn", "hỏi", "giải trình"))
    for task in (more, asked, late):
        actions.accept(task, by=noon.binh)
    actions.ask_extension(more, want=(date(2026, 12, 30), None), reason="Mưa bão", by=noon.binh)
    actions.ask(asked, text="Làm theo mẫu nào?", by=noon.binh)
    actions.demand_explanation(late, question="Vì sao?", by=noon.an)
    assert kinds(noon.an) == {"asked": ["hỏi"], "decide": ["gia hạn"]}
    assert kinds(noon.binh) == {"explain": ["giải trình"]}


def test_a_unit_named_alone_is_its_heads_work_until_somebody_is_named(noon):
    task = give(noon, "của sở", "2026-11-20", lead=noon.department)
    assert kinds(noon.binh) == {"to_accept": ["của sở"]}
    actions.hand_on(task, person=noon.dung, by=noon.binh)
    assert (kinds(noon.binh), kinds(noon.dung)) == ({}, {"to_accept": ["của sở"]})


def press(client, task, do, **given):
    return client.post(
        reverse("tasks:now", args=[task.pk, do]), given, headers={"HX-Request": "true"}
    )


def test_acts_from_the_list_in_one_press(client, noon):
    task = give(noon, "một chạm", "2026-11-25")
    client.force_login(noon.binh)
    act = str(uuid.uuid4())
    answers = [press(client, task, "accept", act=act) for _ in range(2)]
    assert [a.status_code for a in answers] == [204, 204]
    assert "my_work" in answers[0].headers["HX-Trigger"]
    assert press(client, task, "progress", text="Đã khảo sát", percent="40").status_code == 204
    assert press(client, task, "progress", text="", percent="400").status_code == 422
    actions.ask_extension(task, want=(date(2026, 12, 2), None), reason="Mưa", by=noon.binh)
    assert press(client, task, "grant").status_code == 403
    client.force_login(noon.an)
    page = client.get(reverse("tasks:today")).content.decode()
    assert "02/12/2026" in page
    assert press(client, task, "grant").status_code == 204
    assert press(client, task, "grant").status_code == 409  # decided by now
    task.refresh_from_db()
    assert (task.state, task.percent, task.due_on) == ("accepted", 40, date(2026, 12, 2))
    assert press(client, task, "nothing").status_code == 404
    client.force_login(noon.dung)
    assert press(client, task, "accept").status_code == 404


def test_an_empty_day_says_well_done(client, noon):
    client.force_login(noon.dung)
    assert "Tốt lắm" in client.get(reverse("tasks:list")).content.decode()


@pytest.fixture
def ward(who):
    ward = Unit.objects.create(
        name="Phường Bến Trúc", short="P. Bến Trúc", kind="ward", parent=who.department
    )
    head = User.objects.create_user("head", full_name="Võ Văn Ba")
    Post.objects.create(user=head, unit=ward, title="Chủ tịch", is_head=True)
    return ward


def board(client, period="2026-11", unit=0):
    return client.get(reverse("tasks:board_of", args=[period, unit]))


def test_a_board_rolls_units_up_and_opens_them(client, noon, ward):
    give(noon, "phường", "2026-11-13", lead=ward)
    give(noon, "sở", "2026-11-20", lead=noon.department)
    give(noon, "riêng", "2026-12-20")
    client.force_login(noon.an)
    found = board(client).context["board"]
    told = {row.unit and row.unit.short: (row.total, row.counts["overdue"]) for row in found.rows}
    assert told == {"SNV": (2, 1), None: (1, 0)}
    assert (found.total.total, found.total.late_ratio) == (3, 33.3)
    inside = board(client, unit=noon.department.pk).context["board"]
    assert [(row.unit.short, row.total) for row in inside.rows] == [("SNV", 1), ("P. Bến Trúc", 1)]
    assert [unit.short for unit in inside.above] == ["UBND TP"]


def test_a_result_handed_in_before_the_deadline_is_in_time_however_long_it_waits(client, noon):
    for title, day in (("sớm", "2026-11-12"), ("muộn", "2026-11-16")):
        task = give(noon, title, "2026-11-13")
        with at(local(f"{day}T10:00")):
            actions.report_done(task, text="Xong", by=noon.binh)
    client.force_login(noon.an)
    counts = board(client).context["board"].total.counts
    assert (counts["in_time"], counts["overdue"]) == (1, 1)


def test_the_past_is_counted_as_it_stood(client, noon):
    task = give(noon, "tháng mười", "2026-10-20", since="2026-10-01T09:00")
    with at(local("2026-11-05T09:00")):
        actions.report_done(task, text="Xong", by=noon.binh)
        actions.accept_result(task, by=noon.an)
    client.force_login(noon.an)
    counts = {
        word: board(client, word).context["board"].total.counts
        for word in ("2026-09", "2026-10", "2026-11")
    }
    assert counts["2026-09"].total() == 0
    assert counts["2026-10"]["overdue"] == counts["2026-10"].total() == 1
    assert counts["2026-11"]["done_late"] == counts["2026-11"].total() == 1


def test_nothing_of_others_is_on_a_strangers_board(client, noon):
    give(noon, "kín", "2026-11-20")
    client.force_login(noon.dung)
    answer = board(client)
    assert answer.context["board"].total.total == 0
    assert "kín" not in answer.content.decode()


@pytest.mark.parametrize(
    "word", ["2026-13", "x", "2026-q5", "0001", "2026-11-30_2026-11-01", "2026-02-30_2026-03-01"]
)
def test_a_period_that_is_none_is_not_found(client, noon, word):
    client.force_login(noon.an)
    assert board(client, word).status_code == 404


def test_days_are_typed_and_strange_ones_show_this_month(client, noon):
    client.force_login(noon.an)
    here = reverse("tasks:board")
    answer = client.get(here, {"since": "2026-11-02", "until": "2026-11-06"})
    assert answer.url == reverse("tasks:board_of", args=["2026-11-02_2026-11-06", 0])
    assert client.get(here, {"since": "x", "until": ""}).url == reverse(
        "tasks:board_of", args=["2026-11", 0]
    )


def test_boards_are_nudged_as_people_report(
    noon, ward, monkeypatch, django_capture_on_commit_callbacks
):
    task = give(noon, "phường", "2026-11-20", lead=ward)
    told = []
    monkeypatch.setattr(
        nudge, "_say", lambda topic, message: told.append((topic, message.get("stale")))
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.accept(task, by=User.objects.get(username="head"))
    boards = {topic for topic, words in told if words and "overview" in words}
    assert {noon.an.topic, noon.binh.topic} <= boards
    assert noon.dung.topic not in boards


def test_pages_ask_no_more_than_fifteen_questions(client, noon, ward):
    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    client.force_login(noon.an)
    pages = [
        reverse("tasks:list"),
        reverse("tasks:board"),
        reverse("tasks:all"),
        reverse("tasks:merit"),
    ]
    leads = (ward, noon.department, noon.committee, noon.binh)
    for number in range(4):
        give(noon, f"việc {number}", "2026-11-20", lead=leads[number])
    few = [asked(page) for page in pages]
    for number in range(40):
        day = today() + timedelta(days=number - 20)
        give(noon, f"việc {number}", day.isoformat(), lead=leads[number % 4])
    assert [asked(page) for page in pages] == few
    assert max(few[:2]) <= 15, few
