"""Who guesses PINs over many keys must wait; the keys stay open to those who know their PIN."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.refused import Refused
from people.models import Post
from signing import actions
from signing.actions import guesses, keys
from signing.models import SigningKey
from signing.strongbox import DEMO_PIN

pytestmark = pytest.mark.usefixtures("swift")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def seals(who):
    """The seals of two units, and the clerk who may apply both."""
    for unit in (who.committee, who.department):
        Post.objects.get_or_create(user=who.chi, unit=unit, role="clerk")
    return [keys.seal_of(unit, by=who.chi) for unit in (who.committee, who.department)]


def guess(key, by, pin="00000000"):
    """Try a PIN; return what is said."""
    try:
        keys.opened(SigningKey.objects.get(pk=key.pk), pin, by=by)
    except Refused as refused:
        return str(refused)
    return ""


def test_who_guesses_over_many_keys_must_wait_and_no_key_is_tried_any_more(who, seals, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 6)
    said = [guess(seals[n % 2], who.chi) for n in range(6)]
    assert all("PIN chưa đúng" in one for one in said), said
    tried = [key.wrong_pins for key in SigningKey.objects.filter(unit__isnull=False)]
    assert tried == [3, 3]
    assert "15 phút" in guess(seals[0], who.chi, DEMO_PIN)
    assert "15 phút" in guess(keys.key_of(who.chi), who.chi, DEMO_PIN)
    assert [key.wrong_pins for key in SigningKey.objects.filter(unit__isnull=False)] == tried


def test_the_holder_signs_while_the_guesser_waits(who, seals, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 2)
    for _try in range(3):
        guess(seals[0], who.chi)
    assert guess(seals[0], who.an, DEMO_PIN) == ""
    assert actions.open_key(who.an, DEMO_PIN)


def test_the_right_pin_of_ones_own_key_buys_no_new_tries(who, seals, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 4)
    own = keys.key_of(who.chi)
    for _round in range(4):
        guess(seals[0], who.chi)
        SigningKey.objects.update(wrong_pins=0)
        said = guess(own, who.chi, DEMO_PIN)
    assert "15 phút" in said


def test_tries_side_by_side_over_many_keys_do_not_pass_the_limit(who, seals, monkeypatch):
    """Two desks look at a PIN at the same moment: the last try that is left is given to one of them."""
    monkeypatch.setattr(guesses, "MOST", 2)
    whole, beside = keys.strongbox.opened, []

    def slowly(file, pin):
        if len(beside) < 3:
            beside.append("")
            beside[-1] = guess(seals[1], who.chi)
        return whole(file, pin)

    guess(seals[0], who.chi)
    monkeypatch.setattr(keys.strongbox, "opened", slowly)
    assert "PIN chưa đúng" in guess(seals[0], who.chi)
    assert "15 phút" in beside[0]
    assert "15 phút" in guess(seals[1], who.chi)


def test_right_pins_and_tries_that_were_none_use_nothing_up(who, seals, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 1)
    for _try in range(3):
        assert guess(seals[0], who.chi, DEMO_PIN) == ""
    SigningKey.objects.filter(pk=seals[0].pk).update(file="gone.p12")
    for _try in range(3):
        assert "15 phút" not in guess(seals[0], who.chi, DEMO_PIN)
    assert "PIN chưa đúng" in guess(seals[1], who.chi)


def test_a_count_that_ran_out_during_the_tries_gives_no_new_ones(who, seals, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 1)
    with guesses.one_try(who.chi):
        cache.clear()
    assert "PIN chưa đúng" in guess(seals[1], who.chi)
    assert "15 phút" in guess(seals[1], who.chi)


def test_without_the_cache_each_keys_own_limit_remains(who, monkeypatch):
    def away(*_given, **_more):
        raise ConnectionError

    for name in ("add", "incr", "touch"):
        monkeypatch.setattr(guesses.cache, name, away, raising=False)
    own = keys.key_of(who.an)
    assert guess(own, who.an, DEMO_PIN) == ""
    for _try in range(keys.TRIES):
        guess(own, who.an)
    assert guess(own, who.an, DEMO_PIN) != ""


def test_an_administrator_cannot_lock_a_leaders_key_by_changing_its_pin(client, who):
    own = keys.key_of(who.an)
    admin = who.dung
    Post.objects.create(user=admin, unit=who.committee, title="Quản trị", role="administrator")
    client.force_login(admin)
    url = reverse("signing:change_pin", args=[own.pk])
    for _try in range(keys.TRIES):
        answer = client.post(url, {"pin": "00000000", "new": "86428642", "again": "86428642"})
        assert answer.status_code == 404
    assert guess(own, who.an, DEMO_PIN) == ""


def test_a_right_pin_does_not_prolong_the_wait_for_a_wrong_one(who, seals, monkeypatch):
    moment = [time.time()]
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: moment[0])
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: moment[0])
    assert guess(seals[0], who.chi)
    for _time in range(2):
        moment[0] += 9 * 60
        assert guess(seals[1], who.chi, DEMO_PIN) == ""
    assert not cache.get(f"wrong-pins:{who.chi.pk}")
