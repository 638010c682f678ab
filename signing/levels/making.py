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
from signing import trusting
from signing.levels import raising
from signing.levels.chains import NotGood
from signing.levels.inventory import inventory
from signing.levels.raising import Ground, Level, Raised, Unrooted
from signing.levels.stamps import silent, stamper
from signing.pdf.draft import Mark, NoSuchField, NoTimestamp
from signing.pdf.keys import Key, holder_of
from signing.pdf.revision import NotAppendable

LATER = "later"


@dataclass(frozen=True)
class Made:
    """A signed file: its bytes, the level reached, the time that was stamped."""

    content: bytes
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
    signers, times, _withdrawn = trusting.paths(trusting.store() or trusting.loose())
    files = dict.fromkeys([*signers, *(times or ())])
    return [one for path in files if path.exists() for one in _read(path, path.stat().st_mtime_ns)]


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(path.read_bytes()))


def make(content: bytes, mark: Mark, *, key: Key) -> Made:
    """Sign ``content`` at the level that is set; the last signature of a file brings the archive timestamp with it.

    Asks the network: call it outside of any transaction. ``Refused`` with a sentence when the certificate is revoked,
    expired or cannot be proved good, when no timestamp comes, or when the file has no free place.
    """
    try:
        return _made(content, mark, key, wished())
    except NoTimestamp as error:
        raise Refused(_("The timestamp authority does not answer. Nothing was signed.")) from error
    except NoSuchField as error:
        raise Refused(_("The file has no free place for this signature.")) from error
    except NotAppendable as error:
        raise Refused(
            _("Nothing can be added to this file: it is damaged. Nothing was signed.")
        ) from error
    except NotGood as error:
        raise Refused(why_not(error)) from error
    except Unrooted as error:
        raise Refused(_unrooted(error)) from error


def reached(content: bytes, field: str) -> dict[str, Any]:
    """Return level and time of the signature in a field, as they are kept beside it."""
    try:
        found = inventory(content).signatures.get(field)
    except (ValueError, KeyError, TypeError, pikepdf.PdfError):
        found = None
    return {"level": found.level, "timed_at": found.timed_at} if found else {}


def _made(content: bytes, mark: Mark, key: Key, level: Level) -> Made:
    here = ground()
    level = here.highest(key.certificate, key.chain, level)
    try:
        first = raising.sign_at(content, mark, key=key, level=level, ground=here)
    except NoTimestamp:
        if settings.SIGNING_WITHOUT_TSA != LATER:
            raise
        plain = raising.sign_at(content, mark, key=key, level=Level.B, ground=here)
        return Made(content + plain.tail, plain.level)
    signed = content + first.tail
    if level != Level.LTA or raising.waits_for_more(signed):
        return Made(signed, first.level, first.timed_at)
    return _archived(signed, first, here)


def _archived(signed: bytes, first: Raised, here: Ground) -> Made:
    """Add the archive timestamp; when the authority falls silent just now, the nightly job adds it."""
    try:
        last = raising.archive(signed, ground=here)
    except NoTimestamp:
        return Made(signed, first.level, first.timed_at)
    return Made(signed + last.tail, last.level, last.timed_at)


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
