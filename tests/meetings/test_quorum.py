"""Enough members here (Law 77/2015 art. 114: at least two thirds)."""

from fractions import Fraction

import pytest

from meetings.quorum import quorum

TWO_THIRDS, HALF = Fraction(2, 3), Fraction(1, 2)


@pytest.mark.parametrize(
    ("total", "share", "needed"),
    [
        (1, TWO_THIRDS, 1), (2, TWO_THIRDS, 2), (3, TWO_THIRDS, 2), (4, TWO_THIRDS, 3),
        (10, TWO_THIRDS, 7), (300, TWO_THIRDS, 200), (301, TWO_THIRDS, 201),
        (1, HALF, 1), (2, HALF, 1), (3, HALF, 2), (10, HALF, 5),
    ],
)  # fmt: skip
def test_how_many_are_needed(total, share, needed):
    assert quorum(total, needed, share).needed == needed
    assert quorum(total, needed, share).reached
    assert not quorum(total, needed - 1, share).reached


def test_a_meeting_without_members_has_no_quorum():
    assert not quorum(0, 0, TWO_THIRDS).reached
