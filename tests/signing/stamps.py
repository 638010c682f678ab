"""Timestamp authorities of nobody in particular, without a network: who stamps, and a document timestamp's container."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from dataclasses import dataclass

from asn1crypto import keys, x509
from cryptography import x509 as own
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign.timestamps import DummyTimeStamper

STAMP = b"<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161"


@dataclass(frozen=True)
class Clock:
    """An authority that stamps times, and its certificate."""

    certificate: x509.Certificate
    key: keys.PrivateKeyInfo

    def token(self, content, digest="sha256", at=None):
        """Return who stamps ``content`` by its ``digest``, in DER."""
        stamper = DummyTimeStamper(self.certificate, self.key, fixed_dt=at, override_md="sha256")
        imprint = hashlib.new(digest, content).digest()
        return asyncio.run(stamper.async_timestamp(imprint, digest))

    def container(self, digest="sha256", at=None):
        return lambda content: self.token(content, digest, at).dump()


def clock(name="TSA", since=None):
    """Return a new authority of its own name, valid for years from ``since``."""
    private = rsa.generate_private_key(65537, 2048)
    subject = own.Name([own.NameAttribute(own.NameOID.COMMON_NAME, name)])
    begun = since or dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    usage = own.KeyUsage(True, False, False, False, False, False, False, False, False)
    stamping = own.ExtendedKeyUsage([own.oid.ExtendedKeyUsageOID.TIME_STAMPING])
    made = (
        own.CertificateBuilder(subject, subject, private.public_key(), 77)
        .not_valid_before(begun)
        .not_valid_after(begun + dt.timedelta(days=36_500))
        .add_extension(stamping, critical=True)
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    return Clock(
        x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(
            private.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
    )
