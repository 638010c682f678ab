"""Times in the room, worked out: midnight is a moment like any other."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.stays import IN, OUT, Stay, minutes_late, seconds, stays

NIGHT = datetime(2026, 12, 31, 16, 50, tzinfo=UTC)  # 23:50 in the city, on New Year's Eve


def at(minutes):
    return NIGHT + timedelta(minutes=minutes)


@pytest.mark.parametrize(("lines", "found"), [
    ([], []),
    ([(IN, 0)], [(0, None)]),
    ([(IN, 0), (OUT, 20)], [(0, 20)]),
    ([(IN, 0), (OUT, 20), (IN, 25)], [(0, 20), (25, None)]),
    ([(IN, 0), (IN, 5), (OUT, 20)], [(0, 20)]),
    ([(OUT, 20), (IN, 0)], [(0, 20)]),
    ([(OUT, 3)], []),
    ([(IN, 0), (OUT, 5), (OUT, 9)], [(0, 5)]),
])  # fmt: skip
def test_stays(lines, found):
    told = stays([(way, at(minutes)) for way, minutes in lines])
    assert told == [Stay(at(a), None if b is None else at(b)) for a, b in found]


@pytest.mark.parametrize(("stay", "begin", "end", "minutes"), [
    ((0, 30), 5, 60, 25), ((0, None), 5, 60, 55), ((10, 20), 30, 60, 0), ((0, 90), 5, 60, 55),
])  # fmt: skip
def test_only_the_session_counts_also_over_midnight(stay, begin, end, minutes):
    found = [Stay(at(stay[0]), None if stay[1] is None else at(stay[1]))]
    assert seconds(found, begin=at(begin), end=at(end)) == minutes * 60


@pytest.mark.parametrize(("came", "opened", "late"), [
    (0, 5, 0), (5, 5, 0), (6, 5, 2), (20, 5, 16), (None, 5, 0), (6, None, 0),
])  # fmt: skip
def test_lateness(came, opened, late):
    moments = [None if value is None else at(value) for value in (came, opened)]
    assert minutes_late(*moments) == late
