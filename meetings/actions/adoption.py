"""What follows from a block's vote, and what shakes a block: it hears votes, papers, items, inside their transactions."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from core.clock import now
from core.refused import Refused
from core.rows import only
from documents import events as paper_events
from journal.book import hear, tell
from journal.models import Entry
from meetings import events
from meetings import events_before as told
from meetings.actions.consent import regather
from meetings.actions.votes import announce_vote, close_vote, void_vote
from meetings.models import ConsentBlock, ConsentItem, Item, Meeting, Vote
from meetings.states import BlockState, ItemState, MeetingState

ALIVE = (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED)


@hear(events.BALLOT_CAST)
def close_when_everybody_has_voted(_entry: Entry, ballot: Any) -> None:
    """Close the block's vote as soon as everybody on its list has voted: the chair ordered it with one press."""
    vote_id = getattr(ballot, "vote_id", None)
    block = only(ConsentBlock.objects.filter(vote=vote_id, state=BlockState.OPEN))
    if block is None or block.vote.ballots.count() < block.vote.entitled.count():
        return
    close_vote(block.vote, by=block.meeting.chair)


@hear(events.VOTE_CLOSED)
def settle_the_block(entry: Entry, vote: Vote) -> None:
    """Write the block's result down for each of its items, and announce it."""
    block = ConsentBlock.objects.filter(vote=vote, state=BlockState.OPEN).first()
    if block is None:
        return
    block.ended_at = now()
    block.move_to(BlockState.ADOPTED if vote.passed else BlockState.REJECTED, "ended_at")
    if vote.passed:
        _adopt(block, vote, entry)
    else:
        _reject(block, entry)
    announce_vote(vote, by=entry.who or block.meeting.chair)
    regather(block.meeting)


def _adopt(block: ConsentBlock, vote: Vote, entry: Entry) -> None:
    rows = list(block.rows.filter(moved_back_at=None).select_related("item"))
    for row in rows:
        if row.item.state == ItemState.WAITING:
            row.item.move_to(ItemState.DONE)
        tell(told.ITEM_ADOPTED, who=entry.who, what=row.item, vote=vote.pk, block=block.pk)
    tell(
        told.BLOCK_ADOPTED, who=entry.who, what=block, number=len(rows), agree=vote.agree,
        total=vote.total,
    )  # fmt: skip


def _reject(block: ConsentBlock, entry: Entry) -> None:
    """Send the items to debate: whoever wanted them undebated did not get a majority."""
    block.rows.filter(moved_back_at=None).update(moved_back_at=now(), moved_back_by=entry.who)
    tell(told.BLOCK_REJECTED, who=entry.who, what=block)


@hear(events.VOTE_VOIDED)
def undo_the_block(entry: Entry, vote: Vote) -> None:
    """A void vote decided nothing: its items wait as before; those moved back stay so."""
    block = ConsentBlock.objects.filter(vote=vote).exclude(state=BlockState.VOID).first()
    if block is None:
        return
    block.ended_at = now()
    block.move_to(BlockState.VOID, "ended_at")
    adopted = block.rows.filter(moved_back_at=None, item__state=ItemState.DONE)
    for row in adopted.select_related("item"):
        row.item.move_to(ItemState.WAITING)
    tell(told.BLOCK_VOID, who=entry.who, what=block)
    block.rows.update(block=None)
    regather(block.meeting)


def _of_paper(paper: Any) -> list[Item]:
    """Return the items a paper belongs to, in meetings that go on."""
    return list(
        Item.objects.filter(papers=paper, meeting__state__in=ALIVE).select_related("meeting")
    )


@hear(paper_events.VERSION_ADDED)
def a_new_version_shakes_its_items(entry: Entry, paper: Any) -> None:
    """A paper was replaced: agreement to the old version no longer counts, and nobody votes on it unseen."""
    _shaken(_of_paper(paper), entry, told.PAPER_REPLACED)


@hear(events.PAPER_FILED)
def a_new_paper_shakes_its_item(entry: Entry, item: Item) -> None:
    """A paper was added to an item."""
    if item.meeting.state in ALIVE:
        _shaken([item], entry, told.PAPER_REPLACED)


def _shaken(items: list[Item], entry: Entry, why: Any) -> None:
    """Take the items out of a block that is being voted on, then work the blocks out anew."""
    rows = ConsentItem.objects.filter(item__in=items, moved_back_at=None)
    for row in rows.filter(block__state=BlockState.OPEN).select_related("item", "block__vote"):
        row.moved_back_at, row.moved_back_by = now(), entry.who
        row.save(update_fields=["moved_back_at", "moved_back_by"])
        tell(told.ITEM_MOVED_BACK, who=entry.who, what=row.item, during_vote=True, why=str(why))
        if row.block and not row.block.rows.filter(moved_back_at=None).exists():
            void_vote(row.block.vote, reason=str(why), by=entry.who or row.item.meeting.chair)
    for meeting in {item.meeting_id: item.meeting for item in items}.values():
        regather(meeting)


@hear(events.ITEM_PUT_OFF)
def a_deferred_item_leaves_the_block(entry: Entry, item: Item) -> None:
    """An item put off while the block is voted on is not decided by it."""
    _shaken([item], entry, told.ITEM_DEFERRED)


@hear(events.ITEM_REMOVED)
def what_was_said_is_not_removed_with_its_item(_entry: Entry, item: Item) -> None:
    """An item on which somebody remarked or took a position stays: it can be deferred."""
    if item.remarks.exists() or item.stances.exists():
        raise Refused(
            _("Somebody has remarked or taken a position on this item; defer it instead.")
        )


@hear(events.RECUSED)
def a_recusal_parts_the_ballots(entry: Entry, recusal: Any) -> None:
    """Who does not decide on an item cannot answer for it with the block's one ballot: it is voted on by itself."""
    if recusal.item.meeting.state in ALIVE:
        _shaken([recusal.item], entry, told.MEMBER_RECUSED)


@hear(events.RECUSAL_ENDED)
def a_recusal_that_ended(entry: Entry, recusal: Any) -> None:
    """The item may stand in the block again."""
    _again(entry, recusal.item.meeting)


def _again(_entry: Entry, thing: Any) -> None:
    """Work the block out anew after a change of the agenda, the list or the meeting."""
    meeting: Meeting = thing if isinstance(thing, Meeting) else thing.meeting
    known = ConsentItem.objects.filter(item__meeting=meeting).exists()
    if known and meeting.state in ALIVE:
        regather(meeting)


def _listen(*names: Any) -> Callable[[Entry, Any], None]:
    for event in names:
        hear(event)(_again)
    return _again


_listen(
    events.MEETING_CONVENED, events.MEETING_CHANGED, events.MEETING_OPENED, events.ITEM_ADDED,
    events.ITEM_CHANGED, events.ITEM_STARTED, events.ITEM_BROUGHT_BACK, events.ITEM_BACK,
    events.INVITATION_ANSWERED,
)  # fmt: skip
