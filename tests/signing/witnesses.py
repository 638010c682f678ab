"""What others say of a signed file, and we: pdfsig, OpenSSL, pyHanko, our own verifier. Each asserts that it trusts it."""

from __future__ import annotations

import io
import subprocess

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from signing.levels import signers
from signing.levels.lines import Asked, ask
from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing.attacks import ranges


def we_trust(content, state_ca, level):
    """The verifier here, which shares no code with the signing, reads the same level."""
    der = state_ca.certificate("root").public_bytes(serialization.Encoding.DER)
    judged = judge(content, [asn1_x509.Certificate.load(der)])
    assert judged.verdict == Verdict.VALID, judged
    assert judged.signatures[0].level == level


def pdfsig_trusts(path, nssdir, *, whole):
    command = ["pdfsig", "-no-ocsp", "-nssdir", nssdir, path]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    first = said.split("Signature #2")[0]
    assert "Signature is Valid." in first
    assert "Certificate is Trusted." in first
    assert ("Total document signed" in first) is whole or not whole


def openssl_trusts(content, state_ca, folder):
    """The container over the bytes with chain and CRLs; every timestamp over what it stamps."""
    for at, (_zero, first, second, length) in enumerate(ranges(content)):
        covered = content[:first] + content[second : second + length]
        box = signers.trimmed(bytes.fromhex(content[first + 1 : second - 1].decode()))
        (folder / "tbs").write_bytes(covered)
        (folder / "box").write_bytes(box)
        if at == 0:
            token = signers.signer_of(box)[2]
            _cms(state_ca, folder)
            if token is not None:
                raw = cms.ContentInfo.load(box)["content"]["signer_infos"][0]["signature"].native
                (folder / "raw").write_bytes(raw)
                (folder / "token").write_bytes(token.content)
                _ts(state_ca, folder / "token", folder / "raw")
        else:
            _ts(state_ca, folder / "box", folder / "tbs")


def _cms(state_ca, folder):
    command = [
        "openssl",
        "cms",
        "-verify",
        "-cades",
        "-binary",
        "-inform",
        "DER",
        "-out",
        "/dev/null",
    ]
    command += ["-in", folder / "box", "-content", folder / "tbs", "-CAfile", _with_lists(state_ca)]
    done = subprocess.run([*command, "-crl_check_all"], capture_output=True, check=False)
    assert b"successful" in done.stderr, done.stderr


def _with_lists(state_ca):
    """The root with both CRLs: OpenSSL then refuses what was revoked."""
    path = state_ca.folder / "with-crls.pem"
    if not path.exists():
        text = state_ca.root_pem.read_bytes()
        for name in ("root", "interm"):
            der = ask(Asked(f"{state_ca.url}/city/crls/{name}/latest.crl"))
            text += x509.load_der_x509_crl(der).public_bytes(serialization.Encoding.PEM)
        path.write_bytes(text)
    return path


def _ts(state_ca, token, data):
    command = ["openssl", "ts", "-verify", "-token_in", "-in", token, "-data", data]
    done = subprocess.run(
        [*command, "-CAfile", state_ca.root_pem], capture_output=True, check=False
    )
    assert b"OK" in done.stdout, done.stderr


def pyhanko_trusts(content, state_ca, *, timed):
    der = state_ca.certificate("root").public_bytes(serialization.Encoding.DER)
    root = asn1_x509.Certificate.load(der)
    reader = PdfFileReader(io.BytesIO(content))
    known = [ValidationContext(trust_roots=[root], allow_fetching=False) for _each in range(2)]
    found = validate_pdf_signature(
        reader.embedded_regular_signatures[0], known[0], ts_validation_context=known[1]
    )
    assert found.bottom_line, found.summary()
    assert (found.timestamp_validity is not None) is timed
