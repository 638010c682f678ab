"""Tables of cases: when a round ends, who is reminded when, how a result is explained."""

from datetime import date, datetime

import pytest

from core.deciding import rule_on
from core.workdays import WorkCalendar
from opinions.deadlines import proposed, settled
from opinions.queries.results import clause_of
from opinions.reminders import coming, reached, to_remind

t = datetime.fromisoformat
# 31 December 2026 is a Thursday; 1 January 2027 is off, so is Tết (5-9 February 2027) in this calendar
CALENDAR = WorkCalendar(
    off=frozenset(date(2027, 1, d) for d in (1,))
    | frozenset(date(2027, 2, d) for d in range(4, 11))
)


@pytest.mark.parametrize(
    ("moment", "days", "end"),
    [
        (t("2026-11-20T09:00"), 3, t("2026-11-25T17:00")),  # Friday: the weekend is not counted
        (t("2026-11-23T23:59"), 1, t("2026-11-24T17:00")),  # a minute before midnight
        (t("2026-11-24T00:00"), 1, t("2026-11-25T17:00")),
        (t("2026-12-30T09:00"), 3, t("2027-01-05T17:00")),  # over New Year and a weekend
        (t("2027-02-03T09:00"), 2, t("2027-02-12T17:00")),  # over Tết
        (t("2026-11-23T09:00"), 0, t("2026-11-24T17:00")),  # never today
    ],
)
def test_a_round_ends_at_the_end_of_a_working_day(moment, days, end):
    assert proposed(moment, days, CALENDAR) == end


@pytest.mark.parametrize(
    ("wanted", "end"),
    [
        (t("2026-11-28T10:00"), t("2026-11-30T10:00")),  # a Saturday: Monday, same hour
        (t("2027-02-05T16:30"), t("2027-02-11T16:30")),  # Tết
        (t("2026-11-26T23:59"), t("2026-11-26T23:59")),
    ],
)
def test_a_deadline_on_a_day_off_moves_on(wanted, end):
    assert settled(wanted, CALENDAR) == end


@pytest.mark.parametrize(
    ("sent", "today", "name"),
    [
        (date(2026, 11, 20), date(2026, 11, 23), None),
        (date(2026, 11, 20), date(2026, 11, 24), "before-2"),
        (date(2026, 11, 20), date(2026, 11, 25), "before-1"),
        (date(2026, 11, 20), date(2026, 11, 26), "on-day"),
        (
            date(2026, 11, 24),
            date(2026, 11, 24),
            None,
        ),  # just sent: nobody is reminded the same day
        (date(2026, 11, 25), date(2026, 11, 26), "on-day"),
        (date(2026, 11, 26), date(2026, 11, 26), None),
    ],
)
def test_the_highest_rung_that_has_come(sent, today, name):
    rung = reached(date(2026, 11, 26), sent, today, CALENDAR)
    assert (rung.name if rung else None) == name


def test_the_next_look_is_a_working_day():
    assert coming(date(2027, 2, 12), date(2027, 2, 3), CALENDAR) == date(2027, 2, 11)
    assert coming(date(2026, 11, 26), date(2026, 11, 26), CALENDAR) is None


def test_nobody_has_the_same_or_a_lower_rung_twice():
    rung = reached(date(2026, 11, 26), date(2026, 11, 20), date(2026, 11, 25), CALENDAR)
    had = {1: {"before-1"}, 2: {"before-2"}, 3: {"on-day"}}
    assert to_remind(rung, [1, 2, 3, 4], had) == [2, 4]


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2024, 5, 1), "Điều 117, 118, Luật Tổ chức chính quyền địa phương 77/2015/QH13"),
        (date(2026, 11, 22), "72/2025/QH15"),
    ],
)
def test_the_clause_is_that_of_the_law_in_force(day, word):
    assert word in clause_of(rule_on("committee", day))
