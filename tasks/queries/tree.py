"""The units of the city as a tree in memory."""

from collections.abc import Iterable

from people.models import Unit


class Tree:
    """The units of the city as a tree in memory (a few hundred rows)."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = {unit.pk: unit for unit in units}
        self.children: dict[int | None, list[int]] = {}
        for unit in self.units.values():
            self.children.setdefault(unit.parent_id, []).append(unit.pk)

    def below(self, pk: int) -> set[int]:
        """The unit and all below it."""
        inside, fresh = {pk}, [pk]
        while fresh:
            fresh = [c for one in fresh for c in self.children.get(one, ()) if c not in inside]
            inside.update(fresh)
        return inside

    def above(self, pk: int, within: frozenset[int]) -> list[Unit]:
        """The units above, the highest first, as far as they lie `within`."""
        found: list[Unit] = []
        unit = self.units[pk]
        while unit.parent_id in within and len(found) < len(self.units):
            unit = self.units[unit.parent_id]  # type: ignore[index]
            found.insert(0, unit)
        return found

    def tops(self, inside: frozenset[int]) -> list[int]:
        """The highest units of the set, in the order of the city."""
        return [pk for pk in self.units if pk in inside and self.units[pk].parent_id not in inside]
