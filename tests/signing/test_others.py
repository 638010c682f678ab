"""What others signed: ours, pdfsig and OpenSSL agree on it, whole and tampered with; and we raise it without breaking it."""

from __future__ import annotations

import datetime as dt
import io
import subprocess

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.levels import chains, raising, signers
from signing.levels.inventory import inventory
from signing.levels.raising import Ground, Level
from signing.levels.stamps import stamper
from signing.verify.judge import judge
from signing.verify.verdicts import Verdict
from tests.signing import nss
from tests.signing.attacks import one_byte, ranges
from tests.signing.makers import openssl_signs
from tests.world import pdf as plain_pdf

KINDS = ("leader", "deputy")
EITHER = {Verdict.MODIFIED, Verdict.INVALID}


@pytest.fixture(autouse=True)
def _near(settings):
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    chains.forget()


@pytest.fixture(scope="module")
def nssdir(state_ca, tmp_path_factory):
    return nss.trusting(tmp_path_factory.mktemp("nss"), state_ca.root_pem)


def _asn1(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _stock(state_ca, who, level):
    """Sign as pyHanko's manual shows, at that level, with everything fetched by pyHanko itself."""
    key, root = state_ca.key(who), _asn1(state_ca.certificate("root"))
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    private = key.private.private_bytes(encoding, form, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(_asn1(one) for one in key.chain)
    signer = SimpleSigner(_asn1(key.certificate), asn1_keys.PrivateKeyInfo.load(private), store)
    known = ValidationContext(
        trust_roots=[root],
        other_certs=[_asn1(one) for one in key.chain],
        allow_fetching=True,
        revocation_mode="require",
    )
    long_term = level in (Level.LT, Level.LTA)
    meta = PdfSignatureMetadata(
        field_name="Signature1",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=long_term,
        validation_context=known if long_term else None,
        use_pades_lta=level == Level.LTA,
        dss_settings=DSSContentSettings(include_vri=True),
    )
    clock = HTTPTimeStamper(state_ca.tsa()) if level != Level.B else None
    out = io.BytesIO()
    box = fields.SigFieldSpec("Signature1", box=(300, 60, 500, 120))
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf(pages=1)))
    signing = PdfSigner(meta, signer=signer, timestamper=clock, new_field_spec=box)
    signing.sign_pdf(writer, output=out)  # releases its connections at the end
    return out.getvalue()


def pdfsig(content, nssdir, folder):
    (folder / "others.pdf").write_bytes(content)
    command = ["pdfsig", "-no-ocsp", "-nssdir", nssdir, folder / "others.pdf"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return said.split("Signature #2")[0]


@pytest.mark.parametrize("level", list(Level), ids=str)
@pytest.mark.parametrize("who", KINDS)
def test_stock_pyhanko_is_read_as_it_was_meant(state_ca, nssdir, tmp_path, who, level):
    content = _stock(state_ca, who, level)
    judged = judge(content, [_asn1(state_ca.certificate("root"))])
    assert judged.verdict == Verdict.VALID, judged
    assert judged.signatures[0].level == level
    assert inventory(content).signatures["Signature1"].level == level
    assert "Certificate is Trusted." in pdfsig(content, nssdir, tmp_path)
    bad = one_byte(content, content.find(b"/MediaBox") + 14)
    assert judge(bad, [_asn1(state_ca.certificate("root"))]).verdict in EITHER
    assert "Digest Mismatch." in pdfsig(bad, nssdir, tmp_path)


@pytest.mark.parametrize("low", [Level.B, Level.T, Level.LT], ids=str)
def test_what_others_signed_is_raised_and_stays_good_for_all(state_ca, nssdir, tmp_path, low):
    before = _stock(state_ca, "deputy", low)
    root = state_ca.certificate("root")
    ground = Ground(stamper(state_ca.tsa()), (root,), dt.datetime.now(dt.UTC), seconds=30)
    (tmp_path / "raised.pdf").write_bytes(before)
    raising.raise_file(tmp_path / "raised.pdf", Level.LTA, ground=ground)
    after = (tmp_path / "raised.pdf").read_bytes()
    assert after.startswith(before)
    judged = judge(after, [_asn1(root)])
    assert judged.verdict == Verdict.VALID, judged
    assert judged.signatures[0].level == Level.LTA
    said = pdfsig(after, nssdir, tmp_path)
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    subprocess.run(["qpdf", "--check", tmp_path / "others.pdf"], capture_output=True, check=True)


@pytest.mark.parametrize("who", KINDS)
def test_a_container_of_openssl_is_good_for_all(state_ca, nssdir, tmp_path, who):
    key = state_ca.key(who)
    content = openssl_signs(plain_pdf(pages=1), key.private, key.certificate, tmp_path)
    roots = [_asn1(state_ca.certificate(one)) for one in ("root", "interm")]
    assert judge(content, roots).verdict == Verdict.VALID
    assert "Signature is Valid." in pdfsig(content, nssdir, tmp_path)
    _zero, first, second, length = ranges(content)[0]
    (tmp_path / "tbs").write_bytes(content[:first] + content[second : second + length])
    box = signers.trimmed(bytes.fromhex(content[first + 1 : second - 1].decode()))
    (tmp_path / "box").write_bytes(box)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "box"]
    command += ["-content", tmp_path / "tbs", "-CAfile", state_ca.pem("root", "interm")]
    done = subprocess.run([*command, "-out", "/dev/null"], capture_output=True, check=False)
    assert b"successful" in done.stderr, done.stderr
