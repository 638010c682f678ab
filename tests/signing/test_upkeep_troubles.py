"""Renewal while the timestamp authority is silent or the disk is full: noted at the paper, tried again, nobody kept waiting."""

from __future__ import annotations

import errno
from contextlib import ExitStack

import pytest

from signing.actions import upkeep
from signing.actions.trust import add_root
from signing.levels import lines, status
from signing.models import Upkeep
from tests.signing import pki
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


@pytest.fixture
def hang(state_ca, monkeypatch):
    """Let services of the authority hang; nobody's patience with them is as long as in life."""
    whole, hanging = lines.ask, []

    def ask(asked, **given):
        hangs = any(asked.url.startswith(f"{state_ca.url}/city/{one}/") for one in hanging)
        return whole(asked, **given | ({"seconds": 0.5} if hangs else {}))

    monkeypatch.setattr(status, "ask", ask)
    with ExitStack() as stack:

        def hang(*services):
            hanging.extend(services)
            for one in services:
                stack.enter_context(state_ca.behave(one, "slow"))
            state_ca.asked.clear()

        yield hang


def asked_of(authority, service):
    return [one for one in authority.asked if f"/{service}/" in one]


def test_a_responder_that_hangs_is_asked_once_a_turn_and_the_list_is_read_instead(two, state_ca, hang):  # fmt: skip
    hang("ocsp")
    with later(state_ca, two):
        assert upkeep.keep_up() == 2
    assert len(asked_of(state_ca, "ocsp")) == 1


@pytest.fixture
def others(two, settings, tmp_path):
    """Another authority, of which the timestamps come now."""
    (tmp_path / "others").mkdir()
    with pki.running(tmp_path / "others") as running:
        add_root(running.root_pem.read_bytes(), why="tests", by=None)
        settings.TSA_URL = running.tsa("tsa2")
        yield running


def test_an_authority_that_gives_no_word_holds_up_its_own_papers_only(two, others, who, state_ca, hang):  # fmt: skip
    with later(state_ca, two), others.clock(two):
        issue(who, others, title="Quyết định 83", topic="folder.83")
        upkeep.take_into_care()
    moment = max(one.due_at for one in Upkeep.objects.all()) + DAY
    with later(state_ca, moment), others.clock(moment):
        hang("ocsp", "crls")
        assert upkeep.keep_up() == 1
    assert len(asked_of(state_ca, "ocsp")) == 1
    noted = list(Upkeep.objects.order_by("route_id").values_list("failures", "trouble"))
    assert [failures for failures, _trouble in noted] == [1, 1, 0]
    assert all("hệ thống sẽ tự hỏi lại" in said for _failures, said in noted[:2]), noted
