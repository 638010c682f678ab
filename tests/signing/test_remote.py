"""Remote signing (CSC API 2.0) against a service that checks every request: each failure is a sentence, nothing half-issued."""

from __future__ import annotations

import io
import json
import logging
import time
from datetime import timedelta

import pytest
from django.core.management import call_command

from core import clock
from core.refused import Refused
from signing.actions import attempts, remote
from signing.attempt_states import AttemptState, Way
from signing.models import Attempt, Signature
from signing.queries import ways
from tests.signing import agents, csc_service
from tests.signing.way import asked, sent

PIN, OTP = csc_service.PIN, "111222"


@pytest.fixture
def service(swift, settings, monkeypatch):
    monkeypatch.setattr(remote, "start", lambda work: work())
    with csc_service.running() as running:
        settings.CSC_SERVICES = {
            "thử": {
                "url": running.url,
                "client_id": csc_service.CLIENT,
                "client_secret": csc_service.SECRET,
            }
        }
        yield running


@pytest.fixture
def route(who, service):
    service.keys = {"an-1": agents.holder(str(who.an)), "other": agents.holder("Người khác")}
    remote.register_remote(who.an, service="thử", credential="an-1", by=who.an)
    return sent(who)


def ask(route, who, pin=PIN, otp=OTP):
    route.refresh_from_db()
    attempt = attempts.begin(asked(route), seen=route.current.sha256, by=who.an)
    remote.ask([attempt], pin=pin, otp=otp)
    attempt.refresh_from_db()
    return attempt


def later(who):
    key = ways.usable_keys(who.an).get()
    key.options["later"] = True
    key.save()


def test_a_leader_signs_from_afar(who, route):
    done = ask(route, who)
    assert (done.state, done.reason) == (AttemptState.EMBEDDED, "")
    assert Signature.objects.get().signer == str(who.an)


def test_rsa_and_bare_numbers_are_understood(who, service, route):
    service.faults = {"bare numbers"}
    assert ask(route, who).state == AttemptState.EMBEDDED


def test_only_ones_own_key_is_registered(who, service, route):
    with pytest.raises(Refused, match="Người khác"):
        remote.register_remote(who.an, service="thử", credential="other", by=who.an)
    with pytest.raises(Refused):
        remote.register_remote(who.an, service="thử", credential="nobody's", by=who.an)
    with pytest.raises(Refused):
        remote.register_remote(who.an, service="another", credential="an-1", by=who.an)


@pytest.mark.parametrize(
    "case",
    [
        ("", {"pin": "00000000"}, "wrong_pin"),
        ("", {"otp": "999999"}, "wrong_otp"),
        ("down", {}, "down"),
        ("disabled", {}, "disabled"),
        ("other certificate", {}, "other_certificate"),
        ("nonsense", {}, "nonsense"),
        ("fewer", {}, "nonsense"),
    ],
)
def test_each_failure_is_a_sentence_and_nothing_is_signed(who, service, route, case):
    fault, given, word = case
    service.faults = {fault}
    failed = ask(route, who, **given)
    assert (failed.state, failed.reason) == (AttemptState.FAILED, str(remote.sentence(word)))
    assert not Signature.objects.exists()
    assert asked(route).kind == "sign"
    service.faults = set()
    assert ask(route, who, otp="333444").state == AttemptState.EMBEDDED


