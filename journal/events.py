"""What can be told: a name that never changes, a sentence, and the parts of the screen that become stale."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """An event; ``sentence`` may use ``%(who)s``, ``%(what)s`` and the keys of the entry's data."""

    name: str
    sentence: Any
    parts: tuple[str, ...] = ()
    known: ClassVar[dict[str, "Event"]] = {}

    def __post_init__(self) -> None:
        Event.known[self.name] = self
