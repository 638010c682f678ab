"""The timestamp authority dies between the signature and the archive timestamp: the paper is signed, the clock adds the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from signing.actions import keeping, upkeep
from signing.actions.completing import complete
from signing.actions.signing import seal_with, sign_with
from signing.attempt_states import AttemptState
from signing.levels import raising
from signing.levels.inventory import inventory
from signing.models import Signature, Upkeep
from signing.states import RouteState
from tests.signing import agents
from tests.signing.agents import at_agent, begun, signed_by_agent
from tests.signing.test_upkeep import _set_up  # noqa: F401 (a fixture)
from tests.signing.way import asked, sent


@pytest.fixture
def signed(who, state_ca):
    """A decision that the leader signed; it waits for its seal, the last signature."""
    route = sent(who)
    sign_with(asked(route), state_ca.key("leader"), seen=route.current.sha256, by=who.an)
    route.refresh_from_db()
    return route


@pytest.fixture
def dying(state_ca, monkeypatch):
    """The authority gives the signature its time and is silent when the archive timestamp is asked for."""
    whole = raising.archive

    def archive(*given, **more):
        with state_ca.behave("tsa", "down"):
            return whole(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(raising, "archive", archive)
        yield patch


def is_sealed_at(route, level):
    route.refresh_from_db()
    assert route.state == RouteState.COMPLETED
    kept = Signature.objects.filter(step__route=route).order_by("pk").last()
    assert (kept.level, bool(kept.timed_at)) == (level, True)
    assert {one.level for one in inventory(Path(route.current.path)).signatures.values()} == {level}


def the_clock_adds_it(route, dying):
    dying.undo()
    assert upkeep.keep_up() == 1
    care = Upkeep.objects.get()
    assert (care.level, care.failures) == ("B-LTA", 0)
    assert care.newest.read().startswith(route.current.read())


def test_with_a_key_of_this_server(who, signed, state_ca, dying):
    seal_with(asked(signed), state_ca.key("seal"), seen=signed.current.sha256, by=who.chi)
    is_sealed_at(signed, "B-LT")
    the_clock_adds_it(signed, dying)


def test_with_a_key_at_an_agent(who, signed, state_ca, dying, monkeypatch):
    monkeypatch.setattr(agents, "holder", lambda _name: state_ca.key("seal"))
    monkeypatch.setattr(keeping, "check_certificate", lambda *_given: None)  # another city's name
    key = at_agent(who.committee, who.chi)
    attempt = begun(signed, who, by=who.chi)
    done = complete(agents.attempts.deliver(attempt, signed_by_agent(attempt, key)))
    assert done.state == AttemptState.EMBEDDED
    is_sealed_at(signed, "B-LT")
    the_clock_adds_it(signed, dying)
