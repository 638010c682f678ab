"""An agenda pasted as text, read line by line (pure): parts, items, their minutes, unit and purpose; and written back.

It knows the ways agendas are written: “1. … – Sở X – 15 phút”, “Từ 8h00 đến 9h30: …”, “6h30'-7h15' …”, columns copied
from a table, and the lines below an item that say who reports and what is handed out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.folding import fold

MOST = 300  # lines; a longer text is no agenda
LONGEST = 400  # characters of a title
INFO, OPINION, VOTE = "info", "opinion", "vote"

_HOUR = r"(\d{1,2})\s*(?:h|giờ|:)\s*(\d{2})?\s*(?:phút)?\s*['’]?"
_RANGE = re.compile(rf"^(?:từ\s+)?{_HOUR}\s*(?:-|–|—|đến|tới)\s*{_HOUR}\s*[:.\-–]?\s*", re.IGNORECASE)  # fmt: skip
_FROM = re.compile(rf"^(?:từ\s+)?{_HOUR}\s*:\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*\s*(?:[.)/:]\s+|[.)/:](?=\D)|\t)")
_CONTENT = re.compile(r"^(?:nội dung|mục|vấn đề)\s+(?:số\s+)?\d{1,3}\s*[.:)\-–]\s*", re.IGNORECASE)
_DASH = re.compile(r"^[-–+•*]\s*")
_PART = re.compile(r"^(?:phần\s+(?:thứ\s+)?)?(?:[IVX]{1,5}|[A-H])\s*[.)\-–:/]\s+(.+)$", re.IGNORECASE)  # fmt: skip
_DAYPART = re.compile(r"^(?:phiên thứ|ngày thứ|ngày \d|buổi (?:sáng|chiều|tối)|phần thứ|phần [ivx\d]+)\b", re.IGNORECASE)  # fmt: skip
_MINUTES = re.compile(r"^\(?\s*(?:dự kiến\s*)?(\d{1,3})\s*(?:phút|ph|['’])\s*\)?[.;,]?$", re.IGNORECASE)  # fmt: skip
_IN_BRACKETS = re.compile(r"\s*\((?:dự kiến\s*)?(\d{1,3})\s*(?:phút|['’])\)", re.IGNORECASE)
_SPLIT = re.compile(r"(\s+[–—-]\s+)")
_LABEL = re.compile(r"^(?:thời gian|địa điểm|chủ trì|thành phần|kính gửi|nơi nhận|khai mạc:|ghi chú)\b", re.IGNORECASE)  # fmt: skip
_PURPOSES = ((VOTE, ("bieu quyet", "bo phieu")), (INFO, ("de thong tin", "de biet")), (OPINION, ("cho y kien", "thao luan")))  # fmt: skip


@dataclass
class Line:
    """What a line of the text became: an item, or (``title`` empty) a line that was left out."""

    text: str
    title: str = ""
    section: str = ""
    minutes: int | None = None
    unit: int | None = None
    purpose: str = ""
    papers: bool = False
    number: str = ""


Units = Sequence[tuple[int, Sequence[str]]]


def parse(text: str, units: Units = ()) -> list[Line]:
    """Read the text; ``units`` are (key, names). At most MOST lines are read, the rest is left out."""
    known = _known(units)
    lines = [_cells(line.strip()) for line in text.replace("\u00a0", " ").splitlines()]
    lines = [line for line in lines if line][:MOST]
    marked = any(_NUMBER.match(line) or _RANGE.match(_DASH.sub("", line)) for line in lines)
    numbered = any(_NUMBER.match(line) for line in lines)
    section, found = "", []
    for line in lines:
        if not line.strip("-–—"):
            section = ""
        elif part := _part(line):
            section = part
        elif title := _start(line, marked=marked, numbered=numbered):
            found.append(_item(line, title, section, known))
        else:
            _detail(line, found, known)
    return found


def _cells(line: str) -> str:
    """Return a row of a table drawn with bars as one copied from a table: cells with tabs between them."""
    if not line.startswith("|"):
        return line
    return "\t".join(cell for part in line.split("|") if (cell := part.strip(" \t-:")))


def _known(units: Units) -> list[tuple[str, int]]:
    """Return (folded name, key), the longest names first."""
    names = {(fold(name), key) for key, names in units for name in names if name}
    return sorted(names, key=lambda row: -len(row[0]))


def _part(line: str) -> str:
    """Return the heading when the line begins a part of the agenda."""
    if _DASH.match(line) or _RANGE.match(line):
        return ""
    if found := _PART.match(line):
        return found[1].strip(" :.")[:200]
    return line.strip(" :.")[:200] if _DAYPART.match(line) and len(line) < 120 else ""


def _start(line: str, *, marked: bool, numbered: bool) -> str:
    """Return what an item's line says without its mark; "" when the line begins no item."""
    bare = _NUMBER.sub("", line)
    if bare == line:
        dashed = _DASH.sub("", line)
        timed = _RANGE.match(dashed) or _FROM.match(dashed)
        if marked and not timed and (numbered or dashed == line):
            return ""
        bare = dashed
    bare = bare.strip()
    plain = not marked and (line.isupper() or not re.search(r"\w", bare))
    return "" if _LABEL.match(bare) or plain else bare


