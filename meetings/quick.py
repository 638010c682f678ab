"""What a line typed during the session means (pure): who leads, with whom, until when, and of which kind it is.

“STC trình phương án, phối hợp SNV, xong 30/12” → a task of Sở Tài chính with Sở Nội vụ until 30/12. Tone marks do not
matter for finding a unit; the sentence itself is kept as it was typed. What is not understood is left to the person.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

DECISION, TASK, INFORMATION = "decision", "task", "information"
# the first words of a sentence → its kind, when nobody leads
OPENINGS = (
    (DECISION, ("thong nhat", "dong y", "thong qua", "phe duyet", "quyet dinh", "cho phep", "chap thuan", "khong dong y", "thanh lap")),
    (INFORMATION, ("ghi nhan", "danh gia cao", "bieu duong", "luu y", "thong bao", "hoi nghi nghe", "cuoc hop nghe")),
)  # fmt: skip
GIVEN = re.compile(r"(giao|de nghi|yeu cau)\s+")
JOINS = re.compile(
    r"(?:chu tri,?\s*)?phoi hop(?: chat che)?(?: voi| cung)?\s*:?\s*|(?<=\s)cung(?: voi)?\s+"
)
BETWEEN = re.compile(r"\s*(?:,|;|\bva\b|\bvoi\b)\s*")
DAY = re.compile(r"(?<![\d/])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?![\d/])")
WORKDAYS = re.compile(r"trong(?: vong)? (\d{1,3}) ngay lam viec")
MONTH = re.compile(r"(?:trong|truoc|cuoi|het) thang (\d{1,2})(?:[/ ]+(?:nam )?(\d{4}))?(?![\d/])")
QUARTER = re.compile(r"(?:trong |het |cuoi )?quy (iv|iii|ii|i|[1-4])\b(?:[/ ]+(?:nam )?(\d{4}))?")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True)
class UnitName:
    """A unit by the names people use: full, short, the letters in document numbers."""

    pk: int
    name: str
    short: str = ""
    code: str = ""


@dataclass(frozen=True)
class Line:
    """A typed line as it was understood; ``lead`` and ``supporters`` are keys of units."""

    text: str
    kind: str = ""
    lead: int | None = None
    supporters: tuple[int, ...] = ()
    due_on: date | None = None


Workdays = Callable[[date, int], date]


def read_line(text: str, units: Sequence[UnitName], *, today: date, add_workdays: Workdays) -> Line:
    """Read a typed line; ``add_workdays(day, n)`` counts by the city's calendar. Never raises."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    flat = flatten(text)
    names = list(_names(units))
    start = given.end() if (given := GIVEN.match(flat)) else 0
    found = _unit_at(flat, start, names)
    line = Line(text, due_on=read_due(text, today=today, add_workdays=add_workdays))
    if found is None:
        return replace(line, kind=_kind(flat), supporters=_supporters(flat, names, None))
    lead = found[0]
    return replace(line, kind=TASK, lead=lead, supporters=_supporters(flat, names, lead))


def read_due(text: str, *, today: date, add_workdays: Workdays) -> date | None:
    """Return the last deadline the words name: “30/12”, “trong tháng 7”, “quý III”, “trong 05 ngày làm việc”."""
    flat = flatten(text)
    for day in reversed(list(DAY.finditer(flat))):
        if moment := _day(int(day[1]), int(day[2]), day[3], today):
            return moment
    if counted := WORKDAYS.search(flat):
        return add_workdays(today, int(counted[1]))
    if month := MONTH.search(flat):
        return _end_of(int(month[1]), month[2], today)
    if quarter := QUARTER.search(flat):
        return _end_of(QUARTERS[quarter[1]] * 3, quarter[2], today)
    return None


def flatten(text: str) -> str:
    """Return the text without tone marks and capitals, letter for letter as long as it was."""
    return "".join(_flat(letter) for letter in text)


def _flat(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0].lower()[:1]
    return "d" if bare == "đ" else bare or letter


def _names(units: Sequence[UnitName]) -> Iterator[tuple[str, int]]:
    """Yield each folded name that means one unit only, the longest first."""
    said: dict[str, set[int]] = {}
    for unit in units:
        for name in (unit.name, unit.short, unit.code):
            if name:
                said.setdefault(" ".join(flatten(name).split()), set()).add(unit.pk)
    rows = [(name, next(iter(keys))) for name, keys in said.items() if len(keys) == 1]
    yield from sorted(rows, key=lambda row: -len(row[0]))


def _unit_at(flat: str, place: int, names: Sequence[tuple[str, int]]) -> tuple[int, int] | None:
    """Return (unit, end) of the longest name that stands here as a whole word."""
    for name, pk in names:
        end = place + len(name)
        if flat.startswith(name, place) and not flat[end : end + 1].isalnum():
            return pk, end
    return None


def _supporters(flat: str, names: Sequence[tuple[str, int]], lead: int | None) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for join in JOINS.finditer(flat):
        place = join.end()
        while unit := _unit_at(flat, place, names):
            found[unit[0]] = None
            more = BETWEEN.match(flat, unit[1])
            if more is None:
                break
            place = more.end()
    return tuple(pk for pk in found if pk != lead)


def _kind(flat: str) -> str:
    for kind, openings in OPENINGS:
        if flat.startswith(openings):
            return kind
    return ""


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    """Return the day; without a year the next one that comes."""
    try:
        moment = date(int(year) if year else today.year, month, day)
        if year is None and moment < today:
            moment = date(today.year + 1, month, day)
    except ValueError:
        return None
    return moment


def _end_of(month: int, year: str | None, today: date) -> date | None:
    if not 1 <= month <= 12:
        return None
    wanted = int(year) if year else today.year + (month < today.month)
    return date(wanted, month, monthrange(wanted, month)[1])
