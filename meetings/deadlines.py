"""The clock of the notice of conclusions (pure): working days after the session closed, by the rule in force."""

from dataclasses import dataclass
from datetime import date

from core.workdays import WorkCalendar


@dataclass(frozen=True)
class NoticeRule:
    """How many working days after the end of the session the notice must be issued, since when, where written."""

    days: int
    since: date
    clause: str


NOTICE_RULES = (
    NoticeRule(
        5, date(2018, 12, 25),
        "Quyết định 45/2018/QĐ-TTg: thông báo kết luận trong thời hạn 05 ngày làm việc kể từ ngày kết thúc cuộc họp",
    ),
)  # fmt: skip
NEAR = 2  # working days left at which the clock turns to “soon”


@dataclass(frozen=True)
class NoticeClock:
    """Where the clock stands: last day allowed, working days left (negative: late), or how many it took."""

    due_on: date
    left: int
    took: int | None
    rule: NoticeRule

    @property
    def kind(self) -> str:
        """The chip's kind."""
        if self.took is not None:
            return "good" if self.took <= self.rule.days else "soon"
        if self.left < 0:
            return "late"
        return "soon" if self.left <= NEAR else "quiet"

    @property
    def late(self) -> int:
        """How many working days it is late, 0 when it is not."""
        if self.took is not None:
            return max(0, self.took - self.rule.days)
        return max(0, -self.left)


def notice_rule(closed_on: date) -> NoticeRule:
    """Return the rule in force on the day the session closed; before the first rule, the first one."""
    found = [rule for rule in NOTICE_RULES if rule.since <= closed_on]
    return found[-1] if found else NOTICE_RULES[0]


def notice_clock(
    closed_on: date, *, today: date, calendar: WorkCalendar, issued_on: date | None = None
) -> NoticeClock:
    """Return the clock; the day of the session is not counted (Civil Code 2015, art. 147)."""
    rule = notice_rule(closed_on)
    due = calendar.add(closed_on, rule.days)
    took = None if issued_on is None else max(0, calendar.count(closed_on, issued_on))
    left = calendar.count(today, due) if today <= due else -calendar.count(due, today)
    return NoticeClock(due, left, took, rule)
