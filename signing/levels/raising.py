"""Signing at a level, and raising a file that is signed already: proofs and archive timestamps are only appended."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pikepdf
from cryptography import x509

from signing.levels import store
from signing.levels.chains import Chain, can_be_asked, chain_of, proofs_of
from signing.levels.signers import everyone, signers, stamps
from signing.levels.stamps import Stamper, Token
from signing.levels.status import Proofs
from signing.pdf.draft import Mark, fields, hashed, settled, timestamp
from signing.pdf.keys import Key
from signing.pdf.revision import Revision
from signing.pdf.sign import ROOM_FOR_TIME, append, appended


class Level(StrEnum):
    """The levels of PAdES (ETSI EN 319 142-1, 6), each with what the one before has."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"


class Unrooted(Exception):
    """The chain of a certificate ends before a root that is believed: proofs for it cannot be complete."""

    def __init__(self, certificate: x509.Certificate) -> None:
        super().__init__(certificate.subject.rfc4514_string())
        self.certificate = certificate


@dataclass(frozen=True)
class Ground:
    """What signing stands on: who stamps the time, whom we believe, which other certificates we know, what time it is.

    ``issued``: the paper is, so whoever was revoked after the time that is proved for them stops nothing any more.
    """

    stamp: Stamper
    roots: Sequence[x509.Certificate]
    now: dt.datetime
    known: tuple[x509.Certificate, ...] = ()
    seconds: float = 8.0
    issued: bool = False

    def highest(
        self, certificate: x509.Certificate, known: Sequence[x509.Certificate], wished: Level
    ) -> Level:
        """Return the level that can be reached with a certificate: B-T when its authority gives no word on anybody."""
        chain = chain_of(certificate, [*known, *self.known], self.roots)
        if wished in (Level.LT, Level.LTA) and chain.rooted and not can_be_asked(chain):
            return Level.T
        return wished

    def proofs(
        self,
        certificate: x509.Certificate,
        known: Sequence[x509.Certificate],
        *,
        strict: bool = True,
        proved: dt.datetime | None = None,
    ) -> Proofs:
        """Return what proves a certificate good now, or at the time ``proved``; ``Unrooted`` or ``NotGood``."""
        chain: Chain = chain_of(certificate, [*known, *self.known], self.roots)
        if strict and not chain.rooted:
            raise Unrooted(certificate)
        how: dict[str, Any] = {"strict": strict, "seconds": self.seconds}
        return proofs_of(chain, self.now, proved=proved if self.issued else None, **how)


@dataclass(frozen=True)
class Raised:
    """What is appended to a file, the level it has then, and the time that was stamped last."""

    tail: bytes
    level: Level
    timed_at: dt.datetime | None = None


def sign_at(
    source: Path | bytes, mark: Mark, *, key: Key, level: Level, ground: Ground, before: Any = None
) -> Raised:
    """Return the revision that a signature of that level appends; an archive timestamp comes with the last signature.

    Nothing is written when the certificate is revoked or expired (``NotGood``), the authority is silent (``NotGood``
    from B-LT on), or no timestamp comes (``NoTimestamp``). ``before``: the running SHA-256 of the source, if known.
    """
    before = before or hashed(source)
    proofs = ground.proofs(key.certificate, key.chain, strict=level in (Level.LT, Level.LTA))
    times: list[Token] = []
    if level == Level.B:
        return Raised(appended(source, mark, key=key, stamp=None, more=None, before=before), level)
    more = None
    if level in (Level.LT, Level.LTA):
        _merge(proofs, _proofs_of_clock(ground))
        more = store.adding(proofs)

    def stamp(digest: bytes) -> bytes:
        times.append(ground.stamp(digest))
        return times[-1].content

    tail = appended(source, mark, key=key, stamp=stamp, more=more, before=before)
    reached = Level.LT if level == Level.LTA else level
    return Raised(tail, reached, times[-1].at)


def archive(source: Path | bytes, *, ground: Ground, before: Any = None) -> Raised:
    """Return a revision with fresh proofs for everybody who signed or stamped, and a timestamp over all of it.

    It raises any file to B-LTA, and renews the archive timestamp of one that has it.
    """
    before = before or hashed(source)
    with pikepdf.open(source if isinstance(source, Path) else _stream(source)) as pdf:
        proofs = _all_proofs(pdf.Root, ground)
    _merge(proofs, _proofs_of_clock(ground))
    revision, number = timestamp(source, width=2 * ROOM_FOR_TIME, more=store.adding(proofs))
    draft = settled(revision, number, before)
    token = ground.stamp(draft.digest)
    return Raised(draft.filled(token.content), Level.LTA, token.at)


