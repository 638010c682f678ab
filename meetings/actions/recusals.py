"""Recusals: who declares a conflict of interest does not vote on that item."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.models import Item, Meeting, Recusal, Seat
from meetings.states import VoteState
from people.models import User


@transaction.atomic
def recuse(item: Item, seat: Seat, *, reason: str, by: User) -> Recusal:
    """Take the seat out of the item's votes: declared by oneself, or written down by chair or clerk; twice is harmless."""
    _changeable(item)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please say what the conflict of interest is."))
    if seat.meeting_id != item.meeting_id or not seat.votes:
        raise Refused(_("%(who)s has no vote in this meeting.") % {"who": seat})
    if before := Recusal.objects.filter(item=item, seat=seat).first():
        return before
    recusal = Recusal.objects.create(item=item, seat=seat, reason=reason, by=by)
    tell(events.RECUSED, who=by, what=recusal, item=item.title, reason=reason)
    return recusal


@transaction.atomic
def end_recusal(recusal: Recusal, *, reason: str, by: User) -> None:
    """Let the seat vote on the item again; why is written down."""
    _changeable(recusal.item)
    recusal = locked(recusal)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please say why there is no conflict of interest any more."))
    tell(events.RECUSAL_ENDED, who=by, what=recusal, item=recusal.item.title, reason=reason)
    recusal.delete()


def _changeable(item: Item) -> Meeting:
    """Return the item's meeting locked, while no vote on the item is open."""
    meeting = locked(item.meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    if item.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(
            _(
                "The vote on this item is open and its list is fixed. Declare it void to change the list."
            )
        )
    return meeting
