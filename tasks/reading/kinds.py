"""What the reader answers with: proposals, deadlines, candidates. Values only."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

DATE, DATETIME, MONTH, QUARTER = "date", "datetime", "month", "quarter"
WORKING_DAYS, DAYS = "relative_working_days", "relative_days"
RECURRING, EVENT, NONE = "recurring", "event", "none"
KINDS = (DATE, DATETIME, MONTH, QUARTER, WORKING_DAYS, DAYS, RECURRING, EVENT, NONE)


@dataclass(frozen=True)
class Deadline:
    """Until when: the last day allowed, the words that say it (quote, with places), the hour as HH:MM."""

    kind: str = NONE
    date: dt.date | None = None
    quote: str = ""
    time: str | None = None
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form of the labelled data; ``time`` only when an hour is named."""
        day = self.date.isoformat() if self.date else None
        row: dict[str, Any] = {"kind": self.kind, "date": day, "quote": self.quote}
        return {**row, "time": self.time} if self.time else row


@dataclass(frozen=True)
class Cue:
    """The words that order a task; empty when only the heading or the sentence before does."""

    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class UnitName:
    """A unit of the organisation: its key, its name, its other names, and who took it over."""

    key: int
    name: str
    names: tuple[str, ...] = ()
    now: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A unit that may be meant; ``sure`` from 0 to 1, ``why``: name, short, successor, words."""

    key: int
    name: str
    sure: float
    why: str


Candidates = tuple[Candidate, ...]


@dataclass(frozen=True)
class Proposal:
    """A task found in a text: ``text`` is the source from ``start`` to ``end``, letter for letter."""

    text: str
    start: int
    end: int
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deadline: Deadline = Deadline()
    cue: Cue = Cue()
    lead_units: tuple[Candidates, ...] = ()
    coordinate_units: tuple[Candidates, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the form ``manage.py propose --json`` prints."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "lead": list(self.lead),
            "coordinate": list(self.coordinate),
            "deadline": self.deadline.as_json(),
        }


def moved(deadline: Deadline, start: int, end: int, quote: str) -> Deadline:
    """Return the deadline with the places and words of the text as it was given."""
    return replace(deadline, start=start, end=end, quote=quote)