def timed(source: Path | bytes, *, ground: Ground, before: Any = None) -> Raised:
    """Return a revision with a timestamp over the whole file: a signature without a time reaches B-T by it."""
    revision, number = timestamp(source, width=2 * ROOM_FOR_TIME)
    draft = settled(revision, number, before or hashed(source))
    token = ground.stamp(draft.digest)
    return Raised(draft.filled(token.content), Level.T, token.at)


def proved(source: Path | bytes, *, ground: Ground) -> Raised:
    """Return a revision with the proofs for everybody who signed or stamped: B-T becomes B-LT by it."""
    revision = Revision(source)
    store.adding(_all_proofs(revision.root, ground))(revision)
    return Raised(revision.render()[0], Level.LT)


def raise_file(path: Path, level: Level, *, ground: Ground, running: Any = None) -> None:
    """Raise the file at ``path`` to ``level``: revisions are only appended, what it has already is not added twice.

    ``running``: its running SHA-256, if known. Not for a file that is kept: the file itself grows.
    """
    running = running or hashed(path)
    with pikepdf.open(path) as pdf:
        has_time = bool(stamps(pdf.Root)) or all(
            token for _own, _others, token in signers(pdf.Root)
        )
        has_proofs = "/DSS" in pdf.Root
    if level != Level.B and not has_time:
        append(path, timed(path, ground=ground, before=running).tail, running)
    if level == Level.LT or (
        level == Level.LTA and not has_proofs
    ):  # proofs first, as others write them
        append(path, proved(path, ground=ground).tail, running)
    if level == Level.LTA:
        append(path, archive(path, ground=ground, before=running).tail, running)


def all_timed(path: Path) -> bool:
    """Say whether each signature of the file carries a timestamp of its own."""
    with pikepdf.open(path) as pdf:
        return all(token for _own, _others, token in signers(pdf.Root))


def highest(source: Path | bytes, wished: Level, *, ground: Ground) -> Level:
    """Return the level that a file can reach: that of the signer whose authority says least."""
    with pikepdf.open(source if isinstance(source, Path) else _stream(source)) as pdf:
        reached = [ground.highest(own, others, wished) for own, others, _token in signers(pdf.Root)]
    return min(reached, key=list(Level).index, default=wished)


def waits_for_more(source: Path | bytes) -> bool:
    """Say whether the file has a signature field that nobody has signed yet."""
    with pikepdf.open(source if isinstance(source, Path) else _stream(source)) as pdf:
        return any(
            str(one.get("/FT", "")) == "/Sig" and "/V" not in one for _name, one in fields(pdf.Root)
        )


def _all_proofs(root: pikepdf.Object, ground: Ground) -> Proofs:
    proofs, known = (
        Proofs(),
        [x509.load_der_x509_certificate(one) for one in store.carried(root)["certificates"]],
    )
    asked = set()
    for certificate, others, proved in everyone(root):
        mark = (certificate.tbs_certificate_bytes, proved)
        if mark in asked:
            continue
        asked.add(mark)
        if certificate.not_valid_after_utc > ground.now:  # what ran out was proved while it lasted
            _merge(proofs, ground.proofs(certificate, [*others, *known], proved=proved))
    return proofs


def _proofs_of_clock(ground: Ground) -> Proofs:
    """Return proofs for the timestamp authority itself; it is asked once for a token to learn who it is."""
    token = _sample(ground.stamp)
    return ground.proofs(token.certificate, token.others)


_samples: dict[int, tuple[Stamper, dt.datetime, Token]] = {}
SAMPLE_FOR = dt.timedelta(minutes=30)


def _sample(stamp: Stamper) -> Token:
    kept = _samples.get(hash(stamp))
    now = dt.datetime.now(dt.UTC)
    if kept and kept[0] == stamp and now - kept[1] < SAMPLE_FOR:
        return kept[2]
    token = stamp(bytes(32))
    _samples.clear()
    _samples[hash(stamp)] = (stamp, now, token)
    return token


def forget_samples() -> None:
    """Forget who the timestamp authority was."""
    _samples.clear()


def _merge(into: Proofs, other: Proofs) -> None:
    into.certificates |= other.certificates
    into.ocsps |= other.ocsps
    into.crls |= other.crls
    into.until += other.until


def _stream(content: bytes) -> Any:
    return io.BytesIO(content)
