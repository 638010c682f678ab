"""Keys and half-finished signings under attack: what an agent sends back, PINs guessed side by side."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils import generic

from core.refused import Refused
from signing.actions import attempts, keys
from signing.agent.whole import sign_whole
from signing.attempt_states import AttemptState, Way
from signing.models import Signature, SigningKey
from signing.strongbox import DEMO_PIN
from tests.signing import attacks
from tests.signing.agents import at_agent, in_process
from tests.signing.way import asked, inspected, sent


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def demonstration(settings, tmp_path, monkeypatch, folder):
    settings.DEMO, settings.DATA_DIR = True, folder
    settings.FILES_DIR = tmp_path / "files"
    monkeypatch.setattr("documents.actions.inspect", inspected)
    for place in ("signing.actions.routes.child", "signing.asking.child"):
        monkeypatch.setattr(place, in_process, raising=False)


def hand(key, data):
    return key.sign(data)


def other_text(writer):
    """The page's text is another one."""
    first = attacks.page(writer)
    first[generic.pdf_name("/Contents")] = attacks.evil_stream(writer)
    writer.update_container(first)


def test_an_agent_may_not_change_the_paper_before_it_signs(who):
    route = sent(who)
    key = at_agent(who.an, who.an, Way.VGCA)
    attempt = attempts.begin(asked(route), seen=route.current.sha256, by=who.an)
    served = attempts.fetched(attempt)
    changed = attacks.updated(served, other_text)
    with pytest.raises(Refused):
        attempts.deliver_file(attempt, sign_whole(changed, key, hand))
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.FAILED
    assert not Signature.objects.exists()


def test_a_key_that_was_locked_meanwhile_is_not_tried(who):
    """Two requests read the key before either is counted: the second must see what the first did."""
    key = keys.key_of(who.an)
    stale = SigningKey.objects.get(pk=key.pk)
    for _try in range(keys.TRIES):
        with pytest.raises(Refused):
            keys.opened(SigningKey.objects.get(pk=key.pk), "00000000")
    with pytest.raises(Refused):
        keys.opened(stale, DEMO_PIN)


def test_tries_side_by_side_are_tries_one_after_the_other(who, monkeypatch):
    """While one wrong PIN is tried, no other is: else as many go through as there are threads."""
    key, inside, most = keys.key_of(who.an), [], []

    def slow(_file, _pin):
        inside.append(1)
        most.append(len(inside))
        if len(most) == 1:
            with pytest.raises(BlockingIOError):
                held_elsewhere(key)
        inside.pop()
        raise keys.WrongPin

    monkeypatch.setattr("signing.strongbox.opened", slow)
    with pytest.raises(Refused):
        keys.opened(key, "00000000")
    assert most == [1]


def held_elsewhere(key):
    """Take the turn of the key as another process would; it is refused while somebody has it."""
    import fcntl

    from signing.strongbox import keys_folder

    with (keys_folder() / f".pin-{key.pk}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
