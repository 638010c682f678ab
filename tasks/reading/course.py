"""The course of a text: headings and the sentence before say who is meant where a sentence does not.

Walks from line to line, keeps who leads under which heading, joins what belongs to one task and parts what has another
lead or another deadline: one task is one lead, one deed, one deadline.
"""

from dataclasses import replace

from tasks.reading.bare import read_product
from tasks.reading.clause import DUTY, ORDER, Clause, Reading
from tasks.reading.cues import is_authority, is_everybody
from tasks.reading.days import Anchor
from tasks.reading.duties import read_passive
from tasks.reading.headings import is_cited, is_heading, leave_headings, only_tells, same_as_before
from tasks.reading.joining import (
    begin_task,
    ends_chain,
    joins_last,
    take_leftover,
    take_supporters,
    turns_away,
)
from tasks.reading.kinds import DAYS, EVENT, WORKING_DAYS, Deadline
from tasks.reading.letters import Page, fold
from tasks.reading.lines import PLAIN, Line, sentences_of
from tasks.reading.orders import read_clause
from tasks.reading.parties import Reader
from tasks.reading.pieces import (
    is_part,
    is_quote,
    is_title,
    only_told_of,
    pieces_of,
    sets_all,
    without_mark,
    words_of_others,
)
from tasks.reading.turns import BESIDES, JOINED_BY, LED_BY, ON_CONDITION, RULES
from tasks.reading.walk import Draft, Walk


def drafts_found(walk: Walk) -> list[Draft]:
    """Return the tasks in the order of the text."""
    for number, line in enumerate(walk.lines):
        walk.number = number
        leave_headings(walk, line)
        walk.others = words_of_others(walk, line)
        if only_tells(walk, line) or _labelled(walk, line):
            continue
        if not is_heading(walk, line):
            for start, end in sentences_of(walk.page, line):
                _sentence(walk, line, start, end)
    return walk.drafts


def _labelled(walk: Walk, line: Line) -> bool:
    """Read a line that names who by labels: “… (chủ trì: Sở X; phối hợp: Sở Y; thời hạn: 30/6)”."""
    plain = walk.page.plain
    lead = LED_BY.search(plain, line.body, line.end) if line.level < PLAIN else None
    if lead is None or not (leads := _names_at(walk, lead.end(), line.end)):
        return False
    joined = JOINED_BY.search(plain, line.body, line.end)
    together = _names_at(walk, joined.end(), line.end) if joined else ()
    found = walk.deadlines(line.body, line.end)
    begin_task(walk, line.body, line.end, leads, together, (lead.start(), lead.end()), found)
    walk.ordered = True
    return True


def _names_at(walk: Walk, place: int, end: int) -> tuple[str, ...]:
    return walk.reader(walk.chunks(place, min(end, place + 400))).read(0).names


def _piece(  # noqa: C901  a table of cases
    walk: Walk, line: Line, reader: Reader, place: tuple[int, int], first: int
) -> None:
    a, b = place
    if _of_others(walk, reader.chunks[a].start):
        return
    clause = Clause(reader, a, b)
    heading = walk.heading()
    named = bool(heading and heading.level > 0.5)
    start, end = reader.chunks[a].start, reader.chunks[b - 1].end
    found = _limits(walk, start, end)
    reading = (
        read_clause(clause, bare_first=bool(heading), named=named, loose=line.level < PLAIN)
        or read_passive(clause)
        or _behind_time(walk, reader, a, b, found)
    )
    if reading and _is_rule(walk, line, reading, start):
        return
    if reading is None and named and found and len(walk.drafts) == first:
        reading = read_product(clause)
    if reading and reading.form == DUTY and walk.drafts and clause.only_joins(reading):
        take_supporters(walk, reading, end)
        return
    if reading is None or (reading.form == DUTY and not _told_here(walk, line, reading)):
        take_leftover(walk, line, clause, end, found, inside=len(walk.drafts) > first)
        return
    if (reading.general and not found) or (walk.quoting and not reading.leads):
        walk.pending = reading.leads
        return
    if _announces(walk, reader, reading, found):
        return
    if reading.leads:
        _explicit(walk, reader, reading, (start, end), found)
    else:
        _implicit(walk, line, clause, reading, (start, end), found, inside=len(walk.drafts) > first)


def _is_rule(walk: Walk, line: Line, reading: Reading, start: int) -> bool:
    """Whether a duty in a paragraph is a law's or a contract's, or only goes with “Liên quan …, X cho hay …”."""
    if line.level != PLAIN or reading.form == ORDER:
        return False
    about = walk.page.plain.startswith(("liên quan", "qua "), start) and not reading.must
    return about or bool(RULES.match(walk.page.plain, start))


def _limits(walk: Walk, start: int, end: int) -> list[Deadline]:
    """Return the deadlines of a piece; below a condition a span of days has no day."""
    found = walk.deadlines(start, end)
    if ON_CONDITION.match(walk.page.plain, start, end):
        return [replace(row, date=None) if _unanchored(row) else row for row in found]
    return found


def _unanchored(row: Deadline) -> bool:
    return row.kind in (DAYS, WORKING_DAYS) and "từ" not in fold(row.quote)


