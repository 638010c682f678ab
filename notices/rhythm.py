"""Who is told what by which channel and when: a table, and the moment of the next digest.

Pure: choices and local wall-clock times in, rhythms and local wall-clock times out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from notices.quiet import Days
from notices.states import Channel, Kind, Rhythm

Choices = Mapping[str, Mapping[str, str]]

# What somebody gets who chose nothing. A device or a gateway is only used once the person has named it.
USUAL: dict[Channel, Rhythm] = {
    Channel.MAIL: Rhythm.NOW,
    Channel.PUSH: Rhythm.NOW,
    Channel.GATEWAY: Rhythm.URGENT,
}
# A device buzzes or it does not: nobody reads a digest on a lock screen, but one buzz for a morning is wanted.
OFFERED: dict[Channel, tuple[Rhythm, ...]] = {
    Channel.MAIL: tuple(Rhythm),
    Channel.PUSH: (Rhythm.NOW, Rhythm.MORNING, Rhythm.URGENT, Rhythm.NEVER),
    Channel.GATEWAY: (Rhythm.NOW, Rhythm.MORNING, Rhythm.URGENT, Rhythm.NEVER),
}
LONGEST = 60  # days; no calendar of working days is closed longer


def rhythm_of(choices: Choices, kind: str, channel: str) -> Rhythm:
    """Return how the person takes this kind by this channel."""
    wanted = choices.get(kind, {}).get(channel, "")
    fits = wanted in OFFERED[Channel(channel)]
    return Rhythm(wanted) if fits else USUAL[Channel(channel)]


def cleaned(choices: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what is known and differs from the usual; anything else is left out."""
    kept: dict[str, dict[str, str]] = {}
    for kind in Kind:
        for channel in Channel:
            wanted = rhythm_of(choices, kind, channel)
            if wanted != USUAL[channel]:
                kept.setdefault(str(kind), {})[str(channel)] = str(wanted)
    return kept


def leaves(rhythm: Rhythm, channel: Channel, *, urgent: bool) -> bool:
    """Whether it leaves the house at all. What is most urgent goes by e-mail whatever was chosen."""
    if urgent:
        return channel == Channel.MAIL or rhythm != Rhythm.NEVER
    return rhythm in {Rhythm.NOW, Rhythm.MORNING, Rhythm.TWICE}


def next_digest(moment: datetime, hours: Sequence[time], days: Days) -> datetime:
    """The first of the digest's `hours` strictly after the local `moment`, on a day that is not off."""
    for ahead in range(LONGEST):
        day = (moment + timedelta(days=ahead)).date()
        if not days.is_workday(day):
            continue
        for hour in sorted(hours):
            slot = datetime.combine(day, hour, moment.tzinfo)
            if slot > moment:
                return slot
    return moment
