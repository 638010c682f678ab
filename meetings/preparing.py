"""Who may prepare: for which units somebody plans, whom they may let chair, and who sees what a unit hands in."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from core.clock import now
from meetings.models import HandedIn, Item, Meeting, MeetingGrant, Proposal, Series
from meetings.states import MeetingState
from people import managed
from people.access import has_role, units_of
from people.models import Post, Role, Unit, UnitKind, User

SERVING = (UnitKind.OFFICE, UnitKind.DIVISION)  # units that work for the committee above them
PLANNERS = (Role.CLERK, Role.ADMINISTRATOR)
GOVERNING = (UnitKind.COMMITTEE, UnitKind.WARD)


def plans_for(user: User) -> QuerySet[Unit]:
    """Return the units whose meetings the person plans: a clerk the own unit's and, in an office, its committee's.

    An administrator plans, besides, for the units they administer. A department's or a ward's clerk does not plan for
    the city: they propose.
    """
    if not has_role(user, *PLANNERS):
        return Unit.objects.none()
    posts = Post.objects.filter(user=user, role__in=PLANNERS).select_related("unit__parent__parent")
    found = managed.units(user)
    for post in posts:
        unit: Unit | None = post.unit
        found.add(post.unit_id)
        while unit and unit.kind in SERVING and unit.parent:
            unit = unit.parent
            found.add(unit.pk)
    return Unit.objects.filter(pk__in=found)


def chairs_for(user: User) -> QuerySet[User]:
    """Return the people the person may let chair: the leaders of the units they plan for."""
    lead = Q(role=Role.LEADER) | Q(is_head=True)
    posts = Post.objects.filter(lead, user=OuterRef("pk"), unit__in=plans_for(user))
    return User.objects.filter(Exists(posts), is_active=True)


def open_meetings(user: User) -> QuerySet[Meeting]:
    """Return the coming meetings to which the person's units may propose items now."""
    units = units_of(user)
    above = Unit.objects.filter(Q(children__in=units) | Q(children__children__in=units))
    return Meeting.objects.filter(
        Q(unit__in=units) | Q(unit__in=above), proposals_until__gt=now(), is_rehearsal=False,
        state__in=(MeetingState.DRAFT, MeetingState.CONVENED),
    ).order_by("starts_at").distinct()  # fmt: skip


def open_series(user: User) -> QuerySet[Series]:
    """Return the series to whose next session the person's units may propose items."""
    units = units_of(user)
    above = Unit.objects.filter(Q(children__in=units) | Q(children__children__in=units))
    return Series.objects.filter(
        Q(template__unit__in=units) | Q(template__unit__in=above), open_to_units=True, ended_at=None
    ).distinct()


def decides(user: User, proposal: Proposal) -> bool:
    """Say whether the person decides on the proposal: who prepares the meeting, or plans the series."""
    if proposal.meeting_id:
        return _prepares(user, proposal.meeting_id)
    series = proposal.series
    return series is not None and plans_for(user).filter(pk=series.template.unit_id).exists()


def of_unit(user: User, unit_id: int | None) -> bool:
    """Say whether the person holds a post in the unit."""
    return unit_id is not None and Post.objects.filter(user=user, unit_id=unit_id).exists()


def proposal_for(user: User, pk: int, *, deciding: bool = False) -> Proposal:
    """Fetch a proposal: 404 for strangers, 403 when they may not decide on it."""
    rows = Proposal.objects.select_related("unit", "by", "meeting__session_kind", "series__template", "item", "presenter")  # fmt: skip
    proposal = rows.filter(pk=pk).first()
    if proposal is None:
        raise Http404
    proposal.office = decides(user, proposal)  # type: ignore[attr-defined]
    proposal.own = of_unit(user, proposal.unit_id)  # type: ignore[attr-defined]
    if not (proposal.office or proposal.own):  # type: ignore[attr-defined]
        raise Http404
    if deciding and not proposal.office:  # type: ignore[attr-defined]
        raise PermissionDenied
    return proposal


def handed_in_for(user: User, pk: int, *, deciding: bool = False) -> HandedIn:
    """Fetch a paper handed in: the unit that prepares it and the office see it, nobody else."""
    rows = HandedIn.objects.select_related("unit", "by", "paper", "item__meeting__folder", "proposal__series__template")  # fmt: skip
    tray = rows.filter(pk=pk).first()
    if tray is None:
        raise Http404
    office = _decides_paper(user, tray)
    tray.office, tray.own = office, of_unit(user, tray.unit_id)  # type: ignore[attr-defined]
    if not (office or tray.own):  # type: ignore[attr-defined]
        raise Http404
    if deciding and not office:
        raise PermissionDenied
    return tray


def item_to_prepare(user: User, pk: int) -> Item:
    """Fetch an item whose papers the person's unit prepares (or whose meeting the person prepares)."""
    rows = Item.objects.select_related("meeting__session_kind", "meeting__folder", "unit")
    item = rows.filter(pk=pk).first()
    if item is None:
        raise Http404
    if not (of_unit(user, item.unit_id) and item.expects_papers) and not _prepares(
        user, item.meeting_id
    ):
        raise Http404
    return item


def _decides_paper(user: User, tray: HandedIn) -> bool:
    if tray.item is not None:
        return _prepares(user, tray.item.meeting_id)
    return tray.proposal is not None and decides(user, tray.proposal)


def _prepares(user: User, meeting_id: int) -> bool:
    return MeetingGrant.objects.filter(
        user_id=user.pk, content_object=meeting_id, permission__codename="prepare_meeting"
    ).exists()


def office_of(meeting: Meeting) -> QuerySet[User]:
    """Return who prepares the meeting, the chair left out."""
    granted = MeetingGrant.objects.filter(
        user=OuterRef("pk"), content_object=meeting, permission__codename="prepare_meeting"
    )
    return User.objects.filter(Exists(granted), is_active=True).exclude(pk=meeting.chair_id)
