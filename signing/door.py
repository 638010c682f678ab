"""What upper floors may ask of signing (being written)."""

from dataclasses import dataclass
from typing import Any

from journal.events import Event

ROUTE_COMPLETED = Event("signing.route_completed", "%(what)s")


@dataclass(frozen=True)
class StepSpec:
    kind: str
    who: Any
    unit: Any
    capacity: str


def waiting_for(user: Any) -> list[Any]:
    return []


def start(**kwargs: Any) -> None:
    return None
