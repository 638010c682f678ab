"""What is shown of a draft: its paragraphs beside the record, remarks, history."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from core.differences import Piece, words
from meetings.differences import figures_apart
from meetings.models import Draft, DraftBlock, DraftForm, Meeting
from meetings.queries.facts import fresh_blocks
from meetings.states import DraftState
from meetings.wording.facts import Block
from people.grants import allowed
from people.models import User

# what a figure may contradict, and what is missed when the record no longer has it
FIGURED = ("vote.", "opened", "closed", "present", "absent", "guests", "conclusion.")
KEPT = ("vote.", "conclusion.", "seat.", "speech.", "item.")


@dataclass
class BlockView:
    """A paragraph with what the record says of the same thing, where they differ."""

    block: DraftBlock
    trouble: str = ""
    record: str = ""
    pieces: list[Piece] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    remarks: list[Any] = field(default_factory=list)
    article: int = 0


@dataclass
class DraftView:
    """A draft as its page shows it."""

    rows: list[BlockView]
    missing: list[Block]
    remarks: list[Any]
    open_remarks: int
    troubles: int


def draft_view(draft: Draft) -> DraftView:
    """Return the draft's paragraphs against the record, a fixed number of queries."""
    fresh = {one.source: one for one in fresh_blocks(draft) if one.source} if draft.editable else {}
    blocks = list(draft.blocks.select_related("changed_by").order_by("position", "pk"))
    remarks = list(draft.remarks.select_related("by", "settled_by").order_by("pk"))
    rows = [_row(block, fresh.get(block.source), draft) for block in blocks]
    for number, row in enumerate((r for r in rows if r.block.kind == "article"), start=1):
        row.article = number
    by_key = {row.block.key: row for row in rows}
    for remark in remarks:
        if remark.key in by_key and remark.settled_at is None:
            by_key[remark.key].remarks.append(remark)
    there = {block.source for block in blocks}
    missing = [one for source, one in fresh.items() if source not in there and source.startswith(KEPT)]  # fmt: skip
    return DraftView(
        rows, missing, remarks, sum(one.settled_at is None for one in remarks),
        sum(bool(row.trouble) for row in rows) + len(missing),
    )  # fmt: skip


def _row(block: DraftBlock, fresh: Block | None, draft: Draft) -> BlockView:
    view = BlockView(block)
    if not draft.editable or not block.source:
        return view
    if fresh is None:
        view.trouble = "gone" if block.source.startswith(KEPT) else ""
        return view
    if fresh.text == block.text:
        return view
    view.record = fresh.text
    if fresh.text != block.drafted:
        view.trouble, view.pieces = "moved", words(block.text, fresh.text)
    elif block.source.startswith(FIGURED):
        view.lacks, view.foreign = figures_apart(fresh.text, block.text)
        view.trouble = "figures" if view.lacks or view.foreign else ""
    return view


def draft_history(draft: Draft, limit: int = 60) -> list[Any]:
    """Return the last changes, newest first, each with its differing words."""
    rows = list(draft.changes.select_related("by").order_by("-pk")[:limit])
    for row in rows:
        row.pieces = words(row.before, row.after)  # type: ignore[attr-defined]
    return rows


def earlier_minutes(meeting: Meeting, user: User | None = None) -> QuerySet[Draft]:
    """Return minutes of earlier meetings of the same unit and kind that still wait to be approved.

    With a ``user`` only those of meetings that this person prepares.
    """
    waiting = (DraftState.WRITING, DraftState.COMMENT)
    rows = Draft.objects.filter(form=DraftForm.MINUTES, state__in=waiting, approval_item=None)
    rows = rows.filter(meeting__unit=meeting.unit_id, meeting__kind=meeting.kind)
    rows = rows.filter(meeting__starts_at__lt=meeting.starts_at).exclude(meeting=meeting)
    if user is not None:
        rows = rows.filter(meeting__in=allowed(Meeting.objects.all(), user, "prepare_meeting"))
    return rows.select_related("meeting").order_by("-meeting__starts_at")
