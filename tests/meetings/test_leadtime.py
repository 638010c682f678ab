"""The lead time as a table of cases: which rule, which last day, who is late and by how much."""

from datetime import date

import pytest

from core.workdays import WorkCalendar
from meetings.leadtime import ITEM, MISSING, PAPERS, Facts, days_late, judge, last_day, lead_on
from meetings.recurrence import MONTHLY_DAY, MONTHLY_WEEKDAY, WEEKLY, Rule, occurrences

# New Year 2026 and its swap (12729/VPCP-KGVX), Tết 2026, 30 April and 1 May
OFF = [date(2026, 1, 1), date(2026, 1, 2), *(date(2026, 2, d) for d in range(16, 21)), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)]  # fmt: skip
CALENDAR = WorkCalendar(off=frozenset(OFF), worked=frozenset({date(2026, 1, 10)}))


@pytest.mark.parametrize(("name", "session", "last"), [
    ("regular", date(2026, 3, 27), date(2026, 3, 24)),  # Friday: Tuesday
    ("regular", date(2026, 3, 24), date(2026, 3, 19)),  # Tuesday: over the weekend
    ("regular", date(2026, 1, 6), date(2025, 12, 30)),  # over New Year, 2 January is off
    ("regular", date(2026, 1, 14), date(2026, 1, 10)),  # the Saturday is worked
    ("regular", date(2026, 2, 24), date(2026, 2, 12)),  # over Tết
    ("regular", date(2026, 5, 5), date(2026, 4, 28)),  # over 30 April
    ("special", date(2026, 3, 24), date(2026, 3, 23)),
    ("special", date(2026, 3, 23), date(2026, 3, 22)),  # one day: a plain one, also a Sunday
    ("ordinary", date(2026, 3, 27), date(2026, 3, 24)),
])  # fmt: skip
def test_the_last_day(name, session, last):
    lead = lead_on(name, session)
    assert last_day(lead, session, CALENDAR) == last


@pytest.mark.parametrize(("name", "on", "days", "working", "cited"), [
    ("regular", date(2024, 6, 1), 3, True, "Điều 114"),
    ("regular", date(2025, 4, 1), 3, True, "Điều 114"),
    ("regular", date(2026, 6, 1), 3, True, "Điều 114"),
    ("special", date(2026, 6, 1), 1, False, "Điều 114"),
    ("ordinary", date(2026, 6, 1), 3, True, "Quyết định 45/2018/QĐ-TTg"),
])  # fmt: skip
def test_each_rule_names_its_clause(name, on, days, working, cited):
    lead = lead_on(name, on)
    assert (lead.days, lead.working) == (days, working)
    assert cited in lead.cited
    assert bool(lead.review) == (on >= date(2025, 3, 1) and name != "ordinary")


@pytest.mark.parametrize(("name", "on"), [("none", date(2026, 1, 5)), ("ordinary", date(2018, 12, 24)), ("?", date(2026, 1, 5))])  # fmt: skip
def test_nothing_binds_where_there_is_no_rule(name, on):
    assert lead_on(name, on) is None


@pytest.mark.parametrize(("due", "done", "days"), [
    (date(2026, 3, 24), date(2026, 3, 24), 0),
    (date(2026, 3, 24), date(2026, 3, 23), 0),
    (date(2026, 3, 24), date(2026, 3, 25), 1),
    (date(2026, 3, 20), date(2026, 3, 21), 1),  # a Saturday after a Friday is late, by one
    (date(2026, 3, 20), date(2026, 3, 23), 1),
    (date(2026, 2, 13), date(2026, 2, 23), 1),  # over Tết
])  # fmt: skip
def test_days_late_are_working_days(due, done, days):
    assert days_late(due, done, CALENDAR) == days


EARLY, DUE, LEGAL, AFTER = (date(2026, 3, d) for d in (10, 18, 20, 24))


@pytest.mark.parametrize(("facts", "today", "late", "days", "unit_days"), [
    (Facts(EARLY, expects=True), EARLY, "", 0, 0),
    (Facts(EARLY, expects=True), date(2026, 3, 19), "", 0, 1),  # against its own day, not the law's
    (Facts(EARLY, expects=True), AFTER, MISSING, 2, 4),
    (Facts(EARLY, expects=True, released=DUE), AFTER, "", 0, 0),
    (Facts(EARLY, expects=True, released=AFTER), AFTER, PAPERS, 2, 4),
    (Facts(EARLY, expects=True, handed_in=DUE), AFTER, MISSING, 2, 0),  # the office sits on it
    (Facts(EARLY, expects=True, handed_in=DUE, released=AFTER), AFTER, PAPERS, 2, 0),
    (Facts(AFTER, expects=False), AFTER, ITEM, 2, 0),
    (Facts(EARLY, expects=False), AFTER, "", 0, 0),
])  # fmt: skip
def test_who_is_late(facts, today, late, days, unit_days):
    said = judge(facts, due=DUE, legal=LEGAL, today=today, calendar=CALENDAR)
    assert (said.late, said.days, said.unit_days) == (late, days, unit_days)


def test_without_a_law_nobody_breaks_it():
    facts = Facts(AFTER, expects=True)
    assert judge(facts, due=DUE, legal=None, today=AFTER, calendar=CALENDAR).late == ""


def _rule(frequency, since=date(2026, 1, 1), **other):
    shape = {"every": 1, "weekday": 3, "nth": -1, "day": 25, "shift": "after"} | other
    return Rule(frequency, shape["every"], shape["weekday"], shape["nth"], shape["day"], shape["shift"], since)  # fmt: skip


@pytest.mark.parametrize(("rule", "days"), [
    (_rule(MONTHLY_WEEKDAY), [(1, 29), (2, 26), (3, 26), (5, 4)]),  # 30 April is off: the next working day
    (_rule(MONTHLY_WEEKDAY, shift="before"), [(1, 29), (2, 26), (3, 26), (4, 29)]),
    (_rule(MONTHLY_WEEKDAY, nth=1, weekday=4), [(1, 5), (2, 6), (3, 6), (4, 3)]),  # 2 January is off
    (_rule(MONTHLY_DAY, day=31), [(2, 2), (3, 2), (3, 31), (5, 4)]),  # Saturdays move on, February ends on 28
    (_rule(MONTHLY_DAY, day=15, every=3), [(1, 15), (4, 15), (7, 15), (10, 15)]),
    (_rule(WEEKLY, weekday=0, every=2), [(1, 5), (1, 19), (2, 2), (2, 23)]),  # Tết Monday: the 16th moves to the 23rd
])  # fmt: skip
def test_a_series_meets_on_working_days(rule, days):
    found = occurrences(rule, CALENDAR, after=date(2025, 12, 31), number=4)
    assert [(one.day.month, one.day.day) for one in found] == days
    assert all(CALENDAR.is_workday(one.day) for one in found)
    assert [one.moved for one in found] == [one.day != one.nominal for one in found]


def test_a_series_goes_on_after_the_last_one():
    rule = _rule(MONTHLY_WEEKDAY)
    found = occurrences(rule, CALENDAR, after=date(2026, 3, 26), number=1)
    assert found[0].nominal == date(2026, 4, 30)
