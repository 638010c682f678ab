"""Issued papers are kept verifiable: raised to the level that is set, their archive timestamps renewed before they weaken.

Everything slow (network, files) happens outside of transactions. What one round appends becomes the paper's next stored
version; the issued version stays. A round that dies halfway has written nothing but a file that the next round makes again.
"""

import datetime as dt
import logging
from dataclasses import replace
from pathlib import Path

import pikepdf
from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from documents.actions import file_extended, version_extended
from documents.models import Version
from documents.store import scratch
from journal.book import tell
from signing import events
from signing.levels import making, raising
from signing.levels.aging import Due, due
from signing.levels.chains import NotGood
from signing.levels.inventory import Inventory, inventory
from signing.levels.raising import Ground, Level, Unrooted
from signing.models import Route, Upkeep
from signing.pdf.draft import NoTimestamp
from signing.pdf.keys import holder_of
from signing.pdf.revision import NotAppendable
from signing.pdf.sign import copied
from signing.states import RouteState

BACK_OFF = (
    dt.timedelta(hours=1),
    dt.timedelta(hours=6),
    dt.timedelta(days=1),
    dt.timedelta(days=3),
)
A_ROUND = 200  # papers a turn of the clock takes at most
TROUBLES = (
    NoTimestamp, NotGood, Unrooted, NotAppendable, ValueError, OSError, pikepdf.PdfError, Refused,
)  # fmt: skip

log = logging.getLogger(__name__)


def keep_up(limit: int = A_ROUND) -> int:
    """Take newly issued papers into care and renew what is due; returns how many papers got a new version.

    Done twice, it is done once. Without a timestamp authority nothing can be renewed and nothing is tried.
    """
    if making.wished() == Level.B:
        return 0
    take_into_care(limit)
    look_again(limit)
    moment = now()
    waiting = Upkeep.objects.filter(due_at__lte=moment).exclude(next_try_at__gt=moment)
    renewed = 0
    for one in waiting.select_related("newest", "route")[:limit]:
        try:
            renewed += renew(one)
        except NoTimestamp:  # the others would each wait as long for the same authority
            break
    return renewed


def take_into_care(limit: int = A_ROUND) -> int:
    """Look at issued papers that nobody has looked at yet, and note when they are due."""
    fresh = Route.objects.filter(state=RouteState.COMPLETED, upkeep=None).select_related("current")
    taken = 0
    for route in fresh.order_by("pk")[:limit]:
        care = _seen(Upkeep(route=route, newest=_newest(route)))
        Upkeep.objects.get_or_create(route=route, defaults=_columns(care))
        taken += 1
    return taken


def look_again(limit: int = A_ROUND) -> int:
    """Look again, every third day, at papers below the level that is set and never due; returns how many are due now.

    The level was set higher since, an authority answers or is known that did not.
    """
    order = list(Level)
    lower = [str(level) for level in order[: order.index(making.wished())]]
    resting = Upkeep.objects.filter(due_at=None, level__in=lower).exclude(next_try_at__gt=now())
    awake = 0
    for care in resting.select_related("newest").order_by("pk")[:limit]:
        care.trouble, care.failures = "", 0
        _seen(care)
        care.next_try_at = None if care.due_at else now() + BACK_OFF[-1]
        awake += care.due_at is not None
        names = [*_columns(care), "next_try_at"]
        Upkeep.objects.filter(pk=care.pk, due_at=None).update(
            **{name: getattr(care, name) for name in names}
        )
    return awake


def renew(care: Upkeep) -> bool:
    """Renew one paper's proofs; returns whether a version was added. A failure is noted and tried again later.

    ``NoTimestamp`` when the authority is silent: that is noted, too.
    """
    newest = _newest(care.route)
    try:
        path, ground = Path(newest.path), replace(making.ground(), issued=True)
        tail = _tail(path, raising.highest(path, making.wished(), ground=ground), ground)
        extended = file_extended(newest, tail) if tail else None
        found = inventory(extended.kept.path if extended else Path(newest.path))
    except TROUBLES as error:
        _note_failure(care, error)
        if isinstance(error, NoTimestamp):
            raise
        return False
    return _kept(care, newest, extended, found)


