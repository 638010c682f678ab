"""What is shown of the trust store's history, and of every certificate in use with its time left."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.clock import now
from journal.models import Entry
from signing.models import (
    TRUST_BOOK,
    JournalSeal,
    RevocationFile,
    SealPin,
    SigningKey,
    TrustedRoot,
    Upkeep,
    WatchedCertificate,
)

SHOWN = 50
ICONS = {
    "person": "pen",
    "seal": "patch-check",
    "system": "pc",
    "clock": "clock",
    "issuer": "bank",
    "root": "bank",
}
Watched = dict[str, WatchedCertificate]
STAGES: tuple[tuple[int, str, str | Promise], ...] = (  # days left below which it is shown so
    (0, "late", _("has ended")),
    (7, "late", _("ends within a week")),
    (30, "soon", _("ends within a month")),
    (60, "soon", _("ends within two months")),
)


def history(root: TrustedRoot | None = None) -> list[Entry]:
    """Return what happened to the trust store, or to one authority, newest first."""
    rows = Entry.objects.filter(book__topic=TRUST_BOOK).select_related("who")
    if root is not None:
        rows = rows.filter(what=f"trustedroot.{root.pk}")
    return list(rows.order_by("-seq")[:SHOWN])


@dataclass(frozen=True)
class InUse:
    """A certificate in use: whose, what for, how long it lasts, what is known of it."""

    name: str
    what: str | Promise
    icon: str
    not_after: dt.datetime
    days: int
    kind: str
    word: str | Promise
    fingerprint: str = ""
    checked_at: dt.datetime | None = None
    url: str = ""
    remark: str | Promise = ""


def in_use(at: dt.datetime | None = None) -> list[InUse]:
    """Return every certificate in use, the one that ends first at the top: keys, seals, authorities, clocks, lists."""
    moment = at or now()
    watched = {
        row.fingerprint: row for row in WatchedCertificate.objects.filter(in_use=True).defer("der")
    }
    rows = [*_keys(moment, watched), *_roots(moment, watched), *_pins(moment, watched)]
    seen = {one.fingerprint for one in rows}
    others = [_watched(moment, row) for mark, row in watched.items() if mark not in seen]
    return sorted([*rows, *others, *_lists(moment)], key=lambda one: one.not_after)


def upkeep() -> dict[str, Any]:
    """Return how the archive timestamps of issued papers are kept up: how many, the next day, what failed; the newest seal."""
    rows = Upkeep.objects.select_related("route__paper")
    return {
        "papers": rows.exclude(stamped_at=None).count(),
        "next": rows.exclude(due_at=None).order_by("due_at").first(),
        "failed": list(rows.filter(failures__gt=0)[:SHOWN]),
        "seal": JournalSeal.objects.order_by("-day").defer("statement", "container").first(),
    }


def _in_use(
    moment: dt.datetime, name: Any, what: Any, icon: str, until: dt.datetime, *,
    mark: str = "", watch: WatchedCertificate | None = None, **more: Any,
) -> InUse:  # fmt: skip
    days = (until - moment).days
    kind, word = next(((kind, word) for limit, kind, word in STAGES if days < limit), ("good", _("valid")))  # fmt: skip
    if watch is not None and watch.status == "revoked":
        kind, word = "late", _("was withdrawn")
    checked = watch.checked_at if watch else None
    said = watch.get_status_display() if watch and watch.status == "unknown" else ""
    more["remark"] = more.get("remark") or said
    return InUse(str(name), what, icon, until, days, kind, word, mark, checked, **more)


def _watched(moment: dt.datetime, row: WatchedCertificate) -> InUse:
    what, icon = row.get_kind_display(), ICONS.get(row.kind, "shield-check")
    return _in_use(moment, row.subject, what, icon, row.not_after, mark=row.fingerprint, watch=row)


def _keys(moment: dt.datetime, watched: Watched) -> list[InUse]:
    rows = SigningKey.objects.filter(retired_at=None).select_related("holder", "unit")
    pins = SealPin.objects.filter(ended_at=None)
    pinned, units = (set(pins.values_list(name, flat=True)) for name in ("sha256", "unit_id"))
    found = []
    for row in rows:
        strange = row.unit_id in units and row.fingerprint not in pinned
        what = _("seal of an agency") if row.unit_id else _("key of a person")
        more: dict[str, Any] = {
            "remark": _("not the pinned certificate") if strange else "",
            "mark": row.fingerprint,
            "watch": watched.get(row.fingerprint),
        }
        found.append(
            _in_use(
                moment, row, what, "patch-check" if row.unit_id else "pen", row.not_after, **more
            )
        )
    return found  # fmt: skip


def _roots(moment: dt.datetime, watched: Watched) -> list[InUse]:
    rows = TrustedRoot.objects.filter(retired_at=None).defer("der")
    what = _("authority of the trust store")
    return [
        _in_use(moment, row, what, "bank", row.not_after, url=row.get_absolute_url(), mark=row.sha256, watch=watched.get(row.sha256))
        for row in rows
    ]  # fmt: skip


def _pins(moment: dt.datetime, watched: Watched) -> list[InUse]:
    """Return pinned seals whose key does not lie here; the others are shown as keys."""
    keys = SigningKey.objects.filter(retired_at=None)
    here = set(keys.values_list("fingerprint", flat=True))
    rows = SealPin.objects.filter(ended_at=None).select_related("unit")
    return [
        _in_use(moment, row.unit, _("pinned seal"), "pin-angle", row.not_after, mark=row.sha256, watch=watched.get(row.sha256))
        for row in rows
        if row.sha256 not in here
    ]  # fmt: skip


def _lists(moment: dt.datetime) -> list[InUse]:
    rows = RevocationFile.objects.exclude(next_update=None).defer("der")
    return [
        _in_use(moment, row.issuer, _("list of withdrawn certificates: next one due"), "list-check", row.next_update)
        for row in rows
        if row.next_update
    ]  # fmt: skip
