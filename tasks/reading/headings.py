"""Headings: which line says who leads below it, and which only gives a part its name."""

from collections.abc import Sequence

from tasks.reading.chunks import Chunk
from tasks.reading.clause import DUTY, Clause, Reading
from tasks.reading.cues import is_authority
from tasks.reading.kinds import EVENT, RECURRING, Deadline
from tasks.reading.letters import fold
from tasks.reading.lines import PLAIN, Line, sentences_of
from tasks.reading.orders import read_clause
from tasks.reading.parties import starts
from tasks.reading.turns import (
    ALONE,
    ASKS,
    BULLET,
    CITES,
    FAR_BACK,
    LEADS_IN,
    ORDERING,
    POSTED,
    SAME,
    TELLING,
    UNIT_POINTED,
)
from tasks.reading.walk import Heading, Walk


def leave_headings(walk: Walk, line: Line) -> None:
    """Leave the headings that do not stand above this line."""
    if line.level < PLAIN:
        walk.stack = [row for row in walk.stack if row.level < line.level]


def only_tells(walk: Walk, line: Line) -> bool:
    """Whether the line stands in a part that only tells: results, opinions of others, goals."""
    if line.level < PLAIN and (walk.quiet is None or line.level <= walk.quiet):
        words = walk.page.plain[line.body : line.end]
        title = _stands_above(walk, line) and len(words) < 140
        walk.quiet = (
            line.level if title and TELLING.search(words) and not ORDERING.search(words) else None
        )
    if LEADS_IN.search(walk.page.plain, line.body, line.end):
        walk.ordered = True
    return walk.quiet is not None


def is_heading(walk: Walk, line: Line) -> bool:
    """Read a line that only says who: “1. Sở X”, “Giao Sở X:”, “… thực hiện các nội dung sau:”."""
    end = line.end
    opens = walk.page.plain[end - 1] == ":" or (line.level < PLAIN and _stands_above(walk, line))
    if not opens:
        return False
    sentences = sentences_of(walk.page, line)
    if not sentences:
        return True
    if len(sentences) != 1:
        return _leads_in(walk, line, sentences) if walk.page.plain[end - 1] == ":" else False
    chunks = walk.chunks(line.body, end)
    named = _named(walk, chunks)
    reading = named or (
        read_clause(Clause(walk.reader(chunks), 0, len(chunks)), bare_first=False)
        if chunks
        else None
    )
    return _put(walk, line, reading)


def _leads_in(walk: Walk, line: Line, sentences: Sequence[tuple[int, int]]) -> bool:
    """Read the sentences of a paragraph whose last one leads in a list."""
    for start, end in sentences[:-1]:
        walk.sentence(walk, line, start, end)
    chunks = walk.chunks(*sentences[-1])
    reading = (
        read_clause(Clause(walk.reader(chunks), 0, len(chunks)), bare_first=False)
        if chunks
        else None
    )
    return _put(walk, line, reading, sentences[-1]) or True


def _put(
    walk: Walk, line: Line, reading: Reading | None, place: tuple[int, int] | None = None
) -> bool:
    start, end = place or (line.body, line.end)
    level = line.level if line.level < PLAIN else 0.5
    if (
        is_cited(walk, start, end)
        or ASKS.search(walk.page.plain, start, end)
        or (
            reading
            and line.level == PLAIN
            and all(is_authority(fold(n), central=walk.central) for n in reading.leads)
        )
    ):
        reading = None
    below = walk.next_line()
    if reading is None or not reading.leads:
        if line.level == PLAIN:
            walk.stack = [row for row in walk.stack if row.level != level]
        return True
    deadlines = _of_heading(walk, start, end)
    alone = below is not None and not begins_with_deed(walk, below)
    if alone and not reading.general and place is None and walk.page.plain[line.end - 1] == ":":
        walk.sentence(walk, line, start, end)
        return True
    walk.ordered = True
    walk.stack = [row for row in walk.stack if row.level < level]
    walk.stack.append(
        Heading(level, same_as_before(walk, reading.leads, start), reading.coordinate, deadlines)
    )
    return True


