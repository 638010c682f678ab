"""Figures for the evaluation: cases of the decree, the same numbers in the lists of evidence, whose figures who sees."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.clock import at
from tasks import actions, periods
from tasks.door import assign
from tasks.merit import Piece, figures, rule_on
from tasks.queries.merit import own_sheet, unit_sheets
from tests.core.test_sheet import cells
from tests.tasks.week import local

RULE = rule_on(date(2026, 11, 30))
DONE = Piece(1, done=True)


@pytest.mark.parametrize(
    ("pieces", "quantity", "quality", "progress", "points"),
    [
        ([DONE], 100, 100, 100, 70),
        ([DONE, Piece(2)], 50, 50, 50, 35),
        ([Piece(1, done=True, failed=1)], 100, 75, 100, "64.17"),
        ([Piece(1, done=True, failed=4)], 100, 0, 100, "46.67"),
        ([Piece(1, done=True, failed=9)], 100, 0, 100, "46.67"),
        ([Piece(1, done=True, late=1)], 100, 100, 75, "64.17"),
        ([Piece(1, done=True, late=2)], 100, 100, 50, "58.33"),
        ([Piece(1, done=True, late=1, excused=1)], 100, 100, 100, 70),
        ([Piece(1, done=True, late=1, excused=5)], 100, 100, 100, 70),
        ([Piece(1, done=False, failed=1, late=1)], 0, 0, 0, 0),
        ([Piece(1, Decimal(3), done=True), Piece(2, Decimal(1))], 75, 75, 75, "52.50"),
        ([Piece(1, Decimal("0.5"), done=True, failed=1), DONE], 100, "91.67", 100, "68.06"),
        ([Piece(1, done=True, failed=1, late=1), DONE, Piece(3)], "66.67", "58.33", "58.33", "42.78"),
    ],
)  # fmt: skip
def test_cases_of_the_decree(pieces, quantity, quality, progress, points):
    found = figures(pieces, RULE)
    told = (found.quantity, found.quality, found.progress, found.task_points)
    assert told == tuple(Decimal(str(x)) for x in (quantity, quality, progress, points))


def test_nothing_given_has_no_figures():
    found = figures([], RULE)
    assert (found.quantity, found.quality, found.progress, found.task_points) == (None,) * 4


def test_evidence_names_the_pieces_of_each_number():
    rows = [Piece(7, done=True, failed=1), Piece(8, done=True, late=1, excused=1), Piece(9)]
    found = figures(rows, RULE)
    told = {word: found.evidence(word) for word in ("given", "done", "failed", "late", "excused")}
    assert told == {"given": [7, 8, 9], "done": [7, 8], "failed": [7], "late": [8], "excused": [8]}


@pytest.mark.parametrize(
    ("day", "law"),
    [(date(2025, 12, 31), None), (date(2026, 1, 1), "335/2025/NĐ-CP"), (date(2030, 1, 1), "335/2025/NĐ-CP")],
)  # fmt: skip
def test_the_rule_of_the_day(day, law):
    assert (rule_on(day) and rule_on(day).law) == law


@pytest.fixture
def october(who):
    """Bình's October: one on time, one returned once, one late, one with a cause, one not done, one of next month."""
    due = date(2026, 10, 20)
    made = {}
    for name in ("on_time", "returned", "late", "excused", "undone", "later"):
        with at(local("2026-10-05T09:00")):
            day = date(2026, 11, 20) if name == "later" else due
            task = assign(title=name, lead=who.department, giver=who.an, by=who.an, due_on=day)
            actions.hand_on(task, person=who.binh, by=who.binh)
            made[name] = task
    for name, day in (("on_time", 15), ("late", 23), ("excused", 23)):
        with at(local(f"2026-10-{day}T09:00")):
            actions.report_done(made[name], text="Xong", by=who.binh)
            actions.accept_result(made[name], by=who.an)
    with at(local("2026-10-14T09:00")):
        actions.report_done(made["returned"], text="Xong", by=who.binh)
        actions.return_result(made["returned"], reason="Thiếu", by=who.an)
        actions.report_done(made["returned"], text="Đã bổ sung", by=who.binh)
        actions.accept_result(made["returned"], by=who.an)
        actions.confirm_cause(made["excused"], reason="Bão số 9", by=who.an)
    with at(local("2026-11-03T09:00")):
        made["excused"].refresh_from_db()
        actions.confirm_cause(made["excused"], reason="Bão số 9", by=who.an)
        yield who


@pytest.mark.django_db
def test_a_persons_month(october):
    sheet = own_sheet(october.binh, periods.read("2026-10"), RULE)
    numbers = {one.word: one.number for one in sheet.numbers}
    assert numbers == {"given": 5, "done": 4, "failed": 1, "late": 2, "excused": 1}
    assert sheet.figures.quantity == Decimal(80)
    assert sheet.figures.quality == Decimal(75)  # 3.75 of 5
    assert sheet.figures.progress == Decimal(75)
    for one in sheet.numbers:
        assert one.wish.rows(october.binh).count() == one.number, one.word


@pytest.mark.django_db
def test_a_units_month_and_its_people(october):
    unit, *people = unit_sheets(
        october.department, [october.department.pk], periods.read("2026-q4"), RULE
    )
    assert [sheet.who for sheet in people] == [october.binh]
    assert unit.figures.number("given") == people[0].figures.number("given") == 6  # November's too
    for one in (*unit.numbers, *people[0].numbers):
        assert one.wish.rows(october.an).count() == one.number


@pytest.mark.django_db
def test_own_figures_are_ones_own_and_a_units_are_its_heads(client, october):
    unit = reverse("tasks:merit_of", args=["2026-10", october.department.pk])
    mine = reverse("tasks:merit_of", args=["2026-10", 0])
    for person, may in (
        (october.an, 200),
        (october.binh, 200),
        (october.chi, 403),
        (october.dung, 403),
    ):
        client.force_login(person)
        assert client.get(mine).status_code == 200
        assert client.get(unit).status_code == may, person
        assert client.get(f"{unit}figures.xlsx").status_code == may
        assert client.get(f"{unit}evidence.xlsx").status_code == may
    client.force_login(october.dung)
    assert "Trần Thị Bình" not in client.get(mine).content.decode()


@pytest.mark.django_db
def test_the_export_names_every_figure_and_every_task(client, october):
    client.force_login(october.binh)
    address = reverse("tasks:merit_of", args=["2026-10", 0])
    rows = cells(client.get(f"{address}figures.xlsx").content)
    assert rows[1][:9] == ["Trần Thị Bình", "5", "4", "1", "2", "1", "5.0", "4.0", "80.0"]
    rows = cells(client.get(f"{address}evidence.xlsx").content)
    assert sorted(row[1] for row in rows[1:]) == [
        "excused",
        "late",
        "on_time",
        "returned",
        "undone",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["2025-10", "2026-10"])
def test_before_the_decree_there_are_no_figures(client, october, word):
    client.force_login(october.binh)
    page = client.get(reverse("tasks:merit_of", args=[word, 0])).content.decode()
    assert ("01/2026" in page or "1/2026" in page) or word == "2026-10"
    assert ("figure-block" in page) == (word == "2026-10")
