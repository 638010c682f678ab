"""Timestamps of a real authority: OpenSSL's, behind HTTP. Proofs appended later leave a file valid."""

from __future__ import annotations

import io
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper

from signing.pdf import authority
from signing.pdf.sign import Mark, NoTimestamp, sign
from signing.verify.verdicts import Change, Reason, Verdict
from tests.services import free_port
from tests.signing.conftest import NOW, opened

CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/chain.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def time_certificate(pki, key):
    builder = authority._builder(
        authority._name("Nghị Sự MẪU - dấu thời gian"), key, pki.certificate.subject, NOW, 5
    )
    builder = builder.add_extension(authority._usage(signs=True), critical=True)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = builder.add_extension(usage, critical=True)
    return builder.sign(pki.key, hashes.SHA256())


@pytest.fixture(scope="module")
def tsa(pki, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tsa")
    key = authority._new_key(2048)
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "tsa.key").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    (folder / "tsa.pem").write_bytes(time_certificate(pki, key).public_bytes(pem))
    (folder / "chain.pem").write_bytes(pki.certificate.public_bytes(pem))
    (folder / "serial").write_text("01")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))

    class Clock(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "asked").write_bytes(asked)
            command = ["openssl", "ts", "-reply", "-queryfile", folder / "asked"]
            command += ["-config", folder / "tsa.cnf"]
            answer = subprocess.run(command, capture_output=True, check=True).stdout
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Clock)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_timestamp_proves_the_time(prepared, leader, tsa, verdict):
    content = sign(prepared.content, Mark("ChuKy1", certify=True), key=leader, tsa=tsa)
    found = verdict(content)
    assert found.verdict == Verdict.VALID
    assert found.signatures[0].time_proved


def test_proofs_appended_later_leave_the_signatures_valid(sealed, tsa, verdict):
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    PdfTimeStamper(HTTPTimeStamper(tsa)).timestamp_pdf(writer, "sha256", output=out)
    found = verdict(out.getvalue())
    assert found.verdict == Verdict.VALID, found
    assert [one.kind for one in found.signatures] == ["signature", "signature", "timestamp"]
    assert found.signatures[1].modification == Change.TIMESTAMPS
    assert found.signatures[2].time_proved


def test_without_an_answer_nothing_is_signed(prepared, leader):
    address = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(NoTimestamp):
        sign(prepared.content, Mark("ChuKy1", certify=True), key=leader, tsa=address)


def test_signed_with_an_expired_certificate(pki, prepared, verdict):
    long_ago = NOW.replace(year=NOW.year - 7)
    old = opened(authority.issue(pki, holder="Người cũ", unit="", at=long_ago))
    found = verdict(sign(prepared.content, Mark("ChuKy1", certify=True), key=old))
    assert (found.verdict, found.reason) == (Verdict.UNTRUSTED, Reason.EXPIRED_WHEN_SIGNED)
    assert found.signatures[0].intact
