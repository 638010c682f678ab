"""Keys that lie elsewhere, quickly made: an authority of P-256 keys, and in-process doubles of the slow children."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from signing.actions import attempts, keeping
from signing.attempt_states import Way
from signing.bounded.child import VERBS
from signing.bounded.parent import child
from signing.pdf import halves
from signing.pdf.keys import OpenKey
from signing.queries import ways
from signing.ways import messages
from tests.signing.way import asked

PIN = "24681357"


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(name, key, issuer, issuer_key, *, authority):
    now = dt.datetime.now(dt.UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"),
        False,
    )  # fmt: skip
    usage |= {"digital_signature": not authority, "content_commitment": not authority}
    usage |= {"key_cert_sign": authority, "crl_sign": authority}
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=300))
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )  # fmt: skip


@cache
def root():
    """The authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    return OpenKey(key, _certificate("CA thử", key, "CA thử", key, authority=True), ())


@cache
def root_pem() -> Path:
    """The authority's certificate in a file."""
    path = Path(tempfile.mkdtemp(prefix="nghisu-test-")) / "root.pem"
    path.write_bytes(root().certificate.public_bytes(serialization.Encoding.PEM))
    return path


@cache
def holder(name: str) -> OpenKey:
    """A key of that name, P-256, issued by the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate(name, key, "CA thử", root().private, authority=False)
    return OpenKey(key, made, (root().certificate,))


def p12(key: OpenKey, pin: str = PIN) -> bytes:
    """The key as a PKCS#12 file."""
    closed = serialization.BestAvailableEncryption(pin.encode())
    return pkcs12.serialize_key_and_certificates(
        b"", key.private, key.certificate, list(key.chain), closed
    )


def at_agent(owner, by, way: Way = Way.AGENT, **options) -> OpenKey:
    """Register a key for the owner (a person or a unit); the private half stays in the test."""
    opened = holder(getattr(owner, "full_name", None) or owner.name)
    chain = (opened.certificate, *opened.chain)
    keeping.register(owner, chain, way=way, options=options, by=by)
    return opened


def halved(content: bytes, mark, certificate) -> tuple[bytes, halves.Half]:
    """The first half of signing a file outside of the store: the prepared bytes, and what they wait for."""
    with tempfile.TemporaryDirectory(prefix="nghisu-test-") as folder:
        source, target = Path(folder) / "source.pdf", Path(folder) / "target.pdf"
        source.write_bytes(content)
        at = dt.datetime.now(dt.UTC)
        half = halves.prepare(source, target, mark, certificate=certificate, at=at)
        return target.read_bytes(), half


@contextmanager
def in_process(verb):
    """The bounded child; without a process where it prepares, because those files were made by the tests."""

    class Running:
        def ask(self, question):
            return VERBS[question["verb"]](question)

    if verb == "prepare":
        yield Running()
        return
    with child(verb) as running:
        yield running


def begun(route, who, by=None):
    """Begin what is asked on the way, at the key of who is asked."""
    route.refresh_from_db()
    return attempts.begin(asked(route), seen=route.current.sha256, by=by or who.an)


def signed_by_agent(attempt, key):
    """What our agent does, with its checks."""
    offer = messages.read_offer(json.loads(json.dumps(ways.offer(attempt).as_dict())))
    content = attempts.fetched(attempt).read_bytes()
    own = key.certificate.public_bytes(serialization.Encoding.DER)
    return key.sign(messages.proved_attributes(offer, content, own))