def _of_heading(walk: Walk, start: int, end: int) -> tuple[Deadline, ...]:
    """Return the deadline a heading sets for what stands below; a goal sets none."""
    if "phấn đấu" in walk.page.plain[start:end] or "mục tiêu" in walk.page.plain[start:end]:
        return ()
    found = walk.deadlines(start, end)
    return tuple(
        row
        for row in found
        if row.kind not in (EVENT, RECURRING)
        and fold(row.quote).startswith(("trước", "chậm", "muộn", "xong", "trong"))
    )


def _stands_above(walk: Walk, line: Line) -> bool:
    """Whether a marked line without a full stop has lines below it that belong to it."""
    below = walk.next_line()
    if below is None or walk.page.plain[line.end - 1] in ".;…/,!?":
        return False
    return below.level > line.level and (line.level < BULLET or below.level < PLAIN)


def begins_with_deed(walk: Walk, line: Line) -> bool:
    """Whether the line begins with what is to be done, or with who."""
    chunks = walk.chunks(line.body, min(line.end, line.body + 60))
    return (bool(chunks) and bool(set("AVCWO") & set(chunks[0].tags))) or starts(chunks, 0)


def _named(walk: Walk, chunks: Sequence[Chunk]) -> Reading | None:
    """Read a heading that is nothing but names (after “Đối với”, “Trách nhiệm của”)."""
    reader, begin = walk.reader(chunks), 0
    while begin < len(chunks) and (chunks[begin].word in ("đối với", "về phía", "trách nhiệm", "của", "giao", "đề nghị", "yêu cầu", "nhiệm vụ", "phân công", "riêng")):  # fmt: skip
        begin += 1
    if not starts(chunks, begin):
        return None
    parties = reader.read(begin, semicolons=True)
    rest = [chunk.word for chunk in chunks[parties.end :] if chunk.word not in (":", ".", ",")]
    if not parties.names or any(
        word not in ("chủ trì", "có trách nhiệm", "thực hiện", "có nhiệm vụ", "chịu trách nhiệm")
        for word in rest
    ):
        return None
    return Reading(DUTY, parties.names, (), 0, None, 0, general=True)


def same_as_before(walk: Walk, leads: tuple[str, ...], place: int) -> tuple[str, ...]:
    """Put the units for “sở này”, “các đơn vị trên”, “Chi nhánh”, by what was named before ``place``."""
    if leads and fold(leads[0]).startswith(POSTED) and fold(leads[0]).endswith(" đó"):
        return leads
    said = UNIT_POINTED.match(fold(leads[0])) if len(leads) == 1 else None
    last = walk.drafts[-1].leads if walk.drafts else ()
    if said and len(last) == 1 and fold(last[0]).startswith(f"{said['kind']} "):
        return last
    if said and (full := _named_before(walk, said["kind"], place)):
        return (full,)
    if (
        walk.drafts
        and len(leads) == 1
        and fold(leads[0]).endswith(tuple(f" {word}" for word in SAME))
    ):
        return walk.drafts[-1].leads or leads
    if walk.drafts and len(leads) == 1 and fold(leads[0]) in ALONE:
        last = walk.drafts[-1].leads
        return last if last and fold(last[0]).startswith(fold(leads[0])) else leads
    return leads


def _named_before(walk: Walk, kind: str, place: int) -> str | None:
    """Return the last full name of a kind of unit before a place (“viện này” → “Viện Quy hoạch xây dựng”)."""
    plain, here, least = walk.page.plain, place, max(0, place - FAR_BACK)
    while (here := plain.rfind(f"{kind} ", least, here)) >= 0:
        whole = here == 0 or not plain[here - 1].isalnum()
        if whole and walk.page.text[here + len(kind) + 1].isupper():
            reader = walk.reader(walk.chunks(here, min(len(plain), here + 120)))
            names = reader.read(0, single=True).names
            if names and len(names[0]) > len(kind):
                return names[0]
    return None


def is_cited(walk: Walk, start: int, end: int) -> bool:
    """Whether a sentence opens with another document and tells what that one orders."""
    return (
        bool(CITES.match(walk.page.plain, start, end)) and "trong đó" in walk.page.plain[start:end]
    )
