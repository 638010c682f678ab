"""One's keys: brought in, chosen, another PIN, out of use; other people's and unfit keys are refused; no secret anywhere."""

from __future__ import annotations

import base64
import io
import logging
import re

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from core.refused import Refused
from journal.models import Entry
from people.models import Post
from signing import actions, proving
from signing.actions import keeping, keys, trust
from signing.models import SigningKey
from signing.pdf.keys import OpenKey
from signing.queries import ways
from signing.strongbox import DEMO_PIN
from signing.ways.messages import proof_of
from tests.signing import agents, trust_files

PHRASE, PIN, NEW = "cau mat khau dai", "86428642", "97539753"


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = False, tmp_path


def given(key, **more):
    file = SimpleUploadedFile("khoa.p12", agents.p12(key, PHRASE), "application/x-pkcs12")
    return {"f-file": file, "f-passphrase": PHRASE, "f-pin": PIN, "f-again": PIN, **more}


@pytest.fixture
def mine(client, who):
    client.force_login(who.an)
    answer = client.post(reverse("signing:add_file_key"), given(agents.holder(str(who.an))))
    assert answer.status_code == 302
    return SigningKey.objects.get()


def test_ones_own_key_is_brought_in_on_the_page(client, who, mine):
    page = client.get(reverse("signing:keys")).content.decode()
    assert mine.fingerprint in page
    assert "CA thử" in page
    assert actions.open_key(who.an, PIN).elliptic
    client.force_login(who.binh)
    assert mine.fingerprint not in client.get(reverse("signing:keys")).content.decode()


def test_a_key_that_nobody_here_trusts_says_so_before_it_signs(client, mine):
    told = "Chưa được tin cậy tại đây"
    trust.add_root(trust_files.der(trust_files.certificate("CA khác")), why="thử", by=None)
    assert told in client.get(reverse("signing:keys")).content.decode()
    trust.add_root(agents.root_pem().read_bytes(), why="thử", by=None)
    assert told not in client.get(reverse("signing:keys")).content.decode()


def test_a_sample_key_of_the_demonstration_is_not_called_untrusted(client, who, settings):
    settings.DEMO = True
    key = actions.issue_key(who.an, pin=PIN)
    seal = actions.issue_seal(who.committee, pin=PIN)
    assert ways.doubted([key, seal]) == set()
    client.force_login(who.an)
    assert "Chưa được tin cậy tại đây" not in client.get(reverse("signing:keys")).content.decode()


def test_somebody_elses_certificate_is_not_taken(client, who):
    client.force_login(who.an)
    answer = client.post(reverse("signing:add_file_key"), given(agents.holder(str(who.binh))))
    assert answer.status_code == 422
    assert not SigningKey.objects.exists()


def test_two_different_pins_and_a_wrong_passphrase(client, who):
    client.force_login(who.an)
    url, key = reverse("signing:add_file_key"), agents.holder(str(who.an))
    assert client.post(url, given(key, **{"f-again": NEW})).status_code == 422
    wrong = client.post(url, given(key, **{"f-passphrase": "mot cau khac"}))
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert 'role="alert"' in page  # said on the page of the keys, beside the form
    assert 'name="f-passphrase"' in page
    assert "mot cau khac" not in page
    assert not SigningKey.objects.exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda: rsa.generate_private_key(public_exponent=65537, key_size=1024),
        lambda: ec.generate_private_key(ec.SECP384R1()),
    ],
)
def test_weak_keys_and_other_curves_are_refused_with_a_sentence(who, make):
    key, root = make(), agents.root()
    made = agents._certificate(str(who.an), key, "CA thử", root.private, authority=False)
    content = agents.p12(OpenKey(key, made, ()), PHRASE)
    with pytest.raises(Refused, match=r"RSA-1024|secp384r1"):
        keeping.import_key(content, passphrase=PHRASE, pin=PIN, owner=who.an)


def test_the_pin_is_changed_and_the_old_one_opens_nothing(client, who, mine):
    url = reverse("signing:change_pin", args=[mine.pk])
    assert client.get(url).status_code == 200
    wrong = client.post(url, {"pin": "00000000", "new": NEW, "again": NEW})
    assert wrong.status_code == 409
    mine.refresh_from_db()
    assert mine.wrong_pins == 1
    assert client.post(url, {"pin": PIN, "new": NEW, "again": NEW}).status_code == 302
    assert actions.open_key(who.an, NEW)
    with pytest.raises(Refused):
        actions.open_key(who.an, PIN)


def test_a_new_file_takes_the_place_of_the_old_one_which_is_destroyed(
    client, who, mine, django_capture_on_commit_callbacks
):
    path = mine.path
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("signing:add_file_key"), given(agents.holder(str(who.an))))
    mine.refresh_from_db()
    assert mine.retired_at
    assert not path.exists()


def test_out_of_use_it_signs_no_more(client, who, mine):
    client.force_login(who.dung)
    assert client.post(reverse("signing:retire_key", args=[mine.pk])).status_code == 404
    client.force_login(who.an)
    client.post(reverse("signing:retire_key", args=[mine.pk]))
    with pytest.raises(Refused):
        actions.open_key(who.an, PIN)


