"""A walk through a text: where it stands, who leads under which heading, and which tasks it has found so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tasks.reading.chunks import Chunk, chunks_of
from tasks.reading.days import Anchor
from tasks.reading.deadlines import chosen, deadlines_in
from tasks.reading.kinds import Deadline
from tasks.reading.letters import Page
from tasks.reading.lines import Line, lines_of, unbroken
from tasks.reading.parties import Reader
from tasks.reading.turns import CENTRAL


@dataclass
class Draft:
    """A task as far as it has been read."""

    start: int
    end: int
    leads: tuple[str, ...]
    coordinate: tuple[str, ...]
    cue: tuple[int, int] | None
    line: int
    until: int = -1  # the line of its last words
    deadlines: list[Deadline] = field(default_factory=list)
    opens: bool = False  # its deadline stands at the beginning and holds for all that follows

    def deadline(self) -> Deadline:
        """Return the deadline that counts."""
        return chosen(self.deadlines)


@dataclass(frozen=True)
class Heading:
    """Who leads below a heading, with whom, until when."""

    level: float
    leads: tuple[str, ...]
    coordinate: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class Walk:
    """One walk: ``headings``, ``joining``, ``pieces`` and ``course`` read on with it, each for its own part.

    ``sentence`` reads one sentence (of ``course``): a heading of several sentences has all but its last one read so.
    """

    def __init__(
        self, page: Page, anchor: Anchor, sentence: Callable[["Walk", Line, int, int], None]
    ) -> None:
        self.sentence = sentence
        self.page, self.anchor = page, anchor
        self.lines = lines_of(page)
        self.page = unbroken(page, self.lines)
        self.drafts: list[Draft] = []
        self.stack: list[Heading] = []
        self.number = 0
        self.ordered = False
        self.pending: tuple[str, ...] = ()  # who was told something too general to be a task
        self.others: list[tuple[int, int]] = []  # what others say in quotation marks
        self.quoting = False  # within somebody's words that only stress something
        self.known: dict[tuple[int, int], list[Deadline]] = {}
        self.quiet: int | None = None  # below a title that only tells (its level)
        self.central = bool(CENTRAL.search(page.plain, 0, 2000))

    def next_line(self) -> Line | None:
        """Return the line below; None at the end."""
        return self.lines[self.number + 1] if self.number + 1 < len(self.lines) else None

    def heading(self) -> Heading | None:
        """Return the heading above; None when there is none."""
        return self.stack[-1] if self.stack else None

    def heading_together(self) -> tuple[str, ...]:
        """Return who works together below the heading."""
        heading = self.heading()
        return heading.coordinate if heading else ()

    def deadlines(self, start: int, end: int) -> list[Deadline]:
        """Return the deadlines between two places; each stretch is read once."""
        if (start, end) not in self.known:
            self.known[start, end] = deadlines_in(self.page, start, end, self.anchor)
        return list(self.known[start, end])

    def reader(self, chunks: Sequence[Chunk]) -> Reader:
        """Return a reader of these chunks' names."""
        return Reader(self.page.text, self.page.plain, chunks, central=self.central)

    def chunks(self, start: int, end: int) -> list[Chunk]:
        """Return what stands between two places, in chunks."""
        return chunks_of(self.page.text, self.page.plain, start, end)
