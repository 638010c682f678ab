"""Sentences in pieces: at semicolons, before another order, before another deadline."""

import itertools
from collections.abc import Sequence

from tasks.reading.chunks import Chunk
from tasks.reading.clause import DUTY, ORDER, Clause
from tasks.reading.cues import DUTIES, TURNS
from tasks.reading.headings import begins_with_deed
from tasks.reading.kinds import EVENT, NONE, RECURRING, Deadline
from tasks.reading.lines import PLAIN, Line, clauses_of, ends
from tasks.reading.orders import read_clause
from tasks.reading.parties import Reader, starts
from tasks.reading.turns import (
    AGREES,
    CLOSING,
    FIRST_RESULTS,
    NAMED_PART,
    OF_ALL,
    OLDER,
    OTHERS,
    REPORTS,
    TITLE,
)
from tasks.reading.walk import Walk

FARTHEST = 200  # chunks of what one is told before another is
SPEAKER = 110  # letters in which it stands who speaks


def pieces_of(walk: Walk, reader: Reader, chunks: Sequence[Chunk]) -> list[tuple[int, int]]:
    """Part a sentence at semicolons, and before “, giao Y”, “, đồng thời yêu cầu Y”, “, Y chủ trì”."""
    pieces: list[tuple[int, int]] = []
    for start, b in clauses_of(chunks):
        a = start
        if pieces and not _has_deed(chunks, *pieces[-1]):
            a = pieces.pop()[0]
        for i in range(start + 1, b - 2):
            if (
                chunks[i].word in (",", "và", "đồng thời")
                and i - a > 3
                and (
                    _new_order(reader, i + 1, b)
                    or (chunks[i].word == "," and _new_subject(reader, a, i, b))
                )
            ):
                pieces.append((a, i))
                a = i + 1
        pieces += _by_deadline(walk, reader, a, b)
    return pieces


def _by_deadline(walk: Walk, reader: Reader, a: int, b: int) -> list[tuple[int, int]]:
    """Part a clause whose two halves have deadlines of their own: “… trước ngày 20/5 và gửi báo cáo hằng tháng”."""
    chunks = reader.chunks
    found = walk.deadlines(chunks[a].start, chunks[b - 1].end)
    if len(found) == 1 and (i := _later_product(reader, a, b, found[0])):
        return [(a, i), (i + 1, b)]
    for first, second in itertools.pairwise(found):
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


def _later_product(reader: Reader, a: int, b: int, due: Deadline) -> int:
    """Return the comma before “đồng thời” and a deed whose deadline the deed before it has not; 0 when there is none."""
    for i in range(a + 4, b - 2):
        if (
            reader.word(i) == ","
            and reader.word(i + 1) == "đồng thời"
            and "V" in reader.tags(i + 2)
        ):
            closing = reader.word(i + 2) in CLOSING
            return 0 if closing or (due.start or 0) < reader.chunks[i].start else i
    return 0


def _has_deed(chunks: Sequence[Chunk], a: int, b: int) -> bool:
    return any(set("AVCWO") & set(chunk.tags) and not chunk.capital for chunk in chunks[a:b])


def _new_order(reader: Reader, i: int, b: int) -> bool:
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


def _new_subject(reader: Reader, a: int, comma: int, b: int) -> bool:
    """Whether another is told what to do behind a comma: “…, X có trách nhiệm …”, “…, còn X thì …”."""
    j = comma + 1
    while reader.word(j) in TURNS:
        j += 1
    turned = j > comma + 1
    named = reader.lists.get(j)
    if named is None or comma - a > FARTHEST:
        return False
    end = named + (reader.word(named) in ("thì", "cũng"))
    if end >= b or "chịu trách nhiệm" in (reader.word(end), reader.word(end + 1)):  # fmt: skip
        return False
    tags = set(reader.tags(end))
    duty = reader.word(end) in DUTIES or ((turned or end > named) and bool(tags & set("VAC")))
    if not duty:
        return False
    before = read_clause(Clause(reader, a, comma), bare_first=False)
    return before is not None and before.form in (ORDER, DUTY) and before.deed < comma


