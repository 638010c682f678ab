"""Two bookings of one room, case by case."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.booking import Span, clash, free

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def span(start, end):
    return Span(DAY + timedelta(hours=start), DAY + timedelta(hours=end))


@pytest.mark.parametrize(
    ("theirs", "setup", "how"),
    [
        (span(6, 7), 15, ""),
        (span(6, 7.75), 15, ""),
        (span(6, 8), 15, "near"),
        (span(6, 8), 0, ""),
        (span(6, 8.5), 15, "hard"),
        (span(8.5, 9), 0, "hard"),
        (span(7, 11), 0, "hard"),
        (span(10, 11), 15, "near"),
        (span(10.25, 11), 15, ""),
        (span(-4, 8.1), 15, "hard"),
    ],
)
def test_a_booking_from_eight_to_ten(theirs, setup, how):
    assert clash(span(8, 10), theirs, setup) == how


def test_what_is_free_of_a_day():
    office, hour = span(8, 17), timedelta(hours=1)
    assert free([], office, hour) == [office]
    assert free([span(9, 10), span(13, 15)], office, hour) == [
        span(8, 9),
        span(10, 13),
        span(15, 17),
    ]
    assert free([span(8.5, 16.5)], office, hour) == []
    assert free([span(6, 9), span(8, 12)], office, hour) == [span(12, 17)]
    assert free([span(7, 18)], office, hour) == []
