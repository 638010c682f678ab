"""Until when: each form a deadline takes, resolved from the day of issue and the calendar."""

from datetime import date

import pytest

from core.official_days import propose as official_days
from core.workdays import calendar_from
from tasks.extraction import propose

ISSUED = date(2026, 3, 30)  # a Monday
CALENDAR = calendar_from((row.day, row.kind) for row in official_days([2026]))
FORMS = {
    "trước ngày 15/5/2026": ("date", "2026-05-15", None),
    "trước ngày 15/5": ("date", "2026-05-15", None),
    "trước 15-5": ("date", "2026-05-15", None),
    "trước ngày 15/01": ("date", "2027-01-15", None),
    "chậm nhất ngày 10 tháng 4 năm 2026": ("date", "2026-04-10", None),
    "muộn nhất là ngày 10/4": ("date", "2026-04-10", None),
    "đến hết ngày 20/5/2026": ("date", "2026-05-20", None),
    "từ ngày 15/5 đến hết ngày 20/5/2026": ("date", "2026-05-20", None),
    "trong năm 2026": ("date", "2026-12-31", None),
    "trước ngày 31/02/2026": ("none", None, None),
    "trước 10h00 ngày 01/4/2026": ("datetime", "2026-04-01", "10:00"),
    "trước 16 giờ 30 phút thứ Sáu, ngày 17/4/2026": ("datetime", "2026-04-17", "16:30"),
    "trước 11h trưa thứ Tư (13/5)": ("datetime", "2026-05-13", "11:00"),
    "trong tháng 4/2026": ("month", "2026-04-30", None),
    "trong tháng 6": ("month", "2026-06-30", None),
    "trong tháng này": ("month", "2026-03-31", None),
    "trong quý II": ("quarter", "2026-06-30", None),
    "trong quý 4/2026": ("quarter", "2026-12-31", None),
    "trong quý I năm 2027": ("quarter", "2027-03-31", None),
    "trong 05 ngày làm việc": ("relative_working_days", "2026-04-06", None),
    "trong 20 ngày làm việc kể từ ngày ban hành Thông báo này": ("relative_working_days", "2026-04-28", None),
    "trong 05 ngày làm việc kể từ ngày nhận được hồ sơ": ("relative_working_days", None, None),
    "trong 10 ngày làm việc kể từ ngày 06/4/2026": ("relative_working_days", "2026-04-20", None),
    "trong 03 ngày": ("relative_days", "2026-04-02", None),
    "trong vòng 48 giờ": ("relative_days", "2026-04-01", None),
    "trong tuần này": ("relative_days", None, None),
    "định kỳ hằng quý": ("recurring", None, None),
    "trước ngày 25 hằng tháng": ("recurring", None, None),
    "trước ngày 05/7 hằng năm": ("recurring", None, None),
    "vào thứ Sáu hằng tuần": ("recurring", None, None),
    "định kỳ 6 tháng một lần": ("recurring", None, None),
    "tại phiên họp tới": ("event", None, None),
    "tại Phiên họp UBND thành phố thường kỳ tháng 4 năm 2026": ("event", None, None),
    "sau khi có kết quả thẩm định": ("event", None, None),
    "trước mùa mưa bão": ("event", None, None),
    "theo tiến độ được phê duyệt": ("none", None, None),
    "thường xuyên": ("none", None, None),
}  # fmt: skip
TOLD = (
    "bố trí ngân sách hằng năm cho các phường",
    "thực hiện Quyết định số 12/QĐ-UBND ngày 23/4/2026",
    "xây dựng kế hoạch đầu tư công giai đoạn 2026 - 2030",
    "rà soát công trình hình thành trước ngày 01/7/2014",
    "chuẩn bị tài liệu kỳ họp HĐND tháng 6",
)


def read(words):
    (found,) = propose(
        f"Giao Sở Y tế báo cáo UBND thành phố {words}.", issued=ISSUED, calendar=CALENDAR
    )
    return found.deadline


@pytest.mark.parametrize("words", FORMS)
def test_a_deadline_is_resolved_to_the_last_day_allowed(words):
    due = read(words)
    assert (due.kind, due.date and due.date.isoformat(), due.time) == FORMS[words]
    assert due.quote == (words if due.kind != "none" else "")


@pytest.mark.parametrize("words", TOLD)
def test_a_day_that_only_tells_is_no_deadline(words):
    (found,) = propose(f"Giao Sở Y tế {words}.", issued=ISSUED)
    assert found.deadline.kind == "none"


def test_the_last_of_several_days_counts_and_a_day_before_an_event():
    assert read("trước 15/5, hoàn thành trước 30/6").date == date(2026, 6, 30)
    assert read("sau khi được duyệt, trước ngày 20/4").date == date(2026, 4, 20)


def test_without_the_day_of_issue_only_full_days_are_known():
    due = propose("Giao Sở Y tế báo cáo trước ngày 15/5.")[0].deadline
    assert (due.kind, due.date) == ("date", None)
    assert propose("Giao Sở Y tế báo cáo trước ngày 15/5/2026.")[0].deadline.date == date(
        2026, 5, 15
    )


def test_holidays_are_no_working_days_by_default_either():
    before = date(2026, 4, 29)
    due = propose("Giao Sở Y tế báo cáo trong 02 ngày làm việc.", issued=before)[0].deadline
    assert due.date == date(2026, 5, 5)
