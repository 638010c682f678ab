"""The last day allowed, from the words of a deadline and what it is counted from."""

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from core.workdays import WorkCalendar
from tasks.reading.kinds import DATE, DATETIME, DAYS, MONTH, QUARTER, RECURRING, WORKING_DAYS

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}
LONG_PAST = 60  # days: a day without a year that lies further back is next year's


@dataclass(frozen=True)
class Anchor:
    """What deadlines are counted from: the day of issue, else the year the text names, and the calendar."""

    issued: dt.date | None = None
    year: int | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    years: tuple[tuple[int, int], ...] = ()  # where the text names a year, and which

    def at(self, place: int) -> "Anchor":
        """Return what counts at a place: without a day of issue the year named last before it, else the next."""
        if self.issued or not self.years:
            return self
        row = bisect_right(self.years, (place, 0)) - 1
        return replace(self, year=self.years[max(row, 0)][1])


def resolved(kind: str, match: re.Match[str], anchor: Anchor) -> tuple[dt.date | None, str | None]:
    """Return the last day allowed and the hour, as far as they are known."""
    said = {name: text for name, text in match.groupdict().items() if text}
    hour = _hour(said)
    if kind in (DATE, DATETIME):
        return _day(said, anchor, match[0]), hour if kind == DATETIME else None
    if kind == MONTH:
        return _month(said, anchor, match[0]), None
    if kind == QUARTER:
        month = QUARTERS[said["q"]] * 3
        return _month_end(month, _year_for(month, said.get("y"), anchor)), None
    if kind in (WORKING_DAYS, DAYS):
        return _relative(kind, said, match[0], anchor), None
    return None, hour if kind == RECURRING else None


def _hour(said: dict[str, str]) -> str | None:
    for hour, minute in (("hour", "minute"), ("hour2", "minute2")):
        if hour in said:
            return f"{int(said[hour]):02d}:{int(said.get(minute) or 0):02d}"
    return None


def is_day(match: re.Match[str], anchor: Anchor) -> bool:
    """Whether the day is a day of the calendar, only its year is not known."""
    said = {name: text for name, text in match.groupdict().items() if text}
    if not {"d", "d2", "today"} & set(said):
        return True
    day, month = said.get("d") or said.get("d2") or "1", said.get("m") or said.get("m2") or "1"
    return not anchor.issued and _made(2024, int(month), int(day)) is not None


def _day(said: dict[str, str], anchor: Anchor, words: str) -> dt.date | None:
    if "today" in said:
        return anchor.issued and anchor.issued + dt.timedelta(days=int("mai" in said["today"]))
    if "halfyear" in said:
        return _month_end(
            9 if said["halfyear"][0] in "9c" or said["halfyear"].startswith("09") else 6,
            _year(said.get("y"), anchor),
        )
    if "year" in said:
        return _year_end(said, anchor, words)
    day, month = (
        int(said.get("d") or said.get("d2") or 0),
        int(said.get("m") or said.get("m2") or 0),
    )
    named = said.get("y") or said.get("y2")
    if named:
        return _made(int(named) + (2000 if len(named) == 2 else 0), month, day)
    if anchor.issued:
        this = _made(anchor.issued.year, month, day)
        late = this is not None and (anchor.issued - this).days > LONG_PAST
        return _made(anchor.issued.year + late, month, day)
    return _made(anchor.year, month, day) if anchor.year else None


def _year_end(said: dict[str, str], anchor: Anchor, words: str) -> dt.date | None:
    year = said.get("y") or (said["year"] if said["year"].isdigit() else None)
    known = _year(year, anchor)
    if known is None:
        return None
    known += said["year"] == "sau"
    before = words.startswith("trước năm") or " trước năm" in words
    return dt.date(known - before, 12, 31)


def _month(said: dict[str, str], anchor: Anchor, words: str) -> dt.date | None:
    if "this" in said:
        if anchor.issued is None:
            return None
        months = (
            anchor.issued.year * 12 + anchor.issued.month - 1 + (said["this"] in ("sau", "tới"))
        )
        return _month_end(months % 12 + 1, months // 12)
    month = int(said["m"])
    year = _year_for(month, said.get("y"), anchor)
    if "giữa" in said.get("half", "") and year:
        return _made(year, month, 15)
    end = _month_end(month, year)
    if end and "half" not in said and re.match(r"(?:hoàn\s+thành\s+|xong\s+)?trước\s+tháng", words):
        return end.replace(day=1) - dt.timedelta(days=1)
    return end


def _relative(kind: str, said: dict[str, str], words: str, anchor: Anchor) -> dt.date | None:
    if "today" in said:
        return anchor.issued and anchor.issued + dt.timedelta(days=int("mai" in said["today"]))
    number = _number(said.get("n", ""))
    first = _named_start(words, anchor) or (anchor.issued if _counts_from_issue(words) else None)
    if first is None or number is None:
        return None
    if kind == WORKING_DAYS:
        return anchor.calendar.add(first, number) if number <= 250 else None
    return _later(first, number, said.get("unit", "ngày"))


def _named_start(words: str, anchor: Anchor) -> dt.date | None:
    """Return the day in “kể từ ngày 06/4/2026”."""
    found = re.search(r"(?:từ|sau)\s+ngày\s+(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d))?", words)
    year = found and (
        int(found[3]) if found[3] else anchor.issued.year if anchor.issued else anchor.year
    )
    return _made(year, int(found[2]), int(found[1])) if found and year else None


def _later(day: dt.date, number: int, unit: str) -> dt.date | None:
    if unit == "tháng":
        months = day.year * 12 + day.month - 1 + number
        end = _month_end(months % 12 + 1, months // 12)
        return end and end.replace(day=min(day.day, end.day))
    days = {"ngày": number, "tuần": 7 * number}.get(unit, -(-number // 24))
    return day + dt.timedelta(days=days)


def _counts_from_issue(words: str) -> bool:
    """Whether the count begins with the day of issue: nothing else is named."""
    from_day = re.search(r"(?:từ|sau)\s+(?:ngày|khi|thời điểm|hôm nay)\s*(.*)$", words)
    if not from_day or "hôm nay" in words:
        return True
    return bool(
        re.match(
            r"(?:có|được|tiếp)?\s*(?:ban hành|ký|ra|phát hành|có)?\s*(?:ban hành\s*)?(?:của\s+)?(?:thông báo|văn bản|công văn|kết luận|chỉ thị|công điện)?\s*(?:kết luận|số \S+)?\s*(?:này|nói trên)?\s*(?:được ban hành|có hiệu lực)?\s*$|(?:lập|ký)\s+biên bản|ký\s*$|kết thúc\s+(?:cuộc họp|hội nghị|phiên họp|buổi)|họp\s*$",
            from_day[1],
        )
    ) and not re.match(r"nhận", from_day[1])


def _number(words: str) -> int | None:
    found = re.match(r"\d+", words)
    return int(found[0]) if found else NUMBERS.get(words)


def _year(named: str | None, anchor: Anchor) -> int | None:
    return int(named) if named else anchor.issued.year if anchor.issued else anchor.year


def _year_for(month: int, named: str | None, anchor: Anchor) -> int | None:
    """Return the year of a month: a month long past is next year's."""
    year = _year(named, anchor)
    if named or year is None or anchor.issued is None:
        return year
    return year + (month < anchor.issued.month - 2)


def _month_end(month: int, year: int | None) -> dt.date | None:
    if year is None or not 1 <= month <= 12 or not 1 <= year < 9999:
        return None
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
