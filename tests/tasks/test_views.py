"""The front desk of the tasks: plain forms, repeated ones, mistakes, refusals, empty pages, query counts."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.clock import at, today
from notices.models import Mail
from tasks import actions
from tasks.door import assign
from tasks.forms import quick_dues
from tasks.models import Task
from tests.tasks.test_actions import upload
from tests.tasks.week import local

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(who):
    due = today() + timedelta(days=9)
    return assign(title="Cấp nước", lead=who.department, giver=who.an, by=who.an, due_on=due)


def url(name, task):
    return reverse(f"tasks:{name}", args=[task.pk])


def test_a_task_in_three_fields(client, who):
    client.force_login(who.an)
    page = client.get(reverse("tasks:new")).content.decode()
    assert 'name="act"' in page
    form = {
        "title": "Báo cáo  nước sạch",
        "lead": f"unit.{who.department.pk}",
        "priority": "normal",
    }
    answer = client.post(reverse("tasks:new"), {**form, "quick": quick_dues()[0][0]})
    task = Task.objects.get()
    assert (answer.status_code, answer.url) == (302, task.get_absolute_url())
    assert (task.title, task.giver, task.lead_unit) == ("Báo cáo nước sạch", who.an, who.department)
    assert task.due_on.isoformat() == quick_dues()[0][0]


def test_a_written_day_wins_over_a_tapped_one(client, who):
    client.force_login(who.an)
    form = {"title": "Việc", "lead": f"person.{who.binh.pk}", "priority": "normal"}
    form |= {"quick": quick_dues()[0][0], "due_on": "2027-05-20"}
    client.post(reverse("tasks:new"), form)
    assert Task.objects.get().due_on == date(2027, 5, 20)


@pytest.mark.parametrize(
    ("day", "offers"),
    [
        ("2026-03-10T09:00", ["2026-03-13", "2026-03-17", "2026-03-24", "2026-03-31", ""]),
        (
            "2026-02-12T09:00",
            ["2026-02-24", "2026-02-26", "2026-03-05", "2026-02-27", "2026-03-31", ""],
        ),
        (
            "2026-03-31T09:00",
            ["2026-04-03", "2026-04-07", "2026-04-14", "2026-04-29", "2026-06-30", ""],
        ),
    ],
)
def test_deadlines_for_one_tap_are_working_days(who, day, offers):
    with at(local(day)):
        assert [value for value, _ in quick_dues()] == offers


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"lead": ""},
        {"lead": "unit.99999"},
        {"lead": "unit.x"},
        {"due_on": "31/02/2026"},
        {"priority": "x"},
    ],
)
def test_a_mistake_comes_back_with_what_was_typed(client, who, wrong):
    client.force_login(who.an)
    form = {"title": "Báo cáo nước sạch", "lead": f"unit.{who.department.pk}", "priority": "normal"}
    answer = client.post(reverse("tasks:new"), {**form, "detail": "Một đoạn dài", **wrong})
    assert answer.status_code == 422
    assert "Một đoạn dài" in answer.content.decode()
    assert Task.objects.count() == 0


def test_the_whole_story_by_plain_forms(client, who, task):
    client.force_login(who.binh)
    assert client.post(url("accept", task)).status_code == 302
    client.post(url("progress", task), {"text": "Khảo sát", "percent": "40"})
    client.post(url("report", task), {"text": "Xong", "files": [upload("a.pdf"), upload("b.pdf")]})
    task.refresh_from_db()
    assert (task.state, task.folder.papers.count()) == ("reported", 2)
    client.force_login(who.an)
    client.post(url("return_result", task), {"reason": "Thiếu phụ lục"})
    client.force_login(who.binh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "Thiếu phụ lục" in page
    client.post(url("report", task), {"text": "Đã bổ sung"})
    client.force_login(who.an)
    client.post(url("accept_result", task))
    task.refresh_from_db()
    assert (task.state, task.kept) == ("done", True)


def test_a_repeated_act_is_the_same_act(client, who, task):
    client.force_login(who.binh)
    act = str(uuid.uuid4())
    answers = [
        client.post(url("progress", task), {"text": "Khảo sát", "percent": "40", "act": act})
        for _ in range(3)
    ]
    assert {(a.status_code, a.headers.get("Location")) for a in answers} == {
        (302, task.get_absolute_url())
    }
    assert task.reports.count() == 1
    mails = Mail.objects.count()
    act = str(uuid.uuid4())
    for _ in range(2):
        client.post(url("report", task), {"text": "Xong", "act": act, "files": [upload()]})
    task.refresh_from_db()
    assert (task.reports.count(), task.folder.papers.count()) == (2, 1)
    assert Mail.objects.count() == mails + 1


def test_what_is_no_pdf_is_said_beside_the_text(client, who, task):
    client.force_login(who.binh)
    photo = SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff", "image/jpeg")
    answer = client.post(url("report", task), {"text": "Đã xong việc", "files": [photo]})
    assert answer.status_code == 422
    assert "Đã xong việc" in answer.content.decode()
    assert "anh.jpg" in answer.content.decode()


def test_the_second_is_told_and_keeps_the_words(client, who, task):
    client.force_login(who.an)
    seen = client.get(url("due", task)).context["form"]["seen"].value()
    actions.cancel(task, reason="Không cần nữa", by=who.an)
    answer = client.post(
        url("due", task), {"due_on": "2027-01-15", "reason": "Chờ ý kiến của Bộ", "seen": seen}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Không cần nữa" in page
    assert "Chờ ý kiến của Bộ" in page


def test_a_refusal_to_htmx_is_a_toast(client, who, task):
    client.force_login(who.binh)
    actions.accept(task, by=who.binh)
    answer = client.post(url("accept", task), headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "toast" in answer.headers["HX-Trigger"]


def test_a_script_gets_no_page(client, who, task):
    client.force_login(who.binh)
    answer = client.post(url("accept", task), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("name", ["list", "supported", "given_board", "reminders", "new"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_empty_pages_say_so(client, who, name, language):
    who.dung.language = language
    who.dung.save()
    client.force_login(who.dung)
    assert client.get(reverse(f"tasks:{name}")).status_code == 200


@pytest.mark.parametrize(
    "query", ["unit=x", "unit=99999999999999999999", "q=" + "a" * 999, "closed=1"]
)
def test_strange_filters_do_no_harm(client, who, query):
    client.force_login(who.an)
    assert client.get(f"{reverse('tasks:list')}?{query}").status_code == 200


def test_the_giver_sees_overdue_first(client, who):
    for title, days in (("Sau", 30), ("Quá hạn", -9)):
        due = today() + timedelta(days=days)
        assign(title=title, lead=who.department, giver=who.an, by=who.an, due_on=due)
    client.force_login(who.an)
    columns = client.get(reverse("tasks:given_board")).context["board"].columns
    assert [column.kind for column in columns] == ["overdue", "in_time"]


def test_hostile_words_are_words(client, who):
    nasty = "<script>alert(1)</script>\"'{{ x }} %(who)s %s"
    task = assign(title=nasty, detail=nasty, lead=who.binh, giver=who.an, by=who.an)
    actions.comment(task, text=nasty, by=who.binh)
    actions.decline(task, reason=nasty, by=who.binh)
    for person in (who.an, who.binh):
        client.force_login(person)
        for page in (task.get_absolute_url(), url("printout", task), reverse("tasks:given_board"),
                     reverse("notices:list")):  # fmt: skip
            assert "<script>alert" not in client.get(page).content.decode()


def test_a_task_page_asks_no_more_for_thirty_reports(client, who, task):
    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    client.force_login(who.an)
    pages = (task.get_absolute_url(), url("printout", task), reverse("tasks:reminders"))
    actions.report_progress(task, text="…", percent=1, uploads=[upload()], by=who.binh)
    actions.comment(task, text="…", by=who.binh)
    actions.change_due(task, due=(date(2027, 1, 1), None), reason="…", by=who.an)
    few = [asked(page) for page in pages]
    for number in range(10):
        actions.report_progress(task, text="…", percent=number, uploads=[upload()], by=who.binh)
        actions.comment(task, text="…", by=who.binh)
        actions.change_due(task, due=(date(2027, 2, number + 1), None), reason="…", by=who.an)
    assert [asked(page) for page in pages] == few
