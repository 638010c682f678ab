"""Lists and reports to take away: sound files with what was filtered, no formulas, quick with ten thousand tasks."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.urls import reverse
from docx import Document

from core.clock import at
from tasks import actions
from tasks.door import assign
from tasks.exports import as_sheet, columns
from tasks.models import Task
from tests.core.test_sheet import cells
from tests.cost import work
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
NASTY = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def two(who):
    with at(local("2026-11-10T09:00")):
        late = assign(
            title=NASTY, lead=who.department, supporters=[who.committee], giver=who.an, by=who.an,
            due_on=date(2026, 11, 16),
        )  # fmt: skip
        assign(title="Cây xanh", lead=who.binh, giver=who.an, by=who.an)
    with at(local("2026-11-18T09:00")):
        actions.report_progress(late, text="…", percent=40, by=who.binh)
        yield who


def test_the_sheet_holds_what_was_filtered_and_no_formula(client, two):
    client.force_login(two.an)
    rows = cells(client.get(reverse("tasks:list_xlsx"), {"stand": "overdue"}).content)
    assert len(rows) == 2
    told = dict(zip(columns(), rows[1], strict=True))
    assert list(told.values())[:10] == [
        "1", NASTY, "", "Sở Nội vụ", "Ủy ban nhân dân Thành phố", "Nguyễn Văn An", "10/11/2026", "16/11/2026", "40",
        "quá hạn",
    ]  # fmt: skip
    assert len(cells(client.get(reverse("tasks:list_xlsx")).content)) == 3


def test_nobody_takes_away_what_they_may_not_see(client, two):
    client.force_login(two.dung)
    assert len(cells(client.get(reverse("tasks:list_xlsx")).content)) == 1
    page = client.get(reverse("tasks:report_docx", args=["2026-11", two.department.pk]))
    assert NASTY not in words(page.content)


def words(content):
    document = Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_list_and_the_report_as_pdf(client, two):
    client.force_login(two.an)
    found = client.get(reverse("tasks:list_pdf"), {"unit": two.department.pk})
    with pikepdf.open(io.BytesIO(found.content)) as pdf:
        _left, _low, width, height = pdf.pages[0].MediaBox
        assert width > height  # across
    found = client.get(reverse("tasks:report_pdf", args=["2026-q4", 0]))
    with pikepdf.open(io.BytesIO(found.content)) as pdf:
        _left, _low, width, height = pdf.pages[0].MediaBox
        assert height > width


def test_the_report_as_word_says_the_figures_of_the_board(client, two):
    client.force_login(two.an)
    said = words(client.get(reverse("tasks:report_docx", args=["2026-11", 0])).content)
    assert "Tổng số nhiệm vụ phải xử lý: 2" in said
    assert "Sở Nội vụ: trong hạn 0, sắp đến hạn 0, quá hạn 1" in said
    assert "tỷ lệ trễ 50,0%" in said
    assert f"{NASTY} (chủ trì: Sở Nội vụ; hạn 16/11/2026; quá 2 ngày làm việc; tiến độ 40%)" in said


@pytest.mark.parametrize("word", ["x", "2026-13"])
def test_a_report_of_no_period_or_unit_is_not_found(client, two, word):
    client.force_login(two.an)
    assert client.get(reverse("tasks:report_pdf", args=[word, 0])).status_code == 404
    assert client.get(reverse("tasks:report_pdf", args=["2026-11", 99999])).status_code == 404


def test_thousands_of_tasks_in_seconds(who):
    Task.objects.bulk_create(
        Task(title=f"Việc {n}", lead_unit=who.department, giver=who.an, recorder=who.an, search_text="",
             due_on=date(2026, 1, 1) + timedelta(days=n % 700))
        for n in range(3_000)
    )  # fmt: skip
    content, took = work(lambda: as_sheet(Task.objects.order_by("due_on", "pk")))
    assert len(content) > 80_000
    assert took < 5
