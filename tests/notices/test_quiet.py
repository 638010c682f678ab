"""Quiet hours: never at night, never on a day off."""

from datetime import datetime, time

import pytest

from core.official_days import propose
from core.workdays import calendar_from
from notices.quiet import NIGHT, is_quiet, next_open

CITY = calendar_from((row.day, row.kind) for row in propose([2025, 2026, 2027]))
LUNCH = (time(11, 30), time(13, 30))


@pytest.mark.parametrize(
    ("moment", "free"),
    [
        ("2026-03-10T09:00", "2026-03-10T09:00"),
        ("2026-03-10T06:29", "2026-03-10T06:30"),
        ("2026-03-10T20:59", "2026-03-10T20:59"),
        ("2026-03-10T21:00", "2026-03-11T06:30"),
        ("2026-03-13T23:00", "2026-03-16T06:30"),  # Friday night to Monday
        ("2026-03-14T10:00", "2026-03-16T06:30"),
        ("2026-02-13T22:00", "2026-02-23T06:30"),  # over Tết
        ("2026-01-09T22:00", "2026-01-10T06:30"),  # the worked Saturday
        ("2025-12-31T22:00", "2026-01-05T06:30"),
        ("2026-03-10T12:00", "2026-03-10T13:30"),
    ],
)
def test_the_next_moment_that_is_free(moment: str, free: str) -> None:
    found = next_open(datetime.fromisoformat(moment), [NIGHT, LUNCH], CITY)
    assert found == datetime.fromisoformat(free)
    assert not is_quiet(found, [NIGHT, LUNCH], CITY)


def test_hours_that_leave_nothing_free_count_as_a_mistake() -> None:
    whole = [NIGHT, (time(0), time(12)), (time(12), time(0))]
    found = next_open(datetime.fromisoformat("2026-03-10T09:00"), whole, CITY)
    assert found == datetime.fromisoformat("2026-03-10T09:00") or not is_quiet(found, [NIGHT], CITY)
