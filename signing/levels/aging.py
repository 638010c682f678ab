"""When an archive timestamp weakens: its certificate ends, its proofs run out, its algorithm grows old (pure: time is given)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signing.levels.inventory import Inventory
from signing.levels.raising import Level

# Until when an algorithm is trusted (NIST SP 800-57 part 1 rev. 5, table 4: 112 bits of strength until the end of 2030;
# ETSI TS 119 312 V1.4.3 likewise for RSA under 3000 bits). The strong ones have no end yet.
SOON = dt.datetime(2030, 12, 31, tzinfo=dt.UTC)
NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
LEAST_RSA, STRONG_RSA, LEAST_CURVE = 2048, 3000, 256
AHEAD = dt.timedelta(days=60)  # before a certificate or an algorithm ends
AHEAD_OF_PROOFS = dt.timedelta(days=10)  # before the list of revoked ones runs out
SHARE = 3  # never earlier than the last third of what it lasts


@dataclass(frozen=True)
class Due:
    """When the file is to be renewed, and why: raise, certificate, proofs, algorithm."""

    at: dt.datetime
    why: str


def due(found: Inventory, *, now: dt.datetime) -> Due:
    """Return when a file at B-LTA needs its next archive timestamp; one below needs it now."""
    if not found.stamps or any(one.level != Level.LTA for one in found.signatures.values()):
        return Due(now, "raise")
    last = found.stamps[-1]
    carried = [x509.load_der_x509_certificate(one) for one in found.proofs["certificates"]]
    links = _links(last.certificate, [*last.others, *carried])
    ends = [Due(_ahead(last.at, one.not_valid_after_utc, AHEAD), "certificate") for one in links]
    ends += [Due(_ahead(last.at, _trusted_until(one), AHEAD), "algorithm") for one in links]
    lists = [x509.load_der_x509_crl(one) for one in found.proofs["crls"]]
    ends += [
        Due(_ahead(last.at, until, AHEAD_OF_PROOFS), "proofs")
        for until in _fresh_until(links, lists)
    ]
    return min(ends, key=lambda one: one.at)


def _links(own: x509.Certificate, known: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """Return the authority's certificate and those between it and the root, without the root."""
    pool, found = list(known), [own]
    while len(found) < 8:
        last = found[-1]
        above = next((one for one in pool if one.subject == last.issuer and one not in found), None)
        if above is None or above.subject == above.issuer:
            break
        found.append(above)
    return found


def _fresh_until(
    links: list[x509.Certificate], lists: list[x509.CertificateRevocationList]
) -> Iterable[dt.datetime]:
    """Yield until when the newest list of each link's issuer holds."""
    for one in links:
        ends = [found.next_update_utc for found in lists if found.issuer == one.issuer]
        known = [end for end in ends if end is not None]
        if known:
            yield max(known)


def _trusted_until(certificate: x509.Certificate) -> dt.datetime:
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        if public.key_size < LEAST_RSA:
            return certificate.not_valid_before_utc
        return NEVER if public.key_size >= STRONG_RSA else SOON
    if isinstance(public, ec.EllipticCurvePublicKey) and public.key_size < LEAST_CURVE:
        return SOON
    return NEVER


def _ahead(first: dt.datetime, end: dt.datetime, ahead: dt.timedelta) -> dt.datetime:
    """Return the moment to act before ``end``: never earlier than the last third of the time that is left."""
    if end >= NEVER:
        return NEVER
    return max(end - ahead, end - (end - first) / SHARE)
