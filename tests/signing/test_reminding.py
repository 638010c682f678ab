"""One message a person and day about what waits to be signed; who is late is told to who sent it; never at night."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.clock import at
from core.workdays import WorkCalendar
from notices.models import Notice
from people.absences import announce_absence
from signing import actions
from signing.actions.reminding import remind_due
from signing.routes.dunning import Digest, Open, digests, escalated
from tests.signing.way import inspected
from tests.signing.ways import going, spec, step_of

CALENDAR = WorkCalendar()
MONDAY, TUESDAY, THURSDAY, SATURDAY = (date(2026, 11, day) for day in (16, 17, 19, 21))


def row(who=1, due=None, asked=MONDAY, starter=9):
    return Open(1, who, starter, asked, due)


@pytest.mark.parametrize(
    ("due", "today", "told"),
    [
        (THURSDAY, MONDAY, []),
        (THURSDAY, date(2026, 11, 18), [Digest(1, 1, 0)]),
        (THURSDAY, THURSDAY, [Digest(1, 1, 0)]),
        (THURSDAY, date(2026, 11, 20), [Digest(1, 1, 1)]),
        (THURSDAY, SATURDAY, []),
        (None, TUESDAY, []),
        (None, date(2026, 11, 18), [Digest(1, 1, 0)]),
    ],
)
def test_who_is_told_when(due, today, told):
    assert digests([row(due=due)], {}, today, CALENDAR) == told


def test_many_papers_are_one_message_and_go_to_who_stands_in():
    rows = [row(1, MONDAY), row(1, THURSDAY), row(2, TUESDAY)]
    assert digests(rows, {1: 5}, THURSDAY, CALENDAR) == [Digest(2, 1, 1), Digest(5, 2, 1)]


def test_nobody_is_told_of_their_own_lateness_twice():
    assert escalated([row(due=MONDAY, starter=1)], TUESDAY, CALENDAR) == []
    assert len(escalated([row(due=MONDAY)], TUESDAY, CALENDAR)) == 1


@pytest.fixture
def route(who, settings, tmp_path, monkeypatch):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    monkeypatch.setattr("documents.actions.inspect", inspected)
    with local(MONDAY, 9):
        return going(who, spec("sign", who.an, days=2))


def local(day, hour):
    return at(datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


def reminders(person):
    return list(Notice.objects.filter(user=person, key__startswith="signing.digest"))


def late_ones(person):
    return list(Notice.objects.filter(user=person, key__contains=".late."))


def test_the_clock_reminds_once_a_day_and_tells_the_starter_of_a_late_one_once(who, route):
    with local(MONDAY, 10):
        remind_due()
    assert reminders(who.an) == []
    for hour in (8, 9, 15):
        with local(TUESDAY, hour):
            remind_due()
    assert len(reminders(who.an)) == 1
    for day in (THURSDAY, date(2026, 11, 20)):
        with local(day, 8):
            remind_due()
    assert len(reminders(who.an)) == 3
    assert len(late_ones(who.chi)) == 1
    assert str(who.an) in late_ones(who.chi)[0].sentence


def test_nobody_is_woken_at_night_or_on_a_day_off(who, route):
    for day, hour in ((THURSDAY, 3), (THURSDAY, 23), (SATURDAY, 10)):
        with local(day, hour):
            remind_due()
    assert reminders(who.an) == []
    assert late_ones(who.chi) == []


def test_the_deadline_is_counted_in_working_days_and_may_be_changed(who, route):
    step = step_of(route, who.an)
    assert step.due_on == date(2026, 11, 18)
    with local(date(2026, 11, 20), 9):
        step = actions.change_due(step, days=1, by=who.chi)
    assert step.due_on == date(2026, 11, 23)


def test_who_stands_in_is_reminded_instead(who, route):
    with local(TUESDAY, 8):
        announce_absence(who.an, stand_in=who.binh, since=TUESDAY, until=THURSDAY, by=who.an)
        remind_due()
    assert (len(reminders(who.an)), len(reminders(who.binh))) == (0, 1)
