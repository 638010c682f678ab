"""Whom a document's own lines mean: units by their names, and the agency's groups by theirs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Unit
from registry.addressed import Named, resolved, spelled, usual_kinds
from registry.models import Issue, RecipientGroup


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
    """Return the names under which units and groups are found; a short name that several units share finds none."""
    shorts = Counter(spelled(unit.short) for unit in units)
    known: dict[str, tuple[int, ...]] = {
        spelled(unit.short): (unit.pk,) for unit in units if shorts[spelled(unit.short)] == 1
    }
    known |= {spelled(unit.name): (unit.pk,) for unit in units}
    order = {unit.pk: place for place, unit in enumerate(units)}
    for group in RecipientGroup.objects.filter(agency=agency).prefetch_related("units"):
        keys = sorted((one.pk for one in group.units.all() if one.pk in order), key=order.__getitem__)  # fmt: skip
        known |= {spelled(name): tuple(keys) for name in (group.name, *group.also)}
    return known


def called_so(agency: Unit, names: Iterable[str], but: int | None = None) -> RecipientGroup | None:
    """Return the agency's group that already has one of the names (``but`` this key), if there is one."""
    wanted = {spelled(name) for name in names}
    rows = RecipientGroup.objects.filter(agency=agency)
    return next((row for row in rows if row.pk != but and wanted & {spelled(one) for one in (row.name, *row.also)}), None)  # fmt: skip


def usual_units(agency: Unit, name: str) -> list[int]:
    """Return the keys of the units that a group of this name usually means, to begin with."""
    kinds = usual_kinds(name)
    below = [unit for unit in others(agency) if unit.kind in kinds]
    return [unit.pk for unit in below if unit.kind != "division" or unit.parent_id == agency.pk]
