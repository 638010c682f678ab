"""The trust store as files for the child: written from the database, read without it (``manage.py verify`` works alone).

The truth is in the database (``signing.models.trust``), told in the journal's book ``trust``, whose number is the store's
version. ``store.json`` beside the certificates lists what is believed; a certificate that lies in the folder without standing
there is not believed. Where there is no list yet, every PEM file of the folder counts, as before there was one.
"""

import datetime as dt
import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from django.conf import settings

from journal.ledger import head
from signing.certificates import Described, Unreadable, read_authorities
from signing.models import TRUST_BOOK, RevocationFile, SealPin, TrustedRoot
from signing.trust_rules import CLAIM_COUNTS, Pin, Root, Store, plain

LIST = "store.json"


def folder() -> Path:
    """Return where the files of the trust store lie."""
    return Path(settings.DATA_DIR) / "trust"


def store() -> Store | None:
    """Return the store as it was last written, ``None`` when there is no readable list."""
    try:
        said = json.loads((folder() / LIST).read_text(encoding="utf-8"))
        roots = tuple(
            Root(one["file"], one["sha256"], one["signers"], one["timestamps"], _moment(one["retired_at"]), one["how"])
            for one in said["roots"]
        )  # fmt: skip
        pins = tuple(
            Pin(tuple(one["names"]), one["sha256"], _moment(one["ended_at"])) for one in said["pins"]
        )  # fmt: skip
        return Store(
            int(said["version"]),
            roots,
            pins,
            tuple(said["revocation"]),
            said.get("samples") is True,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Damaged(Exception):
    """There is a list of what is believed, but it cannot be read: then nobody is believed."""


def kept_store() -> Store:
    """Return the store as its files have it, without the database; ``Damaged`` when its list cannot be read."""
    kept = store()
    damaged = (folder() / LIST).exists() if kept is None else not _whole(kept)
    if damaged:
        raise Damaged(LIST)
    return kept or loose()


def fresh_store() -> Store:
    """Return the store as the database has it, written anew where the files are behind, damaged or gone."""
    kept = store()
    current = (
        kept is not None and kept.version == head(TRUST_BOOK) and kept.samples == settings.DEMO
    )
    if kept is not None and current and _whole(kept):
        return kept
    if not TrustedRoot.objects.exists() and not head(TRUST_BOOK):
        return kept_store()
    return export()


def _whole(kept: Store) -> bool:
    """Say whether the files that are listed are those that were written."""
    for one in kept.roots:
        try:
            (found,) = x509.load_pem_x509_certificates((folder() / one.file).read_bytes())
        except (OSError, ValueError):
            return False
        if found.fingerprint(hashes.SHA256()).hex() != one.sha256:
            return False
    return all(map(_is_as_named, kept.revocation))


def _is_as_named(name: str) -> bool:
    """Say whether a list of revoked ones is the file that was written: its name ends with its hash."""
    try:
        content = (folder() / name).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest()[:16] == Path(name).stem[-16:]


def loose() -> Store:
    """Return every certificate of the folder as believed: an installation without a list."""
    paths = sorted(folder().glob("*.pem"))
    return Store(roots=tuple(Root(one.name, "") for one in paths))


def export() -> Store:
    """Write the database's store into the folder; each file is put in place whole."""
    folder().mkdir(parents=True, exist_ok=True)
    version = head(TRUST_BOOK)
    roots = [_root(one) for one in TrustedRoot.objects.all()]
    files = [_revocation(one) for one in RevocationFile.objects.all()]
    pins = [_pin(one) for one in SealPin.objects.select_related("unit")]
    said = {
        "version": version,
        "roots": roots,
        "pins": pins,
        "revocation": files,
        "samples": settings.DEMO,
    }
    _put(LIST, json.dumps(said, ensure_ascii=False, indent=1).encode())
    found = store()
    if found is None:
        raise OSError(str(folder() / LIST))
    return found


def paths(wanted: Store) -> tuple[list[Path], list[Path] | None, list[Path]]:
    """Return the files for the child: believed for signatures, for timestamps, and what is known of withdrawn ones.

    Retired ones stand last: where another one has the same name and key, that one vouches.
    """
    roots = sorted(wanted.roots, key=lambda one: one.retired_at is not None)
    signers = [folder() / one.file for one in roots if one.signers]
    times = [folder() / one.file for one in roots if one.timestamps]
    return signers, times, [folder() / one for one in wanted.revocation]


def ended(wanted: Store) -> list[tuple[str, str, bool]]:
    """Return the retired authorities for the child: which, since when, and whether times that are claimed count."""
    return [
        (one.sha256, one.retired_at.isoformat(), CLAIM_COUNTS.get(one.how, False))
        for one in wanted.roots
        if one.retired_at
    ]


def unlisted() -> list[Described]:
    """Return certificates that lie in the folder although nobody took them into the store."""
    found: dict[str, Described] = {}
    for path in sorted(folder().glob("*.pem"))[:100]:
        try:
            found |= {one.sha256: one for one in read_authorities(path.read_bytes())}
        except (OSError, Unreadable):
            continue
    known = set(TrustedRoot.objects.filter(sha256__in=found).values_list("sha256", flat=True))
    return [one for one in found.values() if one.sha256 not in known]


def _root(row: TrustedRoot) -> dict[str, Any]:
    name = f"ca-{row.sha256[:16]}.pem"
    certificate = x509.load_der_x509_certificate(bytes(row.der))
    _put(name, certificate.public_bytes(serialization.Encoding.PEM))
    return {
        "file": name, "sha256": row.sha256, "subject": row.subject, "signers": row.for_signers,
        "timestamps": row.for_timestamps, "retired_at": _text(row.retired_at), "how": row.retired_how,
    }  # fmt: skip


def _revocation(row: RevocationFile) -> str:
    name = f"{row.kind}-{row.sha256[:16]}.der"
    _put(name, bytes(row.der))
    return name


def _pin(row: SealPin) -> dict[str, Any]:
    names = sorted({plain(row.name), plain(row.unit.name)})
    return {"names": names, "sha256": row.sha256, "ended_at": _text(row.ended_at)}


def _put(name: str, content: bytes) -> None:
    path = folder() / name
    if path.exists() and path.read_bytes() == content:
        return
    fresh = path.with_name(f".{secrets.token_hex(6)}")
    fresh.write_bytes(content)
    fresh.replace(path)


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _text(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
