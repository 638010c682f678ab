"""Interrupted signing: prepared, fetched once, delivered once, completed once; what goes wrong leaves nothing half-issued."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from core import clock
from core.refused import Refused
from journal.models import Entry
from signing import actions
from signing.actions import attempts, keeping
from signing.actions.completing import complete, go_on
from signing.attempt_states import AttemptState, Way
from signing.models import Signature
from signing.strongbox import DEMO_PIN, trusted
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Verdict
from tests.signing.agents import at_agent, begun, root_pem, signed_by_agent
from tests.signing.way import asked, seals, sent, signs

pytestmark = pytest.mark.usefixtures("swift")


@pytest.fixture
def route(who):
    return sent(who)


def verdict(route):
    route.refresh_from_db()
    return judge(route.current.read(), read_certificates([*trusted(), root_pem()]))


def test_a_leader_signs_through_the_agent_and_the_clerk_seals(who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    done = complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))
    assert done.state == AttemptState.EMBEDDED
    assert asked(route).kind == "number"
    seals(route, who)
    found = verdict(route)
    assert (found.verdict, found.signatures[0].signer) == (Verdict.VALID, str(who.an))
    assert Signature.objects.get(step=done.step).certificate == attempt.key.fingerprint


def test_the_number_stands_in_a_seal_made_elsewhere(who, route):
    signs(route, who)
    key = at_agent(who.committee, who.chi)
    attempt = begun(route, who, by=who.chi)
    assert attempt.number == 1
    complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))
    assert verdict(route).verdict == Verdict.VALID
    assert (route.state, route.paper.notation) == ("completed", "01/QĐ-UBND")


def test_a_number_that_went_elsewhere_ends_the_seal(who, route):
    other = sent(who, title="Quyết định khác", topic="folder.78")
    for one in (route, other):
        signs(one, who)
    key = at_agent(who.committee, who.chi)
    attempt = begun(route, who, by=who.chi)
    signature = signed_by_agent(attempt, key)
    sample = actions.issue_seal(who.committee, pin=DEMO_PIN)
    assert sample.way == "p12"
    seals(other, who)
    done = complete(attempts.deliver(attempt, signature))
    assert done.state == AttemptState.FAILED
    assert asked(route).kind == "number"
    assert other.paper.__class__.objects.get(pk=other.paper_id).notation == "01/QĐ-UBND"
    seals(route, who)
    route.refresh_from_db()
    assert route.paper.notation == "02/QĐ-UBND"


def test_the_file_is_fetched_once(who, route):
    at_agent(who.an, who.an)
    attempt = begun(route, who)
    attempts.fetched(attempt)
    with pytest.raises(Refused):
        attempts.fetched(attempt)


@pytest.mark.parametrize("made", ["other key", "other text", "garbage"])
def test_a_wrong_signature_is_never_embedded(who, route, made, leader):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    good = signed_by_agent(attempt, key)
    wrong = {
        "other key": leader.sign(bytes(attempt.attributes)),
        "other text": key.sign(b"another paper"),
        "garbage": b"garbage",
    }[made]
    with pytest.raises(Refused):
        attempts.deliver(attempt, wrong)
    with pytest.raises(Refused):
        attempts.deliver(attempt, good)
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.FAILED
    assert not Signature.objects.exists()
    assert asked(route).kind == "sign"


def test_delivered_twice_it_is_done_once(who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    signature = signed_by_agent(attempt, key)
    for _again in range(2):
        complete(attempts.deliver(attempt, signature))
    go_on()
    assert Signature.objects.count() == 1
    assert route.paper.versions.count() == 3


def test_a_signature_that_is_late_is_refused(who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    signature = signed_by_agent(attempt, key)
    with clock.at(clock.now() + timedelta(minutes=6)):
        with pytest.raises(Refused):
            attempts.deliver(attempt, signature)
        go_on()
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.EXPIRED


def test_a_cancelled_signing_takes_nothing(who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    signature = signed_by_agent(attempt, key)
    attempts.cancel(attempt, by=who.an)
    with pytest.raises(Refused):
        attempts.deliver(attempt, signature)


def test_begun_again_the_first_is_over(who, route):
    at_agent(who.an, who.an)
    first, second = begun(route, who), begun(route, who)
    first.refresh_from_db()
    assert (first.state, second.state) == (AttemptState.CANCELLED, AttemptState.PREPARED)
    with pytest.raises(Refused):
        attempts.fetched(first)


def test_a_paper_that_moved_is_not_signed(who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    signature = signed_by_agent(attempt, key)
    actions.recall(route, reason="Sai tệp", by=who.chi)
    assert complete(attempts.deliver(attempt, signature)).state == AttemptState.FAILED
    assert not Signature.objects.exists()


def test_a_prepared_file_that_was_changed_on_the_disk_is_not_completed(who, route, settings):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    signature = signed_by_agent(attempt, key)
    path = settings.FILES_DIR / attempt.prepared[:2] / attempt.prepared
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"%PDF-1", b"%PDF-2", 1))
    assert complete(attempts.deliver(attempt, signature)).state == AttemptState.FAILED
    assert not Signature.objects.exists()


def test_without_a_timestamp_it_waits_and_goes_on_by_itself(who, route, settings, state_ca):
    settings.TSA_URL, settings.SIGNING_LEVEL = state_ca.tsa(), "B-T"
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    with state_ca.behave("tsa", "down"):
        waits = complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))
    assert (waits.state, waits.doing) == (AttemptState.SIGNED, "timestamp")
    assert not Signature.objects.exists()
    go_on()
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.EMBEDDED
    assert verdict(route).signatures[0].intact


def test_at_an_agent_too_the_level_that_is_set_is_reached(who, route, settings, state_ca):
    """B-LT with the proofs of a real authority: the same as with a key of this server."""
    settings.TSA_URL, settings.SIGNING_LEVEL = state_ca.tsa(), "B-LT"
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    key = state_ca.key("leader")
    who.an.full_name = key.holder
    who.an.save()
    trust = settings.DATA_DIR / "trust"
    trust.mkdir(exist_ok=True)
    (trust / "store.json").unlink(missing_ok=True)
    (trust / "state.pem").write_bytes(state_ca.root_pem.read_bytes())
    chain = (key.certificate, *key.chain)
    keeping.register(who.an, chain, way=Way.AGENT, options={}, by=who.an)
    attempt = begun(route, who)
    done = complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))
    assert (done.state, done.reason) == (AttemptState.EMBEDDED, "")
    assert Signature.objects.get().level == "B-LT"
    (trust / "state.pem").unlink()


def test_the_journal_tells_it_without_secrets(who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))
    told = list(Entry.objects.filter(event__startswith="signing.signing_"))
    assert [entry.event.partition(".")[2] for entry in told][:1] == ["signing_begun"]
    text = json.dumps([entry.data for entry in told])
    assert attempt.nonce not in text
    assert attempt.token("file") not in text
