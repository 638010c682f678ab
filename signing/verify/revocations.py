"""What revocation lists (CRL, RFC 5280) and answers (OCSP, RFC 6960) say of a certificate, at whatever age.

An old list that says “revoked” is as true as a new one, so freshness never makes a revoked certificate good; only who
signed the list counts: the issuer of the certificate, or for an answer somebody whom the issuer allowed to answer.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from asn1crypto import pem
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

GOOD, REVOKED, UNKNOWN = "good", "revoked", "unknown"
HOLD = {x509.ReasonFlags.certificate_hold, x509.ReasonFlags.remove_from_crl}
DIGESTS = {hashes.SHA1: "sha1", hashes.SHA256: "sha256", hashes.SHA384: "sha384"}
DIGESTS |= {hashes.SHA512: "sha512", hashes.SHA224: "sha224"}
MOST = 400  # lists and answers that are read of one file
BESIDE = 10  # certificates within an answer that are looked at; honest ones carry one or two


@dataclass(frozen=True)
class Word:
    """What one list or answer says of one certificate."""

    status: str
    source: str
    at: dt.datetime
    until: dt.datetime | None
    where: str
    revoked_at: dt.datetime | None = None
    on_hold: bool = False


@dataclass
class Evidence:
    """The lists and answers that are at hand, by where they lie: in the ``file`` or in the trust ``store``."""

    lists: list[tuple[x509.CertificateRevocationList, str]] = field(default_factory=list)
    answers: list[tuple[ocsp.OCSPResponse, str]] = field(default_factory=list)
    unread: int = 0
    _seen: set[bytes] = field(default_factory=set)
    _checked: dict[tuple[int, bytes], bool] = field(default_factory=dict)

    def add(self, content: bytes, where: str) -> None:
        """Take one list or one answer in DER; what cannot be read is counted and left."""
        mark = hashlib.sha256(content).digest()
        if mark in self._seen or len(self._seen) >= MOST:
            return
        self._seen.add(mark)
        try:
            revoked = x509.load_der_x509_crl(content)
            _ = revoked.issuer  # parsed lazily: now, not later
            self.lists.append((revoked, where))
        except Exception:  # noqa: BLE001 (whatever lies in a hostile file)
            self._add_answer(content, where)

    def _add_answer(self, content: bytes, where: str) -> None:
        try:
            answer = ocsp.load_der_ocsp_response(content)
        except Exception:  # noqa: BLE001
            self.unread += 1
            return
        if answer.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL:
            self.answers.append((answer, where))

    def about(self, one: x509.Certificate, issuer: x509.Certificate) -> list[Word]:
        """Return what is said of ``one`` by its ``issuer`` or in its name, the newest first."""
        words = [*self._listed(one, issuer), *self._answered(one, issuer)]
        return sorted(words, key=lambda word: word.at, reverse=True)

    def _listed(self, one: x509.Certificate, issuer: x509.Certificate) -> Iterator[Word]:
        for revoked, where in self.lists:
            if revoked.issuer != one.issuer or not self._signed(revoked, issuer):
                continue
            entry = revoked.get_revoked_certificate_by_serial_number(one.serial_number)
            at, until = revoked.last_update_utc, revoked.next_update_utc
            if entry is None and not about_all(revoked, one):
                continue
            if entry is None:
                yield Word(GOOD, "crl", at, until, where)
                continue
            reason = _extension(entry.extensions, x509.CRLReason, "reason")
            yield Word(REVOKED, "crl", at, until, where, bad_since(entry), reason in HOLD)

    def _signed(self, proof: Any, issuer: x509.Certificate) -> bool:
        """Say whether a list or an answer is the issuer's; each is asked once, since junk may mean one certificate often."""
        mark = (id(proof), issuer.fingerprint(hashes.SHA256()))
        if mark not in self._checked:
            asked = _answer_signed if isinstance(proof, ocsp.OCSPResponse) else _list_signed
            try:
                self._checked[mark] = asked(proof, issuer)
            except Exception:  # noqa: BLE001 (an unknown algorithm, say)
                self._checked[mark] = False
        return self._checked[mark]

    def _answered(self, one: x509.Certificate, issuer: x509.Certificate) -> Iterator[Word]:
        for answer, where in self.answers:
            for single in _singles(answer):
                if not _meant(single, one, issuer):
                    continue
                if not self._signed(answer, issuer):
                    break  # nor are the others in it
                status = {ocsp.OCSPCertStatus.GOOD: GOOD, ocsp.OCSPCertStatus.REVOKED: REVOKED}
                yield Word(
                    status.get(single.certificate_status, UNKNOWN),
                    "ocsp",
                    single.this_update_utc,
                    single.next_update_utc,
                    where,
                    single.revocation_time_utc,
                    single.revocation_reason in HOLD,
                )


