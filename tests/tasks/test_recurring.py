"""Tasks that come back: the days of the rules, given exactly once, left out, paused, after an outage, on a day off."""

import threading
from datetime import date

import pytest
from django.db import connection

from core.clock import at
from core.models import CalendarDay
from core.refused import Refused
from core.workdays import WorkCalendar
from journal.queries import broken, entries
from people.models import Unit
from tasks import actions
from tasks.models import Occurrence, Recurrence, Task
from tasks.recurrence import Rule, quarter_end, turns
from tests.tasks.week import local

PLAIN = WorkCalendar(off=frozenset({date(2026, 4, 30), date(2026, 5, 1)}))
SINCE = date(2026, 1, 1)


def days(rule, calendar=PLAIN, number=3):
    found = turns(rule, calendar)
    return [(one.nominal.isoformat(), one.due_on.isoformat()) for one, _ in zip(found, range(number), strict=False)]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            Rule("weekly", SINCE, weekday=4),
            [("2026-01-02", "2026-01-02"), ("2026-01-09", "2026-01-09"), ("2026-01-16", "2026-01-16")],
        ),
        (
            Rule("monthly", date(2026, 1, 31), day=31),
            [("2026-01-31", "2026-02-02"), ("2026-02-28", "2026-03-02"), ("2026-03-31", "2026-03-31")],
        ),
        (
            Rule("month_end", date(2026, 4, 2)),
            [("2026-04-30", "2026-04-29"), ("2026-05-31", "2026-05-29"), ("2026-06-30", "2026-06-30")],
        ),
        (
            Rule("quarterly", date(2026, 2, 1)),
            [("2026-03-31", "2026-03-31"), ("2026-06-30", "2026-06-30"), ("2026-09-30", "2026-09-30")],
        ),
        (
            Rule("yearly", date(2026, 3, 2), month=3, day=1),
            [("2027-03-01", "2027-03-01"), ("2028-03-01", "2028-03-01"), ("2029-03-01", "2029-03-01")],
        ),
        (Rule("yearly", SINCE, until=date(2026, 12, 1), month=5, day=1), [("2026-05-01", "2026-05-04")]),
    ],
)  # fmt: skip
def test_the_days_a_rule_gives(rule, expected):
    assert days(rule, number=len(expected) if rule.until is None else 9) == expected


def test_given_working_days_before_the_deadline():
    rule = Rule("month_end", date(2026, 4, 2), lead_days=5)
    assert next(turns(rule, PLAIN)).give_on == date(2026, 4, 22)


def test_the_end_of_the_quarter_of_its_last_day_is_the_next_one():
    assert quarter_end(date(2026, 3, 31), PLAIN) == date(2026, 6, 30)


def weekly(who, **more):
    words = {
        "title": "Báo cáo tuần", "frequency": "weekly", "weekday": 4, "lead_days": 2,
        "starts_on": date(2026, 3, 9), **more,
    }  # fmt: skip
    with at(local("2026-03-09T08:00")):
        return actions.keep_recurrence(
            None, lead=who.department, support=([], []), giver=who.an, by=who.chi, **words
        )


@pytest.mark.django_db
def test_the_clock_gives_each_turn_once(who):
    row = weekly(who)
    assert row.next_on == date(2026, 3, 11)
    for moment in ("2026-03-10T23:59", "2026-03-11T00:05"):
        with at(local(moment)):
            assert actions.give_due() == 0
    for moment in ("2026-03-11T06:05", "2026-03-11T09:00", "2026-03-11T09:00"):
        with at(local(moment)):
            actions.give_due()
    task = Task.objects.get()
    assert (task.title, task.due_on, task.giver, task.recorder) == (
        "Báo cáo tuần", date(2026, 3, 13), who.an, who.chi
    )  # fmt: skip
    row.refresh_from_db()
    assert row.next_on == date(2026, 3, 18)
    assert list(broken()) == []


@pytest.mark.django_db
def test_an_outage_is_made_up_for_but_not_what_is_past(who):
    weekly(who)
    with at(local("2026-04-01T15:00")):
        actions.give_due()
    assert [one.due_on for one in Task.objects.all()] == [date(2026, 4, 3)]


@pytest.mark.django_db
def test_a_clock_that_ran_ahead_and_came_back_gives_nothing_twice(who):
    row = weekly(who)
    with at(local("2026-06-03T09:00")):
        actions.give_due()
    with at(local("2026-03-11T09:00")):
        actions.calendar_moved()
        actions.give_due()
        actions.give_due()
    given = sorted(one.due_on for one in Task.objects.all())
    assert given == [date(2026, 3, 13), date(2026, 6, 5)]
    with at(local("2026-06-03T09:00")):
        actions.calendar_moved()
        actions.give_due()
    row.refresh_from_db()
    assert Task.objects.filter(due_on=date(2026, 6, 5)).count() == 1
    assert row.occurrences.count() == 2