def _item(line: str, bare: str, section: str, known: list[tuple[str, int]]) -> Line:
    item = Line(line, section=section)
    if mark := _NUMBER.match(line):
        item.number = mark[0].strip(" \t.)/:")
    if span := _RANGE.match(bare):
        item.minutes, bare = _between(span), bare[span.end() :]
    else:
        bare = _FROM.sub("", bare)
    bare = _CONTENT.sub("", bare)
    bare, *cells = bare.split("\t")
    for cell in cells:
        _take(item, cell, known, bare_numbers=True)
    pieces = _SPLIT.split(bare)
    while len(pieces) > 1 and _take(item, pieces[-1], known, bare_numbers=False):
        pieces = pieces[:-2]
    title = "".join(pieces)
    if found := _IN_BRACKETS.search(title):
        item.minutes = item.minutes or int(found[1])
        title = _IN_BRACKETS.sub("", title)
    item.unit = item.unit or _leading(title, known)
    item.purpose = item.purpose or _purpose(title)
    item.title = " ".join(title.split()).strip(" .;:–-")[:LONGEST] or line[:LONGEST]
    return item


def _take(item: Line, piece: str, known: list[tuple[str, int]], *, bare_numbers: bool) -> bool:
    """Take minutes, a unit or a purpose that stands at the end of the line."""
    piece = piece.strip(" .;,")
    if found := _MINUTES.match(piece):
        item.minutes = item.minutes or int(found[1])
        return True
    if bare_numbers and piece.isdigit() and len(piece) <= 3:
        item.minutes = item.minutes or int(piece)
        return True
    said = fold(piece)
    if key := next((key for name, key in known if name == said), None):
        item.unit = item.unit or key
        return True
    if len(said) < 30 and (purpose := _purpose(said)) and item.title == "":
        item.purpose = item.purpose or purpose
        return True
    return said in {"", "tai lieu"}


def _detail(line: str, found: list[Line], known: list[tuple[str, int]]) -> None:
    """Take from a line below an item who reports, that papers belong to it, and that it is voted on."""
    if not found or _LABEL.match(_DASH.sub("", line)):
        return
    item, said = found[-1], _DASH.sub("", line)
    item.unit = item.unit or _leading(said, known)
    item.papers = item.papers or "tai lieu" in fold(said)
    if _purpose(said) == VOTE:
        item.purpose = VOTE


def _leading(text: str, known: list[tuple[str, int]]) -> int | None:
    """Return the unit that the text begins with (“Sở Tài chính báo cáo …”)."""
    said = fold(text)
    return next((key for name, key in known if re.match(rf"{re.escape(name)}\b", said)), None)


def _purpose(text: str) -> str:
    said = fold(text)
    return next((key for key, words in _PURPOSES if any(word in said for word in words)), "")


def _between(span: re.Match[str]) -> int | None:
    """Return the minutes between two times of the day; None when they make no sense."""
    first, second = (int(span[n]) * 60 + int(span[n + 1] or 0) for n in (1, 3))
    return second - first if 0 < second - first <= 600 else None


def write(rows: Iterable[Line], unit_names: dict[int, str]) -> str:
    """Write items as text that ``parse`` reads again."""
    words = {INFO: "để thông tin", OPINION: "cho ý kiến", VOTE: "biểu quyết"}
    text, section, parts = [], "", 0
    for number, row in enumerate(rows, start=1):
        if row.section != section:
            section, parts = row.section, parts + 1
            text += [f"{roman(parts)}. {section}"] if section else ["---"]
        tail = [unit_names.get(row.unit or 0, ""), words.get(row.purpose, ""), f"{row.minutes or 10} phút"]  # fmt: skip
        text.append(" – ".join([f"{number}. {row.title}", *filter(None, tail)]))
    return "\n".join(text)


def roman(number: int) -> str:
    """Return a number from 1 to 39 in Roman letters."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]
