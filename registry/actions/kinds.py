"""Catalogues: which kinds an agency issues, in which series each is numbered, how its symbol is written."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from people.models import Unit, User
from registry import events
from registry.kinds import KINDS, sound_pattern
from registry.models import KindUse, Series


@transaction.atomic
def arrange_kind(
    unit: Unit, kind: str, *, offered: bool, series: Series | None, pattern: str, by: User
) -> KindUse:
    """Arrange how an agency uses a kind; documents that have their number keep it."""
    if kind not in KINDS:
        raise Refused(_("There is no such kind of document."))
    if pattern and not sound_pattern(pattern):
        raise Refused(_("The symbol is made of letters, dashes and {kind}, {agency}, {drafter}; {agency} must be there."))  # fmt: skip
    if series is not None and (series.unit_id != unit.pk or series.closed):
        raise Refused(_("This series is not of this agency, or is closed."))
    row, _new = KindUse.objects.update_or_create(
        unit=unit, kind=kind, defaults={"offered": offered, "series": series, "pattern": pattern}
    )
    tell(events.KIND_SET, who=by, what=row, offered=offered, series=str(series or ""), pattern=pattern)  # fmt: skip
    return row


@transaction.atomic
def open_series(unit: Unit, *, code: str, title: str, letters: str, by: User) -> Series:
    """Open a series of numbers: all kinds together, or a council's that uses the agency's seal."""
    code, title = "".join(code.split())[:40].upper(), " ".join(title.split())[:160]
    if not code or not title:
        raise Refused(_("A series has a short name and the name of its register."))
    row, _new = Series.objects.update_or_create(
        unit=unit, code=code,
        defaults={"title": title, "letters": letters.strip()[:24], "closed": False},
    )  # fmt: skip
    tell(events.SERIES_ADDED, who=by, what=row, code=code)
    return row


@transaction.atomic
def close_series(series: Series, *, by: User) -> Series:
    """Close a series: it is offered no more; its registers stay. ``Refused`` while a kind is numbered in it."""
    series = locked(series)
    if series.kinds.exists():
        raise Refused(_("A kind is still numbered in this series."))
    if not series.closed:
        series.closed = True
        series.save(update_fields=["closed"])
        tell(events.SERIES_CLOSED, who=by, what=series)
    return series