def _of_others(walk: Walk, place: int) -> bool:
    return any(start <= place < end for start, end in walk.others)


def _behind_time(
    walk: Walk, reader: Reader, a: int, b: int, found: list[Deadline]
) -> Reading | None:
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
    reading = read_clause(Clause(reader, k, b), bare_first=bool(walk.heading()))
    return reading and replace(reading, first=a)


def _announces(walk: Walk, reader: Reader, reading: Reading, found: list[Deadline]) -> bool:
    """Whether the beginning of a report only says that everybody was told something: “… vừa có văn bản giao các sở, ngành …”."""
    dated = any(row.kind != EVENT for row in found)
    if (
        walk.number > 1
        or dated
        or (found and walk.number)
        or reading.cue is None
        or not is_everybody(reading.leads)
    ):
        return False
    return any("T" in reader.tags(i) for i in range(reading.cue[0]))


def _told_here(walk: Walk, line: Line, reading: Reading) -> bool:
    """Whether a statement about a unit is a direction: in a list, after an order, or with “phải”, “chủ trì”."""
    names = fold(reading.leads[0]) if reading.leads else ""
    return (
        line.level < PLAIN
        or walk.ordered
        or (reading.must and not is_authority(names, central=walk.central))
    )


def _explicit(
    walk: Walk,
    reader: Reader,
    reading: Reading,
    place: tuple[int, int],
    found: list[Deadline],
) -> None:
    walk.ordered = True
    leads = same_as_before(walk, reading.leads, place[0])
    cue = None
    if reading.cue:
        cue = reader.chunks[reading.cue[0]].start, reader.chunks[reading.cue[1] - 1].end
    start = place[0] if reading.form == DUTY else reader.chunks[reading.first].start
    if (
        walk.page.plain.startswith(BESIDES, place[0])
        and reading.form == DUTY
        and reading.first > clause_start(reader, place[0])
    ):
        first_end = reader.chunks[reading.first - 1].start
        own = [row for row in found if (row.start or 0) < first_end]
        begin_task(walk, place[0], first_end, leads, (), None, own)
        start, found = (
            reader.chunks[reading.first].start,
            [row for row in found if row not in own],
        )
    begin_task(walk, start, place[1], leads, reading.coordinate, cue, found)


def _implicit(walk: Walk, line: Line, clause: Clause, reading: Reading, place: tuple[int, int], found: list[Deadline], *, inside: bool) -> None:  # fmt: skip  # noqa: PLR0917
    last = walk.drafts[-1] if walk.drafts else None
    here = last is not None and last.line == walk.number
    if last is not None and here and joins_last(walk, last, clause, found, line, inside=inside):
        last.end = place[1]
        last.deadlines += found
        last.coordinate += tuple(
            name for name in reading.coordinate if name not in (*last.coordinate, *last.leads)
        )
        return
    if not here and ends_chain(walk, clause, found, line):
        return
    leads = _implied(walk, line, reading, here=here)
    if leads is None:
        return
    cue = None
    if reading.cue or reading.must:
        k = reading.cue[0] if reading.cue else reading.first
        cue = (clause.chunks[k].start, clause.chunks[k].end)
    together = reading.coordinate
    if not together and walk.heading() and not here:
        together = walk.heading_together()
    begin_task(
        walk, place[0], place[1], leads, tuple(n for n in together if n not in leads), cue, found
    )


def _implied(walk: Walk, line: Line, reading: Reading, *, here: bool) -> tuple[str, ...] | None:
    """Return who is meant where nobody is named; None when the sentence orders nothing."""
    heading = walk.heading()
    if here and walk.drafts:
        return walk.drafts[-1].leads
    if walk.pending:
        return walk.pending
    if heading is not None:
        return heading.leads
    if walk.drafts and line.level == PLAIN and not turns_away(walk, line):
        gap = walk.number - walk.drafts[-1].until
        if gap == 1 or (gap == 2 and reading.form == ORDER):
            return walk.drafts[-1].leads
    return () if reading.must else None


def _sentence(walk: Walk, line: Line, start: int, end: int) -> None:
    chunks = walk.chunks(start, end)
    if is_title(walk, line) or sets_all(walk, line, start, end):
        return
    if not chunks or is_cited(walk, start, end) or is_part(walk, line, start, end):
        return
    if only_told_of(walk, line, start, end) or _of_others(walk, start):
        return
    reader = walk.reader(chunks)
    walk.quoting, walk.pending = is_quote(walk, start, end), ()
    first = len(walk.drafts)
    for a, b in pieces_of(walk, reader, chunks):
        _piece(walk, line, reader, (a, b), first)
    for draft in walk.drafts[first:]:
        draft.end = without_mark(walk, draft.start, draft.end)
    if walk.drafts and len(walk.drafts) > first and walk.drafts[-1].end >= chunks[-1].start:
        walk.drafts[-1].end = end


def clause_start(reader: Reader, place: int) -> int:
    """Return the chunk that begins at a place."""
    return next((i for i, chunk in enumerate(reader.chunks) if chunk.start >= place), 0)


def tasks_in(page: Page, anchor: Anchor) -> list[Draft]:
    """Return the tasks of a text, in its order."""
    return [replace(draft) for draft in drafts_found(Walk(page, anchor, _sentence))]
