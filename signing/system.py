"""The system's own key: it seals what leaves the house without a person, the heads of the journal and exported dossiers.

It is unattended, so no PIN opens it: the file's passphrase is derived from the installation's secret alone. A demonstration
gets a key of the demonstration authority; elsewhere one is brought in (``manage.py system_key --import``), or the system
makes itself a key with a certificate of its own, which says no more than “the same installation”.
"""

import datetime as dt
import hashlib
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from core.clock import now
from signing import strongbox
from signing.levels.stamps import stamper
from signing.pdf.container import container
from signing.pdf.draft import NoTimestamp
from signing.pdf.keys import OpenKey, open_key, read_key, write_key

FILE, CERTIFICATES = "system.p12", "system.pem"
NAME = "Nghị Sự - hệ thống"
YEARS = 10


def system_key() -> OpenKey:
    """Return the system's key, opened; made at its first use."""
    path = strongbox.keys_folder() / FILE
    with strongbox.alone("system"):
        if not path.exists():
            _keep(path, _made())
    return open_key(path, strongbox.phrase(FILE))


def import_system_key(content: bytes, passphrase: str) -> OpenKey:
    """Take a PKCS#12 file as the system's key from now on; ``WrongPin`` when the passphrase does not open it.

    Certificates of earlier keys stay known, so that what they sealed can still be checked.
    """
    key = read_key(content, passphrase.encode())
    with strongbox.alone("system"):
        _keep(strongbox.keys_folder() / FILE, key)
    return key


def known_certificates() -> list[x509.Certificate]:
    """Return the certificates of all keys the system ever had, the newest last."""
    path = strongbox.keys_folder() / CERTIFICATES
    return x509.load_pem_x509_certificates(path.read_bytes()) if path.exists() else []


def sealed(content: bytes) -> bytes:
    """Return a detached CMS signature (DER, RFC 5652) of the system's certificate over ``content``, with a time if there is one."""
    key = system_key()

    def stamp(digest: bytes) -> bytes:
        try:
            return stamper(settings.TSA_URL, seconds=6.0)(digest).content
        except NoTimestamp:
            return b""

    return container(
        hashlib.sha256(content).digest(),
        key.certificate,
        tuple(one for one in key.chain if one.subject != one.issuer),
        sign=lambda data: key.sign(data, "sha256"),
        elliptic=key.elliptic,
        stamp=stamp if settings.TSA_URL else None,
    )


def _keep(path: Path, key: OpenKey) -> None:
    write_key(path, key, strongbox.phrase(FILE))
    known = strongbox.keys_folder() / CERTIFICATES
    pem = key.certificate.public_bytes(serialization.Encoding.PEM)
    before = known.read_bytes() if known.exists() else b""
    if pem not in before:
        part = known.with_suffix(".part")
        part.write_bytes(before + pem)
        part.replace(known)


def _made() -> OpenKey:
    if settings.DEMO:
        authority = strongbox.demonstration_authority()
        from signing.pdf.authority import issue

        made = issue(authority, holder=NAME, unit="", at=now())
        return OpenKey(made.key, made.certificate, made.chain)
    return _self_made(now())


def _self_made(at: dt.datetime) -> OpenKey:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{NAME} {settings.TOWN}"[:64])])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - dt.timedelta(days=1))
        .not_valid_after(at + dt.timedelta(days=365 * YEARS + 3))
        .add_extension(usage, critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
    )
    return OpenKey(private, builder.sign(private, hashes.SHA256()), ())
