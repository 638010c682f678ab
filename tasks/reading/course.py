"""The course of a text: headings and the sentence before say who is meant where a sentence does not.

Walks from line to line, keeps who leads under which heading, joins what belongs to one task and parts what has another
lead or another deadline: one task is one lead, one deed, one deadline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasks.reading.chunks import Chunk, chunks_of
from tasks.reading.deadlines import Anchor, chosen, deadlines_in
from tasks.reading.kinds import NONE, Deadline
from tasks.reading.letters import Page, fold
from tasks.reading.lines import PLAIN, Line, clauses_of, lines_of, sentences_of
from tasks.reading.orders import BARE, DUTY, Clause, Reading
from tasks.reading.parties import Reader, starts

SAME = ("này", "trên", "nêu trên", "nói trên", "đó")
# a sentence that only reports or sets the end of the task before it
CLOSING = frozenset("hoàn thành|báo cáo|tổng hợp|xong|gửi|trình|kịp thời|hoàn tất|nộp|thông báo".split("|"))
OF_ALL = ("báo cáo của", "báo cáo gửi", "kết quả", "các nội dung", "các nhiệm vụ", "văn bản", "hồ sơ", "ý kiến", "thời hạn", "thời gian", "tất cả", "nội dung báo cáo", "các báo cáo", "báo cáo", "việc thực hiện", "tiến độ", "các công việc", "toàn bộ", "công việc")  # fmt: skip
NEW_PRODUCT = ("đồng thời", "bên cạnh đó", "ngoài ra", "cùng với đó", "mặt khác", "song song")


@dataclass
class Draft:
    """A task as far as it has been read."""

    start: int
    end: int
    leads: tuple[str, ...]
    coordinate: tuple[str, ...]
    cue: tuple[int, int] | None
    line: int
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
    """One walk through a text."""

    def __init__(self, page: Page, anchor: Anchor) -> None:
        self.page, self.anchor = page, anchor
        self.lines = lines_of(page)
        self.drafts: list[Draft] = []
        self.stack: list[Heading] = []
        self.number = 0
        self.ordered = False

    def drafts_found(self) -> list[Draft]:
        """Return the tasks in the order of the text."""
        for self.number, line in enumerate(self.lines):
            self._leave(line)
            if not self._is_heading(line):
                for start, end in sentences_of(self.page.plain, line):
                    self._sentence(line, start, end)
        return self.drafts

    # headings -----------------------------------------------------------------------------------------------

    def _leave(self, line: Line) -> None:
        """Leave the headings that do not stand above this line."""
        if line.level < PLAIN:
            self.stack = [row for row in self.stack if row.level < line.level]

    def _is_heading(self, line: Line) -> bool:
        """Read a line that only says who: “1. Sở X”, “Giao Sở X:”, “… thực hiện các nội dung sau:”."""
        end = line.end
        opens = self.page.plain[end - 1] == ":" or (line.level < PLAIN and self._stands_above(line))
        if not opens:
            return False
        sentences = sentences_of(self.page.plain, line)
        if len(sentences) != 1:
            return self._leads_in(line, sentences) if self.page.plain[end - 1] == ":" else False
        chunks = self._chunks(line.body, end)
        named = self._named(chunks)
        reading = named or (Clause(Reader(self.page.text, chunks), 0, len(chunks)).read(bare_first=False) if chunks else None)
        return self._put(line, reading)

    def _leads_in(self, line: Line, sentences: Sequence[tuple[int, int]]) -> bool:
        """Read the sentences of a paragraph whose last one leads in a list."""
        for start, end in sentences[:-1]:
            self._sentence(line, start, end)
        chunks = self._chunks(*sentences[-1])
        reading = Clause(Reader(self.page.text, chunks), 0, len(chunks)).read(bare_first=False) if chunks else None
        return self._put(line, reading, sentences[-1]) or True

    def _put(self, line: Line, reading: Reading | None, place: tuple[int, int] | None = None) -> bool:
        start, end = place or (line.body, line.end)
        level = line.level if line.level < PLAIN else 0.5
        below = self._next()
        if reading is None or not reading.leads:
            if line.level == PLAIN:
                self.stack = [row for row in self.stack if row.level != level]
            return True
        deadlines = tuple(deadlines_in(self.page, start, end, self.anchor))
        if not reading.general and below is not None and not self._begins_with_deed(below):
            if self.page.plain[line.end - 1] == ":" and place is None:
                self._sentence(line, start, end)
                return True
        self.ordered = True
        self.stack = [row for row in self.stack if row.level < level]
        self.stack.append(Heading(level, self._same(reading.leads), (), deadlines))
        return True

    def _stands_above(self, line: Line) -> bool:
        """Whether a marked line without a full stop has lines below it that belong to it."""
        below = self._next()
        if below is None or self.page.plain[line.end - 1] in ".;…/,!?":
            return False
        return below.level > line.level

    def _next(self) -> Line | None:
        return self.lines[self.number + 1] if self.number + 1 < len(self.lines) else None

    def _begins_with_deed(self, line: Line) -> bool:
        chunks = self._chunks(line.body, min(line.end, line.body + 60))
        return bool(chunks) and bool(set("AVCWO") & set(chunks[0].tags)) or starts(chunks, 0)

    def _named(self, chunks: Sequence[Chunk]) -> Reading | None:
        """Read a heading that is nothing but names (after “Đối với”, “Trách nhiệm của”)."""
        reader, begin = Reader(self.page.text, chunks), 0
        while begin < len(chunks) and (chunks[begin].word in ("đối với", "về phía", "trách nhiệm", "của", "giao", "đề nghị", "yêu cầu", "nhiệm vụ", "phân công", "riêng")):  # fmt: skip
            begin += 1
        if not starts(chunks, begin):
            return None
        parties = reader.read(begin, semicolons=True)
        rest = [chunk.word for chunk in chunks[parties.end :] if chunk.word not in (":", ".", ",")]
        if not parties.names or any(word not in ("chủ trì", "có trách nhiệm", "thực hiện", "có nhiệm vụ", "chịu trách nhiệm") for word in rest):
            return None
        return Reading(DUTY, parties.names, (), 0, None, 0, general=True)

    # sentences ----------------------------------------------------------------------------------------------

    def _sentence(self, line: Line, start: int, end: int) -> None:
        chunks = self._chunks(start, end)
        if not chunks or self._is_quote(start, end):
            return
        reader = Reader(self.page.text, chunks)
        first = len(self.drafts)
        for a, b in self._pieces(reader, chunks):
            self._piece(line, reader, (a, b), first)
        for draft in self.drafts[first:]:
            draft.end = self._without_mark(draft.start, draft.end)
        if self.drafts and len(self.drafts) > first and self.drafts[-1].end >= chunks[-1].start:
            self.drafts[-1].end = end

    def _pieces(self, reader: Reader, chunks: Sequence[Chunk]) -> list[tuple[int, int]]:
        """Part a sentence at semicolons, and before “, giao Y”, “, đồng thời yêu cầu Y”, “, Y chủ trì”."""
        pieces: list[tuple[int, int]] = []
        for start, b in clauses_of(chunks):
            a = start
            if pieces and not self._has_deed(chunks, *pieces[-1]):
                a = pieces.pop()[0]
            for i in range(start + 1, b - 2):
                if chunks[i].word in (",", "và", "đồng thời") and i - a > 3 and self._new_order(reader, i + 1, b):
                    pieces.append((a, i))
                    a = i + 1
            pieces.append((a, b))
        return pieces

    def _has_deed(self, chunks: Sequence[Chunk], a: int, b: int) -> bool:
        return any(set("AVCWO") & set(chunk.tags) and not chunk.capital for chunk in chunks[a:b])

    def _new_order(self, reader: Reader, i: int, b: int) -> bool:
        while "L" in reader.tags(i):
            i += 1
        if reader.word(i) in ("giao", "giao cho", "giao nhiệm vụ cho", "phân công") or ("O" in reader.tags(i) and "L" in reader.tags(i - 1)):  # fmt: skip
            if not starts(reader.chunks, i + 1):
                return False
            parties = reader.read(i + 1)
            return parties.end < b and bool(set("AVCW") & set(reader.tags(parties.end)))
        return False

    def _piece(self, line: Line, reader: Reader, place: tuple[int, int], first: int) -> None:
        a, b = place
        clause = Clause(reader, a, b)
        heading = self._heading()
        reading = clause.read(bare_first=bool(heading)) or clause.passive()
        start, end = reader.chunks[a].start, reader.chunks[b - 1].end
        found = deadlines_in(self.page, start, end, self.anchor)
        if reading is None or (reading.form == DUTY and not self._told_here(line, reading)):
            self._leftover(line, start, end, found, inside=len(self.drafts) > first)
            return
        if reading.general and not found:
            return
        if reading.leads:
            self._explicit(line, reader, reading, (start, end), found)
        else:
            self._implicit(line, clause, reading, (start, end), found, inside=len(self.drafts) > first)

    def _told_here(self, line: Line, reading: Reading) -> bool:
        """Whether a statement about a unit is a direction: in a list, after an order, or with “phải”, “chủ trì”."""
        return line.level < PLAIN or self.ordered or reading.must

    def _explicit(self, line: Line, reader: Reader, reading: Reading, place: tuple[int, int], found: list[Deadline]) -> None:
        self.ordered = True
        leads = self._same(reading.leads)
        begin = reader.chunks[reading.cue[0] if reading.cue and reading.form != DUTY else reading.first]
        cue = (reader.chunks[reading.cue[0]].start, reader.chunks[reading.cue[1] - 1].end) if reading.cue else None
        start = begin.start if begin.start - place[0] > 0 and reading.form != DUTY else place[0]
        if reading.first and reader.chunks[reading.first].start < start:
            start = max(place[0], reader.chunks[reading.first].start)
        self._open(start, place[1], leads, reading.coordinate, cue, found)

    def _implicit(self, line: Line, clause: Clause, reading: Reading, place: tuple[int, int], found: list[Deadline], *, inside: bool) -> None:  # fmt: skip
        last = self.drafts[-1] if self.drafts else None
        here = last is not None and last.line == self.number
        if last is not None and here and self._joins(last, clause, found, line, inside=inside):
            last.end = place[1]
            last.deadlines += found
            last.coordinate += tuple(name for name in reading.coordinate if name not in (*last.coordinate, *last.leads))
            return
        leads = self._implied(line, reading, here=here)
        if leads is None:
            return
        cue = None
        if reading.cue or reading.must:
            k = reading.cue[0] if reading.cue else reading.first
            cue = (clause.chunks[k].start, clause.chunks[k].end)
        self._open(place[0], place[1], leads, tuple(n for n in reading.coordinate if n not in leads), cue, found)

    def _implied(self, line: Line, reading: Reading, *, here: bool) -> tuple[str, ...] | None:
        """Return who is meant where nobody is named; None when the sentence orders nothing."""
        heading = self._heading()
        if here and self.drafts:
            return self.drafts[-1].leads
        if heading is not None:
            return heading.leads
        if self.drafts and self.drafts[-1].line == self.number - 1 and line.level == PLAIN and reading.form in (BARE, "order"):  # fmt: skip
            return self.drafts[-1].leads
        return () if reading.must else None

    def _joins(self, last: Draft, clause: Clause, found: list[Deadline], line: Line, *, inside: bool) -> bool:
        """Whether a deed belongs to the task before it: no other deadline, no product of its own."""
        closing = clause.first_deed() in CLOSING
        before = last.deadline()
        if not inside:
            words = self.page.plain[clause.chunks[0].start : clause.chunks[0].start + 14]
            if words.startswith(NEW_PRODUCT):
                return False
            if closing and not (before.kind != NONE and found):
                return True
            return line.level < PLAIN and not (found and before.kind != NONE)
        if closing and (before.kind == NONE or not found):
            return True
        now = chosen(found)
        if found:
            return now.kind == before.kind and now.date == before.date and now.date is not None
        return before.kind == NONE or last.opens

    def _leftover(self, line: Line, start: int, end: int, found: list[Deadline], *, inside: bool) -> None:
        """A clause that orders nothing by itself: the rest of a task, or the common end of several."""
        plain = self.page.plain
        if inside and self.drafts:
            self.drafts[-1].end = end
            self.drafts[-1].deadlines += found
            return
        if found and plain.startswith(OF_ALL, start):
            if self.drafts and self.drafts[-1].line == self.number:
                self.drafts[-1].deadlines += found
                self.drafts[-1].end = end
            elif line.level == PLAIN:
                self._common(found)

    def _common(self, found: list[Deadline]) -> None:
        """Give a deadline named once to the tasks of the list before it that have none."""
        for draft in reversed(self.drafts):
            if draft.deadline().kind != NONE or self.lines[draft.line].level == PLAIN:
                break
            draft.deadlines += found

    def _open(self, start: int, end: int, leads: tuple[str, ...], coordinate: tuple[str, ...], cue: tuple[int, int] | None, found: list[Deadline]) -> None:  # fmt: skip
        opens = bool(found) and found[0].start is not None and found[0].start - start < 12
        rows = list(found)
        if not rows and (heading := self._heading()):
            rows = list(heading.deadlines)
        self.drafts.append(Draft(start, end, leads, coordinate, cue, self.number, rows, opens))

    # small questions ----------------------------------------------------------------------------------------

    def _heading(self) -> Heading | None:
        return self.stack[-1] if self.stack else None

    def _same(self, leads: tuple[str, ...]) -> tuple[str, ...]:
        """Put the units for “sở này”, “các đơn vị trên”."""
        if self.drafts and len(leads) == 1 and fold(leads[0]).endswith(tuple(f" {word}" for word in SAME)):
            return self.drafts[-1].leads or leads
        return leads

    def _is_quote(self, start: int, end: int) -> bool:
        """Whether the sentence is somebody's words that only stress something."""
        plain = self.page.plain[start:end]
        return plain.startswith('"') and any(word in plain for word in ("nhấn mạnh", "chia sẻ", "bày tỏ", "cho biết", "phát biểu", "khẳng định", " nói", "kết luận"))  # fmt: skip

    def _without_mark(self, start: int, end: int) -> int:
        while end > start and (self.page.text[end - 1].isspace() or self.page.text[end - 1] in ";,"):
            end -= 1
        return end

    def _chunks(self, start: int, end: int) -> list[Chunk]:
        return chunks_of(self.page.text, self.page.plain, start, end)


def tasks_in(page: Page, anchor: Anchor) -> list[Draft]:
    """Return the tasks of a text, in its order."""
    return [replace(draft) for draft in Walk(page, anchor).drafts_found()]
