"""Several tasks at once: from pasted lines, from a template; rows that are wrong keep the others."""

import re
from datetime import date

import pytest
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from people.models import Unit, User
from tasks import actions
from tasks.actions.patterns import LineOf
from tasks.models import Task, TaskTemplate
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
LINES = "/tasks/lines/"


def rows(*given):
    """A posted table: (title, lead, day) each."""
    posted = {"row-TOTAL_FORMS": len(given), "row-INITIAL_FORMS": 0}
    for place, (title, lead, day) in enumerate(given):
        posted |= {f"row-{place}-{name}": value for name, value in (
            ("take", "on"), ("title", title), ("lead", lead), ("due_on", day),
        )}  # fmt: skip
    return posted


def said_in(page, name):
    """What stands in a field of the page."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
    value = re.search(r'value="([^"]*)"', found)
    return value[1] if value else ""


@pytest.fixture
def template(who):
    """The preparation of a session, shared with the committee's office."""
    return actions.keep_template(
        None, name="Chuẩn bị kỳ họp HĐND", day_name="ngày khai mạc", unit=who.committee, by=who.chi,
        lines=[
            LineOf("Trình dự thảo báo cáo", who.department, -15),
            LineOf("Gửi tài liệu", who.chi, -5),
            LineOf("Tổng hợp ý kiến cử tri", None, None),
        ],
    )  # fmt: skip


def test_pasted_lines_become_rows_that_are_given_together(client, who):
    client.force_login(who.an)
    said = "Sở Nội vụ báo cáo nước sạch trước 30/12/2026\n\n  Trần Thị Bình kiểm tra hồ sơ\nHọp giao ban"
    page = client.post(LINES, {"read": "1", "lines": said}).content.decode()
    assert page.count('name="row-') >= 15
    assert said_in(page, "row-0-lead") == "Sở Nội vụ"
    assert said_in(page, "row-0-due_on") == "2026-12-30"
    assert said_in(page, "row-1-lead") == "Trần Thị Bình"
    assert said_in(page, "row-2-lead") == ""
    assert Task.objects.count() == 0
    answer = client.post(LINES, rows(("Việc một", "so noi vu", "2026-12-30"), ("Việc hai", "Trần Thị Bình", "")))  # fmt: skip
    one, two = Task.objects.order_by("pk")
    assert answer.url == reverse("tasks:batch", args=[one.batch])
    assert (one.lead_unit, one.due_on, two.lead_person) == (who.department, date(2026, 12, 30), who.binh)  # fmt: skip


def test_a_wrong_row_is_said_and_nothing_is_lost(client, who):
    client.force_login(who.an)
    User.objects.create_user("binh2", full_name="Trần Thị Bình").posts.create(
        unit=who.committee, title="Chuyên viên"
    )
    table = rows(("Đúng", "SNV", ""), ("Không ai", "Ban Không Có", ""), ("", "SNV", ""), ("Ngày", "SNV", "31/02/2026"))  # fmt: skip
    answer = client.post(LINES, table)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Task.objects.count() == 0
    assert all(word in page for word in ("Đúng", "Ban Không Có", "data-wrong"))
    for wrong in (1, 2, 3):
        del table[f"row-{wrong}-take"]
    client.post(LINES, table)
    assert Task.objects.get().title == "Đúng"


def test_nobody_ticked_and_too_many(client, who):
    client.force_login(who.an)
    assert client.post(LINES, rows()).status_code == 422
    assert client.post(LINES, {"read": "1", "lines": "việc\n" * 201}).status_code == 422
    assert client.post(LINES, {"read": "1", "lines": " \n "}).status_code == 422
    assert client.post(LINES, {"row-TOTAL_FORMS": "x"}).status_code == 422
    assert Task.objects.count() == 0


def test_two_of_one_name_are_told_apart_by_their_units(client, who):
    User.objects.create_user("binh2", full_name="Trần Thị Bình").posts.create(
        unit=who.committee, title="Chuyên viên"
    )
    client.force_login(who.an)
    assert client.post(LINES, rows(("Việc", "Trần Thị Bình", ""))).status_code == 422
    client.post(LINES, rows(("Việc", "Trần Thị Bình (SNV)", "")))
    assert Task.objects.get().lead_person == who.binh


def test_a_template_is_counted_from_a_day(client, who, template):
    client.force_login(who.chi)
    with at(local("2026-03-02T09:00")):
        page = client.get(LINES, {"template": template.pk, "day": "2026-03-31"}).content.decode()
    said = [said_in(page, f"row-{row}-due_on") for row in range(3)]
    assert said == ["2026-03-10", "2026-03-24", ""]
    assert "Tổng hợp ý kiến cử tri" in page


def test_who_uses_and_who_changes_a_template(client, who, template):
    url = template.get_absolute_url()
    client.force_login(who.an)
    assert client.get(url).status_code == 200
    assert client.get(f"{url}edit/").status_code == 403
    client.force_login(who.dung)
    assert client.get(url).status_code == 404
    assert client.get(LINES, {"template": template.pk}).status_code == 404
    assert "Chuẩn bị" not in client.get("/tasks/templates/").content.decode()
    client.force_login(who.chi)
    assert client.post(f"{url}put-away/").status_code == 302
    assert client.get(url).status_code == 404


def test_a_template_is_made_and_changed_on_its_page(client, who):
    client.force_login(who.chi)
    head = {"name": "Sơ kết", "day_name": "", "unit": who.committee.pk}
    lines = {
        "line-TOTAL_FORMS": 3, "line-INITIAL_FORMS": 0, "line-0-title": "Báo cáo", "line-0-lead": "SNV",
        "line-0-days": "-3", "line-1-title": "", "line-2-title": "In tài liệu",
    }  # fmt: skip
    url = client.post("/tasks/templates/new/", {**head, **lines}).url
    row = TaskTemplate.objects.get()
    assert [(line.title, line.lead, line.days) for line in row.lines.all()] == [
        ("Báo cáo", who.department, -3), ("In tài liệu", None, None)
    ]  # fmt: skip
    assert said_in(client.get(f"{url}edit/").content.decode(), "line-0-lead") == "Sở Nội vụ"
    wrong = client.post(f"{url}edit/", {**head, **lines, "line-0-lead": "Ai đó"})
    assert wrong.status_code == 422
    other = Unit.objects.exclude(pk=who.committee.pk).get()
    assert client.post(f"{url}edit/", {**head, **lines, "unit": other.pk}).status_code == 422


def test_an_empty_template_is_refused(who):
    with pytest.raises(Refused):
        actions.keep_template(None, name=" ", day_name="", unit=None, lines=[], by=who.chi)
