"""By when an incoming document is acknowledged, submitted and directed (pure). What a lawyer might change stands in ``RULES``."""

from dataclasses import dataclass
from datetime import date

from core.workdays import WorkCalendar

URGENT = ("khan", "thuong", "hoa_toc")


@dataclass(frozen=True)
class Rule:
    """A deadline in working days after the day of arrival: for ordinary and for urgent documents; the clause."""

    days: int
    urgent_days: int
    law: str


RULES = {
    "acknowledge": Rule(0, 0, "NĐ 30/2020/NĐ-CP, Điều 21"),
    "submit": Rule(1, 0, "NĐ 30/2020/NĐ-CP, Điều 23: trong ngày, chậm nhất ngày làm việc tiếp theo; khẩn: ngay"),
    "direct": Rule(1, 0, "NĐ 30/2020/NĐ-CP, Điều 23"),
}  # fmt: skip


def due(word: str, since: date, urgency: str, calendar: WorkCalendar) -> date:
    """Return the last day for the step ``word`` of a document that came (or was submitted) on the local day ``since``."""
    rule = RULES[word]
    days = rule.urgent_days if urgency in URGENT else rule.days
    return calendar.add(since, days)


def oldest_in_time(today: date, calendar: WorkCalendar) -> date:
    """Return the earliest day of arrival whose ordinary deadline of one working day has not passed today."""
    return calendar.before(today)
