"""Issued papers stay verifiable: years pass on a simulated clock, authorities fall silent, workers die halfway."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path

import pytest

from core import clock
from core.refused import Refused
from documents.models import Version
from signing import trusting
from signing.actions import upkeep
from signing.actions.signing import seal_with, sign_with
from signing.actions.trust import add_root
from signing.levels import chains, making, raising
from signing.levels.inventory import inventory
from signing.levels.raising import Level
from signing.models import Signature, Upkeep
from signing.pdf import authority
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Change, Verdict
from tests.signing.way import asked, inspected, sent

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _set_up(settings, tmp_path, monkeypatch, state_ca, db):
    settings.OUTGOING_HOSTS, settings.DEMO, settings.DATA_DIR = ["127.0.0.1"], True, tmp_path
    settings.TSA_URL, settings.SIGNING_LEVEL = state_ca.tsa("tsa2"), "B-LTA"
    settings.SIGNING_WITHOUT_TSA = "refuse"
    monkeypatch.setattr("documents.actions.inspect", inspected)
    add_root(state_ca.root_pem.read_bytes(), why="tests", by=None)
    trusting.export()
    _forget()


def _forget():
    chains.forget()
    raising.forget_samples()


@pytest.fixture
def issued(who, state_ca):
    return issue(who, state_ca)


def issue(who, state_ca, **given):
    route = sent(who, **given)
    sign_with(asked(route), state_ca.key("leader"), seen=route.current.sha256, by=who.an)
    route.refresh_from_db()
    seal_with(asked(route), state_ca.key("seal"), seen=route.current.sha256, by=who.chi)
    route.refresh_from_db()
    return route


def later(state_ca, moment):
    """Everybody believes it is then: the house and its authority."""
    _forget()
    stack = ExitStack()
    stack.enter_context(clock.at(moment))
    stack.enter_context(state_ca.clock(moment))
    return stack


def test_a_paper_leaves_the_house_with_an_archive_timestamp(issued):
    found = inventory(Path(issued.current.path))
    assert {one.level for one in found.signatures.values()} == {Level.LTA}
    kept = Signature.objects.filter(step__route=issued).order_by("pk")
    assert [one.level for one in kept] == [Level.LT, Level.LTA]
    assert all(one.timed_at for one in kept)


def test_nothing_is_renewed_before_it_is_due(issued):
    assert upkeep.keep_up() == 0
    care = Upkeep.objects.get()
    assert (care.newest, care.level, care.why) == (issued.current, "B-LTA", "proofs")
    assert clock.now() + 30 * DAY < care.due_at < clock.now() + 95 * DAY
    assert upkeep.keep_up() == 0


def test_twelve_years_of_renewals(issued, state_ca):
    """Each renewal only appends, comes in time, and leaves proofs that reach past the next one."""
    upkeep.keep_up()
    begun, first, size = clock.now(), issued.current.read(), issued.current.size
    rounds = 0
    while rounds < 12:
        care = Upkeep.objects.get()
        moment = care.due_at + dt.timedelta(hours=2)
        if rounds:  # years pass between a few of them: the house was closed and comes back late
            moment = max(moment, begun + rounds * 365 * DAY)
        with later(state_ca, moment):
            assert upkeep.keep_up() == 1
            care.refresh_from_db()
            assert care.failures == 0, care.trouble
            assert care.due_at > moment + 5 * DAY
        newest = care.newest.read()
        assert newest.startswith(first)
        assert len(newest) > size
        size, rounds = len(newest), rounds + 1
    found = inventory(newest)
    assert len(found.stamps) == 13
    assert {one.level for one in found.signatures.values()} == {Level.LTA}
    issued.refresh_from_db()
    assert issued.current.read() == first
    assert issued.paper.versions.filter(sha256=issued.current.sha256).count() == 1
    found = judge(newest, read_certificates([state_ca.root_pem]), moment + DAY)
    assert found.verdict == Verdict.VALID, found
    assert {one.modification for one in found.signatures[1:-1]} == {Change.TIMESTAMPS}


def test_a_silent_authority_is_tried_again_later_and_later(issued, state_ca):
    upkeep.keep_up()
    moment = Upkeep.objects.get().due_at + DAY
    waits = []
    with state_ca.behave("tsa", "down"):
        for _try in range(5):
            with later(state_ca, moment):
                assert upkeep.keep_up() == 0
                assert upkeep.keep_up() == 0  # it is not tried at once again
            care = Upkeep.objects.get()
            waits.append(care.next_try_at - moment)
            moment = care.next_try_at + dt.timedelta(minutes=1)
    assert care.failures == 5
    assert "timestamp" in care.trouble or "thời gian" in care.trouble
    assert waits == sorted(waits)
    assert waits[-1] == 3 * DAY
    with later(state_ca, moment):
        assert upkeep.keep_up() == 1
    assert Upkeep.objects.get().failures == 0


def test_a_worker_that_dies_halfway_leaves_nothing_half_done(issued, state_ca, monkeypatch):
    upkeep.keep_up()
    moment = Upkeep.objects.get().due_at + DAY
    before = Version.objects.count()

    class Killed(BaseException):
        pass

    def die(*_args, **_kwargs):
        raise Killed

    with later(state_ca, moment):
        with monkeypatch.context() as patched:
            patched.setattr("signing.actions.upkeep.tell", die)
            with pytest.raises(Killed):
                upkeep.keep_up()
        assert Version.objects.count() == before
        assert upkeep.keep_up() == 1
        assert upkeep.keep_up() == 0
    assert Version.objects.count() == before + 1


def test_two_workers_at_once_add_one_version(issued, state_ca, monkeypatch):
    """While one worker waits for its timestamp, another renews the same paper: the slower one adds nothing."""
    upkeep.keep_up()
    before, real = Version.objects.count(), upkeep.file_extended

    def meanwhile(version, tail):
        monkeypatch.setattr(upkeep, "file_extended", real)
        assert upkeep.keep_up() == 1
        return real(version, tail)

    with later(state_ca, Upkeep.objects.get().due_at + DAY):
        monkeypatch.setattr(upkeep, "file_extended", meanwhile)
        assert upkeep.keep_up() == 0
        assert upkeep.keep_up() == 0
    assert Version.objects.count() == before + 1
    assert Upkeep.objects.get().rounds == 1


def test_one_bad_paper_does_not_stop_the_others(who, state_ca, settings):
    routes = [issue(who, state_ca, title=f"Quyết định {n}", topic=f"folder.{n}") for n in (81, 82)]
    upkeep.keep_up()
    Path(routes[0].current.path).chmod(0o600)
    Path(routes[0].current.path).write_bytes(b"%PDF-1.7 spoilt")
    with later(state_ca, max(one.due_at for one in Upkeep.objects.all()) + DAY):
        assert upkeep.keep_up() == 1
    assert list(Upkeep.objects.order_by("route_id").values_list("failures", flat=True)) == [1, 0]


def test_without_a_tsa_one_may_sign_now_and_raise_later(who, state_ca, settings):
    settings.SIGNING_WITHOUT_TSA = "later"
    with state_ca.behave("tsa", "down"):
        route = issue(who, state_ca)
        assert {one.level for one in Signature.objects.filter(step__route=route)} == {"B-B"}
        upkeep.keep_up()
    care = Upkeep.objects.get()
    assert (care.why, care.failures) == ("raise", 1)
    with later(state_ca, care.next_try_at + DAY / 24):
        assert upkeep.keep_up() == 1
    care.refresh_from_db()
    assert care.level == "B-LTA"
    assert care.newest.read().startswith(route.current.read())


def test_papers_rise_when_the_level_is_set_higher_later(who, state_ca, settings):
    settings.SIGNING_LEVEL = "B-T"
    route = issue(who, state_ca)
    assert upkeep.keep_up() == 0
    care = Upkeep.objects.get()
    assert (care.level, care.due_at) == ("B-T", None)
    settings.SIGNING_LEVEL = "B-LTA"
    assert upkeep.keep_up() == 1
    care.refresh_from_db()
    assert (care.level, care.failures) == ("B-LTA", 0)
    assert care.newest.read().startswith(route.current.read())


def test_without_a_tsa_signing_is_refused_with_a_sentence(who, state_ca):
    route = sent(who)
    with state_ca.behave("tsa", "down"), pytest.raises(Refused) as refused:
        sign_with(asked(route), state_ca.key("leader"), seen=route.current.sha256, by=who.an)
    assert "dấu thời gian" in str(refused.value).lower() or "timestamp" in str(refused.value)
    assert asked(route).kind == "sign"


@pytest.mark.parametrize(("whose", "word"), [("revoked", "thu hồi"), ("expired", "hết hạn")])
def test_a_withdrawn_certificate_signs_nothing_even_at_b_b(who, state_ca, settings, whose, word):
    settings.TSA_URL = ""
    route = sent(who)
    with pytest.raises(Refused) as refused:
        sign_with(asked(route), state_ca.key(whose), seen=route.current.sha256, by=who.an)
    assert word in str(refused.value) or whose in str(refused.value)
    assert not Signature.objects.exists()


def test_without_a_timestamp_authority_nothing_is_tried(issued, settings):
    settings.TSA_URL = ""
    assert making.wished() == Level.B
    assert upkeep.keep_up() == 0
    assert not Upkeep.objects.exists()


def test_a_certificate_without_addresses_reaches_b_t_and_is_left_in_peace(
    who, leader, pki, state_ca
):
    """The demonstration authority gives no word on anybody: a time is stamped, proofs cannot be complete."""
    add_root(authority.pem(pki.chain[-1]), why="tests", by=None)
    trusting.export()
    route = sent(who)
    sign_with(asked(route), leader, seen=route.current.sha256, by=who.an)
    route.refresh_from_db()
    seal_with(asked(route), leader, seen=route.current.sha256, by=who.chi)
    assert {one.level for one in Signature.objects.filter(step__route=route)} == {"B-T"}
    assert upkeep.keep_up() == 0
    care = Upkeep.objects.get()
    assert (care.level, care.due_at, care.failures) == ("B-T", None, 0)