def is_quote(walk: Walk, start: int, end: int) -> bool:
    """Whether the sentence is somebody's words that only stress something."""
    plain = walk.page.plain[start:end]
    return plain.startswith('"') and any(word in plain for word in ("nhấn mạnh", "chia sẻ", "bày tỏ", "cho biết", "phát biểu", "khẳng định", " nói", "kết luận"))  # fmt: skip


def only_told_of(walk: Walk, line: Line, start: int, end: int) -> bool:
    """Whether a sentence of a paragraph tells of an older order, of what was done, or reports."""
    plain = walk.page.plain
    if line.level != PLAIN:
        return False
    return any(form.match(plain, start, end) for form in (OLDER, REPORTS)) or bool(
        FIRST_RESULTS.search(plain, start, end)
    )


def words_of_others(walk: Walk, line: Line) -> list[tuple[int, int]]:
    """Return the places of what citizens, critics and those who report say in quotation marks."""
    plain, found = walk.page.plain, []
    here = plain.find('"', line.body, line.end)
    while here >= 0 and (close := plain.find('"', here + 1, line.end)) >= 0:
        stop = plain.find(".", close + 1, min(line.end, close + SPEAKER))
        said_by = plain[close + 1 : stop if stop >= 0 else min(line.end, close + SPEAKER)]
        before = plain[max(line.body, here - SPEAKER) : here].rstrip()
        if before.endswith(":"):
            said_by = before.rpartition(". ")[2]
        if OTHERS.search(said_by):
            found.append((here, close))
        here = plain.find('"', close + 1, line.end)
    return found


def without_mark(walk: Walk, start: int, end: int) -> int:
    """Return ``end`` without blanks, commas and semicolons before it."""
    while end > start and (walk.page.text[end - 1].isspace() or walk.page.text[end - 1] in ";,"):
        end -= 1
    return end


def is_title(walk: Walk, line: Line) -> bool:
    """Whether a short line without a full stop, among others that have one, is a title between paragraphs."""
    alone = (
        line.level == PLAIN and line.end - line.body < TITLE and not ends(walk.page.plain, line.end)
    )
    below = walk.next_line()
    return alone and below is not None and below.level == PLAIN and walk.number > 0


def sets_all(walk: Walk, line: Line, start: int, end: int) -> bool:
    """Give a deadline that a sentence sets for what was ordered before it; True when it only does that."""
    plain = walk.page.plain
    last = walk.drafts[-1] if walk.drafts else None
    if (
        last is None
        or not plain.startswith(OF_ALL, start)
        or line.level == PLAIN
        or last.until == walk.number
    ):
        return False
    found = walk.deadlines(start, end)
    if not found or last.deadline().kind != NONE or walk.number - last.until > 1:
        return False
    last.end, last.until = end, walk.number
    last.deadlines += found
    return True


def is_part(walk: Walk, line: Line, start: int, end: int) -> bool:
    """Take “Trong đó, …” and what follows a semicolon into the task before; True when taken."""
    plain = walk.page.plain
    last = walk.drafts[-1] if walk.drafts else None
    if last is None or walk.number - last.until > 1:
        return False
    if plain.startswith("trong đó", start) and not NAMED_PART.match(plain, start, end):
        if not AGREES.match(plain, start, end):
            last.end, last.until = end, walk.number
            chunks = walk.chunks(start, end)
            more = Clause(walk.reader(chunks), 0, len(chunks)).together()
            last.coordinate += tuple(
                name for name in more if name not in (*last.coordinate, *last.leads)
            )
        return True
    part = (
        line.level == PLAIN
        and start == line.body
        and walk.number > last.until
        and plain[walk.lines[last.until].end - 1] == ";"
    )
    if (part and begins_with_deed(walk, line)) or (part and plain.startswith("không", start)):
        last.end, last.until = end, walk.number
        last.deadlines += walk.deadlines(start, end)
        return True
    return False
