"""The boards that follow a meeting: whatever changes on one of them was told in words that it reads."""

import itertools
import re
from datetime import timedelta

import pytest

from core import clock
from journal.ledger import changes, head
from meetings.boards import BOARDS
from meetings.models import Meeting
from realtime.topics import KINDS
from tests.meetings.test_live import ACTS, NOON, _bare, _scene

AUDIENCE = {"screen": "screen", "chair": "run", "seating": "sit"}
PARTS = [(board, part) for board, parts in BOARDS.items() for part in parts]


@pytest.fixture(autouse=True)
def pinned():
    with clock.at(NOON):
        yield


def still(html):
    """Without the states of the seats: the part ``seatstates`` puts them into the map and the table."""
    return re.sub(r'data-(state|marks)="[^"]*"|<td data-says>[^<]*</td>', "", _bare(html))


def drawn(meeting):
    return {
        (board, part): (still if part == "seatmap" else _bare)(
            KINDS[board].render(meeting.pk, part, AUDIENCE[board], "en")
        )
        for board, part in PARTS
    }


@pytest.mark.parametrize("name", ACTS)
def test_no_change_of_a_board_goes_untold(who, name):
    scene, act = ACTS[name]
    meeting = Meeting.objects.get(pk=_scene(scene).pk)
    before, since = drawn(meeting), head(meeting.book)
    with clock.at(NOON + timedelta(minutes=1)):
        act(meeting, who)
        told = changes(meeting.book, since)
        after = drawn(meeting)
    changed = {key for key in before if before[key] != after[key]}
    heard = {(board, part) for board, part in PARTS if part in KINDS[board].own(told)}
    assert changed - heard == set(), f"told of {told}"


@pytest.mark.parametrize(("part", "language"), [*itertools.product(PARTS, ("vi", "en"))])
def test_a_board_is_drawn_with_its_word_as_id(who, part, language):
    from tests import world

    board, word = part
    html = KINDS[board].render(world.busy().pk, word, AUDIENCE[board], language)
    assert f'id="{word}"' in html[:200]
