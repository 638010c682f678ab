"""What is known of a meeting when its documents are drafted, as values; times are local (+07:00)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Block:
    """One paragraph: how it is set, its text, and the row of the record it tells of (“vote.3”)."""

    kind: str
    text: str
    source: str = ""
    level: int = 0


@dataclass(frozen=True)
class Person:
    """Somebody by name and title, as printed."""

    name: str
    title: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


@dataclass(frozen=True)
class SeatFact:
    """A seat: who, as what, whether there, and why not."""

    pk: int
    who: Person
    role: str
    votes: bool
    arrived: datetime | None = None
    left: datetime | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class SpeechFact:
    """Somebody spoke to an item, from when to when."""

    pk: int
    who: Person
    began: datetime | None
    ended: datetime | None


@dataclass(frozen=True)
class VoteFact:
    """A counted vote with its figures and the words of its result."""

    pk: int
    question: str
    total: int
    present: int
    agree: int
    disagree: int
    no_opinion: int
    passed: bool
    base: int = 0
    needed: int = 0
    other: int = 0
    invalid: int = 0
    recused: int = 0
    way: str = "open"
    tie: bool = False
    void_reason: str = ""
    clause: str = ""


@dataclass(frozen=True)
class ConclusionFact:
    """An agreed conclusion with its clause label."""

    pk: int
    label: str
    text: str
    kind: str = "decision"
    lead: str = ""
    supporters: tuple[str, ...] = ()
    due_on: date | None = None
    level: int = 0


@dataclass(frozen=True)
class ItemFact:
    """An agenda item and what happened to it."""

    pk: int
    number: int
    title: str
    presenter: str = ""
    began: datetime | None = None
    ended: datetime | None = None
    deferred: bool = False
    papers: tuple[str, ...] = ()
    speeches: tuple[SpeechFact, ...] = ()
    votes: tuple[VoteFact, ...] = ()
    conclusions: tuple[ConclusionFact, ...] = ()
    block: VoteFact | None = None  # the consent block's vote that adopted it
    moved_back: str = ""  # who moved it from the block back to debate


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting as its documents tell of it."""

    pk: int
    title: str
    kind: str
    agency: str
    code: str
    place: str
    chair: Person
    secretary: Person | None
    opened: datetime | None
    closed: datetime | None
    starts: datetime
    seats: tuple[SeatFact, ...] = ()
    items: tuple[ItemFact, ...] = ()
    votes: tuple[VoteFact, ...] = ()  # of no item
    conclusions: tuple[ConclusionFact, ...] = ()  # of no item
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
