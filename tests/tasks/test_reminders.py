"""The ladder of reminders, rung by rung: working days, late runs, jumps of the clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.official_days import propose
from core.workdays import calendar_from
from tasks.reminders import GIVER, LEAD, Watch, coming, reached, to_remind

CITY = calendar_from((row.day, row.kind) for row in propose([2025, 2026, 2027]))
D = date.fromisoformat
DUE = "2026-03-20"  # a Friday


def watch(anchor: str = DUE, since: str = "2026-02-02", ladder: str = "deadline") -> Watch:
    return Watch(ladder, D(anchor), D(since))


@pytest.mark.parametrize(
    ("today", "name"),
    [
        ("2026-03-16", None),
        ("2026-03-17", "before-3"),
        ("2026-03-18", "before-3"),
        ("2026-03-19", "before-1"),
        ("2026-03-20", "on-day"),
        ("2026-03-22", "on-day"),  # Sunday: nothing new
        ("2026-03-23", "after-1"),
        ("2026-03-25", "after-3"),
        ("2026-03-31", "after-7"),
        ("2026-04-07", "after-12"),
        ("2026-04-14", "after-17"),
        ("2026-04-22", "after-22"),
    ],
)
def test_the_rung_of_a_day(today: str, name: str | None) -> None:
    rung = reached(watch(), D(today), CITY)
    assert (rung and rung.name) == name


@pytest.mark.parametrize(
    ("anchor", "today", "name"),
    [
        ("2026-01-05", "2025-12-29", None),
        ("2026-01-05", "2025-12-30", None),
        ("2026-01-05", "2025-12-31", "before-1"),
        ("2026-01-06", "2025-12-30", None),
        ("2026-01-06", "2025-12-31", None),
        ("2026-01-06", "2026-01-05", "before-1"),
        ("2026-02-24", "2026-02-12", "before-3"),  # the last days before Tết
        ("2026-02-24", "2026-02-23", "before-1"),
    ],
)
def test_before_new_year_and_tet(anchor: str, today: str, name: str | None) -> None:
    rung = reached(watch(anchor, since=today if name is None else "2025-12-01"), D(today), CITY)
    assert (rung and rung.name) == name


def test_what_was_over_before_the_task_came_is_not_reminded() -> None:
    late = watch(since="2026-03-19")  # assigned the day before
    assert reached(late, D("2026-03-19"), CITY) is None
    assert reached(late, D("2026-03-20"), CITY).name == "on-day"


def test_the_giver_hears_from_the_first_day_after() -> None:
    people = {LEAD: [1], GIVER: [9]}
    assert to_remind(reached(watch(), D("2026-03-20"), CITY), people, {}) == [1]
    assert to_remind(reached(watch(), D("2026-03-23"), CITY), people, {}) == [1, 9]


def test_a_missed_run_sends_one_late_reminder() -> None:
    """Off since before the first rung, back a day after the deadline: one reminder, the highest."""
    rung = reached(watch(), D("2026-03-23"), CITY)
    assert rung.name == "after-1"
    assert to_remind(rung, {LEAD: [1]}, {}) == [1]
    assert to_remind(rung, {LEAD: [1]}, {1: rung.days}) == []


def test_a_clock_that_jumps_back_sends_nothing() -> None:
    rung = reached(watch(), D("2026-03-17"), CITY)
    assert to_remind(rung, {LEAD: [1]}, {1: 0}) == []


def test_a_result_nobody_looks_at_goes_to_the_giver() -> None:
    waiting = watch("2026-03-20", since="2026-03-20", ladder="result")
    assert reached(waiting, D("2026-03-23"), CITY) is None
    rung = reached(waiting, D("2026-03-24"), CITY)
    assert to_remind(rung, {LEAD: [1], GIVER: [9]}, {}) == [9]
    assert reached(waiting, D("2026-03-31"), CITY).name == "after-7"


def test_the_coming_rung_is_known() -> None:
    rung, day = coming(watch(), D("2026-03-17"), CITY)
    assert (rung.name, day) == ("before-1", D("2026-03-19"))
    rung, day = coming(watch(), D("2026-04-20"), CITY)
    assert (rung.name, day) == ("after-22", D("2026-04-21"))


@given(
    st.dates(date(2025, 7, 1), date(2026, 12, 1)),
    st.integers(0, 40),
    st.lists(st.booleans(), min_size=90, max_size=90),
)
def test_any_pattern_of_missed_days_reminds_in_rising_order(
    anchor: date, lead_time: int, awake: list[bool]
) -> None:
    """Whatever days the clock is awake, no rung comes twice and each comes on a working day."""
    task = Watch("deadline", CITY.on_or_after(anchor), anchor - timedelta(lead_time))
    had: dict[int, int] = {}
    sent = []
    for number, runs in enumerate(awake):
        today = task.since + timedelta(number)
        rung = reached(task, today, CITY) if runs and CITY.is_workday(today) else None
        if rung and to_remind(rung, {LEAD: [1]}, had):
            had[1] = rung.days
            sent.append(rung.days)
    assert sent == sorted(set(sent))
    if all(awake):
        assert 0 in sent
