"""What the authorities say of a certificate now: OCSP first, then the CRL, from the addresses in the certificate.

Answers are checked here (signature, time, whom they are about), because a refusal before signing rests on them.
"""

import datetime as dt
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, ExtensionOID

from signing.levels import lines
from signing.levels.lines import Asked, NoAnswer, ask
from signing.verify.revocations import about_all, bad_since

SLACK = dt.timedelta(minutes=5)  # clocks differ
OLDEST = dt.timedelta(hours=24)  # an OCSP answer without an end is believed that long
OCSP_KIND, OCSP_LARGEST = "application/ocsp-request", 64 << 10
NAMES: dict[str, type[hashes.SHA1 | hashes.SHA256 | hashes.SHA384 | hashes.SHA512]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class Standing(StrEnum):
    """How a certificate stands."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Said:
    """What was found out of one certificate: how it stands, since when revoked, until when that holds, the proof."""

    standing: Standing
    source: str = ""  # ocsp, crl, "" when nobody could be asked
    at: dt.datetime | None = None
    until: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
    proof: bytes = b""
    signers: tuple[x509.Certificate, ...] = ()
    why: str = ""


@dataclass
class Proofs:
    """What a file must carry so that its signatures can be judged without anybody being asked (DSS)."""

    certificates: dict[bytes, None] = field(default_factory=dict)
    ocsps: dict[bytes, None] = field(default_factory=dict)
    crls: dict[bytes, None] = field(default_factory=dict)
    until: list[dt.datetime] = field(default_factory=list)

    def add(self, said: Said) -> None:
        """Keep the proof."""
        if said.proof:
            (self.ocsps if said.source == "ocsp" else self.crls)[said.proof] = None
        if said.until and said.source == "crl":
            self.until.append(said.until)
        self.add_certificates(said.signers)

    def add_certificates(self, found: Iterable[x509.Certificate]) -> None:
        """Keep certificates."""
        for one in found:
            self.certificates[one.public_bytes(serialization.Encoding.DER)] = None


def ask_about(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    moment: dt.datetime,
    *,
    seconds: float = 8.0,
) -> Said:
    """Ask the authorities named in the certificate; ``Standing.UNKNOWN`` with the reason when nobody answers rightly."""
    reasons = []
    for url in ocsp_addresses(certificate):
        try:
            return _by_ocsp(url, certificate, issuer, moment, seconds)
        except _ERRORS as error:
            reasons.append(f"{url}: {error}")
    for url in crl_addresses(certificate):
        try:
            return _by_crl(url, certificate, issuer, moment, seconds)
        except _ERRORS as error:
            reasons.append(f"{url}: {error}")
    return Said(Standing.UNKNOWN, why="; ".join(reasons))


_ERRORS = (
    NoAnswer,
    ValueError,
    TypeError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
)


def ocsp_addresses(certificate: x509.Certificate) -> list[str]:
    """Return where the certificate says its status can be asked for."""
    try:
        found = certificate.extensions.get_extension_for_class(
            x509.AuthorityInformationAccess
        ).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    wanted = AuthorityInformationAccessOID.OCSP
    return [_uri(one.access_location) for one in found if one.access_method == wanted][:2]


def crl_addresses(certificate: x509.Certificate) -> list[str]:
    """Return where the certificate says its authority's list of revoked ones lies."""
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    names = [name for point in points for name in point.full_name or ()]
    return [uri for uri in map(_uri, names) if uri.startswith("http")][:2]


def needs_no_status(certificate: x509.Certificate) -> bool:
    """Say whether nobody is asked about it: a root, or a responder that says so (RFC 6960, 4.2.2.2.1)."""
    if certificate.subject == certificate.issuer:
        return True
    try:
        certificate.extensions.get_extension_for_oid(ExtensionOID.OCSP_NO_CHECK)
    except (x509.ExtensionNotFound, ValueError):
        return False
    return True


def verify_with(certificate: x509.Certificate, signature: bytes, data: bytes, hashing: str) -> None:
    """Check a raw signature with the certificate's key; ``InvalidSignature`` or ``ValueError``."""
    public, algorithm = certificate.public_key(), NAMES[hashing]()
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, data, padding.PKCS1v15(), algorithm)
    elif isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(signature, data, ec.ECDSA(algorithm))
    else:
        raise ValueError("an unknown kind of key")  # noqa: TRY004


