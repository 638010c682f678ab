"""The chain of a certificate up to a root that is believed, and what the authorities say of each link."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes

from signing.levels.status import (
    Proofs,
    Said,
    Standing,
    ask_about,
    crl_addresses,
    forget_lists,
    needs_no_status,
    ocsp_addresses,
)

LONGEST = 8  # certificates of a chain
KEPT, KEPT_FOR = 512, dt.timedelta(minutes=10)
Certificates = Iterable[x509.Certificate]


class NotGood(Exception):
    """The certificate must not be used: ``standing`` is revoked, expired, not_yet or unknown; ``said`` tells why."""

    def __init__(
        self, standing: str, certificate: x509.Certificate, said: Said | None = None
    ) -> None:
        super().__init__(standing)
        self.standing, self.certificate, self.said = standing, certificate, said


@dataclass(frozen=True)
class Chain:
    """A certificate and those above it, the root last; ``rooted`` when the root is one that is believed."""

    certificates: tuple[x509.Certificate, ...]
    rooted: bool


def chain_of(
    certificate: x509.Certificate, known: Certificates, roots: Sequence[x509.Certificate]
) -> Chain:
    """Return the certificate's chain from what is known; signatures are checked link by link."""
    believed = {_mark(one) for one in roots}
    pool = [*roots, *known]
    links = [certificate]
    while len(links) < LONGEST:
        last = links[-1]
        if _mark(last) in believed:
            return Chain(tuple(links), rooted=True)
        above = next((one for one in pool if one not in links and _issued(one, last)), None)
        if above is None:
            break
        links.append(above)
    return Chain(tuple(links), rooted=False)


def can_be_asked(chain: Chain) -> bool:
    """Say whether every link names a place where one can ask how it stands: without that no proofs are ever complete."""
    return all(
        needs_no_status(one) or ocsp_addresses(one) or crl_addresses(one)
        for one in chain.certificates
    )


def in_time(certificate: x509.Certificate, moment: dt.datetime) -> None:
    """Raise ``NotGood`` outside of the certificate's time."""
    if moment > certificate.not_valid_after_utc:
        raise NotGood("expired", certificate)
    if moment < certificate.not_valid_before_utc:
        raise NotGood("not_yet", certificate)


def proofs_of(
    chain: Chain,
    moment: dt.datetime,
    *,
    strict: bool,
    seconds: float = 8.0,
    proved: dt.datetime | None = None,
) -> Proofs:
    """Ask about every link; ``NotGood`` when one is revoked or out of time.

    ``strict``: also when nobody says how a link stands; else what cannot be asked is left open. ``proved``: when what was
    signed is known to have been there; what was revoked later proves that it was good then (ETSI EN 319 102-1, 5.5.4).
    """
    proofs = Proofs()
    proofs.add_certificates(chain.certificates)
    pairs = list(zip(chain.certificates, chain.certificates[1:], strict=False))
    for one in chain.certificates:
        in_time(one, moment)
    while pairs:
        one, issuer = pairs.pop(0)
        if needs_no_status(one):
            continue
        said = standing_of(one, issuer, moment, seconds=seconds)
        if _revoked(said, proved) or (strict and said.standing == Standing.UNKNOWN):
            raise NotGood(said.standing, one, said)
        proofs.add(said)
        pairs += [(signer, issuer) for signer in said.signers if not needs_no_status(signer)]
    return proofs


def _revoked(said: Said, proved: dt.datetime | None) -> bool:
    later = proved is not None and said.revoked_at is not None and proved < said.revoked_at
    return said.standing == Standing.REVOKED and not later


_kept: OrderedDict[tuple[bytes, bytes], Said] = OrderedDict()
_lock = Lock()


def standing_of(
    one: x509.Certificate,
    issuer: x509.Certificate,
    moment: dt.datetime,
    *,
    seconds: float = 8.0,
    fresh: bool = False,
) -> Said:
    """Ask about one certificate, or take what was said a few minutes ago (``fresh``: ask in any case)."""
    place = (_mark(one), _mark(issuer))
    with _lock:
        said = _kept.get(place)
    if said and not fresh and said.at and said.until and _young(said, moment):
        return said
    said = ask_about(one, issuer, moment, seconds=seconds)
    if said.standing != Standing.UNKNOWN:
        with _lock:
            _kept[place] = said
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return said


def forget() -> None:
    """Forget what was said."""
    forget_lists()
    with _lock:
        _kept.clear()


def _young(said: Said, moment: dt.datetime) -> bool:
    if said.at is None or said.until is None:
        return False
    end = said.until if said.source == "crl" else min(said.until, said.at + KEPT_FOR)
    end = min(end, said.at + dt.timedelta(hours=6)) if said.source == "crl" else end
    return said.at <= moment < end


def _issued(above: x509.Certificate, below: x509.Certificate) -> bool:
    if above.subject != below.issuer:
        return False
    try:
        below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _mark(certificate: x509.Certificate) -> bytes:
    return certificate.fingerprint(hashes.SHA256())
