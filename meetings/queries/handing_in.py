"""What a unit has to prepare and has proposed; where the office may put a proposal."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from core.calendar import city_calendar
from core.clock import now
from core.refused import Refused
from meetings.models import HandedIn, Item, ItemPaper, Meeting, MeetingGrant, Proposal
from meetings.preparing import plans_for
from meetings.queries.leadtime import Standing, dates_of, lead_clock, standings
from meetings.states import HandedInState, ItemState, MeetingState, ProposalState
from people.access import units_of
from people.models import Unit, User

COMING = (MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED)
MISSING, SUBMITTED, RETURNED, APPROVED = "missing", "submitted", "returned", "approved"


@dataclass
class ToPrepare:
    """An item for which my unit prepares papers, and how far it is."""

    item: Item
    state: str
    standing: Standing
    trays: list[HandedIn] = field(default_factory=list)

    @property
    def due(self) -> date | None:
        """The day the papers are due."""
        return self.standing.due


def my_papers(user: User) -> list[ToPrepare]:
    """Return the items of coming meetings whose papers the person's units prepare, the next due first."""
    rows = Item.objects.filter(
        unit__in=units_of(user), expects_papers=True, meeting__state__in=COMING,
        meeting__is_rehearsal=False,
    ).exclude(state=ItemState.DEFERRED)  # fmt: skip
    rows = rows.select_related("unit", "meeting__session_kind").order_by("meeting__starts_at", "position")  # fmt: skip
    items = list(rows[:200])
    trays: dict[int, list[HandedIn]] = defaultdict(list)
    for tray in HandedIn.objects.filter(item__in=items).select_related("paper", "paper_type"):
        trays[tray.item_id or 0].append(tray)
    released = set(
        ItemPaper.objects.filter(item__in=items)
        .exclude(paper__state="withdrawn")
        .values_list("item", flat=True)
    )
    stands = _standings(items)
    found = [
        ToPrepare(i, _state(trays[i.pk], i.pk in released), stands[i.pk], trays[i.pk])
        for i in items
    ]
    return sorted(found, key=lambda row: (row.due or date.max, row.item.pk))


def _standings(items: list[Item]) -> dict[int, Standing]:
    """Return how items of several meetings stand."""
    calendar, by_meeting = city_calendar(), defaultdict(list)
    dates = dates_of(item__in=items)
    for item in items:
        by_meeting[item.meeting].append(item)
    found: dict[int, Standing] = {}
    for meeting, own in by_meeting.items():
        found |= standings(meeting, own, lead_clock(meeting, calendar), dates)
    return found


def _state(trays: list[HandedIn], released: bool) -> str:  # noqa: FBT001  a fact
    """Return the item's state for its unit: what asks for something first."""
    states = {tray.state for tray in trays}
    if HandedInState.RETURNED in states:
        return RETURNED
    if HandedInState.SUBMITTED in states:
        return SUBMITTED
    return APPROVED if released or HandedInState.APPROVED in states else MISSING


def proposals_of(user: User) -> list[Proposal]:
    """Return the proposals of the person's units, and those that wait for the person's office."""
    granted = MeetingGrant.objects.filter(
        user_id=user.pk, content_object=OuterRef("meeting"), permission__codename="prepare_meeting"
    )
    waiting = Q(state__in=(ProposalState.SUBMITTED, ProposalState.APPROVED)) & (
        Exists(granted) | Q(meeting=None, series__template__unit__in=plans_for(user))
    )
    rows = Proposal.objects.filter(Q(unit__in=units_of(user)) | waiting)
    return list(rows.select_related("unit", "meeting", "series", "by").order_by("-at")[:100])


def places_for(user: User, proposal: Proposal) -> list[Meeting]:
    """Return the coming meetings on whose agenda the person may put the proposal."""
    granted = MeetingGrant.objects.filter(
        user_id=user.pk, content_object=OuterRef("pk"), permission__codename="prepare_meeting"
    )
    rows = Meeting.objects.filter(
        Exists(granted), state__in=(MeetingState.DRAFT, MeetingState.CONVENED), ends_at__gt=now(),
        is_rehearsal=False,
    )  # fmt: skip
    if proposal.series_id:
        rows = rows.filter(Q(series_id=proposal.series_id) | Q(pk=proposal.meeting_id or 0))
    elif proposal.meeting_id:
        rows = rows.filter(unit_id=proposal.meeting.unit_id)  # type: ignore[union-attr]
    return list(rows.order_by("starts_at")[:20])


def unit_for(item: Item) -> Unit:
    """Return the unit for which papers of the item are handed in."""
    if item.unit is None:
        raise Refused(_("Say first which unit prepares this item."))
    return item.unit