def revoked_at(words: Iterable[Word]) -> dt.datetime | None:
    """Return since when a certificate is revoked; one that was only on hold and is good in newer word is not."""
    known = list(words)
    moments = []
    for word in known:
        lifted = word.on_hold and any(
            other.status == GOOD and other.at > word.at for other in known
        )
        if word.status == REVOKED and not lifted:
            moments.append(word.revoked_at or word.at)
    return min(moments, default=None)


def read_files(evidence: Evidence, paths: Iterable[str]) -> None:
    """Add lists and answers of the trust store, in DER or PEM; what cannot be read is counted and left."""
    for path in paths:
        try:
            content = Path(path).read_bytes()
            evidence.add(pem.unarmor(content)[2] if pem.detect(content) else content, "store")
        except (OSError, ValueError):
            evidence.unread += 1


def _singles(answer: ocsp.OCSPResponse) -> list[Any]:
    try:
        return list(answer.responses)
    except Exception:  # noqa: BLE001
        return []


def _meant(single: Any, one: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether an answer is about ``one``: number, and hashes of its issuer's name and key (RFC 6960, 4.1.1)."""
    try:
        name = DIGESTS.get(type(single.hash_algorithm))
    except UnsupportedAlgorithm:
        return False
    if name is None or single.serial_number != one.serial_number:
        return False
    key = x509.SubjectKeyIdentifier.from_public_key  # SHA-1 of the key bits
    digest = hashlib.new(name, issuer.subject.public_bytes(), usedforsecurity=False).digest()
    if single.issuer_name_hash != digest:
        return False
    return name != "sha1" or single.issuer_key_hash == key(issuer.public_key()).digest


def _list_signed(revoked: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    return bool(revoked.is_signature_valid(issuer.public_key()))  # type: ignore[arg-type]


def _answer_signed(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """The issuer signed the answer, or somebody with a certificate of the issuer for answering (RFC 6960, 4.2.2.2)."""
    beside = islice(answer.certificates, BESIDE)
    allowed = [issuer, *(one for one in beside if _may_answer(one, issuer))]
    return any(_fits(answer, one) for one in allowed)


def _may_answer(one: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        usage = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        one.verify_directly_issued_by(issuer)
    except Exception:  # noqa: BLE001
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in usage


def _fits(answer: ocsp.OCSPResponse, one: x509.Certificate) -> bool:
    key, digest = one.public_key(), answer.signature_hash_algorithm
    try:
        if isinstance(key, rsa.RSAPublicKey) and digest is not None:
            key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey) and digest is not None:
            key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(digest))
        else:
            key.verify(answer.signature, answer.tbs_response_bytes)  # type: ignore[call-arg,union-attr]
    except (InvalidSignature, TypeError, AttributeError, ValueError):
        return False
    return True


def bad_since(entry: x509.RevokedCertificate) -> dt.datetime:
    """Return since when a list calls a certificate bad: its key may have been lost before it was revoked (RFC 5280, 5.3.2)."""
    lost = _extension(entry.extensions, x509.InvalidityDate, "invalidity_date_utc")
    return min(filter(None, (entry.revocation_date_utc, lost)))


def about_all(revoked: x509.CertificateRevocationList, one: x509.Certificate) -> bool:
    """Say whether a list speaks of such certificates at all: no mere additions, no list of some reasons or of others only."""
    if _extension(revoked.extensions, x509.DeltaCRLIndicator, "crl_number") is not None:
        return False
    try:
        point = revoked.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except Exception:  # noqa: BLE001 (absent, or unreadable)
        return True
    authority = bool(_extension(one.extensions, x509.BasicConstraints, "ca"))
    others = point.only_contains_user_certs if authority else point.only_contains_ca_certs
    return not (others or point.only_some_reasons or point.only_contains_attribute_certs)


def _extension(extensions: x509.Extensions, kind: Any, name: str) -> Any:
    try:
        return getattr(extensions.get_extension_for_class(kind).value, name)
    except Exception:  # noqa: BLE001 (absent, or unreadable)
        return None
