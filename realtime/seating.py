"""Who listens in one room, and where: everybody in one place gets the same bytes."""

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

from realtime.writer import Parcel

if TYPE_CHECKING:
    from realtime.tablet import Tablet

BREATH = 500  # sockets written before commands and pings get their turn


class Place(NamedTuple):
    """Where a tablet sits: everybody in one place gets the same bytes."""

    audience: str
    language: str


class Joiner(NamedTuple):
    """A tablet that came with revision ``have`` and waits for what it missed."""

    tablet: "Tablet"
    place: Place
    have: int


class Seating:
    """The tablets of a room: those that are live, and those that wait for what they missed."""

    def __init__(self) -> None:
        self.live: dict[Place, dict[Tablet, None]] = {}
        self.joining: dict[Tablet, Joiner] = {}
        self.empty_since = time.monotonic()

    @property
    def empty(self) -> bool:
        """Nobody listens."""
        return not self.live and not self.joining

    def sit(self, tablet: "Tablet", place: Place) -> None:
        """Make a tablet live."""
        self.live.setdefault(place, {})[tablet] = None

    def leave(self, tablet: "Tablet") -> None:
        """Forget a tablet."""
        for place in [place for place, there in self.live.items() if tablet in there]:
            del self.live[place][tablet]
            if not self.live[place]:
                del self.live[place]
        self.joining.pop(tablet, None)
        self.empty_since = time.monotonic()

    def take_joining(self) -> list[Joiner]:
        """Hand over those who wait."""
        joiners, self.joining = list(self.joining.values()), {}
        return joiners

    def put_back(self, joiners: list[Joiner]) -> None:
        """Let them wait again, unless they came anew meanwhile."""
        self.joining = {joiner.tablet: joiner for joiner in joiners} | self.joining

    async def tell(self, parcels: dict[Place, Parcel]) -> None:
        """Write each place's parcel to everybody there, with a breath every BREATH sockets."""
        written = 0
        for place, parcel in parcels.items():
            for tablet in list(self.live.get(place, ())):
                tablet.writer.write(parcel)
                written += 1
                if written % BREATH == 0:
                    await asyncio.sleep(0)
