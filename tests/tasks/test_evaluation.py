"""How a finished task is counted: what failed, what came late, who confirmed an objective cause; reopening."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from journal.queries import broken, entries
from tasks import actions
from tasks.actions import Marks
from tasks.evaluating import worth
from tests.tasks.cast import given
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
EARLY, LATE = "2026-03-18T09:00", "2026-03-24T09:00"


@pytest.mark.parametrize(
    ("failed", "late", "objective", "quality", "progress"),
    [
        (0, False, False, 100, 100),
        (1, False, False, 75, 100),
        (2, True, False, 50, 75),
        (0, True, True, 100, 100),
        (4, True, False, 0, 75),
        (9, False, False, 0, 100),
    ],
)
def test_decree_335_of_2025(failed, late, objective, quality, progress):
    done = worth(failed=failed, late=late, objective=objective, on=date(2026, 1, 1))
    assert (done.quality, done.progress) == (quality, progress)


def test_before_the_decree_nothing_is_worked_out():
    assert worth(failed=1, late=True, objective=False, on=date(2025, 12, 31)) is None


def finish(task, who, moment, marks=None):
    with at(local(moment)):
        actions.report_done(task, text="Xong", by=who.binh)
        return actions.accept_result(task, marks=marks, by=who.an)


def test_each_returned_result_is_a_failed_assessment(who):
    task = given(who)
    with at(local(EARLY)):
        for _ in range(2):
            actions.report_done(task, text="Xong", by=who.binh)
            actions.return_result(task, reason="Thiếu", by=who.an)
    task = finish(task, who, EARLY, Marks("good", "Sau hai lần sửa", Decimal("2.5")))
    row = task.evaluation
    assert (row.failed, row.late, row.grade, row.quantity) == (2, False, "good", Decimal("2.5"))


def test_accepted_in_one_press_it_meets_what_was_asked(who):
    row = finish(given(who), who, EARLY).evaluation
    assert (row.grade, row.quantity, row.failed, row.late) == ("met", 1, 0, False)


def test_late_without_and_with_a_confirmed_cause(client, who):
    task = finish(given(who), who, LATE)
    row = task.evaluation
    assert (task.kept, row.late, row.objective) == (False, True, False)
    actions.confirm_cause(task, reason="Mưa lũ", by=who.an)
    row.refresh_from_db()
    assert (row.objective, row.objective_by, row.objective_reason) == (True, who.an, "Mưa lũ")
    assert row.objective_at is not None
    client.force_login(who.binh)
    assert "Mưa lũ" in client.get(task.get_absolute_url()).content.decode()


def test_a_cause_confirmed_before_the_end_counts_at_the_end(who):
    task = given(who)
    with at(local(LATE)):
        said = actions.demand_explanation(task, by=who.an)
        actions.answer_explanation(said, text="Mưa lũ", claims_objective=True, by=who.binh)
        actions.accept_explanation(said, objective=True, by=who.an)
    row = finish(task, who, LATE).evaluation
    assert (row.late, row.objective, row.objective_by) == (True, True, who.an)


def test_a_corrected_grade_leaves_the_old_one_in_the_journal(who):
    task = finish(given(who), who, EARLY)
    actions.evaluate(task, marks=Marks("excellent", "Rất tốt", Decimal(3)), by=who.an)
    actions.evaluate(task, marks=Marks("good", "", Decimal(2)), by=who.an)
    told = [entry for entry in entries(task.book) if entry.event == "tasks.evaluated"]
    assert told[0].data["before"]["words"] == "Rất tốt"
    assert task.evaluation.__class__.objects.get().grade == "good"
    assert list(broken()) == []


@pytest.mark.parametrize("quantity", [Decimal(0), Decimal(-1), Decimal(101)])
def test_points_have_bounds(who, quantity):
    task = finish(given(who), who, EARLY)
    with pytest.raises(Refused):
        actions.evaluate(task, marks=Marks(quantity=quantity), by=who.an)


def test_only_a_finished_task_is_evaluated(who):
    with pytest.raises(Refused):
        actions.evaluate(given(who), marks=Marks(), by=who.an)


def test_reopened_the_result_has_failed(who):
    task = finish(given(who), who, EARLY)
    with at(local("2026-03-20T09:00")):
        task = actions.reopen(task, reason="Số liệu sai", by=who.an)
    task.refresh_from_db()
    assert (task.state, task.kept, task.ended_at, task.reported_at) == (
        "accepted",
        None,
        None,
        None,
    )
    assert task.remind_at is not None
    task = finish(task, who, LATE)
    row = task.evaluation.__class__.objects.get()
    assert (task.kept, row.failed, row.late) == (False, 1, True)


def test_reopened_within_ten_working_days_only(who):
    task = finish(given(who), who, EARLY)
    with at(local("2026-04-02T09:00")), pytest.raises(Refused):
        actions.reopen(task, reason="Muộn", by=who.an)


def test_a_cancelled_task_stays_cancelled(who):
    task = actions.cancel(given(who), reason="Thôi", by=who.an)
    with pytest.raises(Refused):
        actions.reopen(task, reason="Lại", by=who.an)


def test_accepted_and_graded_on_one_page(client, who):
    task = given(who)
    with at(local(EARLY)):
        actions.report_done(task, text="Xong", by=who.binh)
    client.force_login(who.an)
    form = {"grade": "excellent", "quantity": "1.50", "words": "Tốt"}
    client.post(reverse("tasks:accept_graded", args=[task.pk]), form)
    task.refresh_from_db()
    assert (task.state, task.evaluation.grade) == ("done", "excellent")