@pytest.mark.django_db
def test_a_day_off_moves_the_deadline_to_the_next_working_day(who):
    row = weekly(who)
    CalendarDay.objects.update_or_create(date=date(2026, 3, 13), defaults={"kind": "off"})
    with at(local("2026-03-12T09:00")):
        actions.calendar_moved()
        actions.give_due()
    assert Task.objects.get().due_on == date(2026, 3, 16)
    assert row.occurrences.get().nominal == date(2026, 3, 13)


@pytest.mark.django_db
def test_a_turn_is_left_out_and_taken_up_again(who):
    row = weekly(who)
    with at(local("2026-03-09T09:00")):
        actions.skip(row, date(2026, 3, 13), by=who.an)
        with pytest.raises(Refused):
            actions.skip(row, date(2026, 3, 13), by=who.an)
        with pytest.raises(Refused):
            actions.skip(row, date(2026, 3, 14), by=who.an)
    with at(local("2026-03-11T09:00")):
        actions.give_due()
        assert Task.objects.count() == 0
        actions.take_up(row, date(2026, 3, 13), by=who.an)
        actions.give_due()
    assert Task.objects.count() == 1


@pytest.mark.django_db
def test_paused_changed_and_ended(who):
    row = weekly(who)
    with at(local("2026-03-10T09:00")):
        actions.pause(row, by=who.an)
        with pytest.raises(Refused):
            actions.pause(row, by=who.an)
    with at(local("2026-03-19T09:00")):
        actions.give_due()
        assert Task.objects.count() == 0
        actions.resume(row, by=who.an)
        actions.give_due()
        assert Task.objects.get().due_on == date(2026, 3, 20)
        row.refresh_from_db()
        actions.keep_recurrence(
            row, lead=who.binh, support=([], [who.chi]), giver=who.an, by=who.an,
            title="Báo cáo tháng", frequency="month_end",
        )  # fmt: skip
    with at(local("2026-03-27T09:00")):
        actions.give_due()
    last = Task.objects.order_by("-pk")[0]
    assert (last.title, last.due_on, last.lead_person) == (
        "Báo cáo tháng",
        date(2026, 3, 31),
        who.binh,
    )
    assert list(last.supporting_people.all()) == [who.chi]
    with at(local("2026-03-28T09:00")):
        actions.end(row, by=who.an)
    with at(local("2026-05-28T09:00")):
        actions.calendar_moved()
        actions.give_due()
    assert Task.objects.count() == 2


@pytest.mark.django_db
def test_what_can_no_longer_be_given_rests_and_says_why(who):
    row = weekly(who)
    Unit.objects.filter(pk=who.department.pk).update(closed_on=date(2026, 3, 10))
    with at(local("2026-03-11T09:00")):
        actions.give_due()
    row.refresh_from_db()
    assert row.paused
    assert Task.objects.count() == 0
    assert entries(row.book)[0].event == "tasks.recurrence_stuck"


@pytest.mark.django_db
def test_the_pages(client, who):
    client.force_login(who.an)
    given = {
        "title": "Báo cáo tháng", "frequency": "month_end", "weekday": "0", "day": "1", "month": "1",
        "lead_days": "5", "starts_on": "2027-01-04", "lead": f"unit.{who.department.pk}",
        "priority": "normal",
    }  # fmt: skip
    assert (
        client.post("/tasks/recurring/new/", {**given, "ends_on": "2026-01-01"}).status_code == 409
    )
    assert client.post("/tasks/recurring/new/", {**given, "title": ""}).status_code == 422
    url = client.post("/tasks/recurring/new/", given).url
    page = client.get(url).content.decode()
    assert "01/2027" in page
    nominal = date(2027, 1, 31)
    assert f"{url}{nominal}/skip/" in page
    client.post(f"{url}{nominal}/skip/")
    assert f"{url}{nominal}/take-up/" in client.get(url).content.decode()
    assert client.post(f"{url}edit/", {**given, "title": "Báo cáo khác"}).url == url
    assert "Báo cáo khác" in client.get("/tasks/recurring/").content.decode()
    for step in ("pause", "resume", "end"):
        assert client.post(f"{url}{step}/").status_code == 302
    client.force_login(who.dung)
    assert client.get(url).status_code == 404
    assert client.post(f"{url}pause/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_workers_give_one_task(who):
    weekly(who)

    def work():
        with at(local("2026-03-11T09:00")):
            actions.give_due()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Task.objects.count(), Occurrence.objects.count()) == (1, 1)
    assert Recurrence.objects.get().next_on == date(2026, 3, 18)
