"""Positions before the session: given, changed, taken back; changeable until the session opens."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from journal.events import Event
from meetings import events_before as events
from meetings.actions.consent import regather
from meetings.actions.speaking import ask_to_speak
from meetings.models import Item, Meeting, Seat, Stance, StanceChange
from meetings.models.stances import StanceChoice
from meetings.queries import preparing
from meetings.states import ItemState, MeetingState
from people.models import User

LONGEST = 2000


@transaction.atomic
def give_stance(item: Item, seat: Seat, choice: str, *, by: User, reason: str = "") -> Stance:
    """Say one's position on an item; objecting needs a reason. What was said before is kept."""
    meeting = _changeable(item.meeting, seat, by)
    if choice not in StanceChoice.values:
        raise Refused(_("Please choose one of the positions."))
    reason = reason.replace("\r\n", "\n").strip()
    if choice == StanceChoice.OBJECT and not reason:
        raise Refused(_("Please give the reason why you object."))
    if len(reason) > LONGEST:
        raise Refused(_("The reason is longer than %(n)s characters.") % {"n": LONGEST})
    basis = preparing.bases(meeting).get(item.pk, {})
    said = {"choice": choice, "reason": reason, "basis": basis}
    before = Stance.objects.filter(item=item, seat=seat).first()
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before
    stance, _new = Stance.objects.update_or_create(
        item=item, seat=seat, defaults={**said, "at": now()}
    )
    _keep(stance, events.STANCE_GIVEN, by)
    return stance


@transaction.atomic
def take_back_stance(item: Item, seat: Seat, *, by: User) -> None:
    """Take one's position back; it is as if none had been given, but the history tells."""
    _changeable(item.meeting, seat, by)
    stance = Stance.objects.filter(item=item, seat=seat).first()
    if stance is None:
        return
    stance.delete()
    stance.choice, stance.reason = "", ""
    _keep(stance, events.STANCE_TAKEN_BACK, by)


def _keep(stance: Stance, event: Event, by: User) -> None:
    """Write the change down; the journal says who and on what, never which position."""
    StanceChange.objects.create(
        item=stance.item, seat=stance.seat, choice=stance.choice, reason=stance.reason,
        basis=stance.basis, at=now(),
    )  # fmt: skip
    tell(event, who=by, what=stance.item)
    regather(stance.item.meeting, stance.item)


def _changeable(meeting: Meeting, seat: Seat, by: User) -> Meeting:
    """Return the meeting locked while positions are given: convened, not yet open."""
    meeting = locked(meeting)
    if seat.user_id != by.pk or seat.meeting_id != meeting.pk:
        raise Refused(_("Everybody gives their own position."))
    if not seat.votes:
        raise Refused(_("Positions are given by the members with a vote."))
    if meeting.state == MeetingState.DRAFT:
        raise Refused(_("Positions are given once the meeting is convened."))
    if meeting.state != MeetingState.CONVENED:
        raise Refused(_("The session has begun: positions are no longer changed. Please speak up."))
    return meeting


@transaction.atomic
def take_over_wishes(item: Item, *, by: User) -> int:
    """Put everybody who wished to speak on the current item and is here into the queue; returns how many."""
    meeting = locked(item.meeting)
    if meeting.state != MeetingState.OPEN or locked(item).state != ItemState.CURRENT:
        raise Refused(_("Wishes to speak are taken over while their item is being discussed."))
    rows = Stance.objects.filter(item=item, choice=StanceChoice.SPEAK, taken_over_at=None)
    here = [s for s in rows.select_related("seat").order_by("at", "pk") if s.seat.present]
    for stance in here:
        ask_to_speak(stance.seat, by=by)
    Stance.objects.filter(pk__in=[s.pk for s in here]).update(taken_over_at=now())
    if here:
        tell(events.WISHES_TAKEN_OVER, who=by, what=item, number=len(here))
    return len(here)