def _uri(name: x509.GeneralName) -> str:
    return name.value if isinstance(name, x509.UniformResourceIdentifier) else ""


def _by_ocsp(
    url: str,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    moment: dt.datetime,
    seconds: float,
) -> Said:
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303 (a name, RFC 5019)
    question = builder.build().public_bytes(serialization.Encoding.DER)
    content = ask(Asked(url, question, OCSP_KIND), seconds=seconds, largest=OCSP_LARGEST)
    answer = ocsp.load_der_ocsp_response(content)
    if answer.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise ValueError(f"answered {answer.response_status.name.lower()}")
    if answer.serial_number != certificate.serial_number:
        raise ValueError("answered about another certificate")
    until = answer.next_update_utc or answer.this_update_utc + OLDEST
    _in_time(answer.this_update_utc, until, moment)
    signer = _responder(answer, issuer, moment)
    verify_with(
        signer,
        answer.signature,
        answer.tbs_response_bytes,
        _hash_name(answer.signature_hash_algorithm),
    )
    signers = () if signer == issuer else (signer,)
    good = answer.certificate_status == ocsp.OCSPCertStatus.GOOD
    revoked = answer.certificate_status == ocsp.OCSPCertStatus.REVOKED
    if not good and not revoked:
        raise ValueError("the authority does not know this certificate")
    standing = Standing.GOOD if good else Standing.REVOKED
    when = answer.revocation_time_utc if revoked else None
    return Said(standing, "ocsp", answer.this_update_utc, until, when, content, signers)


def _responder(
    answer: ocsp.OCSPResponse, issuer: x509.Certificate, moment: dt.datetime
) -> x509.Certificate:
    """Return who signed the answer: the issuer itself, or one whom it let answer (RFC 6960, 4.2.2.2)."""
    for one in answer.certificates:
        if one == issuer:
            continue
        one.verify_directly_issued_by(issuer)
        usage = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        if ExtendedKeyUsageOID.OCSP_SIGNING not in usage:
            continue
        _in_time(one.not_valid_before_utc, one.not_valid_after_utc, moment)
        return one
    return issuer


def _by_crl(
    url: str,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    moment: dt.datetime,
    seconds: float,
) -> Said:
    content = _list_at(url, seconds)
    found = x509.load_der_x509_crl(content)
    if found.issuer != issuer.subject or not found.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type]
        raise ValueError("the list is not the authority's")
    until = found.next_update_utc or found.last_update_utc + OLDEST
    _in_time(found.last_update_utc, until, moment)
    entry = found.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is None and not about_all(found, certificate):
        raise ValueError("the list is about other certificates")
    if entry is None:
        return Said(Standing.GOOD, "crl", found.last_update_utc, until, None, content)
    return Said(Standing.REVOKED, "crl", found.last_update_utc, until, bad_since(entry), content)


_lists: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
LISTS, LIST_FOR = 8, 300.0  # lists kept, and seconds


def _list_at(url: str, seconds: float) -> bytes:
    """Return the list at an address; one that was just read is not read again for the next certificate."""
    kept = _lists.get(url)
    if kept and time.monotonic() - kept[0] < LIST_FOR:
        return kept[1]
    content = ask(Asked(url), seconds=seconds)
    _lists[url] = (time.monotonic(), content)
    while len(_lists) > LISTS:
        _lists.popitem(last=False)
    return content


def forget_lists() -> None:
    """Forget the lists that were read, and who was silent."""
    _lists.clear()
    lines.forget()


def _hash_name(algorithm: hashes.HashAlgorithm | None) -> str:
    if algorithm is None:
        raise ValueError("an unknown algorithm")
    return algorithm.name


def _in_time(first: dt.datetime, last: dt.datetime, moment: dt.datetime) -> None:
    if not first - SLACK <= moment <= last + SLACK:
        raise ValueError(f"it holds from {first:%d.%m.%Y %H:%M} to {last:%d.%m.%Y %H:%M} only")
