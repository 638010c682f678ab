"""A unit's seal comes into use four ways: as a file, on a token at the clerk's machine or at the server, at a remote service."""

from __future__ import annotations

import base64
import re

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import Post
from signing.models import SigningKey
from signing.ways import messages
from tests.signing import agents, csc_service, tokens

DER = serialization.Encoding.DER
PHRASE, PIN = "cau mat khau dai", "86428642"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path, db):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def administrator(client, who):
    Post.objects.create(user=who.an, unit=who.committee, title="Quản trị", role="administrator")
    client.force_login(who.an)
    return client


@pytest.fixture
def seal(who):
    return agents.holder(who.committee.name)


def certificate(key, name="dau.cer"):
    return SimpleUploadedFile(name, key.certificate.public_bytes(serialization.Encoding.PEM))


def on_page(client):
    return client.get(reverse("signing:all_keys")).content.decode()


def test_a_file(administrator, who, seal):
    file = SimpleUploadedFile("dau.p12", agents.p12(seal, PHRASE))
    form = {"unit": who.committee.pk, "file": file, "passphrase": PHRASE, "pin": PIN, "again": PIN}
    wrong = administrator.post(reverse("signing:add_seal_key"), form | {"passphrase": "khac"})
    assert wrong.status_code == 422
    assert "Mật khẩu không mở được tệp này" in wrong.content.decode()
    file.seek(0)
    assert administrator.post(reverse("signing:add_seal_key"), form).status_code == 302
    assert who.committee.name in on_page(administrator)


@pytest.mark.parametrize("way", ["agent", "vgca"])
def test_a_token_at_the_clerks_machine(administrator, who, seal, way):
    form = {"a-unit": who.committee.pk, "a-way": way}
    for _again in range(2):
        given = form | {"a-file": certificate(seal)}
        assert administrator.post(reverse("signing:add_seal_agent"), given).status_code == 302
    key = SigningKey.objects.get(unit=who.committee)
    assert (key.way, key.holder, key.proved_at) == (way, None, None)
    assert who.committee.name in on_page(administrator)


def shown(page, seal, **changed):
    """What the program at this machine puts into the form of the page."""
    challenge = re.search(r'name="a-challenge" value="([^"]+)"', page)[1]
    made = {
        "a-way": "agent",
        "a-certificates": base64.b64encode(seal.certificate.public_bytes(DER)).decode(),
        "a-challenge": challenge,
        "a-proof": base64.b64encode(seal.sign(messages.proof_of(challenge))).decode(),
    }
    return made | changed


def test_the_program_at_this_machine_proves_the_seal_at_once(administrator, who, seal):
    url, page = reverse("signing:add_seal_agent"), on_page(administrator)
    assert f'<option value="{who.committee.pk}">{who.committee}</option>' in page
    other = base64.b64encode(agents.holder(str(who.an)).sign(b"x")).decode()
    given = shown(page, seal, **{"a-unit": who.committee.pk})
    wrong = administrator.post(url, given | {"a-proof": other})
    assert wrong.status_code == 422
    assert not SigningKey.objects.exists()
    assert administrator.post(url, given).status_code == 302
    key = SigningKey.objects.get(unit=who.committee)
    assert (key.unproved, "Chưa chứng minh" in on_page(administrator)) == (False, False)


def test_a_seal_that_nobody_has_shown_is_marked(administrator, who, seal):
    form = {"a-unit": who.committee.pk, "a-way": "agent", "a-file": certificate(seal)}
    administrator.post(reverse("signing:add_seal_agent"), form)
    assert "Chưa chứng minh" in on_page(administrator)


def test_what_is_wrong_stands_beside_the_form(administrator, who, seal):
    url, form = reverse("signing:add_seal_agent"), {"a-unit": who.department.pk, "a-way": "agent"}
    answer = administrator.post(url, form | {"a-file": certificate(seal)})
    assert answer.status_code == 422
    assert f"“{who.committee.name}”" in answer.content.decode()
    for file in (SimpleUploadedFile("a.cer", b"x"), SimpleUploadedFile("a.cer", b""), ""):
        assert administrator.post(url, form | {"a-file": file}).status_code == 422
    assert not SigningKey.objects.exists()


@pytest.fixture
def place(settings, monkeypatch, tmp_path, seal):
    """The seal on a token of the server: where it lies."""
    (folder := tmp_path / "token").mkdir()
    token = tokens.make(folder)
    monkeypatch.setenv("SOFTHSM2_CONF", str(token.config))
    settings.PKCS11_LIBRARIES = {"soft": tokens.LIBRARY}
    settings.PKCS11_TOKENS = [f"soft/{tokens.TOKEN}"]
    return f"soft/{tokens.TOKEN}/{token.put('seal', seal, 1)}"


def test_a_token_at_the_server(administrator, who, place):
    form = {"t-unit": who.committee.pk, "t-place": place}
    url = reverse("signing:add_seal_token")
    wrong = administrator.post(url, form | {"t-pin": "00000000"})
    assert wrong.status_code == 422
    assert "PIN" in wrong.content.decode()
    assert not SigningKey.objects.exists()
    assert administrator.post(url, form | {"t-pin": tokens.PIN}).status_code == 302
    assert SigningKey.objects.get(unit=who.committee).way == "token"


def test_a_remote_service(administrator, who, settings, seal):
    with csc_service.running() as running:
        settings.CSC_SERVICES = {
            "thử": {"url": running.url, "client_id": csc_service.CLIENT, "client_secret": csc_service.SECRET}
        }  # fmt: skip
        running.keys = {"seal": seal}
        form = {"r-unit": who.committee.pk, "r-service": "thử"}
        url = reverse("signing:add_seal_remote")
        assert administrator.post(url, form | {"r-credential": "none"}).status_code == 422
        assert administrator.post(url, form | {"r-credential": "seal"}).status_code == 302
    assert SigningKey.objects.get(unit=who.committee).way == "csc"


@pytest.mark.parametrize("name", ["key", "agent", "token", "remote"])
def test_nobody_else(client, who, name):
    client.force_login(who.chi)
    assert client.post(reverse(f"signing:add_seal_{name}")).status_code == 403