DEEP = b"[" * 200_000
ODD = {
    "a page instead": ("signHash", (200, {}, b"<html>portal: please log in</html>")),
    "no certificate": ("info", (200, {}, b'{"key": {"status": "enabled", "algo": []}, "cert": {"certificates": []}}')),
    "a list for a table": ("info", (200, {}, b'{"key": [], "cert": {"certificates": ["AA=="]}, "auth": []}')),
    "deeply nested": ("authorize", (200, {}, DEEP)),
    "a token of two lines": ("token", (200, {}, b'{"access_token": "a\\r\\nX-Other: b"}')),
    "a number": ("signHash", (200, {}, b'{"signatures": [5]}')),
    "not UTF-8": ("authorize", (200, {}, bytes(range(128, 200)))),
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_an_answer_that_cannot_be_understood(who, service, route, what):
    path, answer = ODD[what]
    service.instead = {path: answer}
    failed = ask(route, who)
    assert (failed.state, failed.reason) == (AttemptState.FAILED, remote.sentence("nonsense"))
    service.instead = {}
    assert ask(route, who, otp="333444").state == AttemptState.EMBEDDED


def test_pin_and_code_follow_no_redirect(who, service, route):
    with csc_service.running() as other:
        to = {"Location": f"{other.url}/credentials/authorize"}
        for status in (302, 307, 308):
            service.instead = {"authorize": (status, to, b'{"SAD": "x"}')}
            assert ask(route, who).reason == remote.sentence("nonsense")
        assert not other.asked
    assert not Signature.objects.exists()


@pytest.mark.parametrize("path", ["authorize", "signHash"])
def test_an_error_of_the_service_is_said(who, service, route, path):
    service.instead = {path: (500, {"Content-Type": "text/html"}, b"<h1>Internal Server Error")}
    assert ask(route, who).reason == remote.sentence("down")


def test_an_answer_that_drips_for_ever_is_ended(who, service, route, monkeypatch):
    monkeypatch.setattr("signing.ways.csc.WHOLE", 0.5)
    service.drip = 0.2
    began = time.monotonic()
    assert ask(route, who).reason == remote.sentence("down")
    assert time.monotonic() - began < 20


def test_a_permission_that_ran_out_signs_nothing(who, service, route):
    service.life = -1
    assert ask(route, who).reason == remote.sentence("late")


def test_a_signature_over_another_hash_is_not_embedded(who, service, route):
    service.faults = {"wrong hash"}
    assert ask(route, who).state == AttemptState.FAILED
    assert not Signature.objects.exists()


def test_a_client_that_is_not_admitted(who, service, route, settings):
    settings.CSC_SERVICES["thử"]["client_secret"] = "wrong"
    assert ask(route, who).reason == remote.sentence("not_admitted")


def test_a_service_that_is_gone(who, service, route, settings):
    settings.CSC_SERVICES["thử"]["url"] = "http://127.0.0.1:9/csc/v2"
    assert ask(route, who).reason == remote.sentence("down")


def test_confirmed_later_the_clock_fetches_it(who, service, route):
    later(who)
    service.faults = {"not confirmed"}
    waits = ask(route, who)
    assert waits.state == AttemptState.SENT
    remote.look_at_all()
    service.faults = {"down"}
    remote.look_at_all()
    waits.refresh_from_db()
    assert waits.state == AttemptState.SENT
    service.faults = set()
    remote.look_at_all()
    waits.refresh_from_db()
    assert waits.state == AttemptState.EMBEDDED
    body = next(body for path, body in service.asked if "signHash" in path)
    uri = json.loads(body)["response_uri"]
    assert f"/signing/attempts/{waits.pk}/" in uri


def test_the_service_calls_and_is_not_believed(client, who, service, route):
    later(who)
    waits = ask(route, who)
    path = ways.address(waits, "remote").split("://")[1].partition("/")[2]
    answer = client.post(f"/{path}", '{"signatures": ["AAAA"]}', content_type="application/json")
    assert answer.status_code == 200
    waits.refresh_from_db()
    assert waits.state == AttemptState.EMBEDDED


def test_an_answer_that_is_late_is_refused(who, service, route):
    later(who)
    waits = ask(route, who)
    with clock.at(clock.now() + timedelta(minutes=11)):
        remote.look(waits)
    waits.refresh_from_db()
    assert waits.state == AttemptState.FAILED
    assert not Signature.objects.exists()


def many(who, count):
    routes = [sent(who, title=f"Quyết định {n}", topic=f"folder.{200 + n}") for n in range(count)]
    return [
        attempts.begin(asked(one), seen=one.current.sha256, by=who.an) for one in routes
    ]  # fmt: skip


def states():
    return sorted(Attempt.objects.values_list("state", flat=True))


def test_many_are_signed_under_one_permission(who, service, route):
    remote.ask(many(who, 3), pin=PIN, otp=OTP)
    assert states() == ["embedded"] * 3
    assert len([path for path, _body in service.asked if "authorize" in path]) == 1


def test_signatures_given_to_the_wrong_documents_are_not_embedded(who, service, route):
    service.faults = {"swapped"}
    remote.ask(many(who, 3), pin=PIN, otp=OTP)
    assert states() == ["embedded", "failed", "failed"]
    assert Signature.objects.count() == 1


def test_more_than_the_service_signs_at_once_is_said_before_the_code_is_used(who, service, route):
    remote.ask(many(who, csc_service.AT_ONCE + 1), pin=PIN, otp=OTP)
    assert set(Attempt.objects.values_list("reason", flat=True)) == {remote.sentence("too_many")}
    assert OTP in service.otps


def test_pin_and_code_are_written_nowhere(who, service, route, caplog, monkeypatch):
    with caplog.at_level(logging.DEBUG):
        ask(route, who, pin="96309630", otp=OTP)
        ask(route, who, otp="333444")

        def stumbles(*_args, **_kwargs):
            raise ValueError("96309630 in an exception")

        monkeypatch.setattr(remote, "_signed", stumbles)
        other = sent(who, title="Khác", topic="folder.99")
        assert ask(other, who, pin="96309630").state == AttemptState.FAILED
    out = io.StringIO()
    call_command("dumpdata", "signing", "journal", "notices", stdout=out)
    for text in (out.getvalue(), caplog.text):
        for secret in ("96309630", PIN, OTP, "333444", csc_service.SECRET):
            assert secret not in text


def test_a_key_shows_where_it_lies_and_no_secret(who, route):
    key = ways.usable_keys(who.an).get()
    assert (key.way, key.options) == (Way.REMOTE, {"service": "thử", "credential": "an-1"})
