"""The consent block: gathered by itself, put to one vote by name, each item movable back to debate."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now
from core.locking import locked
from core.refused import Refused
from journal.book import tell
from meetings import events_before as events
from meetings.actions.votes import open_vote, prepare_vote, void_vote
from meetings.consent import why_not
from meetings.models import ConsentBlock, ConsentItem, Item, Meeting, SeatRole
from meetings.models.consent import Mark
from meetings.queries.consent import facts_by_item
from meetings.states import BlockState, ItemState, MeetingState
from people.models import User

NUMBERS_SHOWN = 400  # characters of a vote's question


def regather(meeting: Meeting, only: Item | None = None) -> list[ConsentItem]:
    """Work out anew which items (or whether this one) stand in the block, tell what changed, return the gathered.

    Belongs into the transaction of the change that made it necessary.
    """
    items = [only] if only else list(meeting.items.order_by("position", "pk"))
    rows = _rows(meeting, items)
    facts = facts_by_item(meeting, items)
    for row in rows:
        _restate(row, why_not(facts[row.item_id]))
    return [row for row in rows if row.gathered]


def _rows(meeting: Meeting, items: list[Item]) -> list[ConsentItem]:
    """Return the items' rows in the agenda's order; those that are missing are made."""
    found = ConsentItem.objects.filter(item__meeting=meeting, item__in=items)
    found = found.select_related("item", "block").order_by("item__position", "item")
    rows = list(found)
    if len(rows) < len(items):
        fresh = [ConsentItem(item=item) for item in items]
        ConsentItem.objects.bulk_create(fresh, ignore_conflicts=True)
        rows = list(found.all())
    return rows


def _restate(row: ConsentItem, why: str) -> None:
    """Write the row's new standing down, if it is new."""
    was = row.gathered
    if (row.gathered, row.why) == (not why, why):
        return
    row.gathered, row.why = not why, why
    row.save(update_fields=["gathered", "why"])
    if row.gathered != was and why != "started":
        event = events.CONSENT_GATHERED if row.gathered else events.CONSENT_LEFT
        tell(event, who=None, what=row.item)


@transaction.atomic
def mark_for_consent(items: Iterable[Item], meeting: Meeting, mark: str, *, by: User) -> None:
    """Say of items that they are suitable, are to be debated, or go by their purpose; not while they are voted on."""
    meeting = _going_on(meeting)
    if mark not in Mark.values:
        raise Refused(_("Please choose how the items are treated."))
    regather(meeting)
    rows = ConsentItem.objects.filter(item__in=list(items), item__meeting=meeting)
    for row in rows.select_related("item", "block").exclude(mark=mark):
        if row.block and row.block.state == BlockState.OPEN:
            raise Refused(_("The block is being voted on. Move the item back to debate instead."))
        row.mark = mark
        row.save(update_fields=["mark"])
        tell(events.CONSENT_MARKED, who=by, what=row.item, mark=str(Mark(mark).label))
    regather(meeting)


@transaction.atomic
def move_back(item: Item, *, by: User) -> ConsentItem:
    """Move an item out of the block to be debated: the chair or any member with a vote, in one press.

    While the block is being voted on, the ballots already cast go on answering for the other items; when the last item
    is moved back, the vote is void.
    """
    meeting = _going_on(item.meeting)
    _may_move_back(meeting, by)
    row = ConsentItem.objects.select_related("item", "block__vote").filter(item=item).first()
    if row and row.moved_back_at:
        return row
    if row is None or not (row.gathered or _being_voted_on(row)):
        raise Refused(_("This item does not stand in the block."))
    voted = _being_voted_on(row)
    row.moved_back_at, row.moved_back_by = now(), by
    row.save(update_fields=["moved_back_at", "moved_back_by"])
    tell(events.ITEM_MOVED_BACK, who=by, what=item, during_vote=voted)
    if voted and not row.block.rows.filter(moved_back_at=None).exists():  # type: ignore[union-attr]
        reason = _("Every item of the block was moved back to debate.")
        void_vote(row.block.vote, reason=reason, by=by)  # type: ignore[union-attr]
    regather(meeting)
    row.refresh_from_db()
    return row


@transaction.atomic
def return_to_block(item: Item, *, by: User) -> ConsentItem:
    """Undo one's own moving back, until the block is put to the vote."""
    meeting = _going_on(item.meeting)
    row = ConsentItem.objects.select_related("block").get(item=item)
    if row.moved_back_at is None:
        return row
    if row.moved_back_by_id != by.pk:
        raise Refused(_("Only who moved the item back can return it."))
    if row.block or item.state != ItemState.WAITING:
        raise Refused(_("The block has been put to the vote since: the item is debated."))
    row.moved_back_at = row.moved_back_by = None
    row.save(update_fields=["moved_back_at", "moved_back_by"])
    tell(events.ITEM_RETURNED, who=by, what=item)
    regather(meeting)
    row.refresh_from_db()
    return row


@transaction.atomic
def open_block(meeting: Meeting, *, by: User, seen: Iterable[int] | None = None) -> ConsentBlock:
    """Put the whole block to one vote by name; ``seen`` are the items the chair had on the screen when pressing.

    The vote closes by itself when everybody on its list has voted. An item that joined the block since the chair
    looked is not put to the vote unseen.
    """
    meeting = _going_on(meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session."))
    if meeting.blocks.filter(state=BlockState.OPEN).exists():
        raise Refused(_("The block is being voted on already."))
    rows = regather(meeting)
    if not rows:
        raise Refused(_("No item stands in the block."))
    if seen is not None and not {row.item_id for row in rows} <= set(seen):
        raise Refused(_("The block has changed since you looked. Please look at it again."))
    numbers = _numbers(meeting, rows)
    question = _("Adopt in one block, without debate, items %(numbers)s of the agenda")
    vote = prepare_vote(meeting, question=question % {"numbers": numbers}, by=by)
    block = ConsentBlock.objects.create(meeting=meeting, vote=vote, opened_at=now())
    ConsentItem.objects.filter(pk__in=[row.pk for row in rows]).update(block=block)
    told = [{"item": row.item_id, "title": row.item.title} for row in rows]
    tell(events.BLOCK_OPENED, who=by, what=block, numbers=numbers, items=told)
    open_vote(vote, by=by)
    return block


def _numbers(meeting: Meeting, rows: list[ConsentItem]) -> str:
    """Return the items' numbers on the agenda, as “2, 4–7, 9”."""
    places = {pk: n for n, pk in enumerate(meeting.items.values_list("pk", flat=True), start=1)}
    runs: list[list[int]] = []
    for number in sorted(places[row.item_id] for row in rows):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(words)[:NUMBERS_SHOWN]


def _being_voted_on(row: ConsentItem) -> bool:
    return row.block is not None and row.block.state == BlockState.OPEN


def _going_on(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if meeting.ended:
        raise Refused(_("The meeting has ended."))
    return meeting


def _may_move_back(meeting: Meeting, by: User) -> None:
    """Refuse who has no vote, and members who are not in the room of a session that goes on."""
    seat = meeting.seats.filter(user=by).first()
    if seat is None or not (seat.votes or seat.role == SeatRole.CHAIR):
        raise Refused(_("The chair and the members with a vote move items back to debate."))
    if meeting.in_session and not seat.present and seat.role != SeatRole.CHAIR:
        raise Refused(_("Please check in first."))
