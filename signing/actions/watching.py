"""Certificates in use are watched: asked about daily, warned of before they end, told of at once when revoked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.db import transaction

from core.clock import now
from journal.book import tell
from people.models import Unit, User
from signing import events, system
from signing.levels import making
from signing.levels.chains import chain_of, standing_of
from signing.levels.raising import Ground
from signing.levels.stamps import stamper
from signing.levels.status import Said, Standing, crl_addresses, needs_no_status, ocsp_addresses
from signing.models import (
    CertificateKind,
    CertificateStatus,
    SigningKey,
    TrustedRoot,
    WatchedCertificate,
)
from signing.pdf.draft import NoTimestamp
from signing.pdf.keys import holder_of
from signing.strongbox import print_of

RUNGS = (60, 30, 14, 7, 1, 0)  # days before the end at which somebody is told


@dataclass(frozen=True)
class InUse:
    """A certificate that is used here: as what, by whom, with which certificates beside it."""

    certificate: x509.Certificate
    kind: CertificateKind
    holder: User | None = None
    unit: Unit | None = None
    beside: tuple[x509.Certificate, ...] = ()


def watch() -> int:
    """Ask about every certificate in use and tell whom it concerns; returns how many were looked at.

    The network is asked outside of any transaction; each certificate is written in one of its own.
    """
    seen: set[str] = set()
    ground = making.ground()
    for one in _in_use():
        mark = print_of(one.certificate)
        if mark not in seen:
            seen.add(mark)
            _keep(one, _asked(one, ground))
    WatchedCertificate.objects.exclude(fingerprint__in=seen).filter(in_use=True).update(
        in_use=False
    )
    return len(seen)


def _in_use() -> Iterator[InUse]:
    for key in SigningKey.objects.filter(retired_at=None).select_related("holder", "unit"):
        own = key.read_certificate
        if own is not None:
            kind = CertificateKind.SEAL if key.unit_id else CertificateKind.PERSON
            yield InUse(own, kind, key.holder, key.unit, key.read_chain)
            yield from _above(key.read_chain)
    sealing = system.system_key()
    yield InUse(sealing.certificate, CertificateKind.SYSTEM, beside=sealing.chain)
    yield from _clock()
    for root in TrustedRoot.objects.filter(retired_at=None):
        yield InUse(x509.load_der_x509_certificate(bytes(root.der)), CertificateKind.ROOT)


def _clock() -> Iterator[InUse]:
    if not settings.TSA_URL:
        return
    try:
        token = stamper(settings.TSA_URL)(bytes(32))
    except NoTimestamp:
        return
    yield InUse(token.certificate, CertificateKind.CLOCK, beside=token.others)


def _above(chain: Iterable[x509.Certificate]) -> Iterator[InUse]:
    for one in chain:
        if one.subject != one.issuer:
            yield InUse(one, CertificateKind.ISSUER, beside=tuple(chain))


def _asked(one: InUse, ground: Ground) -> Said | None:
    """Return what the authority says; nothing when the certificate names no address where one could ask."""
    if needs_no_status(one.certificate):
        return None
    if not (ocsp_addresses(one.certificate) or crl_addresses(one.certificate)):
        return None
    chain = chain_of(one.certificate, [*one.beside, *ground.known], ground.roots).certificates
    if len(chain) == 1:
        return Said(Standing.UNKNOWN, why="its issuer is not known here")
    return standing_of(one.certificate, chain[1], ground.now, fresh=True)


@transaction.atomic
def _keep(one: InUse, said: Said | None) -> None:
    row, _new = WatchedCertificate.objects.update_or_create(
        fingerprint=print_of(one.certificate), defaults=_columns(one, said)
    )
    if row.status == CertificateStatus.REVOKED and not row.told_revoked:
        row.told_revoked = True
        row.save(update_fields=["told_revoked"])
        tell(events.CERTIFICATE_REVOKED, who=None, what=row)
    rung = rung_of(row.not_after, now())
    if rung is not None and (row.warned_days is None or rung < row.warned_days):
        row.warned_days = rung
        row.save(update_fields=["warned_days"])
        tell(events.CERTIFICATE_ENDS, who=None, what=row, days=max(row.days_left, 0), rung=rung)


def rung_of(end: dt.datetime, moment: dt.datetime) -> int | None:
    """Return the lowest rung that has come, nothing while more than the highest is left."""
    left = (end - moment) / dt.timedelta(days=1)
    return min((rung for rung in RUNGS if left <= rung), default=None)


def _columns(one: InUse, said: Said | None) -> dict[str, object]:
    certificate = one.certificate
    found: dict[str, object] = {
        "kind": one.kind, "subject": holder_of(certificate)[:300], "holder": one.holder, "unit": one.unit,
        "issuer": certificate.issuer.rfc4514_string()[:300], "in_use": True, "checked_at": now(),
        "der": certificate.public_bytes(serialization.Encoding.DER),
        "not_before": certificate.not_valid_before_utc, "not_after": certificate.not_valid_after_utc,
        "status": _status(certificate, said), "trouble": (said.why if said else "")[:300],
    }  # fmt: skip
    if said and said.standing != Standing.UNKNOWN:
        found |= {"source": said.source, "answered_at": said.at, "revoked_at": said.revoked_at}
    return found


def _status(certificate: x509.Certificate, said: Said | None) -> CertificateStatus:
    if said and said.standing == Standing.REVOKED:
        return CertificateStatus.REVOKED
    if certificate.not_valid_after_utc <= now():
        return CertificateStatus.EXPIRED
    if said is None:
        return CertificateStatus.UNASKED
    return CertificateStatus.GOOD if said.standing == Standing.GOOD else CertificateStatus.UNKNOWN
