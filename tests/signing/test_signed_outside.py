"""A signing at the person’s own machine: the addresses it asks, the page that waits, whole files that come back (VGCA)."""

from __future__ import annotations

import base64
import json

import pytest
from django.urls import reverse
from pyhanko.sign.fields import MDPPerm

from core.refused import Refused
from signing.actions import attempts
from signing.actions.completing import complete
from signing.agent.whole import sign_whole
from signing.attempt_states import AttemptState, Way
from signing.models import Attempt, Signature
from signing.queries import ways
from signing.strongbox import trusted
from signing.verify.judge import judge
from signing.verify.trust import read_certificates
from signing.verify.verdicts import Verdict
from tests.signing.agents import at_agent, begun, root_pem
from tests.signing.way import asked, seals, sent

pytestmark = pytest.mark.usefixtures("swift")


@pytest.fixture
def route(who):
    return sent(who)


def test_only_the_token_opens_an_address(client, who, route):
    at_agent(who.an, who.an)
    attempt = begun(route, who)
    good = ways.address(attempt, "offer").split("://")[1].partition("/")[2]
    assert client.get(f"/{good}").json()["title"] == route.paper.title
    for purpose in ("offer", "file", "deliver", "upload", "remote"):
        url = reverse(f"signing:attempt_{purpose}", args=[attempt.pk, "0" * 64])
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    other = reverse("signing:attempt_deliver", args=[attempt.pk, attempt.token("file")])
    assert client.post(other).status_code == 404


def test_the_agent_is_told_why(client, who, route):
    key = at_agent(who.an, who.an)
    attempt = begun(route, who)
    url = reverse("signing:attempt_deliver", args=[attempt.pk, attempt.token("deliver")])
    early = base64.b64encode(key.sign(bytes(attempt.attributes))).decode()
    for body in ("", "{}", '{"signature": "?"}', json.dumps({"signature": early})):
        answer = client.post(url, body, content_type="application/json")
        assert (answer.status_code, answer.json()["Status"]) == (409, False)
        assert answer.json()["Message"]
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.PREPARED


def test_the_page_says_what_is_waited_for_and_survives_a_reload(client, who, route):
    at_agent(who.an, who.an)
    client.force_login(who.an)
    step = asked(route)
    page = client.get(route.get_absolute_url()).content.decode()
    assert reverse("signing:begin", args=[step.pk]) in page
    given = {"seen": route.current.sha256, "key": ways.usable_keys(who.an).get().pk}
    assert client.post(reverse("signing:begin", args=[step.pk]), given).status_code == 302
    attempt = Attempt.objects.get()
    for _reload in range(2):
        page = client.get(route.get_absolute_url()).content.decode()
        assert attempt.token("offer") in page
    client.force_login(who.chi)
    assert attempt.token("offer") not in client.get(route.get_absolute_url()).content.decode()
    assert client.post(reverse("signing:cancel_attempt", args=[attempt.pk])).status_code == 404
    client.force_login(who.an)
    client.post(reverse("signing:cancel_attempt", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.CANCELLED


def vgca(route, who, key=None):
    key = key or at_agent(who.an, who.an, Way.VGCA)
    attempt = begun(route, who)
    return attempt, key, attempts.fetched(attempt).read_bytes()


def hand(key, data):
    return key.sign(data)


def test_a_whole_file_signed_elsewhere_is_taken(who, route):
    attempt, key, served = vgca(route, who)
    done = complete(attempts.deliver_file(attempt, [sign_whole(served, key, hand)]))
    assert done.state == AttemptState.EMBEDDED, done.reason
    route.refresh_from_db()
    found = judge(route.current.read(), read_certificates([*trusted(), root_pem()]))
    assert found.signatures[0].signer == str(who.an)


def _judged(route):
    return judge(route.current.read(), read_certificates([*trusted(), root_pem()])).verdict


@pytest.mark.parametrize("may_follow", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_a_program_may_certify_as_long_as_number_and_seal_may_follow(who, route, may_follow):
    attempt, key, served = vgca(route, who)
    signed = sign_whole(served, key, hand, may_follow)
    assert complete(attempts.deliver_file(attempt, [signed])).state == AttemptState.EMBEDDED
    route.refresh_from_db()
    assert _judged(route) == Verdict.VALID
    seals(route, who)
    route.refresh_from_db()
    assert _judged(route) == Verdict.VALID, "the seal covers the letters of its picture"


def test_a_program_that_locks_the_file_for_good_is_refused_with_its_reason(who, route):
    attempt, key, served = vgca(route, who)
    with pytest.raises(Refused, match="số và dấu"):
        attempts.deliver_file(attempt, [sign_whole(served, key, hand, MDPPerm.NO_CHANGES)])
    assert not Signature.objects.exists()


@pytest.mark.parametrize("what", ["unsigned", "other", "twice", "rewritten", "longer", "empty"])
def test_what_else_comes_back_is_not_kept(who, route, what, leader):
    attempt, key, served = vgca(route, who)
    signed = sign_whole(served, key, hand)
    wrong = {
        "unsigned": served,
        "other": sign_whole(served, leader, hand),
        "twice": sign_whole(signed, key, hand),
        "rewritten": signed.replace(b"%PDF-1", b"%PDF-2", 1),
        "longer": signed + b"\n1 0 obj\n<<>>\nendobj\n",
        "empty": b"",
    }[what]
    with pytest.raises(Refused):
        attempts.deliver_file(attempt, [wrong])
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.FAILED
    assert not Signature.objects.exists()
