"""What can be told: a name that never changes, a sentence, and the parts of the screen that become stale."""

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """An event; ``sentence`` may use ``%(who)s``, ``%(what)s`` and the keys of the entry's data.

    ``names``: which of the data are words of a table of choices; each reader gets their label in their own language.
    """

    name: str
    sentence: Any
    parts: tuple[str, ...] = ()
    names: dict[str, Any] = field(default_factory=dict, compare=False)
    known: ClassVar[dict[str, "Event"]] = {}

    def __post_init__(self) -> None:
        Event.known[self.name] = self
