"""The shape of a text: lines with their markers, paragraphs broken by a page's width, sentences, clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.reading.chunks import Chunk
from tasks.reading.letters import Page

# marker → how deep it stands: I. > 1. > 1.1. > a) > - > +
MARKERS = (
    (1, re.compile(r"(?:phần|mục|chương) (?:thứ )?(?:[ivx]+|\d{1,2}|[a-zđ])[.:)]?(?=\s)|[ivx]{1,5}[.)/\-](?=\s)|điều \d{1,2}[.:](?=\s)")),
    (3, re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?:[.)/\-](?=\s*[^\W\d_])|(?=\s))")),
    (2, re.compile(r"\d{1,2}[.)/\-](?=\s)|\d{1,2}[./)\-](?=[^\W\d_])|(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín)|một|hai|ba|bốn|năm|sáu|bảy) là[,:]?(?=\s)|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín)[,:](?=\s)|\(\d{1,2}\)(?=\s)")),
    (4, re.compile(r"[a-zđ][.)](?=\s)")),
    (5, re.compile(r"-+(?=\s*[^\W\d_\"(])|[•●▪◦·■□➢✓*](?=\s)")),
    (6, re.compile(r"\+(?=\s*\w)")),
)  # fmt: skip
LETTER, PLAIN = 4, 9
LINE_BREAK = re.compile(r"[\n\r\f\v\u2028\u2029]")
LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
SENTENCE_END = re.compile(r"(?:[.!?…]+|\./\.|\.\.\.)[\"')\]]*(?=\s)")
# a full stop after these is no end: “TP. Huế”, “đ/c”, “Nguyễn V. A”
SHORTENED = re.compile(
    r"(?:^|[\s(])(?:tp|tx|tt|ts|ths|pgs|gs|bs|ks|q|p|h|x|st|no|v\.v|đ|kt|tm|mr|mrs|[a-zđ])$"
)
ENDINGS = ".;:!?…/)"
QUOTED = re.compile(r"[.!?…,][\"')]$")
FULL = 0.75  # of the width: a line so full may have been broken by the page
WRAPPED = 130  # letters: a longer line is a paragraph
LONGEST = 2000  # letters of a sentence; the longest of real texts have about 1,500
OMITTED = re.compile(r"\[\s*(?:…|\.{2,})\s*\]")


@dataclass(frozen=True)
class Line:
    """A paragraph: its places, how deep its marker stands, where its words begin."""

    start: int
    end: int
    level: int
    marker: str
    body: int


def lines_of(page: Page) -> list[Line]:
    """Return the paragraphs; lines broken by a page's width are put together again."""
    rows = [_trimmed(page.plain, row.start(), row.end()) for row in LINE.finditer(page.plain)]
    rows = [(start, end) for start, end in rows if start < end]
    width = _width(rows)
    lines: list[Line] = []
    for start, end in rows:
        line = _line(page.plain, page.text, start, end)
        if lines and width and _goes_on(page, lines[-1], line, width):
            last = lines.pop()
            line = Line(last.start, end, last.level, last.marker, last.body)
        lines.append(line)
    return lines


def unbroken(page: Page, lines: Sequence[Line]) -> Page:
    """Return the page with the line breaks inside of paragraphs read as spaces; places stay places."""
    parts, here = [], 0
    for line in lines:
        parts += [
            page.plain[here : line.start],
            LINE_BREAK.sub(" ", page.plain[line.start : line.end]),
        ]
        here = line.end
    return replace(page, plain="".join([*parts, page.plain[here:]]))


def sentences_of(page: Page, line: Line) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph; marks of what was left out (“[…]”) are no part of them."""
    plain, found, start = page.plain, [], line.body
    for stop in SENTENCE_END.finditer(plain, line.body, line.end):
        if stop.end() < line.end and not _is_end(plain, page.text, start, stop):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    found.append((start, line.end))
    found = [part for first, last in found for part in _bounded(plain, first, last)]
    trimmed = [_trimmed(plain, *_kept(plain, first, last)) for first, last in found]
    return [(first, last) for first, last in trimmed if last - first > 1]


def _bounded(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence whole, or a monstrous one in pieces, so that reading costs in proportion to the text."""
    while end - start > LONGEST:
        stop = max(plain.rfind(mark, start, start + LONGEST) for mark in (";", ",", " "))
        stop = stop + 1 if stop > start else start + LONGEST
        yield start, stop
        start = stop
    yield start, end


def _kept(plain: str, start: int, end: int) -> tuple[int, int]:
    if (omitted := OMITTED.match(plain, start, end)) is not None:
        return omitted.end(), end
    return start, end


def _is_end(plain: str, text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence and no abbreviation."""
    following = plain[stop.end() : stop.end() + 3].lstrip()[:1]
    if following.isalpha() and text[stop.end() : stop.end() + 3].lstrip()[:1].islower():
        return False
    if stop[0].startswith((".", "…")) and len(stop[0]) == 1:
        return not SHORTENED.search(plain[max(start - 1, stop.start() - 8, 0) : stop.start()])
    return True


def ends(plain: str, end: int) -> bool:
    """Whether a paragraph ends with a mark that ends sentences (a quotation counts with its own)."""
    return plain[end - 1] in ENDINGS or bool(QUOTED.search(plain, max(0, end - 2), end))


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end


def _line(plain: str, text: str, start: int, end: int) -> Line:
    here, level, marker = start, PLAIN, ""
    for depth, pattern in MARKERS:
        if found := pattern.match(plain, here, end):
            level, marker, here = depth, found[0], found.end()
            break
    if level == LETTER and text[start].isupper():
        level = 1  # “A. KẾT QUẢ”
    body, _end = _trimmed(plain, here, end)
    return Line(start, end, level, marker, body)


def _width(rows: Sequence[tuple[int, int]]) -> int:
    """Return the width of the page that broke the lines; 0 when none did: one is long, or few are about as long as the longest."""
    lengths = [end - start for start, end in rows]
    if len(lengths) < 3 or max(lengths) > WRAPPED:
        return 0
    widest = max(lengths)
    return widest if sum(length > 0.75 * widest for length in lengths) * 3 > len(lengths) else 0


def _goes_on(page: Page, before: Line, line: Line, width: int) -> bool:
    """Whether a line carries on the one before it."""
    if page.text.count("\n", before.end, line.start) > 1:
        return False
    if line.level != PLAIN or ends(page.plain, before.end):
        small = page.text[line.start].islower() and line.level == PLAIN
        return small and page.plain[before.end - 1] not in ".;:"
    last = page.plain.rfind("\n", before.start, before.end) + 1
    wide = before.end - max(last, before.start) >= FULL * width
    return wide or page.text[line.start].islower()


def clauses_of(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of chunks between semicolons that stand outside of brackets."""
    start, depth = 0, 0
    for i, chunk in enumerate(chunks):
        depth = max(0, depth + (chunk.word == "(") - (chunk.word == ")"))
        if chunk.word == ";" and not depth:
            if i > start:
                yield start, i
            start = i + 1
    if start < len(chunks):
        yield start, len(chunks)
