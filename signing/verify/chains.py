"""The chain of certificates from a signer to the root that vouches, told in plain values; and what revokes its links."""

import contextlib
import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from signing.verify import trust
from signing.verify.names import common_name
from signing.verify.revocations import Evidence, Word, revoked_at

LONGEST = 8  # links of a chain
MOST = 800  # certificates that are taken from one file
Link = tuple[asn1.Certificate, asn1.Certificate]


@dataclass
class Pool:
    """All certificates at hand: the trusted ones, and those that files carry."""

    roots: list[asn1.Certificate]
    others: list[asn1.Certificate] = field(default_factory=list)
    _read: dict[bytes, x509.Certificate | None] = field(default_factory=dict)
    _above: dict[bytes, asn1.Certificate | None] = field(default_factory=dict)
    _vouched: list[asn1.Certificate] | None = None

    def add(self, certificates: Iterable[asn1.Certificate]) -> None:
        """Take more certificates, each once, as long as there are not too many; what cannot be read is left."""
        known = {one.dump() for one in self.others}
        for one in certificates:
            if one.dump() not in known and len(known) < MOST and trust.is_readable(one):
                known.add(one.dump())
                self.others.append(one)
                self._above.clear()
                self._vouched = None

    def is_root(self, one: asn1.Certificate) -> bool:
        """Say whether the trust store holds this very certificate."""
        return any(one.dump() == root.dump() for root in self.roots)

    @property
    def vouched(self) -> list[asn1.Certificate]:
        """The certificates for which a trusted root vouches, by checked signatures, from the roots downwards.

        Only they can lie on a path. Whoever adds to a file cannot make more of them, so that the search for paths costs the
        same with hundreds of others beside them; from a signer upwards anybody's certificates would lead on.
        """
        if self._vouched is None:
            self._vouched = self._downwards()
        return self._vouched

    def _downwards(self) -> list[asn1.Certificate]:
        waiting = _by_issuer(self.others)
        found, authorities = list[asn1.Certificate](), deque(self.roots)
        while authorities:
            above = authorities.popleft()
            for one in list(waiting.get(above.subject.hashable, ())):
                if trust.vouches(above, one):
                    waiting[above.subject.hashable].remove(one)
                    found.append(one)
                    authorities += [one] if trust.is_authority(one) else []
        return found

    def chain(self, one: asn1.Certificate, proved: Any = None) -> list[asn1.Certificate]:
        """Return the certificates from ``one`` up to a trusted root, or as far as they are at hand.

        ``proved``: the path by which ``one`` is believed (pyHanko's). That one counts, since what revokes its links must not be
        missed: this search asks for signatures only, and may end at a twin of an authority, or lead to another root over a
        certificate that may issue none.
        """
        if proved is None:
            return self._upwards(one)
        path = [*reversed(list(proved.iter_certs(include_root=True)))]
        return path if path[0].dump() == one.dump() else [one, *path]

    def _upwards(self, one: asn1.Certificate) -> list[asn1.Certificate]:
        found = [one]
        while not self.is_root(found[-1]) and len(found) < LONGEST:
            above = self._issuer(found[-1])
            if above is None or above in found:
                break
            found.append(above)
        return found

    def read(self, one: asn1.Certificate) -> x509.Certificate | None:
        """Return a certificate in the other library's words; ``None`` when that cannot read it."""
        der = one.dump()
        if der not in self._read:
            try:
                self._read[der] = x509.load_der_x509_certificate(der)
            except Exception:  # noqa: BLE001 (whatever lies in a hostile file)
                self._read[der] = None
        return self._read[der]

    def _issuer(self, one: asn1.Certificate) -> asn1.Certificate | None:
        der = one.dump()
        if der not in self._above:
            named = (other for other in [*self.roots, *self.others] if _names(other, one))
            self._above[der] = next((other for other in named if self._issued(one, other)), None)
        return self._above[der]

    def _issued(self, one: asn1.Certificate, other: asn1.Certificate) -> bool:
        below, above = self.read(one), self.read(other)
        if below is None or above is None or below == above:
            return False
        try:
            _check_signature(below, above)
        except Exception:  # noqa: BLE001 (another key, an unknown algorithm)
            return False
        return True


