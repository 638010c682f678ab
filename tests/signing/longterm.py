"""Long-lived signatures as pyHanko's user would make them, at any moment: timestamps, lists and stores without a network."""

from __future__ import annotations

import datetime as dt
import io

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from signing.pdf.keys import OpenKey
from tests.signing import makers
from tests.world import pdf as plain_pdf

DAY = dt.timedelta(days=1)
DER = serialization.Encoding.DER


def asn1_of(certificate):
    return asn1.Certificate.load(certificate.public_bytes(DER))


def private(state_ca, label):
    path = state_ca._key_path(label)
    return serialization.load_pem_private_key(path.read_bytes(), None)


class Clock(HTTPTimeStamper):
    """A real timestamp authority, asked over HTTP, that believes it is ``at``."""

    def __init__(self, state_ca, at, which):
        super().__init__(state_ca.tsa(which))
        self._moment = lambda: state_ca.clock(at)

    async def async_request_tsa_response(self, req):
        with self._moment():
            return await super().async_request_tsa_response(req)


def stamper(state_ca, at, which="tsa"):
    """Return a timestamp authority at the moment ``at``."""
    return Clock(state_ca, at, which)


def signed(state_ca, who="leader", *, stamp=None, content=None, name="Ký"):
    """A PAdES signature, B-B or (with a stamper) B-T."""
    key = state_ca.key(who)
    key = OpenKey(key.private, key.certificate, key.chain)
    return makers.pyhanko_signs(
        content or plain_pdf(), key, name=name, subfilter=SigSeedSubFilter.PADES, timestamper=stamp
    )


def crl(state_ca, issuer, at, revoked=None, *, key=None, days=30):
    """A list of ``issuer`` made at ``at``; ``revoked``: label → (since, reason)."""
    certificate = state_ca.certificate(issuer)
    builder = x509.CertificateRevocationListBuilder().issuer_name(certificate.subject)
    builder = builder.last_update(at).next_update(at + days * DAY)
    for label, (since, reason) in (revoked or {}).items():
        entry = x509.RevokedCertificateBuilder().revocation_date(since)
        entry = entry.serial_number(state_ca.certificate(label).serial_number)
        if reason:
            entry = entry.add_extension(x509.CRLReason(reason), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    made = builder.sign(key or private(state_ca, issuer), hashes.SHA256())
    return made.public_bytes(DER)


def answer(state_ca, label, issuer, at, since=None, *, responder=None):
    """An OCSP answer about ``label``, signed by its issuer or by a ``responder`` (label of a certificate)."""
    status = ocsp.OCSPCertStatus.REVOKED if since else ocsp.OCSPCertStatus.GOOD
    own = state_ca.certificate(responder or issuer)
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=state_ca.certificate(label),
        issuer=state_ca.certificate(issuer),
        algorithm=hashes.SHA1(),
        cert_status=status,
        this_update=at,
        next_update=at + dt.timedelta(minutes=10),
        revocation_time=since,
        revocation_reason=None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, own)
    builder = builder.certificates([own]) if responder else builder
    return builder.sign(private(state_ca, responder or issuer), hashes.SHA256()).public_bytes(DER)


def stored(content, state_ca, *, crls=(), ocsps=(), certs=("interm", "root", "tsa")):
    """Append a security store (DSS) in a revision of its own."""
    out = io.BytesIO(content)
    DocumentSecurityStore.add_dss(
        output_stream=out,
        sig_contents=None,
        certs=[asn1_of(state_ca.certificate(one)) for one in certs],
        crls=[asn1_crl.CertificateList.load(one) for one in crls],
        ocsps=[asn1_ocsp.OCSPResponse.load(one) for one in ocsps],
    )
    return out.getvalue()


def archived(content, stamp):
    """Append a document timestamp."""
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    PdfTimeStamper(stamp).timestamp_pdf(writer, "sha256", output=out)
    return out.getvalue()


def all_good(state_ca, at):
    return [crl(state_ca, "root", at), crl(state_ca, "interm", at)]
