"""Sign as the installation is set: which level, whose time, whom it believes; refusals as sentences. Never in a transaction.

``NGHISU_SIGNING_LEVEL`` (B-B, B-T, B-LT, B-LTA), ``NGHISU_TSA`` (the address of the timestamp authority) and
``NGHISU_SIGNING_WITHOUT_TSA`` (refuse, later) are read here.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from cryptography import x509
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from documents.store import Kept, keep_written, scratch
from signing import trusting
from signing.levels import raising
from signing.levels.chains import NotGood
from signing.levels.inventory import inventory
from signing.levels.raising import Ground, Level, Raised, Unrooted
from signing.levels.stamps import silent, stamper
from signing.pdf.draft import Mark, NoSuchField, NoTimestamp
from signing.pdf.keys import Key, holder_of
from signing.pdf.revision import NotAppendable
from signing.pdf.sign import append, copied

LATER = "later"


class Silent(Refused):
    """Somebody whom every paper needs does not answer: the next paper would wait as long and fail as this one."""


@dataclass(frozen=True)
class Made:
    """A signed file as it is kept, the level reached, the time that was stamped."""

    kept: Kept
    level: str
    timed_at: dt.datetime | None = None


def wished() -> Level:
    """Return the level that is set; without a timestamp authority there is only B-B."""
    if not settings.TSA_URL:
        return Level.B
    return Level(settings.SIGNING_LEVEL or Level.LTA)


def ground() -> Ground:
    """Return what signing stands on here."""
    stamp = stamper(settings.TSA_URL) if settings.TSA_URL else silent
    return Ground(stamp, tuple(roots()), now())


def roots() -> list[x509.Certificate]:
    """Return the certificates that this installation believes, for signers or for timestamps."""
    signers, times, _withdrawn = trusting.paths(trusting.fresh_store())
    files = dict.fromkeys([*signers, *(times or ())])
    return [one for path in files if path.exists() for one in _read(path, path.stat().st_mtime_ns)]


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(path.read_bytes()))


def make(source: Path | bytes, mark: Mark, *, key: Key, sha256: str = "") -> Made:
    """Sign ``source`` (of this SHA-256) into a new file of the store, piece by piece, at the level that is set; the last signature of a file brings the archive timestamp with it.

    Asks the network: call it outside of any transaction. ``Refused`` with a sentence when the certificate is revoked,
    expired or cannot be proved good, when no timestamp comes, or when the file has no free place.
    """
    try:
        with scratch() as target:
            running = copied(source, target)
            if sha256 and running.hexdigest() != sha256:
                raise Refused(
                    _("The stored file is not the one that was shown. Nothing was signed.")
                )
            return _made(source, target, mark, key, running)
    except NoTimestamp as error:
        raise Silent(_("The timestamp authority does not answer. Nothing was signed.")) from error
    except NoSuchField as error:
        raise Refused(_("The file has no free place for this signature.")) from error
    except NotAppendable as error:
        raise Refused(
            _("Nothing can be added to this file: it is damaged. Nothing was signed.")
        ) from error
    except NotGood as error:
        said = why_not(error)
        raise (Silent(said) if error.standing == "unknown" else Refused(said)) from error
    except Unrooted as error:
        raise Refused(_unrooted(error)) from error


def reached(source: Path | bytes, field: str) -> dict[str, Any]:
    """Return level and time of the signature in a field, as they are kept beside it."""
    try:
        found = inventory(source).signatures.get(field)
    except (ValueError, KeyError, TypeError, pikepdf.PdfError):
        found = None
    return {"level": found.level, "timed_at": found.timed_at} if found else {}


def _made(source: Path | bytes, target: Path, mark: Mark, key: Key, running: Any) -> Made:
    here = ground()
    level = here.highest(key.certificate, key.chain, wished())
    how: dict[str, Any] = {"key": key, "ground": here, "before": running}
    try:
        made = raising.sign_at(source, mark, level=level, **how)
    except NoTimestamp:
        if settings.SIGNING_WITHOUT_TSA != LATER:
            raise
        level, made = Level.B, raising.sign_at(source, mark, level=Level.B, **how)
    append(target, made.tail, running)
    if level == Level.LTA and not raising.waits_for_more(target):
        made = _archived(target, made, here, running)
    return Made(keep_written(target), made.level, made.timed_at)


def _archived(target: Path, made: Raised, here: Ground, running: Any) -> Raised:
    """Add the archive timestamp; when the authority falls silent just now, the nightly job adds it."""
    try:
        last = raising.archive(target, ground=here, before=running)
    except NoTimestamp:
        return made
    append(target, last.tail, running)
    return last


def why_not(error: NotGood) -> str:
    """Return the sentence for a certificate that must not sign."""
    whose = {"name": holder_of(error.certificate)}
    if error.standing == "revoked":
        since = error.said.revoked_at if error.said and error.said.revoked_at else None
        if since:
            day = timezone.localtime(since).strftime("%d/%m/%Y")
            return _("The certificate of %(name)s was revoked on %(day)s. Nothing was signed.") % {
                **whose,
                "day": day,
            }
        return _("The certificate of %(name)s was revoked. Nothing was signed.") % whose
    if error.standing == "expired":
        day = timezone.localtime(error.certificate.not_valid_after_utc).strftime("%d/%m/%Y")
        return _("The certificate of %(name)s expired on %(day)s. Nothing was signed.") % {
            **whose,
            "day": day,
        }
    if error.standing == "not_yet":
        return _("The certificate of %(name)s is not valid yet. Nothing was signed.") % whose
    return (
        _(
            "Nobody answers whether the certificate of %(name)s is still good. Nothing was signed; try again later."
        )
        % whose
    )


def _unrooted(error: Unrooted) -> str:
    name = holder_of(error.certificate)
    return _(
        "The authority behind the certificate of %(name)s is not in the trust store. Nothing was signed."
    ) % {"name": name}
