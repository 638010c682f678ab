"""Office hours and how far a reminder may be put off: tables of cases, values in and out."""

from datetime import date

import pytest

from core.official_days import propose
from core.workdays import calendar_from
from tasks.hours import Ask, is_open, next_office, offers, refusal
from tests.tasks.week import local

CITY = calendar_from((row.day, row.kind) for row in propose([2026]))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-03-16T07:29", "2026-03-16T07:30"),
        ("2026-03-16T07:30", "2026-03-16T07:30"),
        ("2026-03-16T11:30", "2026-03-16T13:30"),  # the midday rest
        ("2026-03-16T16:59", "2026-03-16T16:59"),
        ("2026-03-16T17:00", "2026-03-17T07:30"),
        ("2026-03-20T17:30", "2026-03-23T07:30"),  # Friday evening
        ("2026-01-10T08:00", "2026-01-10T08:00"),  # a Saturday that is worked
        ("2026-02-15T10:00", "2026-02-23T07:30"),  # Tết
    ],
)
def test_office_hours(moment: str, opens: str) -> None:
    assert next_office(local(moment), CITY) == local(opens)
    assert is_open(local(moment), CITY) == (moment == opens)


@pytest.mark.parametrize(
    ("moment", "when"),
    [
        ("2026-03-16T08:00", ["2026-03-16T13:30", "2026-03-17T07:30", "2026-03-23T07:30"]),
        ("2026-03-16T14:00", ["2026-03-17T07:30", "2026-03-23T07:30"]),
        ("2026-03-20T09:00", ["2026-03-20T13:30", "2026-03-23T07:30"]),
        ("2026-02-13T14:00", ["2026-02-23T07:30"]),  # before Tết
    ],
)
def test_the_three_presses(moment: str, when: list[str]) -> None:
    assert list(offers(local(moment), CITY).values()) == [local(one) for one in when]


NOW = "2026-03-16T08:00"  # a Monday


@pytest.mark.parametrize(
    ("until", "priority", "times", "ends", "refused"),
    [
        ("2026-03-17T07:30", "normal", 0, "2026-03-20", None),
        ("2026-03-20T07:30", "normal", 2, "2026-03-20", None),  # to the last day itself
        ("2026-03-23T07:30", "normal", 0, None, None),  # five working days
        ("2026-03-24T07:30", "normal", 0, None, "far"),
        ("2026-03-23T07:30", "normal", 0, "2026-03-20", "deadline"),
        ("2026-03-17T07:30", "normal", 0, "2026-03-13", "deadline"),  # overdue: not at all
        ("2026-03-17T07:30", "normal", 3, "2026-03-20", "often"),
        ("2026-03-18T07:30", "urgent", 1, "2026-03-20", None),
        ("2026-03-19T07:30", "urgent", 1, "2026-03-20", "far"),
        ("2026-03-17T07:30", "urgent", 2, "2026-03-20", "often"),
        ("2026-03-16T13:30", "flash", 0, "2026-03-20", "flash"),
        ("2026-03-16T08:00", "normal", 0, "2026-03-20", "past"),
    ],
)
def test_the_leaders_bounds(until, priority, times, ends, refused) -> None:
    asked = Ask(local(until), priority, times, date.fromisoformat(ends) if ends else None)
    assert refusal(asked, local(NOW), CITY) == refused


def test_forbidden_or_escalated_comes_before_everything() -> None:
    until = local("2026-03-17T07:30")
    assert refusal(Ask(until, "normal", 0, None, allowed=False), local(NOW), CITY) == "forbidden"
    told = Ask(until, "normal", 0, None, escalated=True)
    assert refusal(told, local(NOW), CITY) == "escalated"
