"""How a meeting's items stand to the lead time: read once for all of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone

from core.calendar import city_calendar
from core.clock import today
from core.workdays import WorkCalendar
from meetings.leadtime import Facts, Lead, Verdict, judge, last_day, lead_on
from meetings.models import HandedIn, Item, ItemPaper, Meeting
from meetings.states import HandedInState, ItemState

NONE = Verdict()


@dataclass(frozen=True)
class LeadClock:
    """The days that count for one meeting: the law's last day, the units' usual day; None where nothing binds."""

    lead: Lead | None
    legal: date | None
    due: date | None
    today: date
    calendar: WorkCalendar

    @property
    def over(self) -> bool:
        """Whether the law's last day is over."""
        return self.legal is not None and self.today > self.legal


@dataclass(frozen=True)
class Standing:
    """An item with its verdict and the day its papers are due."""

    item: Item
    verdict: Verdict
    due: date | None

    @property
    def unit(self) -> Any:
        """Who is late: the unit that did not hand in, else the office that released late."""
        return self.item.unit

    @property
    def unexcused(self) -> bool:
        """Whether it is late without a reason."""
        return bool(self.verdict.late) and not self.item.late_reason


def lead_clock(meeting: Meeting, calendar: WorkCalendar | None = None) -> LeadClock:
    """Return the days that count for the meeting, by its kind of session (one query for the calendar)."""
    calendar = calendar or city_calendar()
    kind, day = meeting.session_kind, timezone.localdate(meeting.starts_at)
    if kind is None:
        return LeadClock(None, None, None, today(), calendar)
    lead = lead_on(kind.lead, day)
    legal = last_day(lead, day, calendar) if lead else None
    usual = calendar.add(day, -kind.papers_days) if kind.papers_days else day
    return LeadClock(lead, legal, min(usual, legal) if legal else usual, today(), calendar)


Dates = tuple[dict[int, datetime], dict[int, datetime]]


def dates_of(**items: object) -> Dates:
    """Return when papers of the items were first released and first handed in; two queries.

    ``items`` says which, as a filter on them: ``item__meeting=…`` or ``item__in=…``.
    """
    placed = ItemPaper.objects.filter(**items).exclude(paper__state="withdrawn")
    states = (HandedInState.SUBMITTED, HandedInState.APPROVED)
    handed = HandedIn.objects.filter(state__in=states, **items)
    return (
        dict(placed.values_list("item").annotate(first=Min("at")).order_by()),
        dict(handed.values_list("item").annotate(first=Min("first_at")).order_by()),
    )


def standings(
    meeting: Meeting, items: list[Item], clock: LeadClock | None = None, dates: Dates | None = None
) -> dict[int, Standing]:
    """Return how each item stands, by its key; two queries besides the calendar's."""
    clock = clock or lead_clock(meeting)
    if clock.due is None:
        return {item.pk: Standing(item, NONE, item.papers_due) for item in items}
    released, handed = dates or dates_of(item__meeting=meeting)
    return {item.pk: _stand(item, clock, released, handed) for item in items}


def late_without_reason(meeting: Meeting) -> list[Standing]:
    """Return the items that stand against the lead time without a reason of the chair."""
    items = list(meeting.items.exclude(state=ItemState.DEFERRED).select_related("unit"))
    return [row for row in standings(meeting, items).values() if row.unexcused]


def _stand(
    item: Item, clock: LeadClock, released: dict[int, datetime], handed: dict[int, datetime]
) -> Standing:
    due = item.papers_due or clock.due or clock.today
    facts = Facts(
        added=timezone.localdate(item.added_at),
        expects=item.expects_papers,
        handed_in=_day(handed.get(item.pk)),
        released=_day(released.get(item.pk)),
    )
    verdict = judge(facts, due=due, legal=clock.legal, today=clock.today, calendar=clock.calendar)
    return Standing(item, verdict, due if item.expects_papers else None)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
