"""Months, weeks and the chart of time: where each thing lies."""

from datetime import date

import pytest
from django.urls import reverse

from core.clock import at
from core.workdays import WorkCalendar
from tasks import actions
from tasks.door import assign
from tasks.grid import DAY_WIDTH, HEAD_HEIGHT, LINE_HEIGHT, Strip, chart_of, leaf_of, weeks_of
from tests.tasks.week import local

WORK = WorkCalendar(off=frozenset({date(2026, 11, 24)}))
TODAY = date(2026, 11, 18)
FIRST = date(2026, 10, 19)  # four weeks before the Monday of today


def chart(*strips):
    return chart_of(strips, TODAY, TODAY, WORK)


@pytest.mark.parametrize(
    ("start", "end", "percent", "x", "width", "done", "cut"),
    [
        (date(2026, 11, 2), date(2026, 11, 11), 50, 140, 100, 50, (False, False)),
        (date(2026, 11, 2), date(2026, 11, 2), 100, 140, 10, 10, (False, False)),
        (
            date(2026, 10, 9),
            date(2026, 10, 28),
            50,
            0,
            100,
            0,
            (True, False),
        ),  # half of it was before the chart
        (date(2026, 10, 9), date(2026, 10, 28), 75, 0, 100, 50, (True, False)),
        (date(2027, 1, 4), date(2027, 3, 1), 0, 770, 70, 0, (False, True)),
        (
            date(2026, 11, 9),
            None,
            0,
            210,
            100,
            0,
            (False, False),
        ),  # without a deadline: until today
        (
            date(2026, 11, 20),
            date(2026, 11, 10),
            0,
            320,
            10,
            0,
            (False, False),
        ),  # ends before it begins
    ],
)
def test_where_a_bar_lies(*, start, end, percent, x, width, done, cut):
    (bar,) = chart(Strip("việc", "Sở", start, end, percent)).bars
    assert (bar.x, bar.width, bar.done, (bar.before, bar.after)) == (x, width, done, cut)
    assert bar.endless == (end is None)


def test_headings_stand_above_their_own_in_the_order_they_came():
    day = date(2026, 11, 2)
    found = chart(*(Strip(n, group, day, day) for n, group in enumerate("BABC")))
    assert [mark.word for mark in found.groups] == ["B", "A", "C"]
    assert [bar.thing for bar in found.bars] == [0, 2, 1, 3]
    assert [mark.place for mark in found.groups] == [
        HEAD_HEIGHT, HEAD_HEIGHT + 3 * LINE_HEIGHT, HEAD_HEIGHT + 5 * LINE_HEIGHT
    ]  # fmt: skip


def test_what_lies_outside_is_left_out_and_days_off_are_shaded():
    gone = Strip("xa", "Sở", date(2025, 1, 1), date(2025, 2, 1))
    found = chart(gone, Strip("gần", "Sở", TODAY, TODAY))
    assert [bar.thing for bar in found.bars] == ["gần"]
    shaded = {mark.place for mark in found.off}
    assert (date(2026, 11, 24) - FIRST).days * DAY_WIDTH in shaded
    assert len(shaded) == 12 * 2 + 1
    assert found.today == (TODAY - FIRST).days * DAY_WIDTH + DAY_WIDTH // 2


@pytest.mark.parametrize(
    ("view", "on", "first", "last", "before", "after"),
    [
        ("month", date(2026, 11, 18), date(2026, 10, 26), date(2026, 12, 6), date(2026, 10, 1), date(2026, 12, 1)),
        ("month", date(2026, 2, 28), date(2026, 1, 26), date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 1)),
        ("week", date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 9), date(2026, 11, 23)),
    ],
)  # fmt: skip
def test_leaves(*, view, on, first, last, before, after):
    leaf = leaf_of(view, on)
    assert (leaf.first, leaf.last, leaf.before, leaf.after) == (first, last, before, after)
    weeks = weeks_of(leaf, [(on, "hạn"), (date(1999, 1, 1), "xa")], WORK)
    assert [len(week) for week in weeks] == [7] * len(weeks)
    assert [day.day for week in weeks for day in week if day.things] == [on]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "x", ""])
@pytest.mark.parametrize("show", ["list", "month", "week", "gantt", "<script>"])
@pytest.mark.django_db
def test_strange_days_do_no_harm(client, who, show, on):
    client.force_login(who.an)
    assert client.get(reverse("tasks:all"), {"show": show, "on": on}).status_code == 200


@pytest.mark.django_db
def test_the_chart_the_month_and_the_table_show_the_task(client, who):
    with at(local("2026-11-18T09:00")):
        task = assign(
            title="Cấp nước <b>",
            lead=who.department,
            giver=who.an,
            by=who.an,
            due_on=date(2026, 11, 25),
        )
        actions.report_progress(task, text="…", percent=40, by=who.binh)
        client.force_login(who.an)
        for show in ("gantt", "month", "week"):
            page = client.get(
                reverse("tasks:all"), {"show": show, "on": "2026-11-25"}
            ).content.decode()
            assert "Cấp nước &lt;b&gt;" in page, show
            assert "style=" not in page
        page = client.get(reverse("tasks:all"), {"show": "gantt", "by": "person"})
        assert page.context["chart"].bars[0].done == 32
        assert "chart-table" in page.content.decode()
