"""What is shown of the trust store's history, and of every certificate in use with its time left."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.clock import now
from journal.models import Entry
from signing.models import TRUST_BOOK, RevocationFile, SealPin, SigningKey, TrustedRoot

SHOWN = 50
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
    url: str = ""
    remark: str | Promise = ""


def in_use(at: dt.datetime | None = None) -> list[InUse]:
    """Return every certificate in use, the one that ends first at the top: keys, seals, authorities, lists."""
    moment = at or now()
    rows = [*_keys(moment), *_roots(moment), *_pins(moment), *_lists(moment)]
    return sorted(rows, key=lambda one: one.not_after)


def _in_use(
    moment: dt.datetime, name: Any, what: str | Promise, icon: str, until: dt.datetime, **more: Any
) -> InUse:
    days = (until - moment).days
    kind, word = next(((kind, word) for limit, kind, word in STAGES if days < limit), ("good", _("valid")))  # fmt: skip
    return InUse(str(name), what, icon, until, days, kind, word, **more)


def _keys(moment: dt.datetime) -> list[InUse]:
    rows = SigningKey.objects.filter(retired_at=None).select_related("holder", "unit")
    pinned = set(SealPin.objects.filter(ended_at=None).values_list("sha256", flat=True))
    units = set(SealPin.objects.filter(ended_at=None).values_list("unit_id", flat=True))
    found = []
    for row in rows:
        strange = row.unit_id in units and row.fingerprint not in pinned
        what = _("seal of an agency") if row.unit_id else _("key of a person")
        remark = _("not the pinned certificate") if strange else ""
        found.append(_in_use(moment, row, what, "patch-check" if row.unit_id else "pen", row.not_after, remark=remark))  # fmt: skip
    return found


def _roots(moment: dt.datetime) -> list[InUse]:
    rows = TrustedRoot.objects.filter(retired_at=None).defer("der")
    return [
        _in_use(moment, row, _("authority of the trust store"), "bank", row.not_after, url=_url(row))
        for row in rows
    ]  # fmt: skip


def _url(row: TrustedRoot) -> str:
    try:
        return reverse("signing:root", args=[row.pk])
    except NoReverseMatch:
        return ""


def _pins(moment: dt.datetime) -> list[InUse]:
    """Return pinned seals whose key does not lie here; the others are shown as keys."""
    keys = SigningKey.objects.filter(retired_at=None)
    here = set(keys.values_list("fingerprint", flat=True))
    rows = SealPin.objects.filter(ended_at=None).select_related("unit")
    return [
        _in_use(moment, row.unit, _("pinned seal"), "pin-angle", row.not_after)
        for row in rows
        if row.sha256 not in here
    ]


def _lists(moment: dt.datetime) -> list[InUse]:
    rows = RevocationFile.objects.exclude(next_update=None).defer("der")
    return [
        _in_use(moment, row.issuer, _("list of withdrawn certificates: next one due"), "list-x", row.next_update)
        for row in rows
        if row.next_update
    ]  # fmt: skip
