"""The drawn seat plan of a meeting: how the tables stand, who sits where."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.actions.rooms import moved_with
from meetings.models import Meeting, Seat, SeatPlan, Shape
from meetings.models.rooms import MOST_PLACES
from meetings.queries.seatmap import in_protocol, plan_of
from people.models import User


@transaction.atomic
def lay_out(meeting: Meeting, *, shape: str, places: int, by: User) -> SeatPlan:
    """Choose how the tables stand and how many places there are; who sits beyond the last place loses it."""
    meeting = _open_plan(meeting)
    if shape not in Shape.values:
        raise Refused(_("Please choose how the tables stand."))
    if not 1 <= places <= MOST_PLACES:
        raise Refused(_("A plan has between 1 and %(most)s places.") % {"most": MOST_PLACES})
    plan = _kept(meeting)
    if (plan.shape, plan.places) != (shape, places):
        plan.shape, plan.places, plan.moved = shape, places, {}
        plan.save()
        meeting.seats.filter(place__gt=places).update(place=None)
        tell(events.SEATS_LAID_OUT, who=by, what=meeting, shape=shape, places=places)
    return plan


@transaction.atomic
def place_all(meeting: Meeting, *, by: User) -> SeatPlan:
    """Place everybody by protocol: the chair first, then outwards."""
    meeting = _open_plan(meeting)
    plan = _kept(meeting)
    _assign(meeting, plan)
    tell(events.SEATS_PLACED, who=by, what=meeting)
    return plan


@transaction.atomic
def place_seat(seat: Seat, place: int | None, *, by: User) -> Seat:
    """Give a person a place; who sat there takes the place that becomes free. None: no place."""
    meeting = _open_plan(seat.meeting)
    plan = _kept(meeting)
    seat = locked(seat)
    if place is not None and not 1 <= place <= plan.places:
        raise Refused(_("There is no such place in the drawing."))
    if seat.place == place:
        return seat
    before, other = seat.place, meeting.seats.filter(place=place).first() if place else None
    Seat.objects.filter(pk=seat.pk).update(place=None)
    if other is not None:
        Seat.objects.filter(pk=other.pk).update(place=before)
    Seat.objects.filter(pk=seat.pk).update(place=place)
    seat.place = place
    tell(events.SEAT_PLACED, who=by, what=seat, place=place or "–")
    return seat


@transaction.atomic
def move_place(meeting: Meeting, number: int, x: int, y: int, *, by: User) -> SeatPlan:
    """Put one place of the meeting's drawing somewhere else, on the grid."""
    meeting = _open_plan(meeting)
    plan = _kept(meeting)
    plan.moved = moved_with(plan, number, x, y)
    plan.save(update_fields=["moved"])
    tell(events.SEATS_LAID_OUT, who=by, what=meeting, shape=plan.shape, places=plan.places)
    return plan


def _kept(meeting: Meeting) -> SeatPlan:
    """Return the meeting's plan, saved with everybody's place at its first change."""
    plan = SeatPlan.objects.filter(meeting=meeting).first()
    if plan is None:
        plan = plan_of(meeting, list(meeting.seats.all()))
        plan.save()
        _assign(meeting, plan)
    return plan


def _assign(meeting: Meeting, plan: SeatPlan) -> None:
    """Number everybody by protocol; places are emptied first, so that no two rows hold one at any moment."""
    seats = in_protocol(list(meeting.seats.all()))
    meeting.seats.update(place=None)
    for number, seat in enumerate(seats, start=1):
        seat.place = number if number <= plan.places else None
    Seat.objects.bulk_update(seats, ["place"], batch_size=200)


def _open_plan(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its seat plan is kept as it was."))
    return meeting
