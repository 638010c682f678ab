"""Working days over New Year, Tết, the April holidays and the swap days: a table (fault R21)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.official_days import propose
from core.workdays import WorkCalendar, calendar_from

CITY = calendar_from((row.day, row.kind) for row in propose([2025, 2026, 2027]))
D = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2025-12-31", 1, "2026-01-05"),  # 1 and 2 January are off, then the weekend
        ("2025-12-31", 3, "2026-01-07"),
        ("2026-01-09", 1, "2026-01-10"),  # the Saturday made up for 2 January is worked
        ("2026-01-09", 3, "2026-01-13"),
        ("2026-01-05", -1, "2025-12-31"),
        ("2026-02-13", 1, "2026-02-23"),  # Tết 2026: 14 to 22 February
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-02-23", -3, "2026-02-11"),
        ("2025-01-24", 1, "2025-02-03"),  # Tết 2025: 25 January to 2 February
        ("2025-04-25", 1, "2025-04-26"),  # worked Saturday
        ("2025-04-26", 1, "2025-04-28"),
        ("2025-04-29", 1, "2025-05-05"),  # 30 April to 4 May
        ("2026-04-29", 1, "2026-05-04"),
        ("2026-04-24", 1, "2026-04-28"),  # Hùng Kings on a Sunday, its Monday is off
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-08-28", 1, "2026-09-03"),
        ("2027-04-29", 3, "2027-05-06"),
        ("2026-03-06", 3, "2026-03-11"),  # an ordinary Friday
        ("2026-03-07", 1, "2026-03-09"),  # from a Saturday
        ("2026-03-07", 0, "2026-03-09"),
        ("2026-03-06", 0, "2026-03-06"),
        ("2026-03-09", -1, "2026-03-06"),
    ],
)
def test_adding_working_days(start: str, days: int, end: str) -> None:
    assert CITY.add(D(start), days) == D(end)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2025-12-31", "2026-01-05", 1),
        ("2026-02-13", "2026-02-23", 1),
        ("2026-02-01", "2026-02-28", 15),
        ("2026-01-05", "2025-12-31", -1),
        ("2026-03-06", "2026-03-06", 0),
        ("2026-03-06", "2026-03-08", 0),
    ],
)
def test_counting_working_days(start: str, end: str, days: int) -> None:
    assert CITY.count(D(start), D(end)) == days


def test_the_swap_the_package_misses() -> None:
    assert not CITY.is_workday(date(2026, 1, 2))
    assert CITY.is_workday(date(2026, 1, 10))


def test_tet_2026_is_nine_days() -> None:
    off = [date(2026, 2, 14) + timedelta(n) for n in range(9)]
    assert not any(CITY.is_workday(day) for day in off)
    assert CITY.is_workday(date(2026, 2, 13))
    assert CITY.is_workday(date(2026, 2, 23))


def test_a_make_up_day_wins_over_a_day_off() -> None:
    day = date(2026, 3, 10)
    assert WorkCalendar(off=frozenset({day}), worked=frozenset({day})).is_workday(day)


def test_a_calendar_without_working_days_does_not_hang() -> None:
    every = frozenset(date(2026, 1, 1) + timedelta(n) for n in range(800))
    with pytest.raises(ValueError, match="no working day"):
        WorkCalendar(off=every).add(date(2026, 1, 1), 1)


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 1))


@given(DAYS, st.integers(1, 40))
def test_counting_undoes_adding(day: date, days: int) -> None:
    assert CITY.count(day, CITY.add(day, days)) == days


@given(DAYS, DAYS)
def test_counting_is_what_walking_counts(one: date, other: date) -> None:
    start, end = sorted((one, other))
    walked = sum(CITY.is_workday(start + timedelta(n + 1)) for n in range((end - start).days))
    assert CITY.count(start, end) == walked
    assert CITY.count(end, start) == -walked
