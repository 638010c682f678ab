"""Which unit of the organisation a name in a text means (first version; see the tables below)."""

from collections.abc import Sequence

from tasks.reading.kinds import Candidates, UnitName
from tasks.reading.letters import fold


def match_units(names: Sequence[str], units: Sequence[UnitName]) -> tuple[Candidates, ...]:
    """Return for each name the units that may be meant, best first."""
    return tuple(() for _name in names) if not units else tuple(_one(fold(name), units) for name in names)


def _one(name: str, units: Sequence[UnitName]) -> Candidates:
    return ()
