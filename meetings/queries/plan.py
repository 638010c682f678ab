"""What the page of preparation shows: the agenda with everything that hangs on it, and what is missing before convening."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from documents.models import Paper, Version
from meetings.agenda_text import roman
from meetings.models import HandedIn, Item, ItemPaper, Meeting, Proposal, Seat
from meetings.queries.leadtime import LeadClock, Standing, lead_clock, standings
from meetings.queries.session import planned_times
from meetings.states import HandedInState, ItemState, ProposalState


@dataclass
class PlanPaper:
    """A paper of an item: its newest version, how many there are, its type."""

    paper: Paper
    version: Version
    count: int
    kind: str = ""


@dataclass
class PlanRow:
    """An item as it is planned; ``heading`` is set where a part of the agenda begins."""

    item: Item
    number: int
    at: datetime
    standing: Standing
    papers: list[PlanPaper] = field(default_factory=list)
    trays: list[HandedIn] = field(default_factory=list)
    heading: str = ""
    begins: bool = False
    part: str = ""

    @property
    def waiting(self) -> int:
        """How many papers wait for the office."""
        return sum(tray.state == HandedInState.SUBMITTED for tray in self.trays)


@dataclass
class Plan:
    """The whole plan."""

    rows: list[PlanRow]
    loose: list[PlanPaper]
    clock: LeadClock
    minutes: int = 0
    length: int = 0

    @property
    def overrun(self) -> int:
        """By how many minutes the items exceed the meeting."""
        return max(0, self.minutes - self.length)

    @property
    def late(self) -> list[PlanRow]:
        """The items against the lead time."""
        return [row for row in self.rows if row.standing.verdict.late]

    @property
    def unexcused(self) -> list[PlanRow]:
        """Those of them without a reason."""
        return [row for row in self.rows if row.standing.unexcused]

    @property
    def missing(self) -> list[PlanRow]:
        """The items whose papers are expected and not there, late or not."""
        return [row for row in self.rows if row.standing.verdict.waits]

    @property
    def to_approve(self) -> int:
        """How many papers wait for the office."""
        return sum(row.waiting for row in self.rows)


def plan_of(meeting: Meeting) -> Plan:
    """Read the plan; a fixed number of queries, whatever its size."""
    rows = meeting.items.select_related("presenter", "unit", "late_by").order_by("position", "pk")
    items, clock = list(rows), lead_clock(meeting)
    times, stands = planned_times(meeting, items), standings(meeting, items, clock)
    papers, loose = _papers(meeting)
    trays = _trays(meeting)
    found = [
        PlanRow(
            item, n, times[item.pk], stands[item.pk], papers.get(item.pk, []),
            trays.get(item.pk, []),
        )
        for n, item in enumerate(items, start=1)
    ]  # fmt: skip
    _headings(found)
    minutes = sum(item.minutes for item in items if item.state != ItemState.DEFERRED)
    length = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return Plan(found, loose, clock, minutes, length)


def _headings(rows: list[PlanRow]) -> None:
    """Mark where a part begins, and number the parts."""
    section, number = "", 0
    for row in rows:
        if row.item.section != section:
            section, row.begins = row.item.section, True
            row.heading = section
            number += bool(section)
            row.part = roman(number) if section else ""


def _papers(meeting: Meeting) -> tuple[dict[int, list[PlanPaper]], list[PlanPaper]]:
    """Return the papers by item, and those of no item; two queries."""
    newest: dict[int, PlanPaper] = {}
    versions = Version.objects.filter(paper__folder_id=meeting.folder_id)
    for version in versions.select_related("paper").order_by("-number"):
        if version.paper.state == "withdrawn":
            continue
        known = newest.setdefault(version.paper_id, PlanPaper(version.paper, version, 0))
        known.count += 1
    places = ItemPaper.objects.filter(item__meeting=meeting).select_related("paper_type")
    by_item: dict[int, list[PlanPaper]] = {}
    placed = set()
    for place in places.order_by("position", "pk"):
        if paper := newest.get(place.paper_id):
            placed.add(place.paper_id)
            shown = PlanPaper(paper.paper, paper.version, paper.count, str(place.paper_type or ""))
            by_item.setdefault(place.item_id, []).append(shown)
    return by_item, [paper for pk, paper in sorted(newest.items()) if pk not in placed]


def _trays(meeting: Meeting) -> dict[int, list[HandedIn]]:
    """Return what units handed in and is not decided, by item."""
    states = (HandedInState.SUBMITTED, HandedInState.RETURNED)
    rows = HandedIn.objects.filter(item__meeting=meeting, state__in=states)
    found: dict[int, list[HandedIn]] = {}
    for row in rows.select_related("paper", "unit", "paper_type"):
        found.setdefault(row.item_id or 0, []).append(row)
    return found


def proposals_to_decide(meeting: Meeting) -> list[Proposal]:
    """Return the proposals to this meeting, or to the next session of its series, that wait for the office."""
    rows = Proposal.objects.filter(state__in=(ProposalState.SUBMITTED, ProposalState.APPROVED))
    here = rows.filter(meeting=meeting)
    if meeting.series_id:
        here = here | rows.filter(meeting=None, series_id=meeting.series_id)
    return list(here.select_related("unit", "by").order_by("at", "pk"))


def deferred_before(meeting: Meeting, limit: int = 20) -> list[Item]:
    """Return the deferred items of earlier sessions of the same sort that no later meeting has taken up."""
    rows = Item.objects.filter(
        state=ItemState.DEFERRED, continued_by=None, meeting__starts_at__lt=meeting.starts_at,
        meeting__unit_id=meeting.unit_id, meeting__is_rehearsal=False,
    ).exclude(meeting=meeting)  # fmt: skip
    if meeting.series_id:
        rows = rows.filter(meeting__series_id=meeting.series_id)
    elif meeting.session_kind_id:
        rows = rows.filter(meeting__session_kind_id=meeting.session_kind_id)
    else:
        rows = rows.filter(meeting__kind=meeting.kind)
    return list(rows.select_related("meeting", "unit").order_by("-meeting__starts_at")[:limit])


def people_of(meeting: Meeting) -> list[Seat]:
    """Return the seats with their people, the chair first."""
    order: dict[Any, int] = {"chair": 0, "secretary": 1, "member": 2, "guest": 3}
    rows = meeting.seats.select_related("user").order_by("position", "pk")
    return sorted(rows, key=lambda seat: order.get(seat.role, 9))