def test_the_key_chosen_last_is_offered_first(client, who, mine):
    agents.at_agent(who.an, who.an)
    assert keys.key_of(who.an).way == "agent"
    client.post(reverse("signing:choose_key", args=[mine.pk]), {"next": "https://evil.example/"})
    assert keys.key_of(who.an) == mine
    with pytest.raises(Refused):
        keys.key_of(who.binh, mine.pk)


def test_an_administrator_brings_in_a_seal_and_sees_all(client, who):
    client.force_login(who.an)
    assert client.get(reverse("signing:all_keys")).status_code == 403
    Post.objects.create(user=who.an, unit=who.committee, title="Quản trị", role="administrator")
    seal = agents.holder(who.committee.name)
    file = SimpleUploadedFile("dau.p12", agents.p12(seal, PHRASE))
    form = {"unit": who.committee.pk, "file": file, "passphrase": PHRASE, "pin": PIN, "again": PIN}
    assert client.post(reverse("signing:add_seal_key"), form).status_code == 302
    assert who.committee.name in client.get(reverse("signing:all_keys")).content.decode()
    assert actions.open_seal(who.committee, PIN, by=who.an).holder == who.committee.name


def test_no_secret_in_database_logs_or_journal(client, who, mine, caplog):
    with caplog.at_level(logging.DEBUG):
        url = reverse("signing:change_pin", args=[mine.pk])
        client.post(url, {"pin": "31415926", "new": NEW, "again": NEW})
        client.post(url, {"pin": PIN, "new": NEW, "again": NEW})
        try:
            actions.open_key(who.an, "27182818")
        except Refused as refused:
            told = f"{refused} {refused!r} {refused.__cause__!r} {refused.__context__!r}"
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    private = agents.holder(str(who.an)).private.private_numbers().private_value
    for text in (out.getvalue(), caplog.text, told):
        for secret in (PHRASE, PIN, NEW, "31415926", "27182818", f"{private:x}", str(private)):
            assert secret not in text
    assert {"signing.key_issued", "signing.key_pin_changed"} <= set(
        Entry.objects.values_list("event", flat=True)
    )


def test_a_sample_key_for_the_agent_is_given_away_in_the_demonstration_only(client, who, settings):
    client.force_login(who.an)
    url = reverse("signing:demonstration_key")
    assert client.post(url).status_code == 404
    settings.DEMO = True
    for _again in range(2):
        assert client.post(url)["Content-Type"] == "application/x-pkcs12"
    assert SigningKey.objects.filter(retired_at=None).count() == 1


def test_people_of_the_sample_city_sign_in_a_demonstration_only(settings, who):
    """Everybody knows their PIN: outside of it neither they nor their keys sign, also keys that were made before."""
    who.an.is_sample = True
    who.an.save()
    for opens in (
        lambda: actions.open_key(who.an, DEMO_PIN),
        lambda: actions.open_seal(who.committee, DEMO_PIN, by=who.an),
    ):
        with pytest.raises(Refused, match="thành phố mẫu"):
            opens()
    assert not SigningKey.objects.exists()
    settings.DEMO = True
    for opens in (
        lambda: actions.open_key(who.an, DEMO_PIN),
        lambda: actions.open_seal(who.committee, DEMO_PIN, by=who.an),
    ):
        assert opens().holder
    settings.DEMO, who.an.is_sample = False, False
    who.an.save()
    for opens in (
        lambda: actions.open_key(who.an, DEMO_PIN),
        lambda: actions.open_seal(who.committee, DEMO_PIN, by=who.an),
    ):
        with pytest.raises(Refused, match="khóa mẫu"):
            opens()


def registered(client, key, challenge, proof):
    from cryptography.hazmat.primitives import serialization

    der = key.certificate.public_bytes(serialization.Encoding.DER)
    given = {"a-way": "agent", "a-certificates": base64.b64encode(der).decode()}
    given |= {"a-challenge": challenge, "a-proof": base64.b64encode(proof).decode()}
    return client.post(reverse("signing:add_agent_key"), given)


def test_a_token_at_ones_machine_proves_that_it_is_there(client, who):
    """The challenge is signed by that very key, for this person, in these minutes; else nothing is registered."""
    client.force_login(who.an)
    key, other = agents.holder(str(who.an)), agents.holder(str(who.binh))
    challenge = re.search(r'name="a-challenge" value="([^"]+)"', shown(client))[1]
    wrong = [
        other.sign(proof_of(challenge)), key.sign(challenge.encode()), b"?",
    ]  # fmt: skip
    for proof in wrong:
        assert registered(client, key, challenge, proof).status_code == 409
    stranger = proving.challenge_for(who.binh)
    assert registered(client, key, stranger, key.sign(proof_of(stranger))).status_code == 409
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proving, "GOOD_FOR", -1)
        assert registered(client, key, challenge, key.sign(proof_of(challenge))).status_code == 409
    assert not SigningKey.objects.exists()
    assert registered(client, key, challenge, b"").status_code == 302
    assert "Chưa chứng minh" in shown(client)
    assert registered(client, key, challenge, key.sign(proof_of(challenge))).status_code == 302
    assert SigningKey.objects.get().proved_at
    assert "Chưa chứng minh" not in shown(client)


def shown(client):
    return client.get(reverse("signing:keys")).content.decode()
