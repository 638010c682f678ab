"""What a sentence that gives work says: who leads, who supports, until when. A seam on the floor below the rooms.

The room of tasks makes its reader known here at start; other rooms ask here, so that siblings never meet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Said:
    """What was understood: keys “unit.3”, “person.5” ("" for nobody named) and the last day."""

    lead: str = ""
    supporters: tuple[str, ...] = ()
    due_on: date | None = None


Reader = Callable[[str], Said]
_readers: list[Reader] = []


def make_known(reader: Reader) -> None:
    """Say who reads sentences that give work."""
    if reader not in _readers:
        _readers.append(reader)


def understood(text: str) -> Said:
    """Return what the sentence says; nothing where nobody reads. A person always looks it over."""
    return _readers[0](text) if _readers and text.strip() else Said()
