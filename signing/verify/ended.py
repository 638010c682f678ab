"""Authorities in which belief ended: what they vouched for still counts when it is known to be older than that end.

A timestamp is a proof only as long as its authority is believed (ETSI EN 319 102-1, 5.6.2.3: proofs of existence are taken from
timestamps that were validated themselves, the youngest first). Whoever holds the key of a clock, or of an authority above
it, writes any time: then only another clock, or our own records, can say that the timestamp was there before.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import x509

# SHA-256 of the certificate, when belief ended (ISO 8601), whether claims count
Said = tuple[str, str, bool]


@dataclass(frozen=True)
class Ended:
    """One such authority; ``claims``: whether what it vouched for may say itself how old it is."""

    sha256: bytes
    key: bytes
    at: dt.datetime
    claims: bool

    def touches(self, chain: list[x509.Certificate]) -> bool:
        """Say whether a chain rests on it: on its certificate, or, where its key may be in wrong hands, on that key.

        Another authority may have certified the same key: who holds the key would choose that way.
        """
        if chain[-1].sha256 == self.sha256:
            return True
        return not self.claims and any(one.public_key.sha256 == self.key for one in chain)


def read(said: Iterable[Said], roots: Iterable[x509.Certificate]) -> tuple[Ended, ...]:
    """Return the ended ones among ``roots``, from what the trust store says of them."""
    known = {one.sha256.hex(): one for one in roots}
    return tuple(
        Ended(known[mark].sha256, known[mark].public_key.sha256, dt.datetime.fromisoformat(at), claims)
        for mark, at, claims in said
        if mark in known
    )  # fmt: skip


@dataclass(frozen=True)
class Age:
    """What is known of the age of something: the time it claims, and when it is proved to have been there."""

    claimed: dt.datetime | None
    proved: Iterable[dt.datetime | None]

    def older(self, one: Ended) -> bool:
        """Say whether it is older than the end of the belief."""
        times = [*self.proved, *([self.claimed] if one.claims else [])]
        return any(time is not None and time < one.at for time in times)


def is_over(chain: list[x509.Certificate], ended: Iterable[Ended], age: Age) -> bool:
    """Say whether a chain rests on an authority in which belief ended before anything shows that this is older."""
    return any(one.touches(chain) and not age.older(one) for one in ended)
