"""Headings: which line says who leads below it, and which only gives a part its name."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.reading.chunks import Chunk, chunks_of
from tasks.reading.clause import DUTY, Reading
from tasks.reading.cues import is_authority
from tasks.reading.days import Anchor
from tasks.reading.deadlines import chosen, deadlines_in
from tasks.reading.kinds import EVENT, RECURRING, Deadline
from tasks.reading.letters import Page, fold
from tasks.reading.lines import PLAIN, Line, lines_of, sentences_of, unbroken
from tasks.reading.orders import Clause
from tasks.reading.parties import Reader, starts
from tasks.reading.turns import (
    ALONE,
    ASKS,
    BULLET,
    CENTRAL,
    CITES,
    FAR_BACK,
    LEADS_IN,
    ORDERING,
    POSTED,
    SAME,
    TELLING,
    UNIT_POINTED,
)


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


class Headings(ABC):
    """Keeps who leads under which heading."""

    def __init__(self, page: Page, anchor: Anchor) -> None:
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

    @abstractmethod
    def _sentence(self, line: Line, start: int, end: int) -> None:
        """Read a sentence of the line; what a sentence orders is known further up."""

    def _leave(self, line: Line) -> None:
        """Leave the headings that do not stand above this line."""
        if line.level < PLAIN:
            self.stack = [row for row in self.stack if row.level < line.level]

    def _only_tells(self, line: Line) -> bool:
        """Whether the line stands in a part that only tells: results, opinions of others, goals."""
        if line.level < PLAIN and (self.quiet is None or line.level <= self.quiet):
            words = self.page.plain[line.body : line.end]
            title = self._stands_above(line) and len(words) < 140
            self.quiet = (
                line.level
                if title and TELLING.search(words) and not ORDERING.search(words)
                else None
            )
        if LEADS_IN.search(self.page.plain, line.body, line.end):
            self.ordered = True
        return self.quiet is not None

    def _is_heading(self, line: Line) -> bool:
        """Read a line that only says who: “1. Sở X”, “Giao Sở X:”, “… thực hiện các nội dung sau:”."""
        end = line.end
        opens = self.page.plain[end - 1] == ":" or (line.level < PLAIN and self._stands_above(line))
        if not opens:
            return False
        sentences = sentences_of(self.page, line)
        if not sentences:
            return True
        if len(sentences) != 1:
            return self._leads_in(line, sentences) if self.page.plain[end - 1] == ":" else False
        chunks = self._chunks(line.body, end)
        named = self._named(chunks)
        reading = named or (
            Clause(self._reader(chunks), 0, len(chunks)).read(bare_first=False) if chunks else None
        )
        return self._put(line, reading)

    def _leads_in(self, line: Line, sentences: Sequence[tuple[int, int]]) -> bool:
        """Read the sentences of a paragraph whose last one leads in a list."""
        for start, end in sentences[:-1]:
            self._sentence(line, start, end)
        chunks = self._chunks(*sentences[-1])
        reading = (
            Clause(self._reader(chunks), 0, len(chunks)).read(bare_first=False) if chunks else None
        )
        return self._put(line, reading, sentences[-1]) or True

    def _put(
        self, line: Line, reading: Reading | None, place: tuple[int, int] | None = None
    ) -> bool:
        start, end = place or (line.body, line.end)
        level = line.level if line.level < PLAIN else 0.5
        if (
            self._is_cited(start, end)
            or ASKS.search(self.page.plain, start, end)
            or (
                reading
                and line.level == PLAIN
                and all(is_authority(fold(n), central=self.central) for n in reading.leads)
            )
        ):
            reading = None
        below = self._next()
        if reading is None or not reading.leads:
            if line.level == PLAIN:
                self.stack = [row for row in self.stack if row.level != level]
            return True
        deadlines = self._of_heading(start, end)
        alone = below is not None and not self._begins_with_deed(below)
        if alone and not reading.general and place is None and self.page.plain[line.end - 1] == ":":
            self._sentence(line, start, end)
            return True
        self.ordered = True
        self.stack = [row for row in self.stack if row.level < level]
        self.stack.append(
            Heading(level, self._same(reading.leads, start), reading.coordinate, deadlines)
        )
        return True

    def _of_heading(self, start: int, end: int) -> tuple[Deadline, ...]:
        """Return the deadline a heading sets for what stands below; a goal sets none."""
        if "phấn đấu" in self.page.plain[start:end] or "mục tiêu" in self.page.plain[start:end]:
            return ()
        found = self._deadlines(start, end)
        return tuple(
            row
            for row in found
            if row.kind not in (EVENT, RECURRING)
            and fold(row.quote).startswith(("trước", "chậm", "muộn", "xong", "trong"))
        )

    def _stands_above(self, line: Line) -> bool:
        """Whether a marked line without a full stop has lines below it that belong to it."""
        below = self._next()
        if below is None or self.page.plain[line.end - 1] in ".;…/,!?":
            return False
        return below.level > line.level and (line.level < BULLET or below.level < PLAIN)

    def _next(self) -> Line | None:
        return self.lines[self.number + 1] if self.number + 1 < len(self.lines) else None

    def _begins_with_deed(self, line: Line) -> bool:
        chunks = self._chunks(line.body, min(line.end, line.body + 60))
        return (bool(chunks) and bool(set("AVCWO") & set(chunks[0].tags))) or starts(chunks, 0)

    def _named(self, chunks: Sequence[Chunk]) -> Reading | None:
        """Read a heading that is nothing but names (after “Đối với”, “Trách nhiệm của”)."""
        reader, begin = self._reader(chunks), 0
        while begin < len(chunks) and (chunks[begin].word in ("đối với", "về phía", "trách nhiệm", "của", "giao", "đề nghị", "yêu cầu", "nhiệm vụ", "phân công", "riêng")):  # fmt: skip
            begin += 1
        if not starts(chunks, begin):
            return None
        parties = reader.read(begin, semicolons=True)
        rest = [chunk.word for chunk in chunks[parties.end :] if chunk.word not in (":", ".", ",")]
        if not parties.names or any(
            word
            not in ("chủ trì", "có trách nhiệm", "thực hiện", "có nhiệm vụ", "chịu trách nhiệm")
            for word in rest
        ):
            return None
        return Reading(DUTY, parties.names, (), 0, None, 0, general=True)

    def _heading(self) -> Heading | None:
        return self.stack[-1] if self.stack else None

    def _heading_together(self) -> tuple[str, ...]:
        heading = self._heading()
        return heading.coordinate if heading else ()

    def _same(self, leads: tuple[str, ...], place: int) -> tuple[str, ...]:
        """Put the units for “sở này”, “các đơn vị trên”, “Chi nhánh”, by what was named before ``place``."""
        if leads and fold(leads[0]).startswith(POSTED) and fold(leads[0]).endswith(" đó"):
            return leads
        said = UNIT_POINTED.match(fold(leads[0])) if len(leads) == 1 else None
        last = self.drafts[-1].leads if self.drafts else ()
        if said and len(last) == 1 and fold(last[0]).startswith(f"{said['kind']} "):
            return last
        if said and (full := self._named_before(said["kind"], place)):
            return (full,)
        if (
            self.drafts
            and len(leads) == 1
            and fold(leads[0]).endswith(tuple(f" {word}" for word in SAME))
        ):
            return self.drafts[-1].leads or leads
        if self.drafts and len(leads) == 1 and fold(leads[0]) in ALONE:
            last = self.drafts[-1].leads
            return last if last and fold(last[0]).startswith(fold(leads[0])) else leads
        return leads

    def _named_before(self, kind: str, place: int) -> str | None:
        """Return the last full name of a kind of unit before a place (“viện này” → “Viện Quy hoạch xây dựng”)."""
        plain, here, least = self.page.plain, place, max(0, place - FAR_BACK)
        while (here := plain.rfind(f"{kind} ", least, here)) >= 0:
            whole = here == 0 or not plain[here - 1].isalnum()
            if whole and self.page.text[here + len(kind) + 1].isupper():
                reader = self._reader(self._chunks(here, min(len(plain), here + 120)))
                names = reader.read(0, single=True).names
                if names and len(names[0]) > len(kind):
                    return names[0]
        return None

    def _is_cited(self, start: int, end: int) -> bool:
        """Whether a sentence opens with another document and tells what that one orders."""
        return (
            bool(CITES.match(self.page.plain, start, end))
            and "trong đó" in self.page.plain[start:end]
        )

    def _deadlines(self, start: int, end: int) -> list[Deadline]:
        if (start, end) not in self.known:
            self.known[start, end] = deadlines_in(self.page, start, end, self.anchor)
        return list(self.known[start, end])

    def _reader(self, chunks: Sequence[Chunk]) -> Reader:
        return Reader(self.page.text, self.page.plain, chunks, central=self.central)

    def _chunks(self, start: int, end: int) -> list[Chunk]:
        return chunks_of(self.page.text, self.page.plain, start, end)
