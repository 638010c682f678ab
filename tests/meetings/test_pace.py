"""The session against its plan, case by case."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.pace import Stretch, pace

EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08:00 in the city


def at(minutes):
    return EIGHT + timedelta(minutes=minutes)


# items (minutes, state, minutes used), minutes since 08:00 -> minutes behind, end in minutes after 08:00
CASES = [
    ("nothing begun, before the time", [(20, "waiting", 0), (40, "waiting", 0)], -30, False, 0, 60),
    ("late opening counts", [(20, "waiting", 0), (40, "waiting", 0)], 10, False, 10, 70),
    ("in time", [(20, "current", 10), (40, "waiting", 0)], 10, True, 0, 60),
    ("the item is over its time", [(20, "current", 32), (40, "waiting", 0)], 32, True, 12, 72),
    ("an item was shorter", [(20, "done", 5), (40, "current", 0)], 5, True, -15, 45),
    ("what was deferred counts nowhere", [(20, "done", 20), (40, "deferred", 0), (10, "waiting", 0)], 20, True, 0, 30),
    ("time spent on a deferred item is lost", [(20, "deferred", 15), (10, "waiting", 0)], 15, True, 15, 25),
    ("a pause makes late", [(20, "done", 20), (40, "waiting", 0)], 50, True, 30, 90),
    ("everything done early", [(20, "done", 10)], 10, True, -10, 10),
    ("an empty agenda", [], 5, True, 5, 5),
    ("past midnight", [(600, "done", 900), (300, "current", 120)], 1020, True, 300, 1200),
]  # fmt: skip


@pytest.mark.parametrize(("name", "items", "minute", "opened", "behind", "ends"), CASES)
def test_the_pace(name, items, minute, opened, behind, ends):  # noqa: PLR0917
    rows = [Stretch(n, m, state, used * 60) for n, (m, state, used) in enumerate(items)]
    found = pace(rows, starts_at=EIGHT, moment=at(minute), opened=opened, running=True)
    assert (found.behind, found.ends_about) == (behind, at(ends)), name


def test_each_waiting_item_has_its_expected_beginning():
    rows = [Stretch(1, 20, "current", 5 * 60), Stretch(2, 10, "waiting"), Stretch(3, 30, "waiting")]
    found = pace(rows, starts_at=EIGHT, moment=at(5), opened=True, running=True)
    assert found.expected == {2: at(20), 3: at(30)}
    assert found.until == at(20)


def test_the_clock_stands_in_a_pause():
    rows = [Stretch(1, 20, "current", 5 * 60)]
    found = pace(rows, starts_at=EIGHT, moment=at(5), opened=True, running=False)
    assert found.until is None
    assert found.left == 15 * 60
