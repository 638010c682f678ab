"""The signing agent as a real process: it proves for itself what it signs, and believes no other site."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from signing.pdf.draft import Mark
from signing.pdf.keys import signed_by
from signing.ways import messages
from tests.services import free_port
from tests.signing import agents

ROOT = Path(__file__).resolve().parents[2]
KEY = agents.holder("Nguyễn Thị Hồng Ưu")


class Site:
    """A server that offers a file and takes what comes back."""

    def __init__(self):
        self.files, self.came = {}, []
        site = self

        class Desk(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(site.files.get(self.path, b""))

            def do_POST(self):
                site.came.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.answer(b'{"Status": true, "FileServer": "kept"}')

            def answer(self, content):
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def offer(self, content, half, **changed):
        """Put an offer and its file in place; return the question for the agent."""
        der = KEY.certificate.public_bytes(serialization.Encoding.DER)
        offer = messages.Offer(
            title="Quyết định", number="05/QĐ-UBND", pages=1, file=f"{self.url}/file",
            deliver=f"{self.url}/deliver", sha256=hashlib.sha256(content).hexdigest(),
            start=half.start, end=half.end, attributes=base64.b64encode(half.attributes).decode(),
            certificate=hashlib.sha256(der).hexdigest(), expires="2030-01-01",
        )  # fmt: skip
        offer = dataclasses.replace(offer, **changed)
        self.files = {"/offer": json.dumps(offer.as_dict()).encode(), "/file": content}
        return {"offer": f"{self.url}/offer"}


@pytest.fixture(scope="module")
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()
    made.thread.join(5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("agent")
    (made / "key.p12").write_bytes(agents.p12(KEY))
    return made


@contextmanager
def running(folder, *options, plain=True):
    port = free_port()
    command = [sys.executable, "-m", "signing.agent", "--p12", folder / "key.p12", "--port", port]
    command += ["--pin", agents.PIN, "--home", folder, *(["--plain"] if plain else []), *options]
    process = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        for _try in range(400):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"{'ws' if plain else 'wss'}://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def agent(folder):
    with running(folder) as url:
        yield url


def ask(url, verb, question, site="http://127.0.0.1", **options):
    with connect(f"{url}/{verb}", origin=site, **options) as line:
        line.send(json.dumps(question))
        return json.loads(line.recv(30))


@pytest.fixture
def half(prepared):
    mark = Mark("ChuKy1", b"", "Ký duyệt")
    return agents.halved(prepared.content, mark, KEY.certificate)


def test_what_was_proved_is_signed(agent, site, half):
    site.came.clear()
    said = ask(agent, "NghiSu", site.offer(*half), site.url)
    assert (said["Status"], said["Word"]) == (0, "done")
    made = base64.b64decode(json.loads(site.came[0])["signature"])
    assert signed_by(KEY.certificate, made, half[1].attributes)


@pytest.mark.parametrize("what", ["file", "digest", "place", "certificate", "attributes"])
def test_what_does_not_belong_together_is_not_signed(agent, site, half, what):
    """A server that shows one paper and asks for the signature of another gets none."""
    site.came.clear()
    other = base64.b64encode(half[1].attributes.replace(half[1].digest, bytes(32))).decode()
    changes = {
        "file": {"sha256": "0" * 64},
        "digest": {"attributes": other},
        "place": {"start": half[1].start - 9},
        "certificate": {"certificate": "0" * 64},
        "attributes": {"attributes": base64.b64encode(b"0" * 40).decode()},
    }[what]
    said = ask(agent, "NghiSu", site.offer(*half, **changes), site.url)
    assert (said["Word"], site.came) == ("refused", [])


def test_many_are_signed_with_one_pin_and_a_wrong_one_leaves_the_others_good(agent, site, half):
    site.came.clear()
    site.offer(*half)
    good, wrong = "/offer", "/other"
    other = json.loads(site.files[good]) | {"title": "Khác", "sha256": "0" * 64}
    site.files[wrong] = json.dumps(other).encode()
    urls = [f"{site.url}{path}" for path in (good, wrong, good, "/nothing")]
    said = ask(agent, "NghiSu", {"offers": urls}, site.url)
    assert [one["Word"] for one in said["Results"]] == ["done", "refused", "done", "refused"]
    assert (said["Word"], "Khác" in said["Message"]) == ("refused", True)
    assert len(site.came) == 2
    made = base64.b64decode(json.loads(site.came[1])["signature"])
    assert signed_by(KEY.certificate, made, half[1].attributes)


def test_another_site_is_not_listened_to(agent, site, half):
    with pytest.raises(InvalidStatus):
        ask(agent, "NghiSu", {}, "https://evil.example")
    question = site.offer(*half)
    said = ask(agent, "NghiSu", question, "http://127.0.0.1:1")
    assert said["Word"] == "refused"


@pytest.mark.parametrize(
    ("fault", "word"),
    [("wrong-pin", "wrong_pin"), ("locked", "wrong_pin"), ("pulled", "no_token"), ("cancel", "cancelled")],
)  # fmt: skip
def test_what_goes_wrong_is_rehearsed(folder, site, half, fault, word):
    site.came.clear()
    with running(folder, "--fault", fault) as url:
        for verb, question in (
            ("NghiSu", site.offer(*half)),
            ("SignApproved", {"FileName": f"{site.url}/file", "FileUploadHandler": f"{site.url}/up"}),
        ):  # fmt: skip
            assert ask(url, verb, question, site.url)["Word"] == word
    assert site.came == []


def test_the_words_of_the_vgca_agent(agent, site, half, prepared):
    assert "VGCA" in ask(agent, "GetVersion", {})["Version"]
    shown = ask(agent, "GetCertInfo", {})["Certificates"]
    assert base64.b64decode(shown[0]) == KEY.certificate.public_bytes(serialization.Encoding.DER)
    assert ask(agent, "Nonsense", {})["Word"] == "failed"
    site.came.clear()
    site.files = {"/file": prepared.content}
    question = {"FileName": f"{site.url}/file", "FileUploadHandler": f"{site.url}/up"}
    said = ask(agent, "SignApproved", question, site.url)
    assert (said["Status"], said["FileServer"]) == (0, "kept")
    assert prepared.content in site.came[0]


def test_it_proves_that_it_holds_the_key_without_signing_anything_else(agent):
    said = ask(agent, "GetCertInfo", {"Challenge": "5:abc"})
    made = base64.b64decode(said["Proof"])
    assert signed_by(KEY.certificate, made, messages.proof_of("5:abc"))
    assert not messages.proof_of("5:abc").startswith(b"1")  # no SET in DER


def test_over_tls_with_a_certificate_of_its_own(folder):
    with running(folder, plain=False) as url:
        context = ssl.create_default_context(cafile=folder / "127.0.0.1.pem")
        said = ask(url, "GetVersion", {}, "https://localhost", ssl=context)
        assert said["Status"] == 0
    assert (folder / "127.0.0.1.pem").stat().st_mode & 0o077 == 0
