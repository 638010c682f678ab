"""The course of a text: headings and the sentence before say who is meant where a sentence does not.

Walks from line to line, keeps who leads under which heading, joins what belongs to one task and parts what has another
lead or another deadline: one task is one lead, one deed, one deadline.
"""

from dataclasses import replace

from tasks.reading.clause import DUTY, ORDER, Reading
from tasks.reading.cues import is_authority, is_everybody
from tasks.reading.days import Anchor
from tasks.reading.headings import Draft
from tasks.reading.kinds import DAYS, EVENT, WORKING_DAYS, Deadline
from tasks.reading.letters import Page, fold
from tasks.reading.lines import PLAIN, Line, sentences_of
from tasks.reading.orders import Clause
from tasks.reading.parties import Reader
from tasks.reading.pieces import Pieces
from tasks.reading.turns import BESIDES, JOINED_BY, LED_BY, ON_CONDITION, RULES


class Walk(Pieces):
    """One walk through a text."""

    def drafts_found(self) -> list[Draft]:
        """Return the tasks in the order of the text."""
        for number, line in enumerate(self.lines):
            self.number = number
            self._leave(line)
            self.others = self._others_words(line)
            if self._only_tells(line) or self._labelled(line):
                continue
            if not self._is_heading(line):
                for start, end in sentences_of(self.page, line):
                    self._sentence(line, start, end)
        return self.drafts

    def _labelled(self, line: Line) -> bool:
        """Read a line that names who by labels: “… (chủ trì: Sở X; phối hợp: Sở Y; thời hạn: 30/6)”."""
        plain = self.page.plain
        lead = LED_BY.search(plain, line.body, line.end) if line.level < PLAIN else None
        if lead is None or not (leads := self._names_at(lead.end(), line.end)):
            return False
        joined = JOINED_BY.search(plain, line.body, line.end)
        together = self._names_at(joined.end(), line.end) if joined else ()
        found = self._deadlines(line.body, line.end)
        self._open(line.body, line.end, leads, together, (lead.start(), lead.end()), found)
        self.ordered = True
        return True

    def _names_at(self, place: int, end: int) -> tuple[str, ...]:
        return self._reader(self._chunks(place, min(end, place + 400))).read(0).names

    def _piece(  # noqa: C901  a table of cases
        self, line: Line, reader: Reader, place: tuple[int, int], first: int
    ) -> None:
        a, b = place
        if self._of_others(reader.chunks[a].start):
            return
        clause = Clause(reader, a, b)
        heading = self._heading()
        named = bool(heading and heading.level > 0.5)
        start, end = reader.chunks[a].start, reader.chunks[b - 1].end
        found = self._limits(start, end)
        reading = (
            clause.read(bare_first=bool(heading), named=named, loose=line.level < PLAIN)
            or clause.passive()
            or self._behind_time(reader, a, b, found)
        )
        if reading and self._is_rule(line, reading, start):
            return
        if reading is None and named and found and len(self.drafts) == first:
            reading = clause.product()
        if reading and reading.form == DUTY and self.drafts and clause.only_joins(reading):
            self._supporters(reading, end)
            return
        if reading is None or (reading.form == DUTY and not self._told_here(line, reading)):
            self._leftover(line, clause, end, found, inside=len(self.drafts) > first)
            return
        if (reading.general and not found) or (self.quoting and not reading.leads):
            self.pending = reading.leads
            return
        if self._announces(reader, reading, found):
            return
        if reading.leads:
            self._explicit(reader, reading, (start, end), found)
        else:
            self._implicit(
                line, clause, reading, (start, end), found, inside=len(self.drafts) > first
            )

    def _is_rule(self, line: Line, reading: Reading, start: int) -> bool:
        """Whether a duty in a paragraph is a law's or a contract's, or only goes with “Liên quan …, X cho hay …”."""
        if line.level != PLAIN or reading.form == ORDER:
            return False
        about = self.page.plain.startswith(("liên quan", "qua "), start) and not reading.must
        return about or bool(RULES.match(self.page.plain, start))

    def _limits(self, start: int, end: int) -> list[Deadline]:
        """Return the deadlines of a piece; below a condition a span of days has no day."""
        found = self._deadlines(start, end)
        if ON_CONDITION.match(self.page.plain, start, end):
            return [replace(row, date=None) if self._unanchored(row) else row for row in found]
        return found

    def _unanchored(self, row: Deadline) -> bool:
        return row.kind in (DAYS, WORKING_DAYS) and "từ" not in fold(row.quote)

    def _of_others(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.others)

    def _behind_time(self, reader: Reader, a: int, b: int, found: list[Deadline]) -> Reading | None:
        """Read a clause that opens with its deadline: “Chậm nhất 15/11 chủ tịch quận phải …”, “Sáu tháng một lần sơ kết …”."""
        chunks = reader.chunks
        if (
            not found
            or found[0].start is None
            or found[0].end is None
            or found[0].start - chunks[a].start > 3
        ):
            return None
        k = next((i for i in range(a, b) if chunks[i].start >= (found[0].end or 0)), b)
        if k >= b:
            return None
        reading = Clause(reader, k, b).read(bare_first=bool(self._heading()))
        return reading and replace(reading, first=a)

    def _announces(self, reader: Reader, reading: Reading, found: list[Deadline]) -> bool:
        """Whether the beginning of a report only says that everybody was told something: “… vừa có văn bản giao các sở, ngành …”."""
        dated = any(row.kind != EVENT for row in found)
        if (
            self.number > 1
            or dated
            or (found and self.number)
            or reading.cue is None
            or not is_everybody(reading.leads)
        ):
            return False
        return any("T" in reader.tags(i) for i in range(reading.cue[0]))

    def _told_here(self, line: Line, reading: Reading) -> bool:
        """Whether a statement about a unit is a direction: in a list, after an order, or with “phải”, “chủ trì”."""
        names = fold(reading.leads[0]) if reading.leads else ""
        return (
            line.level < PLAIN
            or self.ordered
            or (reading.must and not is_authority(names, central=self.central))
        )

    def _explicit(
        self,
        reader: Reader,
        reading: Reading,
        place: tuple[int, int],
        found: list[Deadline],
    ) -> None:
        self.ordered = True
        leads = self._same(reading.leads, place[0])
        cue = None
        if reading.cue:
            cue = reader.chunks[reading.cue[0]].start, reader.chunks[reading.cue[1] - 1].end
        start = place[0] if reading.form == DUTY else reader.chunks[reading.first].start
        if (
            self.page.plain.startswith(BESIDES, place[0])
            and reading.form == DUTY
            and reading.first > clause_start(reader, place[0])
        ):
            first_end = reader.chunks[reading.first - 1].start
            own = [row for row in found if (row.start or 0) < first_end]
            self._open(place[0], first_end, leads, (), None, own)
            start, found = (
                reader.chunks[reading.first].start,
                [row for row in found if row not in own],
            )
        self._open(start, place[1], leads, reading.coordinate, cue, found)

    def _implicit(self, line: Line, clause: Clause, reading: Reading, place: tuple[int, int], found: list[Deadline], *, inside: bool) -> None:  # fmt: skip
        last = self.drafts[-1] if self.drafts else None
        here = last is not None and last.line == self.number
        if last is not None and here and self._joins(last, clause, found, line, inside=inside):
            last.end = place[1]
            last.deadlines += found
            last.coordinate += tuple(
                name for name in reading.coordinate if name not in (*last.coordinate, *last.leads)
            )
            return
        if not here and self._ends_chain(clause, found, line):
            return
        leads = self._implied(line, reading, here=here)
        if leads is None:
            return
        cue = None
        if reading.cue or reading.must:
            k = reading.cue[0] if reading.cue else reading.first
            cue = (clause.chunks[k].start, clause.chunks[k].end)
        together = reading.coordinate
        if not together and self._heading() and not here:
            together = self._heading_together()
        self._open(
            place[0], place[1], leads, tuple(n for n in together if n not in leads), cue, found
        )

    def _implied(self, line: Line, reading: Reading, *, here: bool) -> tuple[str, ...] | None:
        """Return who is meant where nobody is named; None when the sentence orders nothing."""
        heading = self._heading()
        if here and self.drafts:
            return self.drafts[-1].leads
        if self.pending:
            return self.pending
        if heading is not None:
            return heading.leads
        if self.drafts and line.level == PLAIN and not self._turns(line):
            gap = self.number - self.drafts[-1].until
            if gap == 1 or (gap == 2 and reading.form == ORDER):
                return self.drafts[-1].leads
        return () if reading.must else None

    def _sentence(self, line: Line, start: int, end: int) -> None:
        chunks = self._chunks(start, end)
        if self._is_title(line) or self._sets_all(line, start, end):
            return
        if not chunks or self._is_cited(start, end) or self._is_part(line, start, end):
            return
        if self._only_told_of(line, start, end) or self._of_others(start):
            return
        reader = self._reader(chunks)
        self.quoting, self.pending = self._is_quote(start, end), ()
        first = len(self.drafts)
        for a, b in self._pieces(reader, chunks):
            self._piece(line, reader, (a, b), first)
        for draft in self.drafts[first:]:
            draft.end = self._without_mark(draft.start, draft.end)
        if self.drafts and len(self.drafts) > first and self.drafts[-1].end >= chunks[-1].start:
            self.drafts[-1].end = end


def clause_start(reader: Reader, place: int) -> int:
    """Return the chunk that begins at a place."""
    return next((i for i, chunk in enumerate(reader.chunks) if chunk.start >= place), 0)


def tasks_in(page: Page, anchor: Anchor) -> list[Draft]:
    """Return the tasks of a text, in its order."""
    return [replace(draft) for draft in Walk(page, anchor).drafts_found()]
