"""How long before a session its papers must be out (pure): versioned rules with their clause, and who is late by how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.workdays import WorkCalendar

LAW_77 = "Luật Tổ chức chính quyền địa phương 77/2015/QH13 (sửa đổi 2019)"
LAW_65 = "Luật Tổ chức chính quyền địa phương 65/2025/QH15"
LAW_72 = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"
DECISION_45 = "Quyết định 45/2018/QĐ-TTg"
REVIEW = "Đang rà soát: mức theo Điều 114, Luật 77/2015/QH13, cho đến khi đối chiếu xong {}."


@dataclass(frozen=True)
class Lead:
    """A rule in one version: papers are out ``days`` (working, or plain) days before the day of the session."""

    name: str
    days: int
    working: bool
    law: str
    clause: str
    since: date
    until: date | None = None
    review: str = ""

    @property
    def cited(self) -> str:
        """Where it is written."""
        return f"{self.clause}, {self.law}" if self.clause else self.law

    def in_force(self, on: date) -> bool:
        """Say whether this version is in force on the day."""
        return self.since <= on and (self.until is None or on <= self.until)


def _by_law(name: str, days: int, *, working: bool) -> Iterable[Lead]:
    """Return the rule of Law 77/2015 art. 114 and of its two successors, whose clauses are not compared yet."""
    yield Lead(name, days, working, LAW_77, "Điều 114", date(2016, 1, 1), date(2025, 2, 28))
    for law, since, until in (
        (LAW_65, date(2025, 3, 1), date(2025, 6, 15)),
        (LAW_72, date(2025, 6, 16), None),
    ):
        yield Lead(name, days, working, LAW_77, "Điều 114", since, until, REVIEW.format(law))


# Law 77/2015 art. 114: three working days before a regular session, one day before a special one.
# Decision 45/2018/QĐ-TTg art. 10: invitation and papers three working days before other meetings of agencies.
VERSIONS = (
    *_by_law("regular", 3, working=True),
    *_by_law("special", 1, working=False),
    Lead("ordinary", 3, True, DECISION_45, "Điều 10", date(2018, 12, 25)),
    Lead("none", 0, False, "", "", date(1945, 9, 2)),
)
LEAD_NAMES = frozenset(lead.name for lead in VERSIONS)


def lead_on(name: str, on: date) -> Lead | None:
    """Return the version in force on the day of the session; None when nothing binds."""
    found = next((lead for lead in VERSIONS if lead.name == name and lead.in_force(on)), None)
    return found if found and found.days else None


def last_day(lead: Lead, session: date, calendar: WorkCalendar) -> date:
    """Return the last day on which papers are still in time; the day of the session is not counted (Civil Code art. 147)."""
    if lead.working:
        return calendar.add(session, -lead.days)
    return session - timedelta(days=lead.days)


def days_late(due: date, done: date, calendar: WorkCalendar) -> int:
    """Return by how many working days ``done`` is after ``due``; what comes on a day off after it is one day late."""
    return max(1, calendar.count(due, done)) if done > due else 0


MISSING, PAPERS, ITEM = "missing", "papers", "item"


@dataclass(frozen=True)
class Facts:
    """What is known of one item: when it came on the agenda, when the unit handed in, when papers were released."""

    added: date
    expects: bool
    handed_in: date | None = None
    released: date | None = None


@dataclass(frozen=True)
class Verdict:
    """How an item stands to the lead time.

    ``late``: why it is against the rule ("" when it is not); ``days`` late;
    ``unit_days``: how late the unit is against its own due day (its office's is not its fault).
    """

    late: str = ""
    days: int = 0
    unit_days: int = 0
    waits: bool = False


def judge(
    facts: Facts, *, due: date, legal: date | None, today: date, calendar: WorkCalendar
) -> Verdict:
    """Judge an item: ``due`` is the unit's day, ``legal`` the law's last day (None: no law binds)."""
    given = facts.handed_in or facts.released
    waits = facts.expects and given is None
    unit = days_late(due, given or today, calendar) if facts.expects else 0
    if legal is None:
        return Verdict("", 0, unit, waits)
    if facts.added > legal:
        return Verdict(ITEM, days_late(legal, facts.added, calendar), unit, waits)
    if not facts.expects:
        return Verdict()
    if facts.released is None:
        late = days_late(legal, today, calendar)
        return Verdict(MISSING if late else "", late, unit, waits)
    late = days_late(legal, facts.released, calendar)
    return Verdict(PAPERS if late else "", late, unit, waits)
