"""Keys and half-finished signings under attack: what an agent sends back, PINs guessed side by side."""

from __future__ import annotations

import hashlib

import pytest
from asn1crypto import pkcs12 as asn1
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyhanko.pdf_utils import generic

from core.refused import Refused
from signing import actions
from signing.actions import attempts, keys, planning
from signing.agent import hand as hand_of_agent
from signing.agent.whole import sign_whole
from signing.attempt_states import AttemptState, Way
from signing.models import Signature, SigningKey
from signing.strongbox import DEMO_PIN
from signing.ways import messages
from tests.signing import attacks
from tests.signing.agents import at_agent
from tests.signing.way import asked, sent
from tests.signing.ways import deputy, going, spec

pytestmark = pytest.mark.usefixtures("swift")


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
    served = attempts.fetched(attempt).read_bytes()
    changed = attacks.updated(served, other_text)
    with pytest.raises(Refused):
        attempts.deliver_file(attempt, [sign_whole(changed, key, hand)])
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.FAILED
    assert not Signature.objects.exists()


def test_a_key_that_was_locked_meanwhile_is_not_tried(who):
    """Two requests read the key before either is counted: the second must see what the first did."""
    key = keys.key_of(who.an)
    stale = SigningKey.objects.get(pk=key.pk)
    for _try in range(keys.TRIES):
        with pytest.raises(Refused):
            keys.opened(SigningKey.objects.get(pk=key.pk), "00000000", by=who.an)
    with pytest.raises(Refused):
        keys.opened(stale, DEMO_PIN, by=who.an)


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
        keys.opened(key, "00000000", by=who.an)
    assert most == [1]


def slow_to_open(rounds=2_000_000_000):
    """A key file whose passphrase is to be hashed that often: its maker writes a number, who opens it works."""
    key = ec.generate_private_key(ec.SECP256R1())
    closed = serialization.BestAvailableEncryption(b"x")
    made = asn1.Pfx.load(pkcs12.serialize_key_and_certificates(b"", key, None, None, closed))
    made["mac_data"]["iterations"] = rounds
    return made.dump(force=True)


def test_a_key_file_that_takes_an_hour_to_open_holds_nobody_up(client, who, monkeypatch):
    monkeypatch.setattr("signing.actions.keeping.OPENS_WITHIN", 0.3)
    monkeypatch.setattr("signing.actions.keeping.read_key", None)  # in this process nobody opens it
    client.force_login(who.an)
    file = SimpleUploadedFile("khoa.p12", slow_to_open())
    given = {"f-file": file, "f-passphrase": "x", "f-pin": "24681357", "f-again": "24681357"}
    answer = client.post(reverse("signing:add_file_key"), given)
    assert answer.status_code == 422
    assert not SigningKey.objects.filter(holder=who.an).exists()


def held_elsewhere(key):
    """Take the turn of the key as another process would; it is refused while somebody has it."""
    import fcntl

    from signing.strongbox import keys_folder

    with (keys_folder() / f".pin-{key.pk}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_title_cannot_write_over_the_question_at_the_terminal(capsys):
    hand_of_agent.say("Ký “Giấy mời\x1b[2K\rKý tệp vô hại\u202e”?")
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert not {"\x1b", "\r", "\u202e"} & set(said)


@pytest.mark.parametrize(("start", "end"), [(-5, 60), (0, 60), (60, 20), (20, 4000)])
def test_the_agent_signs_only_around_a_place_within_the_file(start, end):
    content, own = b"x" * 40, b"certificate"
    digest = [hashlib.sha256(one).hexdigest() for one in (content, own)]
    offer = messages.Offer("t", "", 1, "", "", digest[0], start, end, "", digest[1], "")
    with pytest.raises(messages.Mismatch, match="outside"):
        messages.proved_attributes(offer, content, own)


def test_who_reads_while_another_stores_reads_again(who, monkeypatch):
    """Between reading the step and looking at its version, somebody else's signature is stored: not “changed”."""
    route, stored = two_at_once(who), []
    shown = route.current.sha256
    look = planning.overtaken

    def between(version):
        if not stored:
            stored.append(1)
            actions.sign(route.steps.get(who=who.an), pin=DEMO_PIN, seen=shown, by=who.an)
        return look(version)

    monkeypatch.setattr(planning, "overtaken", between)
    second = route.steps.filter(rank=1).exclude(who=who.an).get()
    plan = planning.plan(second, seen=shown, by=second.who)
    assert plan.source.read_bytes() == plan.before.read()
    assert plan.before.sha256 != shown


def two_at_once(who):
    return going(who, spec("sign", who.an, rank=1), spec("sign", deputy(), rank=1))
