"""The desk where files are checked for visitors: a turn, a warm child, the trust store, and what was issued here.

The file is looked at by the bounded child only; here its bytes are hashed, never parsed. Nothing of the file is kept: the
report is, for half an hour, under a word that only its visitor knows.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

from core.clock import now
from documents.models import Version
from signing import trust_rules, trusting
from signing.bounded import pool
from signing.bounded.parent import ChildFailed, verify_files
from signing.models import Route
from signing.queries import routes
from signing.verify.verdicts import Finding, Judgement, Reason, Verdict, judgement_from

REPORTS = "reports"  # the cache where they lie
KEPT = 30 * 60  # seconds a report can be fetched
KNOWN = 10 * 60  # seconds a judgement of the same bytes under the same store counts
CHUNK = 1 << 20


@dataclass(frozen=True)
class Match:
    """What was issued here that the file is: the very same, an earlier stage of it, or the same with bytes added."""

    kind: str
    route: Route


@dataclass
class Checked:
    """A file that was checked: what it is worth, what it was, under which store, and pictures of a page that differs."""

    judgement: Judgement
    sha256: str
    size: int
    at: datetime
    store: int
    pictures: dict[str, str] = field(default_factory=dict)
    page: int = 0
    word: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as they are kept in the cache."""
        return {**asdict(self), "judgement": self.judgement.as_dict()}


def check(path: Path) -> tuple[Checked, Match | None]:
    """Check the file at ``path``; ``pool.Busy`` when too many are being checked. Takes up to some ten seconds."""
    with pool.turn():
        digest, size = hashed(path)
        store = trusting.fresh_store()
        match = same(digest)
        judgement = _judged(path, digest, store, match)
        checked = Checked(judgement, digest, size, now(), store.version)
        match = match or _begins_as(path, judgement)
        _look(path, checked)
    return checked, match


def checked_files(
    paths: Iterable[Path], trust: list[Path] | None
) -> Iterator[tuple[Path, Checked]]:
    """Check files one after the other against ``trust``, or against the store's files: without database and network."""
    try:
        named = trust_rules.Store(samples=True)  # who names authorities means them
        store = named if trust is not None else trusting.kept_store()
    except trusting.Damaged as damaged:
        bad = Judgement(Verdict.MALFORMED, Reason.BAD_TRUST, str(damaged))
        yield from ((path, Checked(bad, "", 0, now(), 0)) for path in paths)
        return
    signers, times, withdrawn = trusting.paths(store)
    over = trusting.ended(store)
    given = verify_files(paths, trust) if trust is not None else verify_files(paths, signers, times=times, revocation=withdrawn, ended=over)  # fmt: skip
    for path, judgement in given:
        try:
            digest, size = hashed(path) if path.is_file() else ("", 0)
        except OSError:
            digest, size = "", 0
        judgement = trust_rules.weigh(judgement, store, samples=settings.DEMO or store.samples)  # noqa: PLW2901 (the same, weighed)
        yield path, Checked(judgement, digest, size, now(), store.version)


def check_kept(version: Version, route: Route) -> Checked:
    """Check a file that is kept here, as ``check``; asked often (a QR on a wall), it is judged once in a while."""
    store = trusting.fresh_store()
    digest, path = version.sha256, Path(version.path)
    known = _known(digest, store)
    if known is None:
        with pool.turn():
            known = _known(digest, store) or _judged(path, digest, store, Match("same", route))
    return Checked(known, digest, version.size, now(), store.version)


