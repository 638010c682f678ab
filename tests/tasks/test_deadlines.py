"""In time, nearly due, today, overdue: a table of days and hours."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.official_days import propose
from core.workdays import calendar_from
from tasks.deadlines import bounds, days_left, due_state, kept

CITY = calendar_from((row.day, row.kind) for row in propose([2025, 2026, 2027]))
D = date.fromisoformat


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("due_on", "due_time", "moment", "word"),
    [
        (None, None, "2026-03-10T09:00", "no_deadline"),
        ("2026-03-20", None, "2026-03-10T09:00", "in_time"),
        ("2026-03-16", None, "2026-03-10T09:00", "in_time"),  # four working days
        ("2026-03-13", None, "2026-03-10T09:00", "nearly_due"),
        ("2026-03-10", None, "2026-03-10T23:59", "due_today"),
        ("2026-03-10", None, "2026-03-11T00:00", "overdue"),
        ("2026-03-10", time(11, 0), "2026-03-10T11:00", "due_today"),
        ("2026-03-10", time(11, 0), "2026-03-10T11:01", "overdue"),
        # a Saturday deadline ends with Monday (Civil Code 2015, art. 148.5), whatever its hour
        ("2026-03-14", time(11, 0), "2026-03-16T16:00", "due_today"),
        ("2026-03-14", None, "2026-03-15T09:00", "nearly_due"),
        ("2026-03-14", None, "2026-03-17T07:00", "overdue"),
        # Tết: due on the 17th ends on the 23rd
        ("2026-02-17", None, "2026-02-20T09:00", "nearly_due"),
        ("2026-02-17", None, "2026-02-23T09:00", "due_today"),
        # 2 January is off, 10 January is worked
        ("2026-01-02", None, "2026-01-05T09:00", "due_today"),
        ("2026-01-10", None, "2026-01-12T09:00", "overdue"),
    ],
)
def test_the_word_for_a_deadline(
    due_on: str | None, due_time: time | None, moment: str, word: str
) -> None:
    assert due_state(due_on and D(due_on), due_time, at(moment), CITY) == word


def test_days_left_are_working_days() -> None:
    assert days_left(D("2026-02-25"), D("2026-02-13"), CITY) == 3
    assert days_left(D("2026-02-13"), D("2026-02-24"), CITY) == -2
    assert days_left(D("2026-03-14"), D("2026-03-16"), CITY) == 0


def test_a_result_on_the_last_day_keeps_the_deadline() -> None:
    assert kept(D("2026-03-10"), None, at("2026-03-10T23:00"), CITY)
    assert not kept(D("2026-03-10"), None, at("2026-03-11T07:00"), CITY)


@given(st.dates(date(2025, 6, 1), date(2027, 6, 1)), st.integers(-30, 30))
def test_the_borders_for_queries_say_the_same(today: date, shift: int) -> None:
    due_on = today + timedelta(shift)
    word = due_state(due_on, None, datetime.combine(today, time(9)), CITY)
    edge = bounds(today, CITY)
    asked = (
        "overdue"
        if due_on <= edge.overdue
        else "due_today"
        if due_on <= edge.today
        else "nearly_due"
        if due_on <= edge.nearly
        else "in_time"
    )
    assert asked == word
