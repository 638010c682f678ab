"""Keys on a token (SoftHSM2): RSA and P-256 sign for real; wrong PINs are never retried; a pulled or hanging token hangs nobody."""

from __future__ import annotations

import subprocess
import threading
import time

import pytest

from signing.pdf import pictures
from signing.pdf.sign import Mark, sign
from signing.verify.verdicts import Verdict
from signing.ways import token as tokens_here
from signing.ways.token import TokenFailed, certificates_on, open_token
from tests.services import need
from tests.signing import tokens
from tests.signing.conftest import LEADER


@pytest.fixture(scope="session")
def token(tmp_path_factory, leader, state_ca):
    made = tokens.make(tmp_path_factory.mktemp("token"))
    made.ids = {
        "rsa": made.put("leader", leader, 1),
        "ec": made.put("deputy", state_ca.key("deputy"), 2),
    }
    return made


@pytest.fixture(autouse=True)
def driver(settings, monkeypatch, token):
    settings.PKCS11_LIBRARIES = {"soft": tokens.LIBRARY}
    monkeypatch.setenv("SOFTHSM2_CONF", str(token.config))


@pytest.fixture
def on_token(token, leader, state_ca):
    """Open a key of the token; all are closed at the end."""
    opened = []
    certificates = {"rsa": leader.certificate, "ec": state_ca.key("deputy").certificate}

    def of(kind="rsa", pin=tokens.PIN, **other):
        options = {"library": "soft", "token": tokens.TOKEN, "id": token.ids[kind], **other}
        opened.append(open_token(options, pin, certificates[kind]))
        return opened[-1]

    yield of
    for key in opened:
        key.close()


def mark():
    return Mark("ChuKy1", pictures.signature_picture(LEADER), "Ký duyệt", "Sông Hà", certify=True)


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_token_signs_and_everybody_agrees(kind, on_token, prepared, verdict, tmp_path):
    key = on_token(kind)
    signed = sign(prepared.content, mark(), key=key)
    found = verdict(signed).signatures[0]
    assert (found.intact, found.signer) == (True, key.holder)
    assert found.verdict == (Verdict.VALID if kind == "rsa" else Verdict.UNTRUSTED)
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    need("pdfsig", "poppler-utils")
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said, said


def test_the_chain_lies_on_the_token(on_token):
    assert len(on_token("rsa").chain) == 2
    assert len(on_token("ec").chain) == 2


def test_what_lies_on_a_token_is_listed_without_a_pin(token):
    found = certificates_on("soft", tokens.TOKEN)
    assert {"leader", "deputy"} <= {one["label"] for one in found}


def test_a_wrong_pin_is_tried_once(on_token):
    with pytest.raises(TokenFailed) as told:
        on_token(pin="11111111")
    assert told.value.word == "wrong_pin"
    assert "11111111" not in str(told.value) + repr(told.value)
    assert on_token().sign(b"after it the right one opens")


def test_only_listed_drivers_are_loaded(on_token):
    with pytest.raises(TokenFailed) as told:
        on_token(library="/tmp/evil.so")
    assert told.value.word == "library"


def test_a_token_that_is_not_there(on_token, settings):
    with pytest.raises(TokenFailed) as told:
        on_token(token="another")
    assert told.value.word == "absent"
    settings.PKCS11_LIBRARIES = {"soft": "/nowhere.so"}
    with pytest.raises(TokenFailed) as told:
        on_token()
    assert told.value.word == "library"


def test_a_token_pulled_midway_signs_nothing(on_token, token, prepared):
    key = on_token()
    token.pull()
    try:
        with pytest.raises(TokenFailed):
            sign(prepared.content, mark(), key=key)
    finally:
        token.put_back()
    assert on_token().sign(b"put back")


def test_a_driver_that_hangs_is_ended(on_token, monkeypatch):
    import os
    import signal

    key = on_token()
    monkeypatch.setattr(tokens_here, "SIGNING", 0.4)
    os.kill(key._child._process.pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(TokenFailed):
        key.sign(b"hanging")
    assert time.monotonic() - began < 20
    assert key._child._process.wait(5) is not None


def test_two_people_on_one_token_do_not_share_a_login(on_token):
    """PKCS#11 knows one login a process; here each opened key is a process."""
    on_token("rsa")
    with pytest.raises(TokenFailed) as told:
        on_token("ec", pin="00000000")
    assert told.value.word == "wrong_pin"


def test_two_at_once(on_token):
    keys, made = [on_token("rsa"), on_token("ec")], []
    threads = [
        threading.Thread(target=lambda k=key: made.extend(k.sign(b"%d" % n) for n in range(5)))
        for key in keys
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(made) == 10


def test_a_closed_key_signs_no_more(on_token):
    key = on_token()
    key.close()
    with pytest.raises(TokenFailed):
        key.sign(b"late")
