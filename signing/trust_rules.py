"""What the trust store says beyond the chain: retired authorities, pinned seals (pure).

The bounded child finds a chain to a certificate it was given; here is weighed what an administrator wrote down about that
certificate. A retired authority stays believed for signatures that are older than its end. How their age must be shown
depends on why it was retired (``CLAIM_COUNTS``): where the authority's key may be in wrong hands, the time a signer writes
down is worth nothing (RFC 5280, 5.3.1: keyCompromise, cACompromise), where it merely ended, it is believed.
"""

import datetime as dt
from dataclasses import dataclass, field

from core.folding import fold
from signing.pdf.authority import ROOT_NAME
from signing.verify.indications import indicate
from signing.verify.verdicts import (
    Attack,
    Change,
    Finding,
    Judgement,
    Reason,
    Verdict,
    gravest,
)

CLAIM_COUNTS = {"ended": True, "compromised": False}


@dataclass(frozen=True)
class Root:
    """An authority as the store describes it: what for, and since when no longer."""

    file: str
    sha256: str
    signers: bool = True
    timestamps: bool = True
    retired_at: dt.datetime | None = None
    how: str = ""


@dataclass(frozen=True)
class Pin:
    """The certificate that is an agency's seal, under which names, until when."""

    names: tuple[str, ...]
    sha256: str
    ended_at: dt.datetime | None = None


@dataclass(frozen=True)
class Store:
    """The trust store at one version."""

    version: int = 0
    roots: tuple[Root, ...] = ()
    pins: tuple[Pin, ...] = ()
    revocation: tuple[str, ...] = ()
    samples: bool = False  # written by a demonstration: its sample keys count
    by_print: dict[str, Root] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.by_print.update({one.sha256: one for one in self.roots})


def weigh(
    judgement: Judgement,
    store: Store,
    kept_since: dt.datetime | None = None,
    *,
    samples: bool = True,
) -> Judgement:
    """Return the judgement with what the store says of each signature that was found valid.

    ``kept_since``: since when this installation itself has kept this very file; that proves the signature's age too.
    ``samples``: whether sample keys of a demonstration count.
    """
    if not judgement.signatures:
        return judgement
    for one in judgement.signatures:
        if one.verdict == Verdict.VALID:
            if samples or not is_sample(one):
                _weigh(one, store, kept_since)
            else:
                _doubt(one, Reason.SAMPLE, "NO_CERTIFICATE_CHAIN_FOUND")
    for one in judgement.signatures:
        _ask_company(one, judgement.signatures)
    return gravest(judgement.signatures)


def _weigh(one: Finding, store: Store, kept_since: dt.datetime | None) -> None:
    root = store.by_print.get(_print(one, -1))
    if root is not None and root.retired_at and not _older(one, root, kept_since):
        _doubt(one, Reason.RETIRED, "NO_CERTIFICATE_CHAIN_FOUND")
    elif one.kind == "signature" and not _is_pinned(one, store):
        _doubt(one, Reason.NOT_PINNED, "SIG_CONSTRAINTS_FAILURE")


def _ask_company(one: Finding, all_of_them: list[Finding]) -> None:
    """A certified file that let a trusted signer add a visible mark was abused when the store does not trust that signer."""
    doubted = {other.field for other in all_of_them if not other.trusted}
    strange = doubted.intersection(one.relies_on)
    if strange and one.verdict in {Verdict.VALID, Verdict.UNTRUSTED}:
        one.judge(Verdict.MODIFIED, Reason.LOCKED, min(strange))
        one.modification, one.attack = Change.OTHER, Attack.CERTIFICATION
        indicate(one)


def is_sample(one: Finding) -> bool:
    """Say whether a demonstration's authority, ours or another installation's, vouches for the signer."""
    return bool(one.chain) and one.chain[-1].get("subject") == ROOT_NAME


def _doubt(one: Finding, reason: Reason, subindication: str) -> None:
    one.judge(Verdict.UNTRUSTED, reason)
    one.trusted, one.indication, one.subindication = False, "INDETERMINATE", subindication


def _older(one: Finding, root: Root, kept_since: dt.datetime | None) -> bool:
    """Say whether the signature is known to be older than the authority's end."""
    end = root.retired_at
    if end is None or (kept_since is not None and kept_since < end):
        return True
    said = dt.datetime.fromisoformat(one.time) if one.time else None
    counts = one.time_proved or CLAIM_COUNTS.get(root.how, False)
    return said is not None and counts and said < end


def _is_pinned(one: Finding, store: Store) -> bool:
    """Say whether the signer's certificate is the pinned one, where its name belongs to a pinned seal."""
    name, given = plain(one.signer), _print(one, 0)
    pins = [pin for pin in store.pins if name and name in pin.names]
    if not pins or not given:
        return True
    return any(pin.sha256 == given and _held(pin, one) for pin in pins)


def _held(pin: Pin, one: Finding) -> bool:
    said = dt.datetime.fromisoformat(one.time) if one.time else None
    return pin.ended_at is None or (said is not None and said < pin.ended_at)


def _print(one: Finding, place: int) -> str:
    return str(one.chain[place].get("sha256", "")) if one.chain else ""


def plain(name: str) -> str:
    """Return a name as it is compared: without marks, case and doubled blanks."""
    return " ".join(fold(name).split())