def _tail(path: Path, level: Level, ground: Ground) -> bytes:
    """Return what has to be appended: an archive timestamp, or for lower levels what is missing; nothing if all is there."""
    reached = {one.level for one in inventory(path).signatures.values()}
    if reached & {Level.B, Level.T}:  # a time first, then the proofs: several revisions
        with scratch() as grown:
            raising.raise_file(grown, level, ground=ground, running=copied(path, grown))
            with grown.open("rb") as file:
                file.seek(path.stat().st_size)
                return file.read()
    if level == Level.LTA:
        return raising.archive(path, ground=ground).tail
    return b""


@transaction.atomic
def _kept(care: Upkeep, newest: Version, extended: object, found: Inventory) -> bool:
    care = locked(care)
    version = newest
    if extended is not None:
        added = version_extended(newest, extended, note=_("proofs renewed"))  # type: ignore[arg-type]
        if added is None:
            return False  # somebody else was quicker
        version = added
    _write(care, version, found)
    care.failures, care.trouble, care.next_try_at = 0, "", None
    care.tried_at, care.rounds = now(), care.rounds + 1
    care.save()
    if version != newest:
        tell(
            events.PROOFS_RENEWED,
            who=None,
            what=care.route,
            level=care.level,
            sha256=version.sha256,
        )
    return version != newest


def _write(care: Upkeep, version: Version, found: Inventory) -> None:
    levels = [one.level for one in found.signatures.values()] or [Level.B]
    care.newest, care.level = version, min(levels, key=list(Level).index)
    care.stamped_at = found.stamps[-1].at if found.stamps else None
    coming = _due(found, Path(version.path))
    care.due_at, care.why = (coming.at, coming.why) if coming else (None, "")


def _due(found: Inventory, path: Path) -> Due | None:
    """Return when the file is due: below B-LTA only as long as it has not reached what is set and can be reached."""
    wished = raising.highest(path, making.wished(), ground=making.ground())
    if wished == Level.LTA:
        return due(found, now=now())
    order = list(Level)
    behind = any(order.index(one.level) < order.index(wished) for one in found.signatures.values())
    return Due(now(), "raise") if behind else None


def _seen(care: Upkeep) -> Upkeep:
    try:
        _write(care, care.newest, inventory(Path(care.newest.path)))
    except TROUBLES as error:
        care.trouble, care.failures = _sentence(error), 1
    return care


def _columns(care: Upkeep) -> dict[str, object]:
    names = ("newest", "level", "stamped_at", "due_at", "why", "trouble", "failures")
    return {name: getattr(care, name) for name in names}


def _note_failure(care: Upkeep, error: Exception) -> None:
    """Note why it did not work and when to try again: later and later, every third day in the end."""
    wait = BACK_OFF[min(care.failures, len(BACK_OFF) - 1)]
    Upkeep.objects.filter(pk=care.pk).update(
        failures=care.failures + 1,
        trouble=_sentence(error),
        tried_at=now(),
        next_try_at=now() + wait,
    )
    log.warning(
        "The proofs of route %s could not be renewed: %s", care.route_id, type(error).__name__
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, Refused):  # a full disk
        return str(error)[:300]
    if isinstance(error, NotGood):
        return _not_good(error)[:300]
    if isinstance(error, NoTimestamp):
        return f"{_('The timestamp authority does not answer.')} {error}"[:300]
    if isinstance(error, Unrooted):
        return _("An authority is missing in the trust store: %(name)s") % {
            "name": str(error)[:200]
        }
    return f"{_('The stored file cannot be extended.')} {error}"[:300]


def _not_good(error: NotGood) -> str:
    whose = {"name": holder_of(error.certificate)}
    if error.standing == "unknown":
        return _("Nobody answers whether the certificate of %(name)s is still good; it is asked again by itself.") % whose  # fmt: skip
    return _("The certificate of %(name)s is revoked or out of its time; the proofs cannot be renewed.") % whose  # fmt: skip


def _newest(route: Route) -> Version:
    """Return the paper's last version that carries the signatures: the issued one, or one that a round added."""
    later = route.paper.versions.filter(number__gte=route.current.number)
    return later.order_by("-number").first() or route.current
