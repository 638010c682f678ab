"""Until when: the deadlines named in a stretch of text, resolved to the last day allowed.

Without the day of issue a relative deadline has no date, and a day without a year takes the year the text names.
Working days are counted by the calendar that is passed in (Civil Code 2015, art. 147: the first day is not counted).
"""

import datetime as dt
import re
from collections.abc import Iterator

from tasks.reading.dates import TABLE, TRIGGER
from tasks.reading.days import Anchor, is_day, resolved
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
REPORTED = re.compile(
    r"báo cáo|tổng hợp|kiểm tra|rà soát|cập nhật|công bố|công khai|giao ban|đối thoại|tiếp công dân"
)
# a period that belongs to a noun: “ngân sách hằng năm”, “kế hoạch hằng năm”
OWNED = re.compile(
    r"(?:ngân sách|kế hoạch|dự toán|vốn|chương trình|chỉ tiêu|nhiệm vụ|kinh phí|phiên họp|cuộc họp|kỳ họp|giao ban|thu nhập|sinh hoạt|đời sống|mục tiêu|thường niên|danh mục|đầu tư công|lễ hội|truyền thống|bình quân|trung bình|tăng trưởng|ngân sách nhà nước|nhu cầu|chi tiêu|chi thường xuyên|công việc|hoạt động|tài chính|phát triển|xã hội|quốc phòng|học kỳ|đầu tư|tiết kiệm|sản xuất)\s*$"
)
AGAIN = re.compile(
    r"(?:báo cáo|tổng hợp|kiểm tra|rà soát|định kỳ|tổ chức|đánh giá|cập nhật|họp|giao ban|thực hiện|công khai|gửi|đo|kiểm điểm|thường xuyên|trực|đối thoại|công bố|sơ kết|chế độ báo cáo|tối thiểu|ít nhất|kết quả|tiến độ|tình hình|tiếp công dân|tiếp dân|[.,;:(]|và|về|trước|duy trì|phải|cần|thống kê|theo dõi|đôn đốc|kiểm kê|kiểm soát|giám sát|xử lý|tự)\s*$"
)


def deadlines_in(page: Page, start: int, end: int, anchor: Anchor) -> list[Deadline]:
    """Return every deadline between two places, in order of place."""
    return list(_found(page, start, end, anchor))


def chosen(found: list[Deadline]) -> Deadline:
    """Return the one that counts: of days the last, before what recurs, before an event."""
    dated = [row for row in found if row.kind in DATED]
    if known := [row for row in dated if row.date]:
        return max(known, key=lambda row: (row.date or dt.date.min, row.start or 0))
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
            day, hour = resolved(kind, match, anchor.at(match.start()))
            if kind in (DATE, DATETIME) and day is None and not is_day(match, anchor):
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


def _counts(plain: str, start: int, match: re.Match[str], kind: str) -> bool:  # noqa: PLR0911  a table of cases
    """Whether the words set a limit here, and do not only tell of a time."""
    before = plain[max(start, match.start() - 80) : match.start()]
    words = match[0]
    if kind == RECURRING:
        return words.startswith("định kỳ") or _again(plain, before, match)
    if kind == EVENT:
        if words.startswith("khi ") and not words.startswith("khi có "):
            return not before.strip(' ,"-')  # “… ứng phó khi xảy ra sự cố” only says what for
        return not re.search(r"(?:từ|kể|tính|trong trường hợp|hoặc|đến|tới|chờ)\s*$", before)
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
    last = plain[match.end() : match.end() + 1] in ("", ".", ";", "\n")
    if last and REPORTED.search(before) and not OWNED.search(before):
        return True
    if OWNED.search(before):
        return bool(
            deed and re.match(r"báo cáo|tổng hợp|rà soát|kiểm tra|công bố|gửi|tổ chức", deed[0])
        )
    return not before.strip() or bool(AGAIN.search(before)) or bool(deed)


__all__ = ["NONE", "Anchor", "chosen", "deadlines_in"]
