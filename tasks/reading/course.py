"""The course of a text: headings and the sentence before say who is meant where a sentence does not.

Walks from line to line, keeps who leads under which heading, joins what belongs to one task and parts what has another
lead or another deadline: one task is one lead, one deed, one deadline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasks.reading.chunks import Chunk, chunks_of
from tasks.reading.deadlines import Anchor, chosen, deadlines_in
from tasks.reading.kinds import DAYS, EVENT, NONE, RECURRING, Deadline
from tasks.reading.letters import Page, fold
from tasks.reading.lines import PLAIN, Line, clauses_of, ends, lines_of, sentences_of
from tasks.reading.orders import DUTY, ORDER, Clause, Reading, is_authority
from tasks.reading.parties import Reader, starts

ALONE = ("sở", "ban", "công ty")  # “Sở kiểm tra …”: the one just named
SAME = ("này", "trên", "nêu trên", "nói trên", "đó")
# a sentence that only reports or sets the end of the task before it
CLOSING = frozenset(
    [
        "hoàn thành",
        "báo cáo",
        "tổng hợp",
        "xong",
        "gửi",
        "trình",
        "kịp thời",
        "hoàn tất",
        "nộp",
        "thông báo",
    ]
)
CHAIN_ENDS = frozenset(
    {
        "báo cáo",
        "hoàn chỉnh",
        "hoàn thành",
        "hoàn thiện",
        "hoàn tất",
        "gửi",
        "trình",
        "tổng hợp",
        "nộp",
    }
)
LOOSE = (DAYS, EVENT)  # too weak to outlast a day that is named at the end
OF_ALL = ("báo cáo của", "báo cáo gửi", "báo cáo đề nghị", "kết quả", "các nội dung", "các nhiệm vụ", "văn bản", "hồ sơ", "ý kiến", "thời hạn", "thời gian", "tất cả", "nội dung báo cáo", "các báo cáo", "việc thực hiện", "tiến độ", "các công việc", "toàn bộ", "công việc")  # fmt: skip
BULLET, LETTERED = 5, 4
CENTRAL = re.compile(r"thủ tướng[^.,;\n]{0,60}(?:kết luận|chủ trì)|kết luận của (?:phó )?thủ tướng")
TELLING = re.compile(
    r"^(?!về)(?:[^\n]{0,40})(?:đánh giá|kết quả|báo cáo|ý kiến các|ý kiến thảo luận|ý kiến của|tình hình|quan điểm|thành phần|hạn chế|tồn tại|ưu điểm|mục tiêu|phát biểu|thảo luận)"
)
ORDERING = re.compile(
    r"kết luận|chỉ đạo|nhiệm vụ|phân công|giải pháp|thống nhất|tổ chức thực hiện|yêu cầu|giao|chế độ|thực hiện nghiêm|^(?:khẩn trương|tập trung|xây dựng|hoàn thành)"
)
ASKS = re.compile(
    r"(?:yêu cầu|chỉ thị|kết luận|chỉ đạo|đề nghị|như sau)\s*:\s*$"
)  # “… yêu cầu:” names nobody
LEADS_IN = re.compile(r"(?:kết luận|chỉ đạo|yêu cầu|chỉ thị|thống nhất|như sau|sau đây)\s*:\s*$")
CITES = re.compile(
    r"(?:thực hiện|căn cứ|theo|xét|tại|ngày)\s[^,;]{0,40}(?:văn bản|quyết định|nghị quyết|kế hoạch|công văn|thông báo|chỉ thị|công điện|kết luận|ý kiến)"
)
AGREES = re.compile(r"trong đó\s*,?\s*(?:thống nhất|đồng ý|cho phép|chấp thuận|nhất trí)")
NAMED_PART = re.compile(
    r"trong đó\s*,\s*(?:giao\s|yêu cầu\s|đề nghị\s|sở\s|ubnd\s|ủy ban|công an\s|ban\s|phòng\s|văn phòng\s|bộ\s|chủ tịch)"
)
BESIDES = (
    "ngoài việc",
    "bên cạnh việc",
    "cùng với việc",
    "song song với việc",
)  # … X còn phải …: two deeds
TITLE = 90  # letters
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
    """One walk through a text."""

    def __init__(self, page: Page, anchor: Anchor) -> None:
        self.page, self.anchor = page, anchor
        self.lines = lines_of(page)
        self.drafts: list[Draft] = []
        self.stack: list[Heading] = []
        self.number = 0
        self.ordered = False
        self.known: dict[tuple[int, int], list[Deadline]] = {}
        self.quiet: int | None = None  # below a title that only tells (its level)
        self.central = bool(CENTRAL.search(page.plain, 0, 2000))

    def drafts_found(self) -> list[Draft]:
        """Return the tasks in the order of the text."""
        for self.number, line in enumerate(self.lines):
            self._leave(line)
            if self._only_tells(line):
                continue
            if not self._is_heading(line):
                for start, end in sentences_of(self.page, line):
                    self._sentence(line, start, end)
        return self.drafts

    # headings -----------------------------------------------------------------------------------------------

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
        if not reading.general and below is not None and not self._begins_with_deed(below):
            if self.page.plain[line.end - 1] == ":" and place is None:
                self._sentence(line, start, end)
                return True
        self.ordered = True
        self.stack = [row for row in self.stack if row.level < level]
        self.stack.append(Heading(level, self._same(reading.leads), reading.coordinate, deadlines))
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

    # sentences ----------------------------------------------------------------------------------------------

    def _sentence(self, line: Line, start: int, end: int) -> None:
        chunks = self._chunks(start, end)
        if self._is_title(line) or self._sets_all(line, start, end):
            return
        if (
            not chunks
            or self._is_quote(start, end)
            or self._is_cited(start, end)
            or self._is_part(line, start, end)
        ):
            return
        reader = self._reader(chunks)
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
                if (
                    chunks[i].word in (",", "và", "đồng thời")
                    and i - a > 3
                    and self._new_order(reader, i + 1, b)
                ):
                    pieces.append((a, i))
                    a = i + 1
            pieces += self._by_deadline(reader, a, b)
        return pieces

    def _by_deadline(self, reader: Reader, a: int, b: int) -> list[tuple[int, int]]:
        """Part a clause whose two halves have deadlines of their own: “… trước ngày 20/5 và gửi báo cáo hằng tháng”."""
        chunks = reader.chunks
        found = self._deadlines(chunks[a].start, chunks[b - 1].end)
        for first, second in zip(found, found[1:], strict=False):
            if EVENT in (first.kind, second.kind):
                continue
            other = {first.kind, second.kind} & {RECURRING} and first.kind != second.kind
            for i in range(a + 2, b - 1):
                place = chunks[i].start
                if not (first.end or 0) <= place < (second.start or 0):
                    continue
                named = chunks[i].word == "để" and starts(chunks, i + 1)
                if (named and set("V") & set(reader.tags(reader.read(i + 1).end))) or (
                    other
                    and chunks[i].word in ("và", ",")
                    and set("VA") & set(reader.tags(i + 1))
                    and (second.start or 0) > chunks[i + 1].start
                ):
                    return [(a, i), (i + 1, b)]
                if chunks[i].word == "và" and (second.start or 0) - chunks[i].end <= 1:
                    return [(a, i), (i + 1, b)]
        return [(a, b)]

    def _has_deed(self, chunks: Sequence[Chunk], a: int, b: int) -> bool:
        return any(set("AVCWO") & set(chunk.tags) and not chunk.capital for chunk in chunks[a:b])

    def _new_order(self, reader: Reader, i: int, b: int) -> bool:
        while "L" in reader.tags(i):
            if reader.word(i) == "trong đó":
                return False
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
        named = bool(heading and heading.level > 0.5)
        start, end = reader.chunks[a].start, reader.chunks[b - 1].end
        found = self._deadlines(start, end)
        reading = (
            clause.read(bare_first=bool(heading), named=named, loose=line.level < PLAIN)
            or clause.passive()
            or self._behind_time(reader, a, b, found)
        )
        if reading is None and named and found and len(self.drafts) == first:
            reading = clause.product()
        if reading and reading.form == DUTY and self.drafts and clause.only_joins(reading):
            self._supporters(reading, end)
            return
        if reading is None or (reading.form == DUTY and not self._told_here(line, reading)):
            self._leftover(line, start, end, found, inside=len(self.drafts) > first)
            return
        if reading.general and not found:
            return
        if reading.leads:
            self._explicit(line, reader, reading, (start, end), found)
        else:
            self._implicit(
                line, clause, reading, (start, end), found, inside=len(self.drafts) > first
            )

    def _supporters(self, reading: Reading, end: int) -> None:
        """Take “; Sở A, Sở B phối hợp;” as those who work together with the lead before."""
        last = self.drafts[-1]
        last.coordinate += tuple(
            name for name in reading.leads if name not in (*last.coordinate, *last.leads)
        )
        last.end, last.until = end, self.number

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
        line: Line,
        reader: Reader,
        reading: Reading,
        place: tuple[int, int],
        found: list[Deadline],
    ) -> None:
        self.ordered = True
        leads = self._same(reading.leads)
        begin = reader.chunks[
            reading.cue[0] if reading.cue and reading.form != DUTY else reading.first
        ]
        cue = (
            (reader.chunks[reading.cue[0]].start, reader.chunks[reading.cue[1] - 1].end)
            if reading.cue
            else None
        )
        start = begin.start if begin.start - place[0] > 0 and reading.form != DUTY else place[0]
        if reading.first and reader.chunks[reading.first].start < start:
            start = max(place[0], reader.chunks[reading.first].start)
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
        if heading is not None:
            return heading.leads
        if self.drafts and line.level == PLAIN and not self._turns(line):
            gap = self.number - self.drafts[-1].until
            if gap == 1 or (gap == 2 and reading.form == ORDER):
                return self.drafts[-1].leads
        return () if reading.must else None

    def _joins(
        self, last: Draft, clause: Clause, found: list[Deadline], line: Line, *, inside: bool
    ) -> bool:
        """Whether a deed belongs to the task before it: no other deadline, no product of its own."""
        closing = clause.first_deed() in CLOSING
        before = last.deadline()
        if not inside:
            words = self.page.plain[clause.chunks[0].start : clause.chunks[0].start + 14]
            if words.startswith("nếu "):
                return True
            if words.startswith((*NEW_PRODUCT, "trường hợp", "nơi nào", "đơn vị nào", "khi ")):
                return False
            if closing and not (before.kind != NONE and found):
                return True
            return LETTERED <= line.level < PLAIN and not (found and before.kind != NONE)
        if clause.chunks[clause.a].word == "trường hợp" and self.page.plain.startswith(
            "trường hợp cần thiết", clause.chunks[clause.a].start
        ):
            return True
        if closing and (before.kind == NONE or not found) and not self._fixed(found, clause):
            return True
        now = chosen(found)
        if found:
            return now.kind == before.kind and now.date == before.date and now.date is not None
        return before.kind == NONE or last.opens

    def _ends_chain(self, clause: Clause, found: list[Deadline], line: Line) -> bool:
        """Take “Báo cáo kết quả … trong quý I” of a new paragraph as the end of what was ordered just before."""
        last = self.drafts[-1] if self.drafts else None
        if (
            last is None
            or not found
            or line.level != PLAIN
            or self._heading()
            or self.number - last.until != 1
        ):
            return False
        if clause.first_deed() not in CHAIN_ENDS or last.deadline().kind not in (NONE, *LOOSE):
            return False
        leads = last.leads
        for draft in reversed(self.drafts):
            if draft.leads != leads or draft.deadline().kind not in (NONE, *LOOSE):
                break
            draft.deadlines = list(found)
        last.end, last.until = clause.chunks[-1].end, self.number
        return True

    def _fixed(self, found: list[Deadline], clause: Clause) -> bool:
        """Whether a report of its own recurs at a fixed time: “8h00 thứ Hai hằng tuần báo cáo …”."""
        first = found[0] if found else None
        begins = (
            first and first.start is not None and first.start - clause.chunks[clause.a].start < 4
        )
        return bool(
            first
            and begins
            and first.kind == RECURRING
            and (first.time or "thứ" in fold(first.quote))
        )

    def _leftover(
        self, line: Line, start: int, end: int, found: list[Deadline], *, inside: bool
    ) -> None:
        """A clause that orders nothing by itself: the rest of a task, or the common end of several."""
        plain = self.page.plain
        if inside and self.drafts:
            if (
                found
                and self._own_result(plain[start:end])
                and self.drafts[-1].deadline().kind == NONE
            ):
                last = self.drafts[-1]
                self._open(start, end, last.leads, (), None, found)
                return
            self.drafts[-1].end = end
            self.drafts[-1].deadlines += found
            return
        if found and plain.startswith(OF_ALL, start):
            if self.drafts and self.drafts[-1].line == self.number:
                self.drafts[-1].deadlines += found
                self.drafts[-1].end = end
            elif line.level == PLAIN:
                self._common(found)

    def _own_result(self, words: str) -> bool:
        """Whether a clause names a product of its own: “kết quả … báo cáo … trước ngày …”."""
        return words.startswith(
            ("kết quả", "báo cáo", "sản phẩm", "hồ sơ", "danh sách", "phương án")
        ) and any(deed in words for deed in ("báo cáo", "gửi", "trình", "nộp"))

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
        self.drafts.append(
            Draft(start, end, leads, coordinate, cue, self.number, self.number, rows, opens)
        )

    def _turns(self, line: Line) -> bool:
        """Whether a paragraph turns to another matter: “Về …,”, “Đối với …,”."""
        return self.page.plain.startswith(
            ("về ", "đối với ", "liên quan ", "riêng ", "đến năm ", "theo "), line.body
        )

    def _is_cited(self, start: int, end: int) -> bool:
        """Whether a sentence opens with another document and tells what that one orders."""
        return (
            bool(CITES.match(self.page.plain, start, end))
            and "trong đó" in self.page.plain[start:end]
        )

    def _is_title(self, line: Line) -> bool:
        """Whether a short line without a full stop, among others that have one, is a title between paragraphs."""
        alone = (
            line.level == PLAIN
            and line.end - line.body < TITLE
            and not ends(self.page.plain, line.end)
        )
        below = self._next()
        return alone and below is not None and below.level == PLAIN and self.number > 0

    def _sets_all(self, line: Line, start: int, end: int) -> bool:
        """Give a deadline that a sentence sets for what was ordered before it; True when it only does that."""
        plain = self.page.plain
        last = self.drafts[-1] if self.drafts else None
        if (
            last is None
            or not plain.startswith(OF_ALL, start)
            or line.level == PLAIN
            or last.until == self.number
        ):
            return False
        found = self._deadlines(start, end)
        if not found or last.deadline().kind != NONE or self.number - last.until > 1:
            return False
        last.end, last.until = end, self.number
        last.deadlines += found
        return True

    def _is_part(self, line: Line, start: int, end: int) -> bool:
        """Take “Trong đó, …” and what follows a semicolon into the task before; True when taken."""
        plain = self.page.plain
        last = self.drafts[-1] if self.drafts else None
        if last is None or self.number - last.until > 1:
            return False
        if plain.startswith("trong đó", start) and not NAMED_PART.match(plain, start, end):
            if not AGREES.match(plain, start, end):
                last.end, last.until = end, self.number
                chunks = self._chunks(start, end)
                more = Clause(self._reader(chunks), 0, len(chunks)).together()
                last.coordinate += tuple(
                    name for name in more if name not in (*last.coordinate, *last.leads)
                )
            return True
        part = (
            line.level == PLAIN
            and start == line.body
            and self.number > last.until
            and plain[self.lines[last.until].end - 1] == ";"
        )
        if (part and self._begins_with_deed(line)) or (part and plain.startswith("không", start)):
            last.end, last.until = end, self.number
            last.deadlines += self._deadlines(start, end)
            return True
        return False

    def _heading_together(self) -> tuple[str, ...]:
        heading = self._heading()
        return heading.coordinate if heading else ()

    # small questions ----------------------------------------------------------------------------------------

    def _heading(self) -> Heading | None:
        return self.stack[-1] if self.stack else None

    def _same(self, leads: tuple[str, ...]) -> tuple[str, ...]:
        """Put the units for “sở này”, “các đơn vị trên”."""
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

    def _is_quote(self, start: int, end: int) -> bool:
        """Whether the sentence is somebody's words that only stress something."""
        plain = self.page.plain[start:end]
        return plain.startswith('"') and any(word in plain for word in ("nhấn mạnh", "chia sẻ", "bày tỏ", "cho biết", "phát biểu", "khẳng định", " nói", "kết luận"))  # fmt: skip

    def _without_mark(self, start: int, end: int) -> int:
        while end > start and (
            self.page.text[end - 1].isspace() or self.page.text[end - 1] in ";,"
        ):
            end -= 1
        return end

    def _deadlines(self, start: int, end: int) -> list[Deadline]:
        if (start, end) not in self.known:
            self.known[start, end] = deadlines_in(self.page, start, end, self.anchor)
        return list(self.known[start, end])

    def _reader(self, chunks: Sequence[Chunk]) -> Reader:
        return Reader(self.page.text, self.page.plain, chunks, central=self.central)

    def _chunks(self, start: int, end: int) -> list[Chunk]:
        return chunks_of(self.page.text, self.page.plain, start, end)


def clause_start(reader: Reader, place: int) -> int:
    """Return the chunk that begins at a place."""
    return next((i for i, chunk in enumerate(reader.chunks) if chunk.start >= place), 0)


def tasks_in(page: Page, anchor: Anchor) -> list[Draft]:
    """Return the tasks of a text, in its order."""
    return [replace(draft) for draft in Walk(page, anchor).drafts_found()]
