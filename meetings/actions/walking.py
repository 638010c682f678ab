"""Walking through the agenda during the session: moving on, the way back, deferring, changing the order."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.models import Item, Meeting
from meetings.queries.stage import may_go_back
from meetings.states import ItemState, MeetingState, VoteState
from people.models import User

CLOCK = ("spent", "started_at", "ended_at")


@transaction.atomic
def start_item(item: Item, *, by: User, seen: int | None = None) -> Item:
    """Move on to this item; the one before is done.

    ``seen``: the item that was current on the screen of who pressed (0: none), None: not asked. When another is
    current by now the press is refused, so that two tablets do not move on twice.
    """
    meeting = locked(item.meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    item = locked(item)
    if item.state == ItemState.CURRENT:
        return item
    before = meeting.items.filter(state=ItemState.CURRENT).first()
    _as_seen(before, seen)
    if meeting.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(_("A vote is open. Close it before moving on."))
    finish_current(meeting)
    item.came_from, item.came_as = before, item.state
    item.started_at, item.ended_at = now(), None
    item.began_at = item.began_at or item.started_at
    item.move_to(
        ItemState.CURRENT, "started_at", "began_at", "ended_at", "came_from", "came_as"
    )  # fmt: skip
    tell(events.ITEM_STARTED, who=by, what=item)
    return item


def _as_seen(current: Item | None, seen: int | None) -> None:
    """Refuse a press that was meant for another moment."""
    if seen is None or seen == (current.pk if current else 0):
        return
    if current is None:
        raise Refused(_("Somebody else has just ended the item. Look again before you move on."))
    raise Refused(
        _("Somebody else has just moved on to “%(item)s”. Look again before you move on.")
        % {"item": current}
    )


@transaction.atomic
def back_to(item: Item, *, by: User) -> Item | None:
    """Take back the move to ``item``: it is what it was, and the one before goes on as if never interrupted."""
    meeting, item = locked(item.meeting), locked(item)
    if meeting.state != MeetingState.OPEN or item.state != ItemState.CURRENT:
        raise Refused(_("“%(item)s” is not being discussed.") % {"item": item})
    moved = item.started_at
    if not may_go_back(item) or moved is None:
        raise Refused(_("It is too late to take this back. Move on to the other item instead."))
    if meeting.votes.filter(opened_at__gte=moved).exists():
        raise Refused(_("A vote was opened meanwhile. Move on to the other item instead."))
    before = Item.objects.filter(pk=item.came_from_id or 0, state=ItemState.DONE).first()
    item.started_at = None
    if item.came_as == ItemState.WAITING:
        item.began_at = None
    item.move_to(item.came_as, "started_at", "began_at")
    if before is not None:
        before.started_at, before.ended_at, before.came_as = moved, None, ""
        before.move_to(ItemState.CURRENT, "started_at", "ended_at", "came_as")
    tell(events.ITEM_BACK, who=by, what=item, to=str(before or ""))
    return before


@transaction.atomic
def defer_item(item: Item, *, by: User, reason: str) -> Item:
    """Defer an item to a later meeting, with the reason; not while its vote is open."""
    meeting = locked(item.meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its agenda is no longer changed."))
    item = locked(item)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Please say why the item is deferred."))
    if item.votes.filter(state=VoteState.OPEN).exists():
        raise Refused(_("The vote on this item is open. Close it first."))
    stop_clock(item)
    item.deferred_reason, item.deferred_at = reason, now()
    item.move_to(ItemState.DEFERRED, *CLOCK, "deferred_reason", "deferred_at")
    tell(events.ITEM_PUT_OFF, who=by, what=item, reason=reason)
    return item


@transaction.atomic
def take_back_deferral(item: Item, *, by: User) -> Item:
    """Put a deferred item back among those that wait, unless a later meeting has taken it up."""
    meeting, item = locked(item.meeting), locked(item)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its agenda is no longer changed."))
    if item.state != ItemState.DEFERRED:
        raise Refused(_("“%(item)s” is not deferred.") % {"item": item})
    if item.continued_by.exists():
        raise Refused(_("Another meeting has already taken this item up."))
    item.deferred_reason, item.deferred_at, item.ended_at = "", None, None
    item.move_to(ItemState.WAITING, "deferred_reason", "deferred_at", "ended_at")
    tell(events.ITEM_BROUGHT_BACK, who=by, what=item)
    return item


@transaction.atomic
def shift_item(item: Item, *, before: Item | None, by: User) -> Item:
    """Put a waiting item before another waiting one (None: at the end); what has been discussed stays where it is."""
    meeting = locked(item.meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its agenda is no longer changed."))
    order = list(meeting.items.order_by("position", "pk"))
    row = next(one for one in order if one.pk == item.pk)
    if row.state != ItemState.WAITING:
        raise Refused(_("Only an item that still waits is moved."))
    if before is not None and before.pk == row.pk:
        return row
    order.remove(row)
    order.insert(_place_before(order, before), row)
    for position, one in enumerate(order, start=1):
        one.position = position
    Item.objects.bulk_update(order, ["position"])
    tell(events.ITEM_MOVED, who=by, what=row, before=str(before or ""))
    return row


def _place_before(order: list[Item], before: Item | None) -> int:
    """Return where the item goes: never above what is being discussed or is over."""
    over = [n for n, one in enumerate(order) if one.state in (ItemState.CURRENT, ItemState.DONE)]
    first = over[-1] + 1 if over else 0
    wanted = [n for n, one in enumerate(order) if before is not None and one.pk == before.pk]
    return max(first, wanted[0] if wanted else len(order))


def finish_current(meeting: Meeting) -> None:
    """End the current item, if there is one, and add up its time."""
    for item in meeting.items.filter(state=ItemState.CURRENT):
        stop_clock(item)
        item.move_to(ItemState.DONE, *CLOCK)


def stop_clock(item: Item) -> None:
    """Add the running time to what the item has used; the caller saves."""
    item.ended_at = now()
    if item.started_at:
        item.spent += int((now() - item.started_at).total_seconds())
        item.started_at = None
