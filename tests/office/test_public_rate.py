"""The public on-time rate: off until somebody opens it, no titles, no people, no small numbers, not too often."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.clock import at
from office.public.rates import ASKED
from tasks import actions
from tasks.door import assign
from tasks.models import PublicRate
from tasks.suppression import hidden, ratio
from tests.tasks.week import local

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0), (None, None, None)),
        ((2, 1, 1), (None, None, None)),
        ((10, 20, 30), (10, 20, 30)),
        ((10, 0, 30), (10, 0, 30)),
        ((10, 3, 30), (None, None, 30)),  # the next smallest hides with it
        ((1, 1, 30), (None, None, None)),  # two small ones together are still small
        ((4, 4, 30), (None, None, 30)),
        ((4, 0, 30), (None, 0, None)),
        ((5, 5, 5), (5, 5, 5)),
    ],
)
def test_small_numbers_and_what_would_betray_them_are_hidden(counts, shown):
    given = dict(zip("abc", counts, strict=True))
    assert tuple(hidden(given).values()) == shown


@pytest.mark.parametrize(
    ("counts", "part", "told"),
    [
        ((10, 10, 20), "ab", 50.0),
        ((10, 3, 30), "ab", 30.2),  # both hidden, nothing else: their sum is known anyway
        ((10, 3, 30), "a", None),
        ((10, 3, 30), "bc", None),
        ((1, 1, 1), "a", None),
    ],
)
def test_a_ratio_never_tells_what_is_hidden(counts, part, told):
    given = dict(zip("abc", counts, strict=True))
    assert ratio(given, hidden(given), tuple(part)) == told


@pytest.fixture
def october(who):
    """Twelve tasks of October: eight done on time, four... and one more done late."""
    cache.clear()
    for number in range(12):
        with at(local("2026-10-05T09:00")):
            task = assign(
                title=f"Việc mật {number}",
                lead=who.department,
                giver=who.an,
                by=who.an,
                due_on=date(2026, 10, 20),
            )
        with at(local("2026-10-15T09:00" if number < 7 else "2026-10-22T09:00")):
            actions.report_done(task, text="Xong", by=who.binh)
            actions.accept_result(task, by=who.an)
    with at(local("2026-11-18T09:00")):
        yield who


def page(unit, kind="rate"):
    return reverse(f"public:{kind}", args=[unit.pk])


def open_it(client, who, unit, *, by, on="1"):
    client.force_login(by)
    answer = client.post(reverse("tasks:switch_rate", args=[unit.pk]), {"open": on})
    client.logout()
    return answer.status_code


def test_off_until_its_head_opens_it_and_off_again(client, october):
    unit = october.department
    assert client.get(page(unit)).status_code == 404
    assert open_it(client, october, unit, by=october.dung) == 404
    assert open_it(client, october, unit, by=october.chi) == 404
    assert PublicRate.objects.count() == 0
    assert open_it(client, october, unit, by=october.binh) == 302
    answer = client.get(page(unit))
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "58,3%" in told  # seven of twelve
    assert "max-age" in answer.headers["Cache-Control"]
    assert not any(word in told for word in ("Việc mật", "Trần Thị Bình", "Nguyễn Văn An"))
    assert unit.name in client.get(reverse("public:rates")).content.decode()
    assert open_it(client, october, unit, by=october.an, on="0") == 302
    assert client.get(page(unit)).status_code == 404


def test_the_same_as_json_and_csv(client, october):
    open_it(client, october, october.department, by=october.binh)
    told = client.get(page(october.department, "rate_json")).json()
    assert (told["to_process"], told["done_on_time"], told["done_late"]) == (12, 7, 5)
    assert (told["late_percent"], told["on_time_percent"]) == (41.7, 58.3)
    rows = client.get(page(october.department, "rate_csv")).content.decode("utf-8-sig").splitlines()
    assert rows[1] == "Sở Nội vụ,2026-10,to_process,12"
    assert "Sở Nội vụ,2026-10,done_on_time,7" in rows


def test_few_tasks_say_nothing(client, october):
    with at(local("2026-09-05T09:00")):
        task = assign(
            title="Một việc",
            lead=october.committee,
            giver=october.an,
            by=october.an,
            due_on=date(2026, 9, 8),
        )
    with at(local("2026-09-10T09:00")):
        actions.report_done(task, text="Xong", by=october.an)
        actions.accept_result(task, by=october.an)
    open_it(client, october, october.committee, by=october.an)
    told = client.get(page(october.committee, "rate_json"), {"period": "2026-09"}).json()
    assert {told[word] for word in ("to_process", "done_late", "in_time", "late_percent")} == {None}


@pytest.mark.parametrize("period", ["2026-11", "2027", "2026-10-01_2026-10-02"])
def test_only_whole_periods_that_are_over(client, october, period):
    open_it(client, october, october.department, by=october.binh)
    assert client.get(page(october.department), {"period": period}).status_code == 404


def test_who_asks_too_much_waits(client, october):
    open_it(client, october, october.department, by=october.binh)
    answers = [
        client.get(page(october.department, "rate_json")).status_code for _ in range(ASKED + 1)
    ]
    assert (answers[0], answers[-1]) == (200, 429)
    assert client.post(page(october.department)).status_code == 405
