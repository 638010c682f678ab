"""Renewal while the timestamp authority is silent or the disk is full: noted at the paper, tried again, nobody kept waiting."""

from __future__ import annotations

import errno

import pytest

from signing.actions import upkeep
from signing.models import Upkeep
from tests.signing.test_upkeep import DAY, _set_up, issue, later  # noqa: F401 (a fixture)


@pytest.fixture
def two(who, state_ca):
    """Two papers that are due, and the moment."""
    for n in (81, 82):
        issue(who, state_ca, title=f"Quyết định {n}", topic=f"folder.{n}")
    upkeep.keep_up()
    return max(one.due_at for one in Upkeep.objects.all()) + DAY


def test_the_authority_is_asked_for_one_paper_a_turn(two, state_ca):
    state_ca.asked.clear()
    with state_ca.behave("tsa", "down"), later(state_ca, two):
        assert upkeep.keep_up() == 0
    assert len([one for one in state_ca.asked if "/tsa/" in one]) == 1
    with later(state_ca, two + DAY):
        assert upkeep.keep_up() == 2


def test_a_full_disk_is_noted_at_the_paper_and_tried_again(two, state_ca, monkeypatch):
    def full(*_given, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, later(state_ca, two):
        patch.setattr("documents.store.tempfile.mkstemp", full)
        assert upkeep.keep_up() == 0
    said = list(Upkeep.objects.values_list("failures", "trouble"))
    assert said == [(1, "Chưa lưu được tệp vì ổ đĩa đã đầy hoặc không ghi được.")] * 2
    with later(state_ca, two + DAY):
        assert upkeep.keep_up() == 2
