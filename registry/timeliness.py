"""When a signed document must have left (pure): the same day, at the latest the next working day; an urgent one at once.

Decree 30/2020/NĐ-CP, art. 18: “phải hoàn thành thủ tục và phát hành trong ngày văn bản được ký, chậm nhất trong ngày làm việc
tiếp theo. Văn bản khẩn phải được phát hành và gửi ngay sau khi ký”.
"""

from dataclasses import dataclass
from datetime import date

from core.workdays import WorkCalendar

DAYS = {"none": 1, "khan": 0, "thuong": 0, "hoa_toc": 0}  # working days after the day of signing


@dataclass(frozen=True)
class Timeliness:
    """The last day on which it may leave, and how many working days late it is (0: in time)."""

    until: date
    late: int


def timeliness(signed: date, *, urgency: str, left: date, calendar: WorkCalendar) -> Timeliness:
    """Say by when a document signed on a day had to leave, and how late ``left`` (or today, while it waits) is."""
    days = DAYS.get(urgency, 1)
    until = calendar.add(signed, days) if days else signed
    return Timeliness(until, max(0, calendar.count(until, left)))
