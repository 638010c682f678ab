"""The monthly report: which units handed their papers in late, for which meetings, and by how much."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.calendar import city_calendar
from meetings.access import meetings
from meetings.models import Item, Meeting
from meetings.queries.leadtime import Standing, dates_of, lead_clock, standings
from meetings.states import MeetingState
from people.access import units_of
from people.models import Unit, User

COUNTED = (
    MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED, MeetingState.CLOSED,
    MeetingState.CONCLUDED,
)  # fmt: skip


@dataclass(frozen=True)
class LateRow:
    """One item a unit was late with."""

    item: Item
    day: date
    due: date
    given: date | None
    days: int
    against_rule: bool


@dataclass
class UnitSum:
    """A unit's month."""

    unit: Unit
    items: int = 0
    late: int = 0
    days: int = 0

    @property
    def share(self) -> int:
        """The per cent of its items that were late."""
        return round(100 * self.late / self.items) if self.items else 0


@dataclass
class LateReport:
    """A month: sums of every unit, and the rows of the meetings the reader may see."""

    month: date
    rows: list[LateRow] = field(default_factory=list)
    sums: list[UnitSum] = field(default_factory=list)

    @property
    def before(self) -> date:
        """The month before."""
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The month after."""
        return (self.month + timedelta(days=32)).replace(day=1)


def late_report(user: User, planned: QuerySet[Unit], month: date) -> LateReport:
    """Return the month's report for the meetings of the reader's units; a fixed number of queries."""
    begin = timezone.make_aware(datetime(month.year, month.month, 1))  # noqa: DTZ001  made aware here
    report = LateReport(month)
    end = timezone.make_aware(datetime(report.after.year, report.after.month, 1))  # noqa: DTZ001  made aware here
    held = Meeting.objects.filter(
        Q(unit__in=planned) | Q(unit__in=units_of(user)), starts_at__gte=begin, starts_at__lt=end,
        state__in=COUNTED, is_rehearsal=False, session_kind__isnull=False,
    )  # fmt: skip
    seen = set(meetings(user).filter(pk__in=held).values_list("pk", flat=True))
    rows = Item.objects.filter(meeting__in=held, expects_papers=True, unit__isnull=False)
    items = list(rows.select_related("unit", "meeting__session_kind").order_by("meeting__starts_at", "position"))  # fmt: skip
    sums: dict[int, UnitSum] = {}
    for standing, row in _judged(items):
        unit = standing.item.unit
        if unit is None:
            continue
        total = sums.setdefault(unit.pk, UnitSum(unit))
        total.items += 1
        if row is not None:
            total.late, total.days = total.late + 1, total.days + row.days
            if row.item.meeting_id in seen:
                report.rows.append(row)
    report.sums = sorted(sums.values(), key=lambda one: (-one.late, -one.days, one.unit.position))
    return report


def _judged(items: list[Item]) -> list[tuple[Standing, LateRow | None]]:
    """Return each item's standing, with its row when its unit was late."""
    calendar, dates = city_calendar(), dates_of(item__in=items)
    by_meeting: dict[Meeting, list[Item]] = defaultdict(list)
    for item in items:
        by_meeting[item.meeting].append(item)
    found = []
    for meeting, own in by_meeting.items():
        day = timezone.localdate(meeting.starts_at)
        clock = lead_clock(meeting, calendar)
        clock = replace(clock, today=min(clock.today, day))
        stands = standings(meeting, own, clock, dates).values()
        found += [(standing, _row(standing, day, dates)) for standing in stands]
    return found


def _row(
    standing: Standing, day: date, dates: tuple[dict[int, datetime], dict[int, datetime]]
) -> LateRow | None:
    verdict, item = standing.verdict, standing.item
    if not verdict.unit_days or standing.due is None:
        return None
    released, handed = dates
    moment = handed.get(item.pk) or released.get(item.pk)
    given = timezone.localdate(moment) if moment else None
    return LateRow(item, day, standing.due, given, verdict.unit_days, bool(verdict.late))
