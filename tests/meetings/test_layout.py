"""Drawn rooms: every place on the sheet, none upon another, the chair in front."""

from math import hypot

import pytest

from meetings.layout import SHAPES, WIDTH, layout


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("places", [1, 2, 3, 5, 12, 27, 60, 121, 300, 600])
def test_places_stand_apart_on_the_sheet(shape, places):
    drawn = layout(shape, places)
    assert [spot.number for spot in drawn.spots] == list(range(1, places + 1))
    assert all(0 < spot.x < WIDTH and 0 < spot.y < drawn.height for spot in drawn.spots)
    gap = min(
        (hypot(a.x - b.x, a.y - b.y) for n, a in enumerate(drawn.spots) for b in drawn.spots[:n]),
        default=1000,
    )
    assert gap >= 2 * drawn.size
    rings = shape == "round" and places > 30  # the chair sits in the inner ring
    assert rings or all(drawn.spots[0].y <= spot.y + 1 for spot in drawn.spots)


def test_a_place_moved_by_hand_stays_there_and_on_the_sheet():
    drawn = layout("u", 5, {"2": [400, 300], "3": [99_999, -5]})
    assert (drawn.spots[1].x, drawn.spots[1].y) == (400, 300)
    assert (drawn.spots[2].x, drawn.spots[2].y) == (WIDTH - 30, 30)


def test_an_unknown_shape_is_drawn_as_rows():
    assert layout("star", 4).spots == layout("rows", 4).spots
