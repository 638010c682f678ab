"""Until when: the deadlines named in a stretch of text, resolved to the last day allowed.

Without the day of issue a relative deadline has no date, and a day without a year takes the year the text names.
Working days are counted by the calendar that is passed in (Civil Code 2015, art. 147: the first day is not counted).
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.workdays import WorkCalendar
from tasks.reading.dates import TABLE, TRIGGER
from tasks.reading.kinds import (  # fmt: skip
    DATE,
    DATETIME,
    DAYS,
    EVENT,
    MONTH,
    NONE,
    QUARTER,
    RECURRING,
    WORKING_DAYS,
    Deadline,
)
from tasks.reading.letters import Page

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}
LONG_PAST = 60  # days: a day without a year that lies further back is next year's
DATED = (DATE, DATETIME, MONTH, QUARTER, WORKING_DAYS, DAYS)
# what stands before a day that only tells, and sets no limit
TELLS = re.compile(
    r"(?:phát sinh|được ban hành|có hiệu lực|hình thành|tồn tại|được cấp|đã cấp|sử dụng đất|xảy ra|thực hiện từ|nợ|tồn đọng|vi phạm|ký|quyết định|công văn|nghị quyết|kế hoạch|giai đoạn|chỉ tiêu|mục tiêu|dự kiến|tổ chức|diễn ra|so với|cùng kỳ|áp dụng|tính|ứng|mua|nhập|từ năm|số liệu|kết quả|đã|dự toán|ngân sách|hoạt động|đang|họp|khai giảng|tầm nhìn|định hướng|quy hoạch)\s*(?:từ\s+)?$"
)
SCOPE = re.compile(
    r"(?:kế hoạch|tiến độ|giai đoạn|lộ trình|quy hoạch|chương trình|đề án|danh mục|dự báo|nhu cầu|mục tiêu|theo tuần, tháng)[^.;:]{0,60}$"
)
DONE = re.compile(
    r"(?:hoàn thành|xong|hoàn tất|kết thúc|chậm nhất|muộn nhất|trễ nhất|thời hạn|thời gian)"
)
# a period that belongs to a noun: “ngân sách hằng năm”, “kế hoạch hằng năm”
OWNED = re.compile(
    r"(?:ngân sách|kế hoạch|dự toán|vốn|chương trình|chỉ tiêu|nhiệm vụ|kinh phí|phiên họp|cuộc họp|kỳ họp|giao ban|thu nhập|sinh hoạt|đời sống|mục tiêu|thường niên|danh mục|đầu tư công|lễ hội|truyền thống|bình quân|trung bình|tăng trưởng|ngân sách nhà nước|nhu cầu|chi tiêu|chi thường xuyên|công việc|hoạt động|tài chính|phát triển|xã hội|quốc phòng|học kỳ|đầu tư|tiết kiệm|sản xuất)\s*$"
)
AGAIN = re.compile(
    r"(?:báo cáo|tổng hợp|kiểm tra|rà soát|định kỳ|tổ chức|đánh giá|cập nhật|họp|giao ban|thực hiện|công khai|gửi|đo|kiểm điểm|thường xuyên|trực|đối thoại|công bố|sơ kết|chế độ báo cáo|tối thiểu|ít nhất|kết quả|tiến độ|tình hình|tiếp công dân|tiếp dân|[.,;:(]|và|về|trước|duy trì|phải|cần|thống kê|theo dõi|đôn đốc|kiểm kê|kiểm soát|giám sát|xử lý|tự)\s*$"
)


@dataclass(frozen=True)
class Anchor:
    """What deadlines are counted from: the day of issue, else the year the text names, and the calendar."""

    issued: datetime.date | None = None
    year: int | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)


def deadlines_in(page: Page, start: int, end: int, anchor: Anchor) -> list[Deadline]:
    """Return every deadline between two places, in order of place."""
    return list(_found(page, start, end, anchor))


def chosen(found: list[Deadline]) -> Deadline:
    """Return the one that counts: of days the last, before what recurs, before an event."""
    dated = [row for row in found if row.kind in DATED]
    if known := [row for row in dated if row.date]:
        return max(known, key=lambda row: (row.date or datetime.date.min, row.start or 0))
    for row in (
        *dated,
        *(r for r in found if r.kind == RECURRING),
        *(r for r in found if r.kind == EVENT),
    ):
        return row
    return Deadline()


def _found(page: Page, start: int, end: int, anchor: Anchor) -> Iterator[Deadline]:
    here = start
    while trigger := TRIGGER.search(page.plain, here, end):
        row = _at(page, trigger.start(), end)
        if row is None:
            here = trigger.end()
            continue
        kind, match = row
        here = max(match.end(), trigger.end())
        if _counts(page.plain, start, match, kind):
            day, hour = _resolved(kind, match, anchor)
            if kind in (DATE, DATETIME) and day is None and not _yearless(match, anchor):
                continue
            first, quote = _quote(page, match)
            yield Deadline(kind, day, quote, hour, first, first + len(quote))


def _at(page: Page, here: int, end: int) -> tuple[str, re.Match[str]] | None:
    for kind, form in TABLE:
        if match := form.match(page.plain, here, end):
            return kind, match
    return None


def _quote(page: Page, match: re.Match[str]) -> tuple[int, str]:
    """Return the words that say it, without “hoàn thành” before them."""
    groups = match.groupdict()
    first = match.start("only") if groups.get("only") else match.start()
    words = page.text[first : match.end()]
    if lead := re.match(r"(?:hoàn\s+(?:thành|tất)|xong|kết\s+thúc)\s+", words, re.IGNORECASE):
        first, words = first + lead.end(), words[lead.end() :]
    return first, words.rstrip(" ,;")


def _counts(plain: str, start: int, match: re.Match[str], kind: str) -> bool:
    """Whether the words set a limit here, and do not only tell of a time."""
    before = plain[max(start, match.start() - 80) : match.start()]
    words = match[0]
    if kind == RECURRING:
        return words.startswith("định kỳ") or _again(plain, before, match)
    if kind == EVENT:
        return not re.search(r"(?:từ|kể|tính|trong trường hợp|hoặc)\s*$", before)
    if words.startswith("cuối") and re.search(
        r"(?:tổng kết|dịp|thời điểm|vào|đến|dồn|kỳ|họp)\s*$", before
    ):
        return False
    if not before.strip(" ,") or re.search(
        r"(?:giao nhiệm vụ|yêu cầu|đề nghị|chỉ đạo|phải|cần)\s*$", before
    ):
        return True
    if re.match(r"(?:trong|vào|đến|tới|hết|từ)\b", words) and not DONE.search(before[-30:]):
        if TELLS.search(before) or (words.startswith(("đến", "tới", "trong năm", "trong giai")) and SCOPE.search(before)):  # fmt: skip
            return False
        return not (words.startswith("đến ") and kind in (DATE, MONTH) and "hết" not in words)
    return not re.search(r"(?:phát sinh|được ban hành|đã ban hành|có hiệu lực|hình thành|được cấp|xảy ra|đã|từ)\s*$", before) or bool(DONE.match(words))  # fmt: skip


def _again(plain: str, before: str, match: re.Match[str]) -> bool:
    if re.search(r"\d|lần|thứ|^vào|^trước", match[0]):
        return True
    after = plain[match.end() : match.end() + 24].lstrip(" ,")
    deed = re.match(
        r"(?:báo cáo|tổng hợp|rà soát|tổ chức|kiểm tra|đánh giá|cập nhật|gửi|công bố|công khai|thực hiện|họp|giao ban|sơ kết|lập|có|phải|theo dõi|xây dựng|xác nhận|thống kê|chủ trì|tham mưu|đề xuất|trình|tự|duy trì|đối thoại|định kỳ|đôn đốc|giám sát|phối hợp|nộp|tiếp|kiểm điểm|bố trí|nộp|đăng)",
        after,
    )
    if OWNED.search(before):
        return bool(
            deed and re.match(r"báo cáo|tổng hợp|rà soát|kiểm tra|công bố|gửi|tổ chức", deed[0])
        )
    return not before.strip() or bool(AGAIN.search(before)) or bool(deed)


def _resolved(
    kind: str, match: re.Match[str], anchor: Anchor
) -> tuple[datetime.date | None, str | None]:
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


def _yearless(match: re.Match[str], anchor: Anchor) -> bool:
    """Whether the day is a day of the calendar, only its year is not known."""
    said = {name: text for name, text in match.groupdict().items() if text}
    if not {"d", "d2", "today"} & set(said):
        return True
    day, month = said.get("d") or said.get("d2") or "1", said.get("m") or said.get("m2") or "1"
    return not anchor.issued and _made(2024, int(month), int(day)) is not None


def _day(said: dict[str, str], anchor: Anchor, words: str) -> datetime.date | None:
    if "today" in said:
        return anchor.issued and anchor.issued + datetime.timedelta(
            days=int("mai" in said["today"])
        )
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


def _year_end(said: dict[str, str], anchor: Anchor, words: str) -> datetime.date | None:
    year = said.get("y") or (said["year"] if said["year"].isdigit() else None)
    known = _year(year, anchor)
    if known is None:
        return None
    known += said["year"] == "sau"
    before = words.startswith("trước năm") or " trước năm" in words
    return datetime.date(known - before, 12, 31)


def _month(said: dict[str, str], anchor: Anchor, words: str) -> datetime.date | None:
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
        return end.replace(day=1) - datetime.timedelta(days=1)
    return end


def _relative(kind: str, said: dict[str, str], words: str, anchor: Anchor) -> datetime.date | None:
    if "today" in said:
        return anchor.issued and anchor.issued + datetime.timedelta(
            days=int("mai" in said["today"])
        )
    number = _number(said.get("n", ""))
    first = _named_start(words, anchor) or (anchor.issued if _counts_from_issue(words) else None)
    if first is None or number is None:
        return None
    if kind == WORKING_DAYS:
        return anchor.calendar.add(first, number) if number <= 250 else None
    return _later(first, number, said.get("unit", "ngày"))


def _named_start(words: str, anchor: Anchor) -> datetime.date | None:
    """Return the day in “kể từ ngày 06/4/2026”."""
    found = re.search(r"(?:từ|sau)\s+ngày\s+(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d))?", words)
    year = found and (
        int(found[3]) if found[3] else anchor.issued.year if anchor.issued else anchor.year
    )
    return _made(year, int(found[2]), int(found[1])) if found and year else None


def _later(day: datetime.date, number: int, unit: str) -> datetime.date | None:
    if unit == "tháng":
        months = day.year * 12 + day.month - 1 + number
        end = _month_end(months % 12 + 1, months // 12)
        return end and end.replace(day=min(day.day, end.day))
    days = {"ngày": number, "tuần": 7 * number}.get(unit, -(-number // 24))
    return day + datetime.timedelta(days=days)


def _counts_from_issue(words: str) -> bool:
    """Whether the count begins with the day of issue: nothing else is named."""
    from_day = re.search(r"(?:từ|sau)\s+(?:ngày|khi|thời điểm|hôm nay)\s*(.*)$", words)
    if not from_day or "hôm nay" in words:
        return True
    return bool(
        re.match(
            r"(?:có|được|tiếp)?\s*(?:ban hành|ký|ra|phát hành|có)?\s*(?:ban hành\s*)?(?:của\s+)?(?:thông báo|văn bản|công văn|kết luận|chỉ thị|công điện)?\s*(?:kết luận|số \S+)?\s*(?:này|nói trên)?\s*(?:được ban hành|có hiệu lực)?\s*$|kết thúc\s+(?:cuộc họp|hội nghị|phiên họp|buổi)|họp\s*$",
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


def _month_end(month: int, year: int | None) -> datetime.date | None:
    if year is None or not 1 <= month <= 12 or not 1 <= year < 9999:
        return None
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def _made(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


__all__ = ["NONE", "Anchor", "chosen", "deadlines_in"]