def _judged(path: Path, digest: str, store: trust_rules.Store, match: Match | None) -> Judgement:
    known = _known(digest, store)
    if known is not None:
        return known
    signers, times, withdrawn = trusting.paths(store)
    since = match.route.current.at if match else None
    question = {
        "file": str(path.absolute()), "trust": [str(one) for one in signers],
        "times": None if times is None else [str(one) for one in times],
        "revocation": [str(one) for one in withdrawn], "ended": trusting.ended(store),
        "kept": since.isoformat() if since else None,
    }  # fmt: skip
    try:
        judgement = judgement_from(pool.ask("verify", question))
    except ChildFailed:
        return Judgement(Verdict.MALFORMED, Reason.TOO_COMPLEX)
    judgement = trust_rules.weigh(judgement, store, since, samples=settings.DEMO)
    if (
        judgement.reason != Reason.TOO_COMPLEX
    ):  # a busy machine must not be remembered as a bad file
        caches[REPORTS].set(_slot(digest, store), judgement.as_dict(), KNOWN)
    return judgement


def _known(digest: str, store: trust_rules.Store) -> Judgement | None:
    said = caches[REPORTS].get(_slot(digest, store))
    return judgement_from(said) if said else None


def _slot(digest: str, store: trust_rules.Store) -> str:
    loose = ",".join(one.file for one in store.roots) if not store.version else ""
    mark = hashlib.sha256(f"{trusting.folder()}:{loose}:{settings.DEMO}".encode()).hexdigest()[:12]
    return f"judged:{digest}:{store.version}:{mark}"


def hashed(path: Path) -> tuple[str, int]:
    """Return the file's SHA-256 and its size in bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def same(digest: str) -> Match | None:
    """Return what was issued here with these very bytes, or was a signed stage of it."""
    route = routes.issued_as(digest)
    if route is not None:
        return Match("same", route)
    route = routes.issued_through(digest)
    return Match("earlier", route) if route is not None else None


def _begins_as(path: Path, judgement: Judgement) -> Match | None:
    """Return what was issued here and stands at the beginning of the file, with other bytes behind it."""
    ends = sorted({end for one in judgement.signatures if (end := _end(one))})
    digest, at = hashlib.sha256(), 0
    found: Match | None = None
    with path.open("rb") as file:
        for end in ends:
            while at < end and (part := file.read(min(CHUNK, end - at))):
                digest.update(part)
                at += len(part)
            match = same(digest.hexdigest()) if at == end else None
            found = Match("appended", match.route) if match else found
    return found


def _look(path: Path, checked: Checked) -> None:
    """Let the child draw the page that looks different, where something was changed behind a signature."""
    for one in sorted(checked.judgement.signatures, key=_end, reverse=True):
        end = _end(one)
        if one.verdict != Verdict.MODIFIED or not one.intact or not 0 < end < checked.size:
            continue
        try:
            answer = pool.ask(
                "pictures", {"file": str(path.absolute()), "page": _page(one), "end": end}
            )
        except ChildFailed:
            return
        if "before" in answer:
            checked.page = int(answer.pop("page", 0))
            checked.pictures = {name: answer[name] for name in ("before", "after")}
        return  # one signature's view is enough


def _end(one: Finding) -> int:
    """Return where the signed revision ends in the file (bytes), 0 when it is not known."""
    end = one.covers.get("bytes")
    return end if isinstance(end, int) else 0


def _page(one: Finding) -> int:
    """Return the page that differs: the one the reason names, else the first of a change that is not allowed."""
    if one.reason == Reason.LOOKS_DIFFERENT and str(one.detail).isdigit():
        return int(one.detail)
    pages = [row["page"] for row in one.changes if not row.get("allowed") and row.get("page")]
    return int(pages[0]) if pages and str(pages[0]).isdigit() else 0


def keep(checked: Checked) -> str:
    """Keep a report (not the file) for its visitor; return the word under which it can be fetched."""
    checked.word = secrets.token_urlsafe(18)
    caches[REPORTS].set(f"report:{checked.word}", checked.as_dict(), KEPT)
    return checked.word


def kept(word: str) -> Checked | None:
    """Return a report that is still kept."""
    said = caches[REPORTS].get(f"report:{word}")
    if not said:
        return None
    return Checked(**{**said, "judgement": judgement_from(said["judgement"])})


def picture(checked: Checked, name: str) -> bytes:
    """Return one of the two pictures (PNG), empty when there is none."""
    return base64.b64decode(checked.pictures.get(name, ""))
