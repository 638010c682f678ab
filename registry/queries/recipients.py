"""Whom a document's own lines mean: units by their names, and the agency's groups by theirs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Unit
from registry.addressed import BULLET, LONGEST, Named, resolved, spelled, usual_kinds
from registry.models import Issue, RecipientGroup

WORDINGS = 10  # other wordings of one group
NAME = 160  # letters of a group's name; another wording is as long as a line of a document may be


@dataclass(frozen=True)
class Meant:
    """A line of a document and the units that it means."""

    named: Named
    units: list[Unit]


def meant(issue: Issue) -> list[Meant]:
    """Return the lines of an entry, each with the units here that it means, never the agency itself nor a closed unit."""
    open_ones = {unit.pk: unit for unit in others(issue.agency)}
    rows = resolved(issue.recipients, _known(issue.agency, list(open_ones.values())))
    return [Meant(row, [open_ones[pk] for pk in row.keys]) for row in rows]


def others(agency: Unit) -> list[Unit]:
    """Return the units to which the agency may send, in the city's order."""
    return list(Unit.objects.filter(closed_on=None).exclude(pk=agency.pk).order_by("position", "name"))  # fmt: skip


def _known(agency: Unit, units: list[Unit]) -> dict[str, tuple[int, ...]]:
    """Return the names under which units and groups are found: a unit before a group, and never the name that is empty."""
    order = {unit.pk: place for place, unit in enumerate(units)}
    known: dict[str, tuple[int, ...]] = {}
    for group in RecipientGroup.objects.filter(agency=agency).prefetch_related("units"):
        keys = sorted((one.pk for one in group.units.all() if one.pk in order), key=order.__getitem__)  # fmt: skip
        known |= {spelled(name): tuple(keys) for name in (group.name, *group.also)}
    known |= _names(units)
    known.pop("", None)  # an empty piece of a line (“A, , B”) means nobody
    return known


def _names(units: list[Unit]) -> dict[str, tuple[int, ...]]:
    """Return the units by their names; a short name that several units share finds none."""
    shorts = Counter(spelled(unit.short) for unit in units)
    own: dict[str, tuple[int, ...]] = {
        spelled(unit.short): (unit.pk,) for unit in units if shorts[spelled(unit.short)] == 1
    }
    return own | {spelled(unit.name): (unit.pk,) for unit in units}


def wordings(rows: Iterable[str]) -> list[str]:
    """Return the names of a group as they are kept: each once, without what ends a line of a document."""
    tidy = (" ".join(BULLET.sub("", row.strip()).split()).rstrip(";,. ") for row in rows)
    return [one for one in dict.fromkeys(tidy) if one]


def unfit(agency: Unit, name: str, also: Sequence[str], but: int | None = None) -> str:
    """Return why no group of the agency may be called so (``but`` this key already is), "" when it may."""
    if len(also) > WORDINGS:
        return _("A group has at most %(most)s other wordings.") % {"most": WORDINGS}
    if why := _too_long(name, NAME) or next(filter(None, (_too_long(one, LONGEST) for one in also)), ""):  # fmt: skip
        return why
    units = _names(others(agency))
    for one in (name, *also):
        if not spelled(one):
            return _("“%(name)s” is no name: what stands in brackets at the end of a line is read as its purpose.") % {"name": one}  # fmt: skip
        if spelled(one) in units:
            return _("“%(name)s” is the name of a unit, and a document that says it means that unit. Give the group another name.") % {"name": one}  # fmt: skip
    wanted = {spelled(one) for one in (name, *also)}
    for row in RecipientGroup.objects.filter(agency=agency):
        if row.pk != but and wanted & {spelled(one) for one in (row.name, *row.also)}:
            return _("The group “%(name)s” is already called so.") % {"name": row}
    return ""


def _too_long(name: str, most: int) -> str:
    if len(name) <= most:
        return ""
    return _("“%(name)s…” is too long: at most %(most)s letters.") % {"name": name[:60].rstrip(), "most": most}  # fmt: skip


def usual_units(agency: Unit, name: str) -> list[int]:
    """Return the keys of the units that a group of this name usually means, to begin with."""
    return usual(agency, name, others(agency))


def usual(agency: Unit, name: str, units: Iterable[Unit]) -> list[int]:
    """Return the keys of those of the units that a group of this name usually means."""
    kinds = usual_kinds(name)
    below = [unit for unit in units if unit.kind in kinds]
    return [unit.pk for unit in below if unit.kind != "division" or unit.parent_id == agency.pk]
