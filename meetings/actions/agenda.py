"""The agenda: prepared before, walked through during the meeting."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events
from meetings.models import Item, Meeting
from meetings.states import ItemState, MeetingState
from people.models import Unit, User


@transaction.atomic
def add_item(
    meeting: Meeting, *, title: str, by: User, minutes: int = 10, presenter: User | None = None,
    unit: Unit | None = None,
) -> Item:  # fmt: skip
    """Add an item at the end of the agenda."""
    meeting = _changeable(meeting)
    last = meeting.items.order_by("-position").values_list("position", flat=True).first() or 0
    item = Item.objects.create(
        meeting=meeting, title=title, minutes=minutes, presenter=presenter, unit=unit,
        position=last + 1,
    )  # fmt: skip
    tell(events.ITEM_ADDED, who=by, what=item)
    return item


@transaction.atomic
def change_item(item: Item, *, by: User, **fields: object) -> Item:
    """Change an item's title, length, presenter or unit."""
    _changeable(item.meeting)
    item = locked(item)
    for name in ("title", "minutes", "presenter", "unit"):
        setattr(item, name, fields.get(name, getattr(item, name)))
    item.save(update_fields=["title", "minutes", "presenter", "unit"])
    tell(events.ITEM_CHANGED, who=by, what=item)
    return item


@transaction.atomic
def remove_item(item: Item, *, by: User) -> None:
    """Remove an item nothing hangs on yet."""
    _changeable(item.meeting)
    item = locked(item)
    if item.state != ItemState.WAITING:
        raise Refused(_("Only an item that is still waiting can be removed."))
    if item.item_papers.exists() or item.votes.exists() or item.conclusions.exists():
        raise Refused(_("This item has papers, a vote or a conclusion; defer it instead."))
    tell(events.ITEM_REMOVED, who=by, what=item)
    item.delete()


@transaction.atomic
def move_item(item: Item, *, up: bool, by: User) -> Item:
    """Swap an item with its neighbour; at the end of the list nothing happens."""
    meeting = _changeable(item.meeting)
    order = list(meeting.items.order_by("position", "pk"))
    here = next(n for n, row in enumerate(order) if row.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return item
    order[here], order[there] = order[there], order[here]
    for position, row in enumerate(order, start=1):
        row.position = position
    Item.objects.bulk_update(order, ["position"])
    tell(events.ITEM_MOVED, who=by, what=item, up=up)
    return item


@transaction.atomic
def start_item(item: Item, *, by: User) -> Item:
    """Move on to this item; the one before is done."""
    meeting = locked(item.meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    item = locked(item)
    if item.state == ItemState.CURRENT:
        return item
    if meeting.votes.filter(state="open").exists():
        raise Refused(_("A vote is open. Close it before moving on."))
    finish_current(meeting)
    item.started_at = now()
    item.move_to(ItemState.CURRENT, "started_at")
    tell(events.ITEM_STARTED, who=by, what=item)
    return item


@transaction.atomic
def defer_item(item: Item, *, by: User) -> Item:
    """Defer an item to a later meeting; not while its vote is open."""
    _changeable(item.meeting)
    item = locked(item)
    if item.votes.filter(state="open").exists():
        raise Refused(_("The vote on this item is open. Close it first."))
    stop_clock(item)
    item.move_to(ItemState.DEFERRED, "spent", "started_at")
    tell(events.ITEM_DEFERRED, who=by, what=item)
    return item


def finish_current(meeting: Meeting) -> None:
    """End the current item, if there is one, and add up its time."""
    for item in meeting.items.filter(state=ItemState.CURRENT):
        stop_clock(item)
        item.move_to(ItemState.DONE, "spent", "started_at")


def stop_clock(item: Item) -> None:
    """Add the running time to what the item has used; the caller saves."""
    if item.started_at:
        item.spent += int((now() - item.started_at).total_seconds())
        item.started_at = None


def _changeable(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended; its agenda is no longer changed."))
    return meeting