def _check_signature(below: x509.Certificate, above: x509.Certificate) -> None:
    """Raise unless ``above`` signed ``below``; how their names are written is compared elsewhere (RFC 5280, 7.1)."""
    key: Any = above.public_key()
    how = [below.signature_algorithm_parameters, below.signature_hash_algorithm]
    if isinstance(key, ec.EllipticCurvePublicKey):
        how = how[:1]
    elif not isinstance(key, rsa.RSAPublicKey):
        how = []
    key.verify(below.signature, below.tbs_certificate_bytes, *how)


def _by_issuer(certificates: Iterable[asn1.Certificate]) -> dict[Any, list[asn1.Certificate]]:
    found: dict[Any, list[asn1.Certificate]] = defaultdict(list)
    for one in certificates:
        with contextlib.suppress(Exception):  # whatever lies in a hostile file
            found[one.issuer.hashable].append(one)
    return found


def _names(other: asn1.Certificate, one: asn1.Certificate) -> bool:
    return bool(other.subject.dump() == one.issuer.dump() or other.subject == one.issuer)


def told(chain: list[asn1.Certificate], pool: Pool) -> list[dict[str, Any]]:
    """Return the chain in plain values: who, by whom, from when until when, in which role, trusted here or not."""
    return [_told(one, number, len(chain), pool) for number, one in enumerate(chain)]


def _told(one: asn1.Certificate, number: int, length: int, pool: Pool) -> dict[str, Any]:
    validity = one["tbs_certificate"]["validity"]
    own = one.self_issued
    role = "signer" if number == 0 else "root" if own and number == length - 1 else "authority"
    return {
        "subject": common_name(one.subject),
        "issuer": common_name(one.issuer),
        "serial": f"{one.serial_number:X}",
        "not_before": validity["not_before"].native.isoformat(),
        "not_after": validity["not_after"].native.isoformat(),
        "sha256": one.sha256.hex(),
        "role": role,
        "trusted": pool.is_root(one),
    }


@dataclass(frozen=True)
class Standing:
    """What is known of the revocation of a chain: words of each link, and the first revoked link."""

    words: list[tuple[str, list[Word]]]
    signer_since: dt.datetime | None = None
    authority_since: dt.datetime | None = None

    def complete(self, where: str) -> bool:
        """Say whether each certificate that can be revoked has a good word lying in ``where``."""
        return all(any(word.where == where for word in words) for _name, words in self.words)

    def told(self) -> Iterator[dict[str, Any]]:
        """Yield the words in plain values, the newest of each certificate and every one that revokes."""
        for name, words in self.words:
            for number, word in enumerate(words):
                if number == 0 or word.status == "revoked":
                    yield {
                        "subject": name,
                        "source": word.source,
                        "status": word.status,
                        "at": word.at.isoformat(),
                        "until": word.until.isoformat() if word.until else None,
                        "revoked_at": word.revoked_at.isoformat() if word.revoked_at else None,
                        "from": word.where,
                    }


def standing(chain: list[asn1.Certificate], pool: Pool, evidence: Evidence) -> Standing:
    """Ask the evidence about each link of a chain below its root."""
    words: list[tuple[str, list[Word]]] = []
    since: list[dt.datetime | None] = []
    for below, above in pairwise(chain):
        one, issuer = pool.read(below), pool.read(above)
        said = evidence.about(one, issuer) if one is not None and issuer is not None else []
        words.append((common_name(below.subject), said))
        since.append(revoked_at(said))
    authorities = [one for one in since[1:] if one is not None]
    return Standing(words, since[0] if since else None, min(authorities, default=None))
